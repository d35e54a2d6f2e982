import { isWithinCalendar, type TimeZone } from './time-zone.ts';

/** The units by which Oozie steps through time. `HOUR` and `MINUTE` are elapsed time, the others what a calendar shows. */
export type CalendarUnit = 'YEAR' | 'MONTH' | 'WEEK' | 'DAY' | 'HOUR' | 'MINUTE';

/** The point to which a schedule moves each of its times. */
export type EndOf = 'NONE' | 'END_OF_DAY' | 'END_OF_WEEK' | 'END_OF_MONTH';

/** The first day of the week, as JavaScript counts: 0 is Sunday. It is the Oozie server's locale that decides. */
export type WeekStart = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/**
 * Adds so many units to an instant (epoch milliseconds) by the clocks and the calendar of a time zone. A day that
 * does not exist becomes the month's last.
 * @see java.util.GregorianCalendar#add
 */
export function add(instant: number, zone: TimeZone, unit: CalendarUnit, amount: number): number {
  // Java then leaves even a time alone that clocks show twice.
  if (amount === 0) return instant;
  const about = instant + amount * lengthOf[unit];
  if (!isWithinCalendar(about)) return about < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  switch (unit) {
    case 'MINUTE':
      return instant + amount * minute;
    case 'HOUR':
      return instant + amount * hour;
    case 'DAY':
      return addDays(instant, zone, amount);
    case 'WEEK':
      return addDays(instant, zone, amount * 7);
    case 'MONTH':
      return addMonths(instant, zone, amount);
    case 'YEAR':
      return addMonths(instant, zone, amount * 12);
  }
}

const lengthOf: Readonly<Record<CalendarUnit, number>> = {
  MINUTE: minute,
  HOUR: hour,
  DAY: day,
  WEEK: 7 * day,
  MONTH: 30 * day,
  YEAR: 365 * day,
};

function addDays(instant: number, zone: TimeZone, days: number): number {
  const offset = zone.offsetAt(instant);
  const wanted = instant + offset + days * day;
  const moved = wanted - offset;
  const change = offset - zone.offsetAt(moved);
  if (change === 0) return moved;
  // Java keeps the clock's time unless that leads to another date.
  const kept = moved + change;
  return Math.floor((kept + zone.offsetAt(kept)) / day) === Math.floor(wanted / day) ? kept : moved;
}

function addMonths(instant: number, zone: TimeZone, months: number): number {
  const local = new Date(instant + zone.offsetAt(instant));
  const dayOfMonth = local.getUTCDate();
  local.setUTCDate(1);
  local.setUTCMonth(local.getUTCMonth() + months);
  local.setUTCDate(Math.min(dayOfMonth, daysInMonth(local.getUTCFullYear(), local.getUTCMonth())));
  return zone.instantOf(local.getTime());
}

/** `month` counts from 0. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}

/** How many days the month has in which `instant` lies. */
export function daysInMonthOf(instant: number, zone: TimeZone): number {
  const local = new Date(instant + zone.offsetAt(instant));
  return daysInMonth(local.getUTCFullYear(), local.getUTCMonth());
}

/**
 * 23, 24 or 25: how many hours the day has in which `instant` lies, as Oozie measures it, from half past midnight on.
 * @see org.apache.oozie.util.DateUtils#hoursInDay
 */
export function hoursInDay(instant: number, zone: TimeZone): 23 | 24 | 25 {
  const local = Math.floor((instant + zone.offsetAt(instant)) / day) * day;
  const later = zone.instantOf(local + 30 * minute) + 24 * hour;
  const hourThen = new Date(later + zone.offsetAt(later)).getUTCHours();
  return hourThen === 1 ? 23 : hourThen === 23 ? 25 : 24;
}

/** The midnight with which the day begins in which `instant` lies. */
export function startOfDay(instant: number, zone: TimeZone): number {
  return zone.instantOf(localMidnight(instant, zone));
}

/** The midnight with which the week begins in which `instant` lies. */
export function startOfWeek(instant: number, zone: TimeZone, weekStart: WeekStart): number {
  const midnight = localMidnight(instant, zone);
  const passed = (new Date(midnight).getUTCDay() - weekStart + 7) % 7;
  return zone.instantOf(midnight - passed * day);
}

/** The midnight with which the month begins in which `instant` lies. */
export function startOfMonth(instant: number, zone: TimeZone): number {
  const midnight = localMidnight(instant, zone);
  return zone.instantOf(midnight - (new Date(midnight).getUTCDate() - 1) * day);
}

// Java leaves seconds out but keeps milliseconds; Oozie's times have neither.
function localMidnight(instant: number, zone: TimeZone): number {
  return Math.floor((instant + zone.offsetAt(instant)) / day) * day;
}

/**
 * Moves an instant to the end of its day, week or month, which is the midnight with which the next one begins.
 * @see org.apache.oozie.util.DateUtils#moveToEnd
 */
export function moveToEnd(instant: number, zone: TimeZone, end: EndOf, weekStart: WeekStart): number {
  switch (end) {
    case 'NONE':
      return instant;
    case 'END_OF_DAY':
      return startOfDay(add(instant, zone, 'DAY', 1), zone);
    case 'END_OF_WEEK':
      return startOfWeek(add(instant, zone, 'WEEK', 1), zone, weekStart);
    case 'END_OF_MONTH':
      return startOfMonth(add(instant, zone, 'MONTH', 1), zone);
  }
}
