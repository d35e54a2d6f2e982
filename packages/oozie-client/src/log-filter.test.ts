import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LogFilter, type LogSpan, parseLogFilter, printLogFilter } from './log-filter.ts';

test('a part of a log is asked for by level, text and time', () => {
  expect(
    printLogFilter({ loglevel: ['ERROR', 'WARN'], limit: 100, recent: '2h', text: 'a b', debug: true }),
  ).toBe('loglevel=ERROR|WARN;limit=100;recent=2h;text=a b;debug');
  const time = Date.parse('2026-11-23T05:00:30Z');
  expect(printLogFilter({ start: time, end: time })).toBe('start=2026-11-23T05:00Z;end=2026-11-23T05:01Z');
  expect(printLogFilter({ start: '2026-11-23 05:00:30', end: '30m' })).toBe(
    'start=2026-11-23 05:00:30;end=30m',
  );
});

test('a filter that lets everything through is not printed', () => {
  expect(printLogFilter({ debug: false })).toBeUndefined();
});

test.each<[LogFilter, RegExp]>([
  [{ text: 'a=b' }, /cannot carry/],
  [{ text: '' }, /cannot carry/],
  [{ loglevel: [] }, /none of/],
  [{ limit: 1.5 }, /no number of messages/],
  [{ limit: -1 }, /no number of messages/],
  [{ recent: '-1h' }, /length of time/],
  [{ start: '1e3m' }, /length of time/],
  [{ start: Number.POSITIVE_INFINITY }, /no time/],
])('%j is refused', (filter, message) => {
  expect(() => printLogFilter(filter)).toThrow(message);
});

test('a filter is read as one types it', () => {
  expect(
    parseLogFilter('LogLevel=ERROR|WARN;limit=5;;recent=2;debug;start=2026-11-23T05:00Z;end=30m'),
  ).toEqual({
    loglevel: ['ERROR', 'WARN'],
    limit: 5,
    recent: '2h',
    debug: true,
    start: Date.parse('2026-11-23T05:00Z'),
    end: '30m',
  });
});

test('every level is no filter', () => {
  expect(printLogFilter(parseLogFilter('loglevel=ALL'))).toBeUndefined();
});

test.each([
  ['level=INFO', /no "level"/],
  ['loglevel', /no condition/],
  ['loglevel=info', /none of/],
  ['text=a=b', /no condition/],
  ['limit=x', /no number of messages/],
  ['limit=1;limit=2', /more than once/],
  ['start=yesterday', /no length of time/],
  ['start=2026-11-23T05:00+0100', /no length of time/],
  ['recent=2026-11-23T05:00Z', /no length of time/],
])('the filter "%s" is refused', (text, message) => {
  expect(() => parseLogFilter(text)).toThrow(message);
});

test('what is printed is read back', () => {
  const span = fc
    .tuple(fc.nat(9_999_999), fc.constantFrom('h', 'm'))
    .map(([n, unit]): LogSpan => `${n}${unit}`);
  const level = fc.constantFrom('ERROR', 'INFO');
  const filter = fc.record(
    {
      start: fc.oneof(
        span,
        fc.integer({ min: 0, max: 60_000_000 }).map((minutes) => minutes * 60_000),
      ),
      end: span,
      loglevel: fc.oneof(level, fc.array(level, { minLength: 2 })),
      limit: fc.nat(),
      text: fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !/[=;]|\p{Surrogate}/u.test(text)),
      debug: fc.constant(true),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(filter, (given) => {
      expect(parseLogFilter(printLogFilter(given) ?? '')).toEqual(given);
    }),
  );
});
