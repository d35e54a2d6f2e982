import { javaTrim } from '../java-trim.ts';
import { type TimeZone, timeZone, utc } from './time-zone.ts';
import { daysInMonth } from './zoned-calendar.ts';

/** The zone in which an Oozie server reads and prints times: `UTC`, or `GMT+0530` and the like. */
export interface ProcessingZone {
  readonly zone: TimeZone;
  /** What ends each time: `Z`, or `+0530`. */
  readonly suffix: string;
}

export const processingInUtc: ProcessingZone = { zone: utc, suffix: 'Z' };

/**
 * The processing zone for a server's `oozie.processing.timezone`; undefined for a value with which Oozie won't start.
 * @see org.apache.oozie.util.DateUtils#setConf
 */
export function processingZone(name: string): ProcessingZone | undefined {
  if (name === 'UTC') return processingInUtc;
  if (!/^GMT[+-]\d{4}$/.test(name)) return undefined;
  const zone = timeZone(name);
  return zone && { zone, suffix: name.slice(3) };
}

/**
 * Reads a time such as `2026-03-29T02:30Z` as epoch milliseconds; undefined when Oozie refuses it. Local times that
 * clocks skip don't occur, for a processing zone has no daylight saving.
 * @see org.apache.oozie.util.DateUtils#parseDateOozieTZ
 */
export function parseOozieDate(text: string, processing: ProcessingZone): number | undefined {
  // Java takes numbers of any length, with blanks before them.
  const parts = /^[ \t]*(\d{1,9})-[ \t]*(\d{1,9})-[ \t]*(\d{1,9})T[ \t]*(\d{1,9}):[ \t]*(\d{1,9})(.*)$/s.exec(
    javaTrim(text),
  );
  if (parts === null || parts[6] !== processing.suffix) return undefined;
  const [year = 0, month = 0, dayOfMonth = 0, hours = 0, minutes = 0] = parts.slice(1, 6).map(Number);
  if (year < 1 || month < 1 || month > 12 || hours > 23 || minutes > 59) return undefined;
  if (dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month - 1)) return undefined;
  const local = new Date(0);
  local.setUTCFullYear(year, month - 1, dayOfMonth);
  const instant = processing.zone.instantOf(local.setUTCHours(hours, minutes));
  return Number.isNaN(instant) ? undefined : instant;
}

/**
 * Prints an instant (epoch milliseconds) as Oozie does, to the minute: `2026-03-29T02:30Z`.
 * @see org.apache.oozie.util.DateUtils#formatDateOozieTZ
 */
export function formatOozieDate(instant: number, processing: ProcessingZone, zone = processing.zone): string {
  const local = new Date(instant + zone.offsetAt(instant));
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${String(local.getUTCFullYear()).padStart(4, '0')}-${two(local.getUTCMonth() + 1)}-${two(local.getUTCDate())}`;
  return `${date}T${two(local.getUTCHours())}:${two(local.getUTCMinutes())}${processing.suffix}`;
}
