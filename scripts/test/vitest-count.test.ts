import { expect, it } from 'vitest';
import { countOf } from './vitest-count.ts';

const report = (
  passed: number,
  failed: number,
  files: { status: string; assertionResults: unknown[] }[] = [],
) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  testResults: files,
});

it('counts what passed and failed', () => {
  expect(countOf(report(7, 2), 1)).toEqual({ passed: 7, failed: 2 });
});

it('counts a file that could not be loaded as a failure', () => {
  const files = [
    { status: 'failed', assertionResults: [] },
    { status: 'passed', assertionResults: [{}] },
  ];
  expect(countOf(report(1, 0, files), 1)).toEqual({ passed: 1, failed: 1 });
});

it('counts a run without tests as a failure', () => {
  expect(countOf(report(0, 0), 0)).toEqual({ passed: 0, failed: 1 });
});

it('counts a run that failed though every test passed, as with an error between tests', () => {
  expect(countOf(report(5, 0), 1)).toEqual({ passed: 5, failed: 1 });
});

it('counts a run that was ended before it could report', () => {
  expect(countOf(undefined, null)).toEqual({ passed: 0, failed: 1 });
});
