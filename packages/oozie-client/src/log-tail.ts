import { pause } from './deadline.ts';
import {
  isTerminalBundleStatus,
  isTerminalCoordinatorStatus,
  isTerminalWorkflowStatus,
} from './job-status.ts';
import type { LogKind, LogOptions } from './log.ts';
import type { LogFilter } from './log-filter.ts';
import { type LogMessage, linesOf, messagesOf } from './log-lines.ts';
import { OozieError } from './oozie-error.ts';
import { jobPath } from './request-url.ts';
import { type LogPosition, messageKey, type ShownMessages, shownMessages } from './shown-messages.ts';
import type { RequestOptions } from './transport.ts';

/** A line of a job's log, without its end. */
export interface LogLine {
  readonly text: string;
  /** Where to go on after this line; put together when it is asked for. */
  readonly position: LogPosition;
}

export interface TailOptions extends RequestOptions {
  /** Go on after this line. Default: from the beginning of the log. */
  from?: LogPosition | undefined;
  /** How long to wait before looking for more, in milliseconds, or as long as looking took. Default 2000. */
  pollMs?: number;
  /** End when the job is over and nothing more comes, or never by itself. Default `over`. */
  until?: 'over' | 'forever';
  /** Default `log`. */
  kind?: LogKind;
  /** What to show. `start` and `recent` say where to begin, unless `from` does. Use the same one to go on. */
  logfilter?: Pick<LogFilter, 'loglevel' | 'text' | 'start' | 'recent'>;
}

/** What a tail reads. */
export interface TailSource {
  log(id: string, options: LogOptions): AsyncIterable<string>;
  status(id: string, options: RequestOptions): Promise<string>;
}

const defaultPollMs = 2000;
/** Long enough for a message that is just being written. */
const settledAfterMs = 250;

/**
 * Follows a job's log, every line once, also when it is left and taken up again from the position of a line. Oozie
 * cannot be asked for what is new, so the end of the log is read again each time, and what was shown is left out. The
 * latest message is shown when the next look finds it unchanged, for it may still be written.
 * @throws {OozieError} also `invalid-request` when the server does not give its logs; go on from the last line's
 * position after others, such as `unreachable`
 */
export async function* tailLog(
  source: TailSource,
  id: string,
  options: TailOptions = {},
): AsyncGenerator<LogLine, void, undefined> {
  const { pollMs = defaultPollMs, until = 'over', signal } = options;
  const shown = shownMessages(options.from);
  const request = { method: 'GET', url: jobPath(id) };
  const isOver = async () => until === 'over' && isTerminal(id, await source.status(id, options));
  let over = await isOver();
  // A job that has just ended may still write; one that has been over for long cannot.
  let wasOver = over;
  const restMs = over ? Math.min(settledAfterMs, pollMs) : pollMs;
  const readings = logReadings(source, id, options, over);
  const prefaces = new Set<string>();
  let unsettled: string | undefined;
  for (;;) {
    const began = performance.now();
    let quiet = true;
    const met = new Map<string, number>();
    for await (const message of readings(shown.since)) {
      if (message.timestamp === undefined) {
        for (const text of message.lines) {
          refuseDisabled(text);
          if (prefaces.has(text)) continue;
          prefaces.add(text);
          yield lineAt(text, shown.position());
        }
        continue;
      }
      const key = messageKey(message);
      const occurrence = (met.get(key) ?? 0) + 1;
      met.set(key, occurrence);
      if (occurrence <= shown.countOf(key)) continue;
      const found = `${key} ${occurrence}`;
      if (unsettled !== found) {
        quiet = false;
        unsettled = message.last ? found : undefined;
        if (message.last) continue;
      }
      yield* linesOfMessage(message, key, shown);
    }
    shown.prune();
    if (wasOver && quiet) return;
    wasOver = over;
    // Oozie searches whole files for a job's log: it gets as much rest as it had work.
    await pause(request, Math.max(restMs, performance.now() - began), signal);
    over ||= await isOver();
  }
}

/** The lines of a message that were not shown yet. */
function* linesOfMessage(
  { lines }: LogMessage,
  key: string,
  shown: ShownMessages,
): Generator<LogLine, void, undefined> {
  for (let index = shown.linesBegunOf(key); index < lines.length; index += 1) {
    const isLast = index === lines.length - 1;
    if (isLast) shown.add(key);
    const position = isLast ? shown.position() : shown.position({ message: key, lines: index + 1 });
    yield lineAt(lines[index] ?? '', position);
  }
}

function lineAt(text: string, position: () => LogPosition): LogLine {
  return {
    text,
    get position() {
      return position();
    },
  };
}

/** Reads the log from a time of the server on, or from where the filter begins. */
function logReadings(source: TailSource, id: string, options: TailOptions, over: boolean) {
  const { start, recent, ...filter } = options.logfilter ?? {};
  const { kind = 'log', signal, timeoutMs } = options;
  const limits = { ...(signal && { signal }), ...(timeoutMs !== undefined && { timeoutMs }) };
  /** Of a workflow that runs, Oozie by itself shows no more than two minutes after it last moved on. */
  let end: () => LogFilter['end'] = () => (over ? undefined : Date.now() + 600_000);
  return async function* read(since: LogFilter['start']): AsyncGenerator<LogMessage, void, undefined> {
    const part: LogFilter = since === undefined ? { start, recent } : { start: since };
    const log = (until: LogFilter['end']) =>
      source.log(id, { ...limits, kind, logfilter: { ...filter, ...part, end: until } });
    const messages = (until: LogFilter['end']) => messagesOf(linesOf(log(until)));
    // What is recent is counted back from the end.
    const until = since === undefined && recent !== undefined ? undefined : end();
    try {
      yield* messages(until);
    } catch (error) {
      if (since !== undefined && says(error, /Start time should be less than end time/)) return;
      if (typeof until !== 'number' || !says(error, /E0302.*Unsupported (?:offset|time)/s)) throw error;
      // A server whose processing time zone is not UTC takes no such time, so a hundred years will do.
      end = () => '876000h';
      yield* messages(end());
    }
  };
}

function says(error: unknown, words: RegExp): boolean {
  return error instanceof OozieError && words.test(error.serverMessage ?? '');
}

function refuseDisabled(text: string): void {
  if (!/^(?:Log streaming|Error log|Audit log) (?:is )?disabled!!/i.test(text)) return;
  throw new OozieError(
    `This Oozie does not give its logs; it answers "${text}". Have its log4j write this log by a rolling appender of the name that Oozie expects.`,
    { kind: 'invalid-request', reachedServer: 'yes', serverMessage: text },
  );
}

function isTerminal(id: string, status: string): boolean {
  if (id.endsWith('-W')) return isTerminalWorkflowStatus(status);
  return id.endsWith('-B') ? isTerminalBundleStatus(status) : isTerminalCoordinatorStatus(status);
}
