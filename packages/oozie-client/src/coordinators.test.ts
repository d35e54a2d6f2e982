import { expect, test } from 'vitest';
import { printChange } from './coordinators.ts';

test('a change is printed in the words of Oozie’s command line', () => {
  const endtime = Date.parse('2026-11-23T05:00:59Z');
  expect(printChange({ endtime, pausetime: endtime, concurrency: 3, status: 'RUNNING' })).toBe(
    'endtime=2026-11-23T05:00Z;pausetime=2026-11-23T05:00Z;concurrency=3;status=RUNNING',
  );
});

test('no pause time resets it', () => {
  expect(printChange({ pausetime: null })).toBe('pausetime=');
});

test('a change of nothing is refused', () => {
  expect(() => printChange({})).toThrow(
    expect.objectContaining({ kind: 'invalid-request', reachedServer: 'no' }),
  );
});
