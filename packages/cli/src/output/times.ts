import { usageFailure } from '../failure.ts';
import { timeZone } from './time-zone.ts';

/** Prints times in one zone, and as seen from now. */
export interface Times {
  /** `2026-11-23 07:12 GMT`, as Oozie's client prints it; `-` for none. */
  at(time: number | null | undefined): string;
  /** With seconds. */
  exactly(time: number | null | undefined): string;
  /** `3 min ago`, `in 2 h`; empty for none. */
  ago(time: number | null | undefined): string;
  /** `2026-11-23 07:12:30 GMT (3 min ago)`. */
  both(time: number | null | undefined): string;
  /** How long it took, or has taken until now: `1 h 5 min`; `-` when it has not begun. */
  duration(start: number | null | undefined, end?: number | null | undefined): string;
  /**
   * Reads a time as somebody types it: `2026-11-23T07:00Z`, `2026-11-23 07:00` or `2026-11-23` in this zone, an age,
   * `90s`, `30m`, `2h`, `-3d`, a time to come, `+1d`, or `now`.
   * @param option where it was given, for the message
   * @throws {Failure} for anything else
   */
  read(text: string, option: string): number;
}

export function createTimes(zone: string, now: () => number): Times {
  const { parts, epoch } = timeZone(zone);
  const exactly = (time: number | null | undefined) => {
    if (time === null || time === undefined) return '-';
    const { date, clock, second, name } = parts(time);
    return `${date} ${clock}:${second} ${name}`;
  };
  const ago = (time: number | null | undefined) =>
    time === null || time === undefined ? '' : relative(time - now());
  return {
    at(time) {
      if (time === null || time === undefined) return '-';
      const { date, clock, name } = parts(time);
      return `${date} ${clock} ${name}`;
    },
    exactly,
    ago,
    both: (time) => (time === null || time === undefined ? '-' : `${exactly(time)} (${ago(time)})`),
    duration: (start, end) =>
      start === null || start === undefined ? '-' : length(Math.max(0, (end ?? now()) - start)),
    read(text, option) {
      const [, sign, span = ''] = /^([+-]?)(.*?)(?: ago)?$/.exec(text.trim()) ?? [];
      const distance = span === 'now' ? 0 : spanMs(span);
      if (distance !== undefined) return sign === '+' ? now() + distance : now() - distance;
      const time = absolute(text.trim(), epoch);
      if (time !== undefined) return time;
      throw usageFailure(
        `${option} "${text}" is no time.`,
        'Times look like 2026-11-23T07:00Z, 2026-11-23 07:00, 2026-11-23, 2h for two hours ago, or +2h.',
      );
    },
  };
}

/** Reads a length of time, `90s`, `30m`, `2h`, `3d`, to milliseconds; undefined for other texts. */
export function spanMs(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*(s|m|min|h|d)$/.exec(text) ?? [];
  const size = { s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 }[unit];
  return number === undefined || size === undefined ? undefined : Number(number) * size;
}

function absolute(text: string, epoch: (wall: number) => number): number | undefined {
  const [, date, clock = '00:00', second = '00', offset] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.\d+)?)?(?: ?(Z|GMT|UTC|[+-]\d\d:?\d\d))?)?$/.exec(
      text,
    ) ?? [];
  const wall = Date.parse(`${date}T${clock}:${second}Z`);
  // Date.parse takes what is not in the calendar, such as 30 February, as another day.
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 10) !== date) return undefined;
  if (offset === undefined) return epoch(wall);
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? [];
  const ms = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === '-' ? wall + ms : wall - ms;
}

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

const yearMs = 365.2425 * 86_400_000;
const manyYearsMs = 2 * yearMs;

function relative(difference: number): string {
  const distance = Math.abs(difference);
  if (distance >= manyYearsMs) {
    const years = Math.floor(distance / yearMs);
    return difference < 0 ? `${years} years ago` : `in ${years} years`;
  }
  const [unit, ms] = units.find(([, size]) => distance >= size) ?? ['s', 1000];
  const count = Math.floor(distance / ms);
  if (count === 0) return 'now';
  return difference < 0 ? `${count} ${unit} ago` : `in ${count} ${unit}`;
}

/** The two largest units. */
function length(ms: number): string {
  const first = units.findIndex(([, size]) => ms >= size);
  if (first < 0) return '<1 s';
  let left = ms;
  const printed = units.slice(first, first + 2).map(([unit, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? '' : `${count} ${unit}`;
  });
  return printed.filter(Boolean).join(' ');
}
