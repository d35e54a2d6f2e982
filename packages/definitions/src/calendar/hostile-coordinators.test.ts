import { describe, expect, it } from 'vitest';
import type { CoordinatorPlan, DataEventPlan } from './coordinator-plan.ts';
import { materialize } from './materialize.ts';

const plan: CoordinatorPlan = {
  name: 'hostile',
  frequency: '60',
  start: '2026-01-01T00:00Z',
  end: '2026-02-01T00:00Z',
  timezone: 'UTC',
  datasets: [
    {
      name: 'data',
      frequency: '1',
      initialInstance: '1970-01-02T00:00Z',
      timezone: 'Europe/Berlin',
      uriTemplate: `/\${YEAR}`,
    },
  ],
  inputs: [],
  appPath: '/a',
};
const input = (event: Omit<DataEventPlan, 'name' | 'dataset'>): Partial<CoordinatorPlan> => ({
  inputs: [{ name: 'in', dataset: 'data', ...event }],
});
const range = (from: string, to: string) => input({ startInstance: `\${${from}}`, endInstance: `\${${to}}` });

const plans: readonly (readonly [what: string, changed: Partial<CoordinatorPlan>])[] = [
  ['a range of a billion instances', range('coord:current(-1000000000)', 'coord:current(0)')],
  [
    'a range of all instances that an int can count',
    range('coord:current(-2147483648)', 'coord:current(2147483647)'),
  ],
  ['a range of a billion latest instances', range('coord:latest(-1000000000)', 'coord:latest(0)')],
  [
    'a range of a billion years',
    range("coord:offset(-1000000000, 'YEAR')", "coord:offset(1000000000, 'YEAR')"),
  ],
  ['a range of a billion days', range("coord:offset(-1000000000, 'DAY')", "coord:offset(1000000000, 'DAY')")],
  ['an instance a billion days ahead', input({ instances: [`\${coord:offset(1000000000, 'DAY')}`] })],
  ['an instance a billion back', input({ instances: [`\${coord:current(-1000000000)}`] })],
  ['an instance a billion ahead', input({ instances: [`\${coord:future(1000000000, 1000000000)}`] })],
  ['a minute for thousands of years', { frequency: '1', end: '9999-12-31T23:59Z' }],
  ['a frequency of many digits', { frequency: '9'.repeat(100_000) }],
  ['a frequency below zero', { frequency: '-2147483648' }],
  ['months beyond all calendars', { frequency: `\${coord:months(2147483647)}`, end: '9999-12-31T23:59Z' }],
  ['a cron of days that never come', { frequency: '0 0 30 2 *', end: '9999-12-31T23:59Z' }],
  ['a cron field of 100,000 parts', { frequency: `${'1,'.repeat(100_000)}1 * * * *` }],
  ['a cron of 100,000 fields', { frequency: '* '.repeat(100_000) }],
  ['a date of many digits', { start: `${'2'.repeat(100_000)}-01-01T00:00Z` }],
  ['a zone of many letters', { timezone: 'A/'.repeat(100_000) }],
  ['a zone of many digits', { timezone: `GMT+${'1'.repeat(100_000)}` }],
];

describe('a hostile coordinator', () => {
  it.each(plans)(
    'with %s is materialized in a bounded number of steps',
    (_what, changed) => {
      const { actions, more, problems } = materialize({ ...plan, ...changed }, {}, { limit: 5 });
      expect(actions.length).toBeLessThanOrEqual(5);
      expect(actions.length + problems.length).toBeGreaterThan(more ? 0 : -1);
    },
    30_000,
  );
});
