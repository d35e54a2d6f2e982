import { setTimeout as sleep } from 'node:timers/promises';
import { type CommandUnknownOpts, InvalidArgumentError } from '@commander-js/extra-typings';
import {
  type LogFilter,
  type LogLevel,
  type LogOptions,
  type LogPosition,
  type OozieClient,
  parseLogFilter,
  type TailOptions,
} from '@howdah/oozie-client';
import { type Act, examples } from '../../cli.ts';
import { exitCode } from '../../exit-code.ts';
import { failureOf, usageFailure } from '../../failure.ts';
import { type JobId, readJobId } from '../../jobs/job-id.ts';
import { inLines, lastOf } from '../../output/lines.ts';
import { type LogLine, logLine, messagesWith, paintLogLine } from '../../output/log-line.ts';
import { printable } from '../../output/text-width.ts';
import type { Session } from '../../session.ts';
import { wholeNumber } from '../../settings/global-options.ts';
import { actionsOption, datesOption, givenScope, type ScopeOptions } from '../coord/scope.ts';

const someId = '0000005-261123032920870-oozie-root-W';

/** `howdah job log|error-log|audit-log ID`, and `howdah log ID`. */
export function addLogCommands(parent: CommandUnknownOpts, act: Act): void {
  addLogCommand(parent, act);
  for (const [name, kind, description] of [
    ['error-log', 'errorlog', 'print what Oozie logged of a job as errors'],
    ['audit-log', 'auditlog', 'print who did what to a job'],
  ] as const) {
    parent
      .command(name)
      .description(description)
      .argument('<id>', 'id of a job of any kind')
      .addHelpText('after', examples([`howdah job ${name} ${someId}`]))
      .action(
        act(async (session, given) => {
          const id = readJobId(given);
          const oozie = await session.oozie();
          await printLog(session, inLines(oozie.log(id.job, { kind, signal: session.signal })));
        }),
      );
  }
}

/** `howdah log ID`, which is also `howdah job log ID`. */
export function addLogCommand(parent: CommandUnknownOpts, act: Act): void {
  parent
    .command('log')
    .description('print the log of a job')
    .argument('<id>', 'id of a job of any kind, or of a coordinator’s action (…-C@3)')
    .option('-f, --follow', 'go on as the log grows, until the job is over')
    .option('-n, --tail <lines>', 'only so many lines from the end', wholeNumber)
    .option('--level <levels>', 'only these levels, e.g. ERROR,WARN', levels)
    .option('--since <time>', 'from then on, e.g. 30m or 2026-11-23T07:00Z')
    .option('--until <time>', 'until then')
    .option('--grep <pattern>', 'messages with a match of this Java regular expression, behind ACTION[…]')
    .option('--limit <number>', 'only so many messages from the start', wholeNumber)
    .option(...actionsOption)
    .option(...datesOption)
    .option('--filter <filter>', 'Oozie’s own log filter, e.g. loglevel=ERROR|WARN;recent=2h')
    .addHelpText(
      'after',
      examples(
        [`howdah log ${someId} --follow`, 'as it happens'],
        [`howdah log ${someId} --level ERROR,WARN --since 2h`, 'what went wrong lately'],
        ['howdah log 0000007-261123032920870-oozie-root-C --actions 1,3-5', 'of some actions'],
      ),
    )
    .action(
      act(async (session, given, options) => {
        const id = readJobId(given);
        const oozie = await session.oozie();
        const filter = logFilterOf(options, session);
        if (options.follow) return followLog(session, oozie, id, followed(filter, options));
        const how = { logfilter: filter, ...scopeOf(id, options), signal: session.signal };
        await printLog(session, ofNode(id, inLines(oozie.log(id.job, how))), options.tail);
      }),
    );
}

const known: readonly LogLevel[] = ['FATAL', 'ERROR', 'WARN', 'INFO', 'DEBUG', 'TRACE'];

function levels(value: string): LogLevel[] {
  return value.split(',').map((each) => {
    const level = known.find((name) => name === each.trim().toUpperCase());
    if (level === undefined) throw new InvalidArgumentError(`Levels are ${known.join(', ')}.`);
    return level;
  });
}

interface FilterOptions extends ScopeOptions {
  readonly level?: LogLevel[] | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly grep?: string | undefined;
  readonly limit?: number | undefined;
  readonly filter?: string | undefined;
}

function logFilterOf(options: FilterOptions, { out }: Session): LogFilter {
  const { level, since, until, limit, filter } = options;
  const raw = filter === undefined ? {} : parseLogFilter(filter);
  const text = options.grep ?? raw.text;
  return {
    ...raw,
    ...(level === undefined ? {} : { loglevel: level }),
    ...(since === undefined ? {} : { start: out.times.read(since, '--since') }),
    ...(until === undefined ? {} : { end: out.times.read(until, '--until') }),
    ...(text === undefined ? {} : { text }),
    ...(limit === undefined ? {} : { limit }),
  };
}

/** @throws {Failure} for what cannot be followed */
function followed(
  { limit, end, debug: _, ...filter }: LogFilter,
  { tail, actions, dates }: FilterOptions & { readonly tail?: number | undefined },
): NonNullable<TailOptions['logfilter']> {
  const refused = {
    '--limit': limit,
    '--until': end,
    '--tail': tail,
    '--actions': actions,
    '--dates': dates,
  };
  const [given] = Object.entries(refused).find(([, value]) => value !== undefined) ?? [];
  if (given === undefined) return filter;
  throw usageFailure(`${given} and --follow exclude each other.`, 'Say where to begin: --follow --since 10m');
}

const pauseAfterTroubleMs = 5000;

/** Prints the log as it grows; a server that is away for a while is waited for. */
async function followLog(
  session: Session,
  oozie: OozieClient,
  id: JobId,
  logfilter: NonNullable<TailOptions['logfilter']>,
): Promise<void> {
  const { signal, out } = session;
  if (id.kind === 'coordinator' && id.action !== undefined) {
    throw usageFailure(
      `${id.id} is an action of a coordinator, whose log cannot be followed.`,
      `Follow its workflow, or the coordinator: howdah log ${id.job} --follow`,
    );
  }
  let position: LogPosition | undefined;
  async function* lines(): AsyncGenerator<string> {
    for (;;) {
      try {
        for await (const line of oozie.tail(id.job, { logfilter, signal, from: position })) {
          position = line.position;
          yield line.text;
        }
        return;
      } catch (error) {
        const failure = failureOf(error);
        if (failure.exitCode !== exitCode.unreachable || position === undefined) throw error;
        await out.note(`${failure.message} Still following.`);
        await sleep(pauseAfterTroubleMs, undefined, { signal });
      }
    }
  }
  await printLines(session, ofNode(id, lines()));
}

/** Oozie has no log of a node, but names it in the messages of its workflow's log. */
function ofNode({ id, kind, action }: JobId, lines: AsyncIterable<string>): AsyncIterable<string> {
  return kind === 'workflow' && action !== undefined ? messagesWith(` ACTION[${id}] `, lines) : lines;
}

/** An action of a coordinator has its part in the coordinator's log. */
function scopeOf(id: JobId, options: ScopeOptions): Pick<LogOptions, 'actions'> {
  const scope = givenScope(
    id.kind === 'coordinator' && id.action ? { actions: id.action, ...options } : options,
  );
  if (scope === undefined) return {};
  if (id.kind !== 'coordinator') {
    throw usageFailure(`${id.id} is a ${id.kind}: only coordinators have actions to choose.`);
  }
  return {
    actions:
      scope.dates === undefined
        ? { type: 'action', scope: String(scope.actions) }
        : { type: 'date', scope: String(scope.dates) },
  };
}

async function printLog(session: Session, lines: AsyncIterable<string>, tail?: number): Promise<void> {
  await printLines(session, tail === undefined ? lines : lastOf(lines, tail));
}

async function printLines({ out, surroundings }: Session, lines: AsyncIterable<string>): Promise<void> {
  if (out.format !== 'text') {
    await out.rows(lines, { columns: [], none: '', json: (line): LogLine => logLine(line) });
    return;
  }
  const { isTerminal } = surroundings.stdout;
  const paint = paintLogLine(out.style);
  for await (const line of lines) {
    await out.raw(`${paint(isTerminal ? printable(line, { lines: true }) : line)}\n`);
  }
}
