import type { Activity } from '@howdah/sync';
import type { Scene } from './scene.ts';
import { ensure } from './scene.ts';

const steps: readonly Activity['step'][] = [
  'connect',
  'fetch',
  'transform',
  'synchronize',
  'resolve',
  'write back',
];

/** Everything that the engine did since a moment, oldest first. */
export async function activitiesSince({ app }: Scene, since: number): Promise<Activity[]> {
  const activities = await app.page.evaluate(() => window.fieldSurvey?.howdah.activity.current ?? []);
  return activities.filter(({ at }) => at >= since).reverse();
}

/** Prints what happened, each line under the step that it belongs to. */
export function printActivities(activities: readonly Activity[]): void {
  for (const { at, step, jobId, message } of activities) {
    const time = new Date(at).toISOString().slice(11, 23);
    console.log(`    ${time}  ${step.padEnd(11)}  ${jobId === null ? '' : `${jobId}  `}${message}`);
  }
}

/** Makes sure that all six steps were seen, and says how often. */
export function countSteps(activities: readonly Activity[]): void {
  console.log('\nThe six steps:');
  for (const [position, step] of steps.entries()) {
    const times = activities.filter((activity) => activity.step === step).length;
    console.log(`  ${position + 1} ${step.padEnd(11)}  ${times} times`);
    ensure(times > 0, `the step "${step}" never happened`);
  }
}
