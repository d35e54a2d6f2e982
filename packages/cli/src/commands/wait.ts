import { setTimeout as sleep } from 'node:timers/promises';
import { InvalidArgumentError } from '@commander-js/extra-typings';
import type { OozieClient } from '@howdah/oozie-client';
import { type AddCommands, examples } from '../cli.ts';
import { type ExitCode, exitCode, worstOf } from '../exit-code.ts';
import { type Failure, failureOf } from '../failure.ts';
import { isOver, readStatus } from '../jobs/any-job.ts';
import type { JobId } from '../jobs/job-id.ts';
import { namedJobs } from '../jobs/named-jobs.ts';
import { spanMs } from '../output/times.ts';
import type { Session } from '../session.ts';
import { several } from '../settings/global-options.ts';

/** `howdah wait ID…`. */
export const addWaitCommand: AddCommands = (parent, act) => {
  parent
    .command('wait')
    .description('wait until jobs are over, and end as they did')
    .argument('<ids...>', 'ids of jobs, nodes or actions of any kind; - reads them from standard input')
    .option('--for <status>', 'until they have this status; several with commas', several, [])
    .option('--timeout <span>', 'how long at most, e.g. 90s, 30m or 2h (default: for ever)', span)
    .option('--interval <span>', 'how long between looks (default: 1 s, growing to 15 s)', span)
    .addHelpText(
      'after',
      examples(
        [
          'howdah wait 0000005-261123032920870-oozie-root-W && echo fine',
          'exit code 0 if it succeeded, else 1',
        ],
        [
          'howdah wait 0000007-261123032920870-oozie-root-C@3 --timeout 2h',
          'exit code 8 if it is not over by then',
        ],
        ['howdah wait 0000005-261123032920870-oozie-root-W --for RUNNING', 'until it has begun'],
      ),
    )
    .action(
      act(async (session, given, options) => {
        const ids = await namedJobs(given, session);
        const waits = await waitForAll(ids, await session.oozie(), session, {
          statuses: options.for.map((status) => status.toUpperCase()),
          deadline: options.timeout === undefined ? Infinity : session.surroundings.now() + options.timeout,
          intervalMs: options.interval,
        });
        await printWaits(waits, session);
        return worstOf(waits.map((each) => each.exitCode));
      }),
    );
};

function span(value: string): number {
  const ms = spanMs(value);
  if (ms === undefined || ms === 0) throw new InvalidArgumentError('It looks like 90s, 30m, 2h or 1d.');
  return ms;
}

interface Until {
  /** Empty: until they are over. */
  readonly statuses: readonly string[];
  /** Epoch milliseconds. */
  readonly deadline: number;
  readonly intervalMs: number | undefined;
}

interface Waited {
  readonly id: string;
  readonly status: string | null;
  readonly waitedMs: number;
  readonly error: string | null;
  readonly exitCode: ExitCode;
}

async function waitForAll(
  ids: readonly JobId[],
  oozie: OozieClient,
  session: Session,
  until: Until,
): Promise<Waited[]> {
  return Promise.all(ids.map((id) => waitFor(id, oozie, session, until)));
}

const firstIntervalMs = 1000;
const longestIntervalMs = 15_000;
/** A server that is restarted comes back within that time; one that does not is told of. */
const longestSilenceMs = 10 * 60_000;

async function waitFor(id: JobId, oozie: OozieClient, session: Session, until: Until): Promise<Waited> {
  const { now } = session.surroundings;
  const from = now();
  let interval = until.intervalMs ?? firstIntervalMs;
  let status: string | null = null;
  let heardAt = from;
  const ended = (code: ExitCode, failure?: Failure): Waited => ({
    id: id.id,
    status,
    waitedMs: now() - from,
    error: failure?.message ?? null,
    exitCode: code,
  });
  for (;;) {
    let silence: Failure | undefined;
    try {
      const read = await readStatus(oozie, id, session.signal);
      if (read !== status) await tellChange(id, status, read, session);
      status = read;
      heardAt = now();
      const code = codeOf(id, read, until.statuses);
      if (code !== undefined) return ended(code);
    } catch (error) {
      silence = failureOf(error);
      if (!mayPass(silence)) return ended(silence.exitCode, silence);
      if (now() - heardAt >= longestSilenceMs) return ended(silence.exitCode, silence);
      await session.out.note(`${session.out.times.at(now())}  ${id.id}: ${silence.message} Still waiting.`);
    }
    const left = until.deadline - now();
    if (left <= 0) return ended(silence?.exitCode ?? exitCode.pending, silence);
    await sleep(Math.min(interval, left), undefined, { signal: session.signal });
    if (until.intervalMs === undefined) interval = Math.min(interval * 1.3, longestIntervalMs);
  }
}

function mayPass({ exitCode: code }: Failure): boolean {
  return code === exitCode.unreachable || code === exitCode.serverError;
}

const wellEnded = new Set(['SUCCEEDED', 'OK', 'DONE', 'SKIPPED', 'IGNORED']);

/** How the wait ends with this status; undefined when it goes on. */
function codeOf(id: JobId, status: string, wanted: readonly string[]): ExitCode | undefined {
  if (wanted.includes(status)) return exitCode.ok;
  if (!isOver(id, status)) return undefined;
  return wanted.length === 0 && wellEnded.has(status) ? exitCode.ok : exitCode.jobEndedBadly;
}

async function tellChange(id: JobId, before: string | null, status: string, { out, surroundings }: Session) {
  const was = before === null ? '' : ` (was ${before})`;
  await out.note(`${out.times.at(surroundings.now())}  ${id.id}  ${out.style.status(status)}${was}`);
}

async function printWaits(waits: readonly Waited[], { out }: Session): Promise<void> {
  await out.rows(waits, {
    columns: [
      { title: 'Id', value: ({ id }) => id },
      {
        title: 'Status',
        value: ({ status }) => status ?? '',
        paint: (text, { status }) => out.style.status(status ?? '', text),
      },
      { title: 'Waited', value: ({ waitedMs }) => out.times.duration(0, waitedMs), align: 'right' },
      {
        title: 'Result',
        value: ({ exitCode: code, error }) => error ?? words[code] ?? '',
        leaveOut: 'end',
        least: 12,
      },
    ],
    none: 'No job was named.',
    json: ({ exitCode: code, ...facts }) => ({ ...facts, result: words[code] ?? 'failed' }),
  });
}

const words: Readonly<Partial<Record<ExitCode, string>>> = {
  [exitCode.ok]: 'as wanted',
  [exitCode.jobEndedBadly]: 'ended otherwise',
  [exitCode.pending]: 'not yet',
};
