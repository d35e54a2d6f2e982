import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  parseCoordinatorFilter,
  parseFilter,
  printFilter,
  type RelativeTime,
  type SortBy,
} from './filter.ts';

test('fields are printed one after the other, several values as repeated names', () => {
  expect(
    printFilter({ user: 'alice', status: ['PREP', 'RUNNING'], text: 'nightly' }, 'lastModifiedTime'),
  ).toBe('user=alice;status=PREP;status=RUNNING;text=nightly;sortby=lastModifiedTime');
});

test('a filter that lets everything through is not printed', () => {
  expect(printFilter({})).toBeUndefined();
});

test('a span of time is widened to the whole minutes that Oozie compares', () => {
  const time = Date.parse('2026-11-23T05:00:30Z');
  expect(printFilter({ startCreatedTime: time, endCreatedTime: time })).toBe(
    'startcreatedtime=2026-11-23T05:00Z;endcreatedtime=2026-11-23T05:01Z',
  );
  expect(printFilter({ startCreatedTime: '-3d' })).toBe('startcreatedtime=-3d');
});

test('coordinators are filtered by frequency and its unit together', () => {
  expect(printFilter({ frequency: 10, unit: 'minutes' })).toBe('frequency=10;unit=minutes');
  expect(() => printFilter({ frequency: 0.5 })).toThrow(/no whole number/);
  expect(() => printFilter({ unit: 'minutes' })).toThrow(/no frequency/);
});

test.each(['a=b', 'a;status=KILLED', '', 'half \ud83d'])(
  'the name %j is refused, for it would be read as something else',
  (name) => {
    expect(() => printFilter({ name })).toThrow(
      expect.objectContaining({ kind: 'invalid-request', reachedServer: 'no' }),
    );
  },
);

test('no values at all are refused instead of listing everything', () => {
  expect(() => printFilter({ id: [] })).toThrow(/no values/);
});

test('an age that is none is refused', () => {
  expect(() => printFilter({ startCreatedTime: '-1e3d' })).toThrow(/no age/);
});

test('a filter is read as one types it', () => {
  expect(
    parseFilter(
      'User=alice;status=PREP;;STATUS=RUNNING;group=x;name= a b ;startcreatedtime=-3d;endcreatedtime=2026-11-23T05:00Z;sortby=lastmodifiedtime',
    ),
  ).toEqual({
    filter: {
      user: 'alice',
      status: ['PREP', 'RUNNING'],
      group: 'x',
      name: ' a b ',
      startCreatedTime: '-3d',
      endCreatedTime: Date.parse('2026-11-23T05:00Z'),
    },
    sortBy: 'lastModifiedTime',
  });
  expect(parseCoordinatorFilter('frequency=10;unit=HOURS')).toEqual({
    filter: { frequency: 10, unit: 'hours' },
  });
  expect(parseFilter('')).toEqual({ filter: {} });
});

test.each([
  ['user', /no condition/],
  ['user=', /no condition/],
  ['=alice', /no condition/],
  ['name=a=b', /no condition/],
  ['owner=alice', /no "owner" here/],
  ['frequency=10', /no "frequency" here/],
  ['text=a;text=b', /more than once/],
  ['sortby=name', /not by "name"/],
  ['startcreatedtime=yesterday', /no time/],
  ['startcreatedtime=3d', /no time/],
])('the filter "%s" is refused', (text, message) => {
  expect(() => parseFilter(text)).toThrow(message);
  expect(() => parseFilter(text)).toThrow(expect.objectContaining({ kind: 'invalid-request' }));
});

test.each([
  ['unit=hours', /no frequency/],
  ['frequency=1;unit=weeks', /"weeks" is none of/],
  ['frequency=1.5', /no whole number/],
  ['frequency=1;frequency=2', /more than once/],
])('the filter of coordinators "%s" is refused', (text, message) => {
  expect(() => parseCoordinatorFilter(text)).toThrow(message);
});

test('what is printed is read back', () => {
  const value = fc
    .string({ unit: 'binary', minLength: 1 })
    .filter((text) => !/[=;]|\p{Surrogate}/u.test(text));
  const values = fc.oneof(value, fc.array(value, { minLength: 2 }));
  const time = fc.oneof(
    fc.integer({ min: 0, max: 60_000_000 }).map((minutes) => minutes * 60_000),
    fc
      .tuple(fc.nat(), fc.constantFrom('d', 'h', 'm'))
      .map(([n, unit]): RelativeTime => `-${n % 1_000_000_000}${unit}`),
  );
  const filter = fc.record(
    {
      user: values,
      name: values,
      status: values,
      id: values,
      group: values,
      text: value,
      startCreatedTime: time,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(filter, fc.constantFrom<SortBy[]>('createdTime', 'lastModifiedTime'), (given, sortBy) => {
      const printed = printFilter(given, sortBy);
      expect(parseFilter(printed ?? '')).toEqual({ filter: given, sortBy });
    }),
  );
});
