import { expect, it } from 'vitest';
import { inColumns, oozieTimes } from './layout.ts';

const summer = Date.UTC(2026, 6, 1, 12, 30, 15);
const winter = Date.UTC(2026, 0, 1, 2, 3, 4);

it.each([
  ['GMT', '2026-07-01 12:30 GMT', '2026-01-01 02:03:04 GMT'],
  ['UTC', '2026-07-01 12:30 UTC', '2026-01-01 02:03:04 UTC'],
  ['America/Los_Angeles', '2026-07-01 05:30 PDT', '2025-12-31 18:03:04 PST'],
  ['Europe/Berlin', '2026-07-01 14:30 CEST', '2026-01-01 03:03:04 CET'],
  ['GMT+05:30', '2026-07-01 18:00 +05:30', '2026-01-01 07:33:04 +05:30'],
  ['GMT-0700', '2026-07-01 05:30 -07:00', '2025-12-31 19:03:04 -07:00'],
  ['Nowhere/None', '2026-07-01 12:30 GMT', '2026-01-01 02:03:04 GMT'],
])('times in %s are printed as Java does', (zone, minutes, seconds) => {
  const times = oozieTimes(zone);
  expect(times.minutes(summer)).toBe(minutes);
  expect(times.seconds(winter)).toBe(seconds);
  expect(times.minutes(null)).toBe('-');
});

it('a text that is too long for its column pushes the next one to the right', () => {
  expect(inColumns([4, 3], ['ab', 'c'])).toBe('ab  c  ');
  expect(inColumns([4, 3], ['abcdef', 'c'])).toBe('abcdefc  ');
});
