import { describe, expect, test } from 'vitest';
import { javaFormats } from './java-date-format.fixture.ts';
import { formatByPattern } from './java-date-format.ts';
import { formatOozieDate, parseOozieDate, processingInUtc, processingZone } from './oozie-date.ts';
import { utc } from './time-zone.ts';

describe("Oozie's times", () => {
  test.each([
    ['2026-03-29T02:30Z', Date.UTC(2026, 2, 29, 2, 30)],
    [' 2026-3-9T2:5Z ', Date.UTC(2026, 2, 9, 2, 5)],
    ['2024-02-29T00:00Z', Date.UTC(2024, 1, 29)],
  ])('%j is read as Java reads it', (text, instant) => {
    expect(parseOozieDate(text, processingInUtc)).toBe(instant);
  });

  test.each([
    '',
    '2026-03-29',
    '2026-02-29T00:00Z',
    '2026-13-01T00:00Z',
    '2026-03-29T24:00Z',
    '2026-03-29T02:30',
    '2026-03-29T02:30:00Z',
    '2026-03-29T02:30ZZ',
    '2026-03-29T02:30+0000',
  ])('%j is refused', (text) => {
    expect(parseOozieDate(text, processingInUtc)).toBeUndefined();
  });

  test('are local where the server processes in another zone', () => {
    const india = processingZone('GMT+0530');
    expect(india && parseOozieDate('2026-03-29T02:30+0530', india)).toBe(Date.UTC(2026, 2, 28, 21));
    expect(india && formatOozieDate(Date.UTC(2026, 2, 28, 21), india)).toBe('2026-03-29T02:30+0530');
    expect(processingZone('Asia/Kolkata')).toBeUndefined();
  });

  test('are formatted by patterns as Java does', () => {
    for (const [time, pattern, printed] of javaFormats) {
      expect(formatByPattern(Date.parse(time), pattern, utc), `${pattern} of ${time}`).toBe(printed);
    }
  });
});
