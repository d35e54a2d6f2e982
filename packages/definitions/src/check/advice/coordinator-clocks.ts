import type { CoordinatorDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { formatOozieDate, processingInUtc } from '../../time/oozie-date.ts';
import type { TimeZone } from '../../time/time-zone.ts';
import { day, minute } from '../../time/zoned-calendar.ts';
import type { Value } from '../../tree/value.ts';
import { knownTimes } from '../known-times.ts';
import type { Rule } from '../rule.ts';
import { advise } from './advise.ts';

/** Frequencies and start times that daylight saving makes something else of. */
export const clockChanges: Rule<CoordinatorDefinition> = (checking) => {
  const { tree, model } = checking.definition;
  const { start, end, zone, frequency } = knownTimes(checking);
  if (start === undefined || zone === undefined || frequency?.kind !== 'calendar') return [];
  if (model.frequency === undefined || model.start === undefined || frequency.endOf !== 'NONE') return [];
  const { unit, amount } = frequency;
  const change = firstChange(zone, start, Math.min(end ?? Number.POSITIVE_INFINITY, start + 366 * day));
  if (change === undefined) return [];
  const days = amount / 1440;
  if (unit === 'MINUTE' && Number.isInteger(days)) {
    return [
      advise(tree, model.frequency, {
        code: 'minutes-for-days',
        severity: 'info',
        message: `${amount} minutes are no ${days === 1 ? 'day' : `${days} days`} when the clocks of ${zone.id} change: from ${dateOf(change)} on, it runs at another hour. Write \${coord:days(${days})} to keep the hour.`,
      }),
    ];
  }
  if (unit !== 'DAY') return [];
  const what = whatHappens(zone, start, end ?? start + 366 * day);
  if (what === undefined) return [];
  return [
    advise(tree, model.start, {
      code: 'time-in-clock-change',
      severity: 'info',
      message: `In ${zone.id}, clocks ${what.how} the time of day at which it starts, on ${dateOf(what.at)}: that day's action runs at another hour, or at the second of two. Choose a time outside of the night's change.`,
    }),
  ];
};

function dateOf(instant: number): string {
  return formatOozieDate(instant, processingInUtc).slice(0, 10);
}

/** The first day on which clocks show another difference to UTC than the day before. */
function firstChange(zone: TimeZone, from: number, to: number): number | undefined {
  const before = zone.offsetAt(from);
  for (let at = from + day; at < to + day; at += day) if (zone.offsetAt(at) !== before) return at;
  return undefined;
}

/** The first day, in a year at most, whose clocks skip or repeat the time of day of `start`. */
function whatHappens(
  zone: TimeZone,
  start: number,
  end: number,
): { readonly at: number; readonly how: 'skip' | 'repeat' } | undefined {
  const local = start + zone.offsetAt(start);
  for (let count = 1; count <= 366; count += 1) {
    const wanted = local + count * day;
    const at = zone.instantOf(wanted);
    if (at >= end) return undefined;
    const [before, after] = [zone.offsetAt(at - day), zone.offsetAt(at + day)];
    if (before === after) continue;
    if (at + zone.offsetAt(at) !== wanted) return { at, how: 'skip' };
    const other = wanted - before;
    if (other !== at && zone.offsetAt(other) === before) return { at, how: 'repeat' };
  }
  return undefined;
}

/** Names of time zones that mean something else to most who read them. */
export const timeZoneNames: Rule<CoordinatorDefinition> = (checking) => {
  const { tree, model } = checking.definition;
  const values = [model.timezone, ...(model.datasets?.datasets ?? []).map(({ timezone }) => timezone)];
  return values.flatMap((value): Diagnostic[] => {
    const message = value && misleading(value);
    if (value === undefined || message === undefined) return [];
    return [advise(tree, value, { code: 'misleading-time-zone', severity: 'warning', message })];
  });
};

function misleading({ text }: Value): string | undefined {
  const fixed = { EST: 'America/New_York', MST: 'America/Denver', HST: 'Pacific/Honolulu' }[text];
  if (fixed !== undefined && text !== 'HST') {
    return `${text} is standard time all year, without daylight saving. Write ${fixed} if you mean the time that clocks show there.`;
  }
  const hours = /^Etc\/GMT([+-])(\d{1,2})$/.exec(text);
  if (hours !== null && hours[2] !== '0') {
    const side = hours[1] === '+' ? 'west' : 'east';
    const sign = hours[1] === '+' ? '-' : '+';
    return `${text} is ${hours[2]} hours ${side} of Greenwich. Write GMT${sign}${hours[2]?.padStart(2, '0')}:00, which reads as it is meant.`;
  }
  const meant = shortNames.get(text);
  return meant === undefined
    ? undefined
    : `${text} is short for ${meant} here, and for other places elsewhere. Write ${meant}.`;
}

/** Those of Java's short names that people take for something else. @see java.time.ZoneId#SHORT_IDS */
const shortNames = new Map([
  ['AST', 'America/Anchorage'],
  ['BST', 'Asia/Dhaka'],
  ['CST', 'America/Chicago'],
  ['ECT', 'Europe/Paris'],
  ['IST', 'Asia/Kolkata'],
  ['PST', 'America/Los_Angeles'],
  ['SST', 'Pacific/Guadalcanal'],
]);

/** Cron frequencies that are due at other times than they seem. */
export const cronTimesOfDay: Rule<CoordinatorDefinition> = (checking) => {
  const { tree, model } = checking.definition;
  const { frequency, zone, start } = knownTimes(checking);
  if (frequency?.kind !== 'cron' || model.frequency === undefined) return [];
  const found: Diagnostic[] = [];
  const [, hours = '', daysOfMonth = '', , daysOfWeek = ''] = frequency.text.split(' ');
  const says = (field: string) => field !== '*' && field !== '?' && !/^\*\/1$/.test(field);
  if (says(daysOfMonth) && says(daysOfWeek)) {
    found.push(
      advise(tree, model.frequency, {
        code: 'cron-both-days',
        severity: 'warning',
        message: `Due on days ${daysOfMonth} of the month and on weekdays ${daysOfWeek} as well, not only when both are true. Write ? for the one that is not meant.`,
      }),
    );
  }
  const offset = zone?.offsetAt(start ?? 0);
  if (zone !== undefined && offset !== undefined && offset !== 0 && /^[\d,-]+$/.test(hours)) {
    found.push(
      advise(tree, model.frequency, {
        code: 'cron-in-utc',
        severity: 'info',
        message: `The hours of a cron frequency are those of the server's processing time zone (UTC, unless it is set), not of ${zone.id}, which is ${Math.abs(offset) / (60 * minute)} hours ${offset > 0 ? 'ahead' : 'behind'}.`,
      }),
    );
  }
  return found;
};
