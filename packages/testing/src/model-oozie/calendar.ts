import type { TimeUnit } from './oozie-state.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat | undefined>();

/** A zone's calendar; undefined for a name that is no time zone. Oozie also takes offsets such as `GMT+0530`. */
function formatFor(zone: string): Intl.DateTimeFormat | undefined {
  if (formats.has(zone)) return formats.get(zone);
  const offset = /^GMT([+-])(\d\d):?(\d\d)$/.exec(zone);
  let format: Intl.DateTimeFormat | undefined;
  try {
    const timeZone = offset ? `${offset[1]}${offset[2]}:${offset[3]}` : zone;
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    format = undefined;
  }
  formats.set(zone, format);
  return format;
}

export const isTimeZone = (zone: string): boolean => formatFor(zone) !== undefined;

/** The time that a clock in the zone shows, as if it were UTC. */
function wallClock(epochMs: number, zone: string): number {
  if (zone === 'UTC' || zone === 'GMT') return epochMs;
  const parts: Record<string, number> = {};
  for (const { type, value } of formatFor(zone)?.formatToParts(epochMs) ?? []) parts[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (epochMs % 1_000);
}

/** When a clock in the zone shows a time; the earlier of two, and the same after a gap as Java's calendar has it. */
function atWallClock(shown: number, zone: string): number {
  if (zone === 'UTC' || zone === 'GMT') return shown;
  const offsetBefore = wallClock(shown - dayMs, zone) - (shown - dayMs);
  const first = shown - offsetBefore;
  if (wallClock(first, zone) === shown) return first;
  const offsetAfter = wallClock(shown + dayMs, zone) - (shown + dayMs);
  const second = shown - offsetAfter;
  return wallClock(second, zone) === shown ? second : first;
}

/**
 * The time so many units later: minutes and hours by the clock that never changes, days and months by the zone's
 * calendar, in which a day can have 23 hours and a month ends on its own last day.
 * @see java.util.Calendar#add
 */
export function later(epochMs: number, count: number, unit: TimeUnit, zone: string): number {
  switch (unit) {
    case 'MINUTE':
      return epochMs + count * minuteMs;
    case 'HOUR':
      return epochMs + count * 60 * minuteMs;
    case 'DAY':
      return atWallClock(wallClock(epochMs, zone) + count * dayMs, zone);
    case 'WEEK':
      return atWallClock(wallClock(epochMs, zone) + count * 7 * dayMs, zone);
    case 'MONTH': {
      const shown = new Date(wallClock(epochMs, zone));
      const day = shown.getUTCDate();
      const first = Date.UTC(shown.getUTCFullYear(), shown.getUTCMonth() + count, 1);
      const days = new Date(
        Date.UTC(shown.getUTCFullYear(), shown.getUTCMonth() + count + 1, 0),
      ).getUTCDate();
      const time = wallClock(epochMs, zone) % dayMs;
      return atWallClock(first + (Math.min(day, days) - 1) * dayMs + ((time + dayMs) % dayMs), zone);
    }
    case 'CRON':
      return epochMs;
  }
}

export type EndOf = 'NONE' | 'END_OF_DAY' | 'END_OF_WEEK' | 'END_OF_MONTH';

/** The beginning of the next day, week (after Saturday) or month in the zone. */
export function movedToEnd(epochMs: number, endOf: EndOf, zone: string): number {
  if (endOf === 'NONE') return epochMs;
  const shown = new Date(wallClock(epochMs, zone));
  const [year, month, day] = [shown.getUTCFullYear(), shown.getUTCMonth(), shown.getUTCDate()];
  if (endOf === 'END_OF_MONTH') return atWallClock(Date.UTC(year, month + 1, 1), zone);
  const days = endOf === 'END_OF_DAY' ? 1 : 7 - shown.getUTCDay();
  return atWallClock(Date.UTC(year, month, day + days), zone);
}

const cronFields = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12 },
  { least: 1, most: 7 },
] as const;

const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** The times of a cron expression with Oozie's five fields (Sunday is 1); undefined for what is none. */
export function parseCron(text: string): readonly ReadonlySet<number>[] | undefined {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== cronFields.length) return undefined;
  const sets = fields.map((field, index) => {
    const range = cronFields[index];
    return range === undefined ? undefined : cronField(field.toUpperCase(), range);
  });
  return sets.every((set) => set !== undefined) ? sets : undefined;
}

function cronField(field: string, { least, most }: { least: number; most: number }): Set<number> | undefined {
  const values = new Set<number>();
  const named = (text: string) => {
    const name = most === 12 ? monthNames.indexOf(text) : most === 7 ? dayNames.indexOf(text) : -1;
    return name >= 0 ? name + 1 : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  };
  for (const piece of field.split(',')) {
    const [range = '', step = '1'] = piece.split('/');
    const [from = '', to] = range.split('-');
    const isAll = range === '*' || range === '?';
    const first = isAll ? least : named(from);
    const last = isAll ? most : to !== undefined ? named(to) : piece.includes('/') ? most : first;
    const by = Number(step);
    if (![first, last, by].every(Number.isInteger) || by < 1 || first < least || last > most)
      return undefined;
    for (let value = first; value <= last; value += by) values.add(value);
  }
  return values;
}

/** The first time after `epochMs` at which a cron expression fires in UTC; undefined when there is none in ten years. */
export function nextCronTime(text: string, epochMs: number): number | undefined {
  const sets = parseCron(text);
  if (sets === undefined) return undefined;
  const [minutes, hours, days, months, weekdays] = sets;
  let at = Math.floor(epochMs / minuteMs) * minuteMs + minuteMs;
  const end = at + 3_660 * dayMs;
  while (at < end) {
    const date = new Date(at);
    const isDay =
      months?.has(date.getUTCMonth() + 1) &&
      days?.has(date.getUTCDate()) &&
      weekdays?.has(date.getUTCDay() + 1);
    if (!isDay) at = Math.floor(at / dayMs) * dayMs + dayMs;
    else if (!hours?.has(date.getUTCHours())) at = Math.floor(at / 3_600_000) * 3_600_000 + 3_600_000;
    else if (!minutes?.has(date.getUTCMinutes())) at += minuteMs;
    else return at;
  }
  return undefined;
}
