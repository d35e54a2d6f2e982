import * as z from 'zod/mini';
import { refusedInput } from './refused-input.ts';

const minuteMs = 60_000;

/**
 * Prints epoch milliseconds as Oozie takes them in definitions, properties and changes: `2026-11-23T05:00Z`. Oozie
 * counts minutes, so seconds are dropped.
 * @throws {OozieError} `invalid-request` for what is no time between the years 1 and 9999
 * @see org.apache.oozie.util.DateUtils
 */
export function printOozieDate(epochMs: number): string {
  const printed = Number.isNaN(new Date(epochMs).valueOf()) ? '' : new Date(epochMs).toISOString();
  if (!/^\d{4}-/.test(printed) || printed.startsWith('0000')) {
    throw refusedInput(`${epochMs} is no time that Oozie can take; give epoch milliseconds.`);
  }
  return `${printed.slice(0, 16)}Z`;
}

/**
 * Reads `2026-11-23T05:00Z`, or with an offset, `2026-11-23T05:00+0530`, to epoch milliseconds; undefined for other
 * texts.
 */
export function parseOozieDate(text: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?:Z|([+-])(\d\d)(\d\d))$/.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, sign, offsetHours = '0', offsetMinutes = '0'] = match;
  // Date.parse takes what is not in the calendar, such as 30 February, as another day.
  const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00.000Z`);
  if (Number.isNaN(local) || !new Date(local).toISOString().startsWith(text.slice(0, 16))) return undefined;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * minuteMs;
  return sign === '-' ? local + offset : local - offset;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Reads `Mon, 23 Nov 2026 03:55:13 GMT`, as in Oozie's JSON and in HTTP headers, to epoch milliseconds. */
export function parseHttpDate(text: string): number | undefined {
  const match = /^\w{3}, (\d\d) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d) (?:GMT|UTC)$/.exec(text);
  const [, day, monthName = '', year, hour, minute, second] = match ?? [];
  const month = months.indexOf(monthName) + 1;
  if (!match || month === 0) return undefined;
  const epochMs = Date.parse(
    `${year}-${String(month).padStart(2, '0')}-${day}T${hour}:${minute}:${second}.000Z`,
  );
  return Number.isNaN(epochMs) ? undefined : epochMs;
}

/** A time in Oozie's JSON, which must have been asked for in GMT. */
export const jsonTime: z.ZodMiniType<number> = z.pipe(
  z.string(),
  z.transform((text, context) => {
    const epochMs = parseHttpDate(text);
    if (epochMs !== undefined) return epochMs;
    context.issues.push({ code: 'custom', message: `"${text}" is no time in GMT`, input: text });
    return z.NEVER;
  }),
);
