import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  parseSlaEventFilter,
  parseSlaFilter,
  printSlaEventFilter,
  printSlaFilter,
  type SlaFilter,
} from './sla-filter.ts';

const noon = Date.parse('2026-11-23T12:00Z');

test('SLAs are asked for by name, status and time', () => {
  expect(
    printSlaFilter({
      appName: 'nightly%',
      slaStatus: ['MISS', 'MET'],
      eventStatus: 'END_MISS',
      nominalAfter: noon,
      nominalBefore: noon + 30_000,
      actualDurationMin: -1,
      parentId: '1-C',
    }),
  ).toBe(
    'app_name=nightly%;parent_id=1-C;nominal_after=2026-11-23T12:00Z;nominal_before=2026-11-23T12:01Z;actual_duration_min=-1;sla_status=MISS,MET;event_status=END_MISS',
  );
});

test.each<[SlaFilter, RegExp]>([
  [{}, /needs a condition/],
  [{ appName: 'a=b' }, /cannot carry/],
  [{ userName: '' }, /cannot carry/],
  [{ nominalAfter: noon + 1, nominalBefore: noon }, /nothing could match/],
  [{ expectedDurationMax: 1.5 }, /no whole number/],
  [{ expectedDurationMax: 2 ** 31 }, /no whole number/],
  [{ slaStatus: [] }, /no status/],
])('%j is refused', (filter, message) => {
  expect(() => printSlaFilter(filter)).toThrow(message);
});

test('a filter is read as one types it', () => {
  expect(
    parseSlaFilter(
      'user_name=alice;event_status=START_MISS,END_MISS;nominal_start=2026-11-23T12:00Z;actual_duration_max=5;bundle=b',
    ),
  ).toEqual({
    userName: 'alice',
    eventStatus: ['START_MISS', 'END_MISS'],
    nominalAfter: noon,
    actualDurationMax: 5,
    bundle: 'b',
  });
});

test.each([
  ['', /needs a condition/],
  ['APP_NAME=a', /no "APP_NAME" here/],
  ['app_name=a;app_name=b', /more than once/],
  ['app_name=a=b', /no condition/],
  ['sla_status=MISSED', /none of/],
  ['nominal_after=today', /no time/],
  ['nominal_after=2026-11-23T12:00Z;nominal_start=2026-11-23T12:00Z', /more than once/],
  ['actual_duration_min=1m', /no whole number/],
])('the filter "%s" is refused', (text, message) => {
  expect(() => parseSlaFilter(text)).toThrow(message);
});

test('what is printed is read back', () => {
  const text = fc
    .string({ unit: 'binary', minLength: 1 })
    .filter((each) => !/[=;]|\p{Surrogate}/u.test(each));
  const minute = fc.integer({ min: 0, max: 60_000_000 }).map((minutes) => minutes * 60_000);
  const filter = fc.record(
    {
      appName: text,
      jobStatus: text,
      id: text,
      createdAfter: minute,
      actualEndBefore: minute,
      expectedDurationMin: fc.integer({ min: -(2 ** 31) + 1 }),
      slaStatus: fc.constantFrom('MISS', 'IN_PROCESS'),
    },
    { requiredKeys: ['appName'] },
  );
  fc.assert(
    fc.property(filter, (given) => {
      expect(parseSlaFilter(printSlaFilter(given))).toEqual(given);
    }),
  );
});

test('SLA events are asked for by id and by name', () => {
  expect(printSlaEventFilter({ jobId: ['1-W', '2-W'], appName: 'nightly' })).toBe(
    'jobid=1-W;jobid=2-W;appname=nightly',
  );
  expect(printSlaEventFilter({})).toBeUndefined();
  expect(parseSlaEventFilter('jobid=1-W;jobid=2-W')).toEqual({ jobId: ['1-W', '2-W'] });
  expect(() => parseSlaEventFilter('name=a')).toThrow(/no "name" here/);
});
