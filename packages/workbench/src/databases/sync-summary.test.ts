import type { SyncStatus } from '@howdah/sync';
import { expect, it } from 'vitest';
import { pillWords, summarize } from './sync-summary.ts';

const quiet: SyncStatus = {
  role: 'leader',
  connection: 'online',
  connectionProblem: null,
  lastContactAt: 1_000,
  pending: 0,
  queued: 0,
  sending: 0,
  unknown: 0,
  parked: 0,
  conflicts: 0,
};

it('says only that it is online when nothing waits', () => {
  expect(pillWords(summarize(quiet, [quiet]), 2_000)).toEqual({
    connection: 'Online',
    counts: [],
    tone: 'good',
  });
});

it('adds up all databases, what a person has to decide first', () => {
  const survey = { ...quiet, pending: 1, queued: 2, conflicts: 1, parked: 2 };
  expect(pillWords(summarize(quiet, [survey, quiet, undefined]), 2_000)).toEqual({
    connection: 'Online',
    counts: ['1 conflict', '2 parked', '3 queued'],
    tone: 'attention',
  });
});

it('believes its own engine about the connection, not an app that is closed', () => {
  const closedApp: SyncStatus = { ...quiet, role: 'stopped', connection: 'offline' };
  expect(summarize(quiet, [closedApp, quiet]).connection).toBe('online');
});

it('tells since when it is offline', () => {
  const at = new Date(2026, 10, 23, 14, 2).getTime();
  const summary = summarize({ ...quiet, connection: 'offline', lastContactAt: at }, []);
  expect(pillWords(summary, at + 60_000)).toMatchObject({ connection: 'Offline since 14:02', tone: 'off' });
});

it('says so when its own engine can’t run', () => {
  expect(pillWords(summarize(undefined, [], true), 0)).toMatchObject({
    connection: 'Not syncing',
    tone: 'attention',
  });
});

it('is connecting until the first answer', () => {
  expect(pillWords(summarize(undefined, []), 0).connection).toBe('Connecting');
});
