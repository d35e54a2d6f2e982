import { expect, test } from 'vitest';
import {
  isTerminalBundleStatus,
  isTerminalCoordinatorStatus,
  isTerminalWorkflowStatus,
} from './job-status.ts';

test('which statuses are the end of a job', () => {
  const statuses = [
    'PREP',
    'RUNNING',
    'SUSPENDED',
    'SUCCEEDED',
    'KILLED',
    'FAILED',
    'DONEWITHERROR',
    'IGNORED',
    'BRAND_NEW',
  ];
  expect(statuses.filter(isTerminalWorkflowStatus)).toEqual(['SUCCEEDED', 'KILLED', 'FAILED']);
  expect(statuses.filter(isTerminalBundleStatus)).toEqual(['SUCCEEDED', 'KILLED', 'FAILED', 'DONEWITHERROR']);
  expect(statuses.filter(isTerminalCoordinatorStatus)).toEqual([
    'SUCCEEDED',
    'KILLED',
    'FAILED',
    'DONEWITHERROR',
    'IGNORED',
  ]);
});
