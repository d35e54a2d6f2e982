/** Cuts a text that comes in pieces, such as a log, into its lines, without their ends. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let held = '';
  for await (const piece of pieces) {
    const lines = (held + piece).split('\n');
    held = lines.pop() ?? '';
    for (const line of lines) yield withoutReturn(line);
  }
  if (held) yield withoutReturn(held);
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** A message of Oozie's log: a line, and what follows it without a time of its own, such as a stack trace. */
export interface LogMessage {
  /** `2026-11-23 07:17:54,894`, by the server's clock and time zone; undefined for what comes before all messages. */
  readonly timestamp: string | undefined;
  readonly lines: readonly string[];
  /** Nothing follows, so far. */
  readonly last: boolean;
}

/** @see org.apache.oozie.util.XLogFilter, for how Oozie itself finds where a message begins */
const beginning = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3})\s+\w+\s/;

/** Puts the lines of a log together to messages. */
export async function* messagesOf(lines: AsyncIterable<string>): AsyncGenerator<LogMessage, void, undefined> {
  let timestamp: string | undefined;
  let collected: string[] = [];
  for await (const line of lines) {
    const begins = beginning.exec(line)?.[1];
    if (begins !== undefined) {
      if (collected.length > 0) yield { timestamp, lines: collected, last: false };
      timestamp = begins;
      collected = [];
    }
    collected.push(line);
  }
  if (collected.length > 0) yield { timestamp, lines: collected, last: true };
}
