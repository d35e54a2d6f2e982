import type { SyncStatus } from '@howdah/sync';
import { expect, it } from 'vitest';
import { freshnessOf } from './freshness.ts';

const at = new Date(2026, 10, 23, 14, 2).getTime();

function status(connection: SyncStatus['connection'], lastContactAt: number | null = at): SyncStatus {
  return {
    role: 'leader',
    connection,
    connectionProblem: null,
    lastContactAt,
    pending: 0,
    queued: 0,
    sending: 0,
    unknown: 0,
    parked: 0,
    conflicts: 0,
  };
}

it.each([
  [status('online'), 5_000, 'Live'],
  [status('online'), 120_000, 'As of 14:02 (cached)'],
  [status('offline'), 30_000, 'Offline copy, as of 14:02'],
  [status('offline'), 3 * 3_600_000, 'Offline copy, as of 14:02, 3 h old'],
  [status('unknown'), 1_000, 'As of 14:02 (cached), connecting'],
  [status('unknown', null), 0, 'Waiting for Oozie’s first answer'],
])('%#: says how old the list is', (shown, later, words) => {
  expect(freshnessOf(shown, at + later).words).toBe(words);
});

it('says so when there never was an answer', () => {
  expect(freshnessOf(status('offline', null), at).state).toBe('offline');
  expect(freshnessOf(undefined, at).state).toBe('waiting');
});
