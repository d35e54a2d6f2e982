/**
 * `npm run example`: the field survey in a real browser on a real Oozie, from nothing, without a hand on it. Prints what
 * happened at each of the six steps; exits with 0 only if all that is claimed came true.
 */
import { startLocalOozie } from '@howdah/local-oozie';
import type { Activity } from '@howdah/sync';
import { openProfile } from '../e2e/browser.ts';
import { openFieldSurvey } from '../e2e/field-survey.ts';
import { startStack } from '../e2e/stack.ts';
import { fieldSurvey } from './apps.ts';
import type { Scene } from './example/scene.ts';
import { bothSidesChange, scheduleBothWays } from './example/schedules.ts';
import { activitiesSince, countSteps, printActivities } from './example/six-steps.ts';
import { surveysMadeOffline } from './example/surveys.ts';

const acts: { title: string; play: (scene: Scene) => Promise<void> }[] = [
  { title: 'Three surveys, made offline', play: surveysMadeOffline },
  { title: 'A schedule, changed on either side', play: scheduleBothWays },
  { title: 'A schedule, changed on both sides at once', play: bothSidesChange },
];

async function play(scene: Scene): Promise<void> {
  const all: Activity[] = [];
  let since = 0;
  for (const [position, act] of acts.entries()) {
    console.log(`\n${position + 1}. ${act.title}\n`);
    try {
      await act.play(scene);
    } finally {
      const activities = await activitiesSince(scene, since);
      console.log('\n  What Howdah did:');
      printActivities(activities);
      all.push(...activities);
      since = Date.now();
    }
  }
  countSteps(all);
}

async function main(): Promise<void> {
  const stopping: (() => Promise<void>)[] = [];
  try {
    console.log('Booting Oozie …');
    const oozie = await startLocalOozie({ log: (line) => console.log(line) });
    stopping.push(() => oozie.stop());
    const stack = await startStack({
      oozieUrl: oozie.url,
      definitionRoot: oozie.definitionRoot,
      apps: [fieldSurvey],
    });
    stopping.push(() => stack.stop());
    const profile = await openProfile({ viewport: { width: 390, height: 844 } });
    stopping.push(() => profile.close());
    const app = await openFieldSurvey(profile, stack.url);
    await play({ app, profile, oozieUrl: oozie.url });
    for (const problem of profile.problems) throw new Error(`The page complained: ${problem}`);
    console.log('\nAll of it held.');
  } finally {
    for (const stop of stopping.reverse()) await stop();
  }
}

try {
  await main();
} catch (error) {
  console.error(`\nIt did not hold: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
