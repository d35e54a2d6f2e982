import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CoordinatorActionFilter, parseActionFilter, printActionFilter } from './action-filter.ts';

const noon = Date.parse('2026-11-23T12:00Z');

test('actions are asked for by status and nominal time', () => {
  expect(
    printActionFilter({
      status: ['WAITING', 'READY'],
      nominalTime: { '>=': noon, '<': noon + 3_600_000, '!=': noon + 60_000 },
    }),
  ).toBe(
    'status=WAITING;status=READY;nominaltime>=2026-11-23T12:00Z;nominaltime<2026-11-23T13:00Z;nominaltime!=2026-11-23T12:01Z',
  );
  expect(printActionFilter({ notStatus: 'SUCCEEDED' })).toBe('status!=SUCCEEDED');
});

test('a filter that lets everything through is not printed', () => {
  expect(printActionFilter({})).toBeUndefined();
  expect(printActionFilter({ nominalTime: {} })).toBeUndefined();
});

test('a bound between two minutes lets the same actions through', () => {
  const time = noon + 1;
  expect(printActionFilter({ nominalTime: { '>=': time, '>': time, '<=': time, '<': time } })).toBe(
    'nominaltime>=2026-11-23T12:01Z;nominaltime>2026-11-23T12:00Z;nominaltime<=2026-11-23T12:00Z;nominaltime<2026-11-23T12:01Z',
  );
});

test.each<[CoordinatorActionFilter, RegExp]>([
  [{ status: 'A;status=B' }, /no status/],
  [{ status: '' }, /no status/],
  [{ notStatus: [] }, /no values/],
  [{ nominalTime: { '=': noon + 1 } }, /whole minutes/],
  [{ nominalTime: { '=': [] } }, /no values/],
  [{ nominalTime: { '<': Number.NaN } }, /no time/],
])('%j is refused', (filter, message) => {
  expect(() => printActionFilter(filter)).toThrow(message);
});

test('a filter is read as one types it', () => {
  expect(
    parseActionFilter('Status=failed; status!=KILLED;status!=READY;;nominalTime>=2026-11-23T12:00Z'),
  ).toEqual({
    status: 'FAILED',
    notStatus: ['KILLED', 'READY'],
    nominalTime: { '>=': noon },
  });
});

test.each([
  ['status', /no condition/],
  ['status>FAILED', /no condition/],
  ['name=a', /no condition/],
  ['status=', /no status/],
  ['status=A=B', /no status/],
  ['nominaltime=today', /no time/],
  ['nominaltime<2026-11-23T12:00Z;nominaltime<2026-11-24T12:00Z', /more than once/],
])('the filter "%s" is refused', (text, message) => {
  expect(() => parseActionFilter(text)).toThrow(message);
});

test('what is printed is read back', () => {
  const minute = fc.integer({ min: 0, max: 60_000_000 }).map((minutes) => minutes * 60_000);
  const status = fc.constantFrom('WAITING', 'READY', 'SUCCEEDED');
  const some = <T>(one: fc.Arbitrary<T>) => fc.oneof(one, fc.array(one, { minLength: 2 }));
  const filter = fc.record(
    {
      status: some(status),
      notStatus: some(status),
      nominalTime: fc.record({ '>=': minute, '<': minute, '=': some(minute) }, { requiredKeys: [] }),
    },
    { requiredKeys: ['nominalTime'] },
  );
  fc.assert(
    fc.property(filter, (given) => {
      expect(parseActionFilter(printActionFilter(given) ?? '')).toEqual(given);
    }),
  );
});
