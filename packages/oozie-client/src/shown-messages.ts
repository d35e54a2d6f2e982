import type { ServerTime } from './log-filter.ts';
import { isServerTime } from './log-filter.ts';
import type { LogMessage } from './log-lines.ts';

/** How far a log was shown, to go on from there later. Plain JSON, of a size that the length of the log does not change. */
export interface LogPosition {
  /** By the server's clock: the messages from then on that were shown are known. Absent: none was shown. */
  readonly since?: ServerTime | undefined;
  /** What tells those messages from others: their time, and a fingerprint of their text. */
  readonly shown: readonly string[];
  /** So many lines of one more message were shown, too. */
  readonly begun?: { readonly message: string; readonly lines: number } | undefined;
}

/** What tells a message from others: its time and a fingerprint of its text. Messages may still have the same. */
export function messageKey(message: LogMessage): string {
  return `${message.timestamp} ${fingerprint(message.lines.join('\n'))}`;
}

/** 53 bits that differ when texts differ, but for one chance in 10^15 per pair of messages of the same millisecond. */
function fingerprint(text: string): string {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 2654435761);
    high = Math.imul(high ^ code, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  return (4294967296 * (2097151 & high) + (low >>> 0)).toString(36);
}

/**
 * From when on a log has to be read again to find what came after a message of this time: a little before it, for
 * threads write their messages not quite in the order of their times. Around midnight and until 4 it is an hour
 * more, since that is when clocks are set back from daylight saving.
 */
export function readAgainFrom(latest: ServerTime): ServerTime {
  const hour = Number(latest.slice(11, 13));
  const overlapMs = hour === 23 || hour < 4 ? 3_610_000 : 10_000;
  const from = new Date(Date.parse(`${latest.replace(' ', 'T')}Z`) - overlapMs);
  const printed = from.toISOString().slice(0, 19).replace('T', ' ');
  return isServerTime(printed) ? printed : latest;
}

/** The messages that were shown of late: those that a log which is read again from {@link ShownMessages.since} has. */
export interface ShownMessages {
  readonly since: ServerTime | undefined;
  /** How often a message with this key was shown. */
  countOf(key: string): number;
  /** Lines of this message that were shown already, before it was shown in full. */
  linesBegunOf(key: string): number;
  add(key: string): void;
  /** Forgets what need not be known any more. */
  prune(): void;
  /** The position at this moment, with so many lines of one more message. It is put together when it is asked for. */
  position(begun?: { message: string; lines: number }): () => LogPosition;
}

/** @param from where it was left before */
export function shownMessages(from: LogPosition = { shown: [] }): ShownMessages {
  let since = from.since;
  let latest = from.since;
  // Only ever added to, so that the positions given out can share it.
  let keys: string[] = [];
  let begun = from.begun;
  const counts = new Map<string, number>();
  const add = (key: string) => {
    keys.push(key);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    const time = key.slice(0, 19);
    if (isServerTime(time) && (latest === undefined || time > latest)) latest = time;
  };
  /** What lies before `since` is not known any more, even when an earlier hour asks to read further back. */
  const needed = (): ServerTime | undefined => {
    const from = latest === undefined ? undefined : readAgainFrom(latest);
    return from !== undefined && (since === undefined || from > since) ? from : since;
  };
  for (const key of from.shown) add(key);
  return {
    get since() {
      return since;
    },
    countOf: (key) => counts.get(key) ?? 0,
    linesBegunOf: (key) => (begun?.message === key ? begun.lines : 0),
    add(key) {
      if (begun?.message === key) begun = undefined;
      add(key);
    },
    prune() {
      const from = needed();
      since = from;
      const kept = keys.filter((key) => from === undefined || key >= from);
      keys = [];
      counts.clear();
      for (const key of kept) add(key);
    },
    position(more = begun) {
      const [known, length, from] = [keys, keys.length, needed()];
      return () => ({
        ...(from === undefined ? {} : { since: from }),
        shown: known.slice(0, length).filter((key) => from === undefined || key >= from),
        ...(more === undefined ? {} : { begun: more }),
      });
    },
  };
}
