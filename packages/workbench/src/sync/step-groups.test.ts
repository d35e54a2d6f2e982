import type { Activity } from '@howdah/sync';
import { expect, it } from 'vitest';
import { groupBySteps } from './step-groups.ts';

const activity = (step: Activity['step'], at: number): Activity => ({
  at,
  step,
  message: `${step} at ${at}`,
  collection: null,
  rowKey: null,
  jobId: null,
});

it('groups activities by the six steps, in the order of the steps', () => {
  const groups = groupBySteps([activity('write back', 3), activity('connect', 2), activity('connect', 1)]);
  expect(groups.map(({ step, activities }) => [step, activities.map(({ at }) => at)])).toEqual([
    ['connect', [2, 1]],
    ['fetch', []],
    ['transform', []],
    ['synchronize', []],
    ['resolve', []],
    ['write back', [3]],
  ]);
});
