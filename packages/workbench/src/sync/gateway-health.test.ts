import { expect, it } from 'vitest';
import { parseHealth } from './gateway-health.ts';

it('reads what the gateway says', () => {
  const answer = {
    gateway: { version: '0.1.0', startedAt: '2026-11-23T04:00:00.000Z' },
    oozie: { url: 'http://oozie:11000/oozie', reachable: true, systemMode: 'NORMAL', latencyMs: 12 },
  };
  expect(parseHealth(answer)).toEqual({
    version: '0.1.0',
    startedAt: Date.UTC(2026, 10, 23, 4),
    oozie: {
      url: 'http://oozie:11000/oozie',
      reachable: true,
      systemMode: 'NORMAL',
      buildVersion: null,
      latencyMs: 12,
      error: null,
    },
  });
});

it.each([[null], ['<html>'], [{ gateway: {} }]])('takes %j for no gateway', (answer) => {
  expect(parseHealth(answer)).toBeUndefined();
});
