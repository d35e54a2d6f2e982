import type { Activity } from '@howdah/sync';

/** The six steps that a row goes through, in order, each in a sentence. */
export const steps: readonly { step: Activity['step']; words: string }[] = [
  { step: 'connect', words: 'Open the database and reach Oozie' },
  { step: 'fetch', words: 'Find what has to go out, and what is new in Oozie' },
  { step: 'transform', words: 'Make a job of a row, and a row of a job' },
  { step: 'synchronize', words: 'Create, change, start or stop jobs in Oozie' },
  { step: 'resolve', words: 'Settle what both sides changed' },
  { step: 'write back', words: 'Put the outcome into the app’s database' },
];

export interface StepGroup {
  step: Activity['step'];
  words: string;
  /** The newest first. */
  activities: Activity[];
}

/** Recent activities by step; every step has a group, an empty one too. */
export function groupBySteps(activities: readonly Activity[]): StepGroup[] {
  return steps.map(({ step, words }) => ({
    step,
    words,
    activities: activities.filter((activity) => activity.step === step),
  }));
}
