import { daysInMonth } from '../time/zoned-calendar.ts';
import { type CronRefusal, type DayRule, daysOf, numbersOf, weekdaysOf } from './cron-fields.ts';

/** When a cron frequency is due, in the processing time zone, whose clocks never change. */
export interface CronSchedule {
  /** Minutes since midnight, in order. */
  readonly times: readonly number[];
  /** The days of a month (counted from 0) on which it is due, in order. */
  daysIn(year: number, month: number): readonly number[];
}

/**
 * Reads a frequency of five fields: minute, hour, day of the month, month, day of the week, of which Sunday is 1. Where
 * both kinds of day are given it is due on either. Unlike in Quartz a `*` may stand for both.
 * @see org.quartz.CronExpression
 * @see org.apache.oozie.util.ParamChecker#checkFrequency
 */
export function readCron(text: string): CronSchedule | CronRefusal {
  const fields = text.toUpperCase().split(' ');
  if (fields.length !== 5 || fields.includes('')) {
    return {
      refused:
        'A cron frequency has five fields, with one blank between: minute, hour, day of the month, month, day of the week.',
    };
  }
  const [minuteField = '', hourField = '', dayField = '', monthField = '', weekdayField = ''] = fields;
  const minutes = numbersOf(minuteField, 'minute');
  if ('refused' in minutes) return minutes;
  const hours = numbersOf(hourField, 'hour');
  if ('refused' in hours) return hours;
  const months = numbersOf(monthField, 'month');
  if ('refused' in months) return months;
  const days = daysOf(dayField);
  if (days !== undefined && 'refused' in days) return days;
  const weekdays = weekdaysOf(weekdayField);
  if (weekdays !== undefined && 'refused' in weekdays) return weekdays;
  const rules = rulesOf(days, dayField, weekdays, weekdayField);
  if (rules.length === 0) return { refused: 'Only one kind of day can be ?.' };
  const times = [...hours].flatMap((hour) => [...minutes].map((minute) => hour * 60 + minute));
  return {
    times: times.sort((one, other) => one - other),
    daysIn: (year, month) => {
      if (!months.has(month + 1)) return [];
      const found = new Set(rules.flatMap((rule) => daysBy(rule, year, month)));
      return [...found].sort((one, other) => one - other);
    },
  };
}

/** A star says nothing beside the other kind of day; two that say something are both due. */
function rulesOf(
  days: DayRule | undefined,
  dayField: string,
  weekdays: DayRule | undefined,
  weekdayField: string,
): DayRule[] {
  if (days === undefined || weekdays === undefined)
    return [days, weekdays].filter((rule) => rule !== undefined);
  if (dayField === '*') return [weekdays];
  return weekdayField === '*' ? [days] : [days, weekdays];
}

function daysBy(rule: DayRule, year: number, month: number): readonly number[] {
  const last = daysInMonth(year, month);
  const upTo = (day: number) => (day >= 1 && day <= last ? [day] : []);
  switch (rule.kind) {
    case 'days':
      return [...rule.days].filter((day) => day <= last);
    case 'last-day': {
      const day = last - rule.before;
      return upTo(rule.workday && day >= 1 ? nearestWorkday(year, month, day) : day);
    }
    case 'workday-nearest':
      return rule.day > last ? nearestBehind(year, month, rule.day) : [nearestWorkday(year, month, rule.day)];
    case 'weekdays':
      return Array.from({ length: last }, (_, index) => index + 1).filter((day) =>
        rule.weekdays.has(weekdayOf(year, month, day)),
      );
    case 'last-weekday':
      return [last - ((weekdayOf(year, month, last) - rule.weekday + 7) % 7)];
    case 'nth-weekday':
      return upTo(1 + ((rule.weekday - weekdayOf(year, month, 1) + 7) % 7) + (rule.nth - 1) * 7);
  }
}

/** Sunday is 1. */
function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month, day)).getUTCDay() + 1;
}

function nearestWorkday(year: number, month: number, day: number): number {
  const weekday = weekdayOf(year, month, day);
  if (weekday === 7) return day === 1 ? 3 : day - 1;
  if (weekday === 1) return day === daysInMonth(year, month) ? day - 2 : day + 1;
  return day;
}

/** For a day that the month lacks, Quartz looks at the next month's, and comes back when that is a Saturday. */
function nearestBehind(year: number, month: number, day: number): readonly number[] {
  const last = daysInMonth(year, month);
  return day === last + 1 && weekdayOf(year, month, day) === 7 ? [last] : [];
}

/** How many years without any day are looked through before a schedule counts as never due. */
const patience = 100;

/** The local times (epoch milliseconds, as if in UTC) at which a schedule is due, from `from` on, in order. */
export function* cronTimes(schedule: CronSchedule, from: number): Generator<number> {
  const start = new Date(from);
  let year = start.getUTCFullYear();
  let month = start.getUTCMonth();
  for (let idle = 0; idle < patience * 12; idle += 1) {
    for (const day of schedule.daysIn(year, month)) {
      const midnight = Date.UTC(year, month, day);
      for (const time of schedule.times) {
        const due = midnight + time * 60_000;
        if (due < from) continue;
        idle = 0;
        yield due;
      }
    }
    month = (month + 1) % 12;
    if (month === 0) year += 1;
  }
}

/** How often a schedule is due from one local time (included) to another (excluded). */
export function countCronTimes(schedule: CronSchedule, from: number, to: number): number {
  let count = 0;
  const dayLength = 24 * 3_600_000;
  const start = new Date(from);
  for (
    let year = start.getUTCFullYear(), month = start.getUTCMonth();
    Date.UTC(year, month, 1) < to;
    month = (month + 1) % 12, year += month === 0 ? 1 : 0
  ) {
    for (const day of schedule.daysIn(year, month)) {
      const midnight = Date.UTC(year, month, day);
      if (midnight >= from && midnight + dayLength <= to) count += schedule.times.length;
      else {
        const within = (time: number) => midnight + time * 60_000 >= from && midnight + time * 60_000 < to;
        count += schedule.times.filter(within).length;
      }
    }
  }
  return count;
}
