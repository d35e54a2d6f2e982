import { usageFailure } from '../failure.ts';

/** A time as clocks and calendars of a zone show it. */
export interface Parts {
  date: string;
  clock: string;
  second: string;
  /** Of the zone, e.g. `GMT` or `+05:30`. */
  name: string;
}

export interface TimeZone {
  parts(epochMs: number): Parts;
  /** The time at which the zone's clocks show this; `wall` is what UTC's would show it at, in epoch milliseconds. */
  epoch(wall: number): number;
}

/**
 * A zone by its name, `GMT+05:30`, or `local`.
 * @throws {Failure} for a zone that there is not
 */
export function timeZone(zone: string): TimeZone {
  const offset = fixedOffset(zone);
  const format = formatIn(offset === undefined ? (zone === 'local' ? undefined : zone) : 'UTC', zone);
  const parts = (time: number): Parts => {
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
  return {
    parts,
    epoch(wall) {
      const shownAt = (time: number) => {
        const { date, clock, second } = parts(time);
        return Date.parse(`${date}T${clock}:${second}Z`);
      };
      // The offset at the first guess may not be that at the time itself, across a change of clocks.
      const guess = wall - (shownAt(wall) - wall);
      return guess - (shownAt(guess) - wall);
    },
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
