import type { SyncStatus } from '@howdah/sync';
import { expect, it } from 'vitest';
import { connectionAdvice, roleWords } from './connection-advice.ts';

const offline: SyncStatus = {
  role: 'leader',
  connection: 'offline',
  connectionProblem: null,
  lastContactAt: null,
  pending: 0,
  queued: 0,
  sending: 0,
  unknown: 0,
  parked: 0,
  conflicts: 0,
};

it('says what to do without a network', () => {
  expect(connectionAdvice(offline)).toMatch(/changes are kept/);
});

it('prefers what the engine found out', () => {
  expect(connectionAdvice({ ...offline, connectionProblem: 'The gateway answered 502.' })).toBe(
    'The gateway answered 502.',
  );
});

it('tells when nobody syncs a database', () => {
  expect(roleWords('stopped', false)).toMatch(/not open in this browser/);
  expect(roleWords('stopped', true)).toMatch(/tab of its app/);
});
