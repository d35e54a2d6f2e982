import { expect, test } from 'vitest';
import { printFilter } from './filter.ts';

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
  expect(printFilter({ frequency: [5, 10], unit: 'minutes' })).toBe('frequency=5;frequency=10;unit=minutes');
  expect(() => printFilter({ unit: 'minutes' })).toThrow(/no frequency/);
});

test.each(['a=b', 'a;status=KILLED', ''])(
  'the name "%s" is refused, for it would be read as something else',
  (name) => {
    expect(() => printFilter({ name })).toThrow(
      expect.objectContaining({ kind: 'invalid-request', reachedServer: 'no' }),
    );
  },
);

test('no values at all are refused instead of listing everything', () => {
  expect(() => printFilter({ id: [] })).toThrow(/no values/);
});
