import { usageFailure } from '../failure.ts';

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
}

export function createTimes(zone: string, now: () => number): Times {
  const parts = partsIn(zone);
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
  };
}

interface Parts {
  date: string;
  clock: string;
  second: string;
  name: string;
}

/** @throws {Failure} for a zone that there is not */
function partsIn(zone: string): (time: number) => Parts {
  const offset = fixedOffset(zone);
  const format = formatIn(offset === undefined ? (zone === 'local' ? undefined : zone) : 'UTC', zone);
  return (time) => {
    const fields = new Map(
      format.formatToParts(time + (offset?.ms ?? 0)).map(({ type, value }) => [type, value]),
    );
    const field = (name: Intl.DateTimeFormatPartTypes) => fields.get(name) ?? '';
    return {
      date: `${field('year')}-${field('month')}-${field('day')}`,
      clock: `${field('hour')}:${field('minute')}`,
      second: field('second'),
      name: offset?.name ?? (zone === 'GMT' ? 'GMT' : field('timeZoneName')),
    };
  };
}

function formatIn(timeZone: string | undefined, zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      ...(timeZone === undefined ? {} : { timeZone }),
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    });
  } catch {
    throw usageFailure(
      `"${zone}" is no time zone.`,
      'Zones look like GMT, Europe/Berlin, GMT+05:30 or local; howdah admin timezones lists Oozie’s.',
    );
  }
}

/** `GMT+05:30` and the like, which Node 20 does not know of itself. Printed as Oozie's client does, `+05:30`. */
function fixedOffset(zone: string): { ms: number; name: string } | undefined {
  const [, sign, hours, minutes = '00'] = /^(?:GMT|UTC)([+-])(\d{1,2})(?::?([0-5]\d))?$/.exec(zone) ?? [];
  if (hours === undefined || Number(hours) > 23) return undefined;
  const ms = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return { ms: sign === '-' ? -ms : ms, name: `${sign}${hours.padStart(2, '0')}:${minutes}` };
}

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

function relative(difference: number): string {
  const distance = Math.abs(difference);
  const [unit, ms] = units.find(([, size]) => distance >= size) ?? ['s', 1000];
  const count = Math.floor(distance / ms);
  if (count === 0) return 'now';
  return difference < 0 ? `${count} ${unit} ago` : `in ${count} ${unit}`;
}

/** The two largest units. */
function length(ms: number): string {
  const first = units.findIndex(([, size]) => ms >= size);
  if (first < 0) return `${(ms / 1000).toFixed(1).replace(/\.0$/, '')} s`;
  let left = ms;
  const printed = units.slice(first, first + 2).map(([unit, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? '' : `${count} ${unit}`;
  });
  return printed.filter(Boolean).join(' ');
}
