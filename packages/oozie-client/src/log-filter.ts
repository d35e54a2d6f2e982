import { listOf, type OneOrMore, oneOrMore, printFrom, printUntil } from './filter-grammar.ts';
import { parseOozieDate } from './oozie-date.ts';
import { refusedInput } from './refused-input.ts';

export type LogLevel = 'FATAL' | 'ERROR' | 'WARN' | 'INFO' | 'DEBUG' | 'TRACE';

/** A length of time in hours or minutes: `2h`, `30m`. */
export type LogSpan = `${number}${'h' | 'm'}`;

/** By the clock and in the time zone of the server, as it begins the lines of its log: `2026-11-23 05:00:30`. */
export type ServerTime = `${number}-${number}-${number} ${number}:${number}:${number}`;

/** Which part of a job's log to show. */
export interface LogFilter {
  /**
   * From when on: epoch milliseconds, a time of the server, or so long after the job was made. Default: from the
   * beginning. Milliseconds are sent as a UTC time without seconds, its own minute included; a server whose
   * `oozie.processing.timezone` is not UTC refuses that (E0302).
   */
  start?: number | ServerTime | LogSpan | undefined;
  /**
   * Until when, written as `start` is; a length of time counts from the start when that is a time. Default: the job's
   * end, and for a workflow that runs the last time that it moved on, plus two minutes.
   */
  end?: number | ServerTime | LogSpan | undefined;
  /** Messages of these levels. Default: all. */
  loglevel?: OneOrMore<LogLevel> | undefined;
  /** So many messages from the start; one with a stack trace counts as one. */
  limit?: number | undefined;
  /** Instead of `start`: so long before the end. Oozie gives two minutes more. */
  recent?: LogSpan | undefined;
  /** Messages that have a match of this Java regular expression in their text, which begins after `ACTION[…]`. */
  text?: string | undefined;
  /** Put a line before the log that says from when to when it was looked for. */
  debug?: boolean | undefined;
}

/**
 * Prints a filter for `logfilter=`, e.g. `loglevel=ERROR|WARN;limit=100;recent=2h`; undefined for one that lets
 * everything through.
 * @throws {OozieError} `invalid-request` for a value that the grammar cannot carry
 * @see org.apache.oozie.util.XLogUserFilterParam, org.apache.oozie.util.XLogFilter
 */
export function printLogFilter(filter: LogFilter): string | undefined {
  const { start, end, loglevel, limit, recent, text, debug } = filter;
  const conditions: string[] = [];
  if (start !== undefined) conditions.push(`start=${printTime('start', start, printFrom)}`);
  if (end !== undefined) conditions.push(`end=${printTime('end', end, printUntil)}`);
  if (loglevel !== undefined) conditions.push(`loglevel=${printLevels(listOf(loglevel))}`);
  if (limit !== undefined) conditions.push(`limit=${printLimit(limit)}`);
  if (recent !== undefined) conditions.push(`recent=${span('recent', recent)}`);
  if (text !== undefined) conditions.push(`text=${printText(text)}`);
  if (debug) conditions.push('debug');
  return conditions.length > 0 ? conditions.join(';') : undefined;
}

function printTime(
  name: string,
  time: number | string,
  print: (epochMs: number) => string | undefined,
): string | undefined {
  if (typeof time === 'number') return print(time);
  return isServerTime(time) ? time : span(name, time);
}

function span(name: string, text: string): string {
  if (isLogSpan(text)) return text;
  throw refusedInput(
    `The log filter's ${name} "${text}" is neither a length of time, such as 2h or 30m, nor a time.`,
  );
}

/** Oozie reads the number as a Java int, and turns it into minutes. */
function isLogSpan(text: string): text is LogSpan {
  return /^\d{1,7}[hm]$/.test(text);
}

/** Whether a text is a time as a server's log has it, without milliseconds. */
export function isServerTime(text: string): text is ServerTime {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text);
}

const levels: readonly LogLevel[] = ['FATAL', 'ERROR', 'WARN', 'INFO', 'DEBUG', 'TRACE'];

function isLevel(text: string): text is LogLevel {
  return levels.some((level) => level === text);
}

function printLevels(given: readonly LogLevel[]): string {
  if (given.length === 0 || !given.every(isLevel)) {
    throw refusedInput(`The log filter's level "${given.join('|')}" is none of ${levels.join(', ')}.`);
  }
  return given.join('|');
}

function printLimit(limit: number): number {
  if (Number.isInteger(limit) && limit >= 0 && limit < 2 ** 31) return limit;
  throw refusedInput(`The log filter's limit ${limit} is no number of messages.`);
}

function printText(text: string): string {
  if (text !== '' && !/[=;]|\p{Surrogate}/u.test(text)) return text;
  throw refusedInput(
    `The log filter's text "${text}" is empty or has = or ;, which Oozie's filters cannot carry. Write \\x3d or \\x3b instead, for it is a regular expression.`,
  );
}

/**
 * Reads a filter as one types it, e.g. `loglevel=ERROR|WARN;recent=2h`. Names are read without regard to case. The
 * level ALL is read as no filter at all, which is what it says; Oozie 5.2.1 itself would show nothing.
 * @throws {OozieError} `invalid-request` for what Oozie would refuse, or read otherwise than it is written
 */
export function parseLogFilter(text: string): LogFilter {
  const filter: LogFilter = {};
  const seen = new Set<string>();
  for (const condition of text.split(';').filter(Boolean)) {
    const [written = '', value = '', ...more] = condition.split('=');
    const name = written.toLowerCase();
    if (more.length > 0 || (value === '' && name !== 'debug')) {
      throw refusedInput(
        `"${condition}" is no condition of a log filter: write name=value, several with ; between them, e.g. loglevel=ERROR|WARN;limit=100.`,
      );
    }
    if (seen.has(name)) throw refusedInput(`The log filter has ${name} more than once: Oozie takes one.`);
    seen.add(name);
    if (name === 'start' || name === 'end') filter[name] = readTime(name, value);
    else if (name === 'loglevel') filter.loglevel = readLevels(value);
    else if (name === 'limit') filter.limit = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    else if (name === 'recent') filter.recent = readSpan(name, value);
    else if (name === 'text') filter.text = value;
    else if (name === 'debug') filter.debug = true;
    else {
      throw refusedInput(
        `A log filter has no "${written}". It takes start, end, loglevel, limit, recent, text and debug.`,
      );
    }
  }
  printLogFilter(filter);
  return filter;
}

function readTime(name: string, value: string): number | ServerTime | LogSpan {
  if (isServerTime(value)) return value;
  return (value.endsWith('Z') ? parseOozieDate(value) : undefined) ?? readSpan(name, value);
}

/** A bare number is hours to Oozie. */
function readSpan(name: string, value: string): LogSpan {
  const written = /^\d+$/.test(value) ? `${value}h` : value;
  if (isLogSpan(written)) return written;
  throw refusedInput(
    `The log filter's ${name} "${value}" is no length of time, such as 2h or 30m${name === 'recent' ? '' : ', and no time, such as 2026-11-23T05:00Z'}.`,
  );
}

function readLevels(value: string): OneOrMore<LogLevel> | undefined {
  const written = value.split('|');
  if (written.includes('ALL')) return undefined;
  const known = written.filter(isLevel);
  if (known.length < written.length) {
    throw refusedInput(`The log filter's level "${value}" is none of ${levels.join(', ')}.`);
  }
  return oneOrMore(known);
}
