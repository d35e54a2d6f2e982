import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseHttpDate, parseOozieDate, printOozieDate } from './oozie-date.ts';

test('a time is printed in minutes, and its seconds are dropped', () => {
  expect(printOozieDate(Date.parse('2026-11-23T05:00:59.999Z'))).toBe('2026-11-23T05:00Z');
});

test('what is printed is read back to the minute', () => {
  const time = fc.integer({ min: Date.parse('0001-01-01T00:00Z'), max: Date.parse('9999-12-31T23:59Z') });
  fc.assert(
    fc.property(time, (epochMs) => {
      expect(parseOozieDate(printOozieDate(epochMs))).toBe(Math.floor(epochMs / 60_000) * 60_000);
    }),
  );
});

test('a date with an offset, as Oozie prints it outside of UTC, is read', () => {
  expect(parseOozieDate('2026-11-23T05:00+0530')).toBe(Date.parse('2026-11-22T23:30Z'));
  expect(parseOozieDate('2026-11-23T05:00-0130')).toBe(Date.parse('2026-11-23T06:30Z'));
});

test.each([
  '2026-11-23',
  '2026-11-23T05:00',
  '2026-11-23T05:00:00Z',
  '2026-02-30T00:00Z',
  '2026-11-23T24:00Z',
  '',
])('"%s" is not taken for a date of Oozie', (text) => {
  expect(parseOozieDate(text)).toBeUndefined();
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e15, -1e14])('%s is refused as a time', (epochMs) => {
  expect(() => printOozieDate(epochMs)).toThrow(expect.objectContaining({ kind: 'invalid-request' }));
});

test('the dates in Oozie’s JSON are read, and those of another zone are not', () => {
  expect(parseHttpDate('Mon, 23 Nov 2026 03:55:13 GMT')).toBe(Date.parse('2026-11-23T03:55:13Z'));
  expect(parseHttpDate('Sun, 22 Nov 2026 22:55:13 EST')).toBeUndefined();
  expect(parseHttpDate('Mon, 23 Foo 2026 03:55:13 GMT')).toBeUndefined();
});
