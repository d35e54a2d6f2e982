import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BulkFilter, parseBulkFilter, printBulkFilter } from './bulk-filter.ts';

test('the actions of two bundles are asked for by status and time', () => {
  const filter: BulkFilter = {
    bundle: ['nightly', 'weekly'],
    coordinators: 'load',
    actionStatus: ['FAILED', 'TIMEDOUT'],
    startCreatedTime: Date.parse('2026-11-23T05:00:30Z'),
    endCreatedTime: Date.parse('2026-11-23T05:00:30Z'),
    startScheduledTime: Date.parse('2026-11-22T00:00Z'),
    endScheduledTime: Date.parse('2026-11-23T00:00Z'),
  };
  expect(printBulkFilter(filter)).toBe(
    'bundle=nightly,weekly;coordinators=load;actionstatus=FAILED,TIMEDOUT;startcreatedtime=2026-11-23T05:00Z;endcreatedtime=2026-11-23T05:01Z;startscheduledtime=2026-11-22T00:00Z;endscheduledtime=2026-11-23T00:00Z',
  );
});

test.each(['a,b', ' a', 'a\t', 'a=b', 'a;b', '', '\ud800'])(
  'the bundle name %j is refused, for it would be read as something else',
  (bundle) => {
    expect(() => printBulkFilter({ bundle })).toThrow(
      expect.objectContaining({ kind: 'invalid-request', reachedServer: 'no' }),
    );
  },
);

test('names and ids are not mixed, for Oozie takes all for what the first one is', () => {
  const id = '0000005-261123032920870-oozie-root-B';
  expect(() => printBulkFilter({ bundle: [id, 'nightly'] })).toThrow(/mixes names with ids/);
  expect(printBulkFilter({ bundle: [id, id], coordinators: 'x' })).toBe(`bundle=${id},${id};coordinators=x`);
});

test('no values at all are refused instead of showing everything', () => {
  expect(() => printBulkFilter({ bundle: 'a', actionStatus: [] })).toThrow(/no values/);
});

test('a filter is read as one types it', () => {
  expect(
    parseBulkFilter(
      'Bundle=nightly, weekly;;actionStatus=FAILED;filterlevel=x;endscheduledtime=2026-11-23T05:00Z',
    ),
  ).toEqual({
    bundle: ['nightly', 'weekly'],
    actionStatus: 'FAILED',
    endScheduledTime: Date.parse('2026-11-23T05:00Z'),
  });
});

test.each([
  ['coordinators=a', /no bundle/],
  ['', /no bundle/],
  ['bundle', /no condition/],
  ['bundle=a=b', /no condition/],
  ['bundle=a;name=b', /no "name" here/],
  ['bundle=a,,b', /empty/],
  ['bundle=a;endcreatedtime=2026-11-23', /no time/],
  ['bundle=a;endcreatedtime=2026-11-23T05:00+0100', /no time/],
  ['bundle=a;endcreatedtime=2026-11-23T05:00Z;endcreatedtime=2026-11-23T05:00Z', /more than once/],
])('the filter "%s" is refused', (text, message) => {
  expect(() => parseBulkFilter(text)).toThrow(message);
});

test('what is printed is read back', () => {
  const value = fc.string({ unit: 'binary' }).filter((text) => {
    try {
      printBulkFilter({ bundle: text });
      return true;
    } catch {
      return false;
    }
  });
  const minute = fc.integer({ min: 0, max: 60_000_000 }).map((minutes) => minutes * 60_000);
  const filter = fc.record(
    {
      bundle: value,
      coordinators: fc.array(value, { minLength: 2 }),
      startCreatedTime: minute,
      endScheduledTime: minute,
    },
    { requiredKeys: ['bundle'] },
  );
  fc.assert(
    fc.property(filter, (given) => {
      expect(parseBulkFilter(printBulkFilter(given))).toEqual(given);
    }),
  );
});
