import { describe, expect, test } from 'vitest';
import { javaCalendar } from './java-calendar.fixture.ts';
import { formatOozieDate, parseOozieDate, processingInUtc } from './oozie-date.ts';
import { timeZone } from './time-zone.ts';
import {
  add,
  type CalendarUnit,
  daysInMonthOf,
  type EndOf,
  hoursInDay,
  moveToEnd,
} from './zoned-calendar.ts';

const units: readonly string[] = ['MINUTE', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'YEAR'] satisfies CalendarUnit[];
const ends: readonly string[] = ['END_OF_DAY', 'END_OF_WEEK', 'END_OF_MONTH'] satisfies EndOf[];

function isUnit(name: string): name is CalendarUnit {
  return units.includes(name);
}

function isEnd(name: string): name is EndOf {
  return ends.includes(name);
}

/** Does what a line of the fixture says. */
function calculate(zoneName: string, time: string, operation: string): string | number | undefined {
  const zone = timeZone(zoneName);
  const instant = parseOozieDate(time, processingInUtc);
  const [verb, name = '', amount] = operation.split(' ');
  if (zone === undefined || instant === undefined) return undefined;
  if (verb === 'hours') return hoursInDay(instant, zone);
  if (verb === 'days') return daysInMonthOf(instant, zone);
  const moved = isUnit(name)
    ? add(instant, zone, name, Number(amount))
    : isEnd(name) && moveToEnd(instant, zone, name, 0);
  return moved === false ? undefined : formatOozieDate(moved, processingInUtc);
}

describe('a calendar', () => {
  test('moves through the days on which clocks change as Java does', () => {
    const wrong = javaCalendar.filter(
      ([zone, time, operation, result]) => calculate(zone, time, operation) !== result,
    );
    expect(wrong).toEqual([]);
  });

  test('leaves a time alone that clocks show twice, when nothing is added', () => {
    const zone = timeZone('Europe/Berlin');
    const first = Date.UTC(2026, 9, 25, 0, 30);
    expect(zone && add(first, zone, 'MONTH', 0)).toBe(first);
    expect(zone && add(add(first, zone, 'MONTH', 1), zone, 'MONTH', -1)).toBe(first + 3_600_000);
  });

  test('begins the week on the day on which the server does', () => {
    const zone = timeZone('Europe/Berlin');
    const thursday = Date.UTC(2026, 2, 26, 12);
    const end = (weekStart: 0 | 1) => zone && moveToEnd(thursday, zone, 'END_OF_WEEK', weekStart);
    expect([end(0), end(1)]).toEqual([Date.UTC(2026, 2, 28, 23), Date.UTC(2026, 2, 29, 22)]);
  });
});
