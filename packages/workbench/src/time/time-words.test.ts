import { describe, expect, it } from 'vitest';
import { absoluteTime, clockTime, duration, relativeTime } from './time-words.ts';

const now = Date.UTC(2026, 10, 23, 13, 2, 7);
const minute = 60_000;

describe('a time relative to now', () => {
  it.each([
    [now - 3_000, 'just now'],
    [now - 42_000, '42 sec. ago'],
    [now - 90_000, '1 min. ago'],
    [now + 3 * 60 * minute, 'in 3 hr.'],
    [now - 26 * 60 * minute, 'yesterday'],
    [now - 12 * 24 * 60 * minute, '12 days ago'],
    [now - 60 * 24 * 60 * minute, '24 Sept 2026'],
  ])('%i is %s', (at, words) => {
    expect(relativeTime(at, now)).toBe(words);
  });
});

it('tells the exact time with its zone', () => {
  expect(absoluteTime(now, 'Europe/Berlin')).toBe('23 Nov 2026, 14:02:07 CET');
});

it('tells the time of day, and the date only when it is not obvious', () => {
  expect(clockTime(now - minute, now, 'UTC')).toBe('13:01');
  expect(clockTime(now - 48 * 60 * minute, now, 'UTC')).toBe('21 Nov, 13:02');
});

it.each([
  [0, '< 1 s'],
  [12_400, '12 s'],
  [200_000, '3 min 20 s'],
  [2 * 3_600_000, '2 h'],
  [52 * 3_600_000, '2 d 4 h'],
  [-5, '< 1 s'],
])('a run of %i ms took %s', (ms, words) => {
  expect(duration(ms)).toBe(words);
});
