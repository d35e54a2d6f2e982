import { setTimeout as sleep } from 'node:timers/promises';
import {
  isTerminalBundleStatus,
  isTerminalCoordinatorStatus,
  isTerminalWorkflowStatus,
  type LogOptions,
} from '@howdah/oozie-client';
import { scopeOf } from './change-job.ts';
import { BadCommandLine, optionNumber, optionValue } from './command-line.ts';
import { masked } from './layout.ts';
import { type OozieCommand, timesOf } from './oozie-command.ts';
import { bundleLines } from './print-bundles.ts';
import { coordinatorActionLines, coordinatorLines, missingLines } from './print-coordinators.ts';
import { retryLines, runLines, workflowActionLines, workflowLines } from './print-workflows.ts';

/** `-info`, of anything that has an id. */
export async function showJob(command: OozieCommand, id: string): Promise<void> {
  const { client, line, signal, print } = command;
  const times = timesOf(command);
  const verbose = line.options.has('verbose');
  const filter = optionValue(line, 'filter');
  const offset = positive(optionNumber(line, 'offset'));
  const len = positive(optionNumber(line, 'len'));
  if (id.endsWith('-C')) {
    const order = optionValue(line, 'order') === 'desc' ? 'desc' : 'asc';
    const page = {
      order,
      len: len ?? -1,
      ...(offset ? { offset } : {}),
      ...(filter ? { filter } : {}),
    } as const;
    return print(
      ...coordinatorLines(await client.coordinators.info(id, { ...page, signal }), times, verbose),
    );
  }
  if (id.includes('-C@') && line.options.has('allruns')) {
    return print(...runLines(await client.coordinators.allRuns(id, { signal }), times));
  }
  if (filter !== undefined) throw new BadCommandLine('-filter is for the actions of a coordinator');
  if (id.endsWith('-B'))
    return print(...bundleLines(await client.bundles.info(id, { signal }), times, verbose));
  if (id.includes('-C@')) {
    return print(...coordinatorActionLines(await client.coordinators.action(id, { signal }), times));
  }
  if (id.includes('-W@')) {
    return print(...workflowActionLines(await client.workflows.action(id, { signal }), times, verbose));
  }
  const page = { ...(offset ? { offset } : {}), ...(len ? { len } : {}) };
  await print(...workflowLines(await client.workflows.info(id, { ...page, signal }), times, verbose));
}

/** Oozie takes 0 and less for no number at all. */
export const positive = (number: number | undefined) =>
  number === undefined || number < 1 ? undefined : number;

/** `-log`, `-errorlog` and `-auditlog`. */
export async function showLog(
  { client, line, signal, surroundings }: OozieCommand,
  kind: 'log' | 'errorlog' | 'auditlog',
  id: string,
): Promise<void> {
  const logfilter = optionValue(line, 'logfilter');
  const options: LogOptions = {
    kind,
    signal,
    ...(logfilter === undefined || kind !== 'log' ? {} : { logfilter }),
    ...(kind === 'log' ? logScope(line, id) : {}),
  };
  for await (const piece of client.log(id, options)) await surroundings.stdout.write(piece);
}

function logScope(line: OozieCommand['line'], id: string): Pick<LogOptions, 'actions'> {
  const scope = scopeOf(line);
  if (scope === undefined) return {};
  if (!id.includes('-C')) throw new BadCommandLine('-action and -date are for the log of a coordinator');
  return {
    actions:
      scope.dates === undefined
        ? { type: 'action', scope: String(scope.actions) }
        : { type: 'date', scope: String(scope.dates) },
  };
}

/** `-definition` */
export async function showDefinition({ client, signal, print }: OozieCommand, id: string): Promise<void> {
  await print(await client.workflows.definition(id, { signal }));
}

/** `-configcontent` */
export async function showConfiguration({ client, signal, print }: OozieCommand, id: string): Promise<void> {
  if (!/-[WCB]$/.test(id)) throw new BadCommandLine(`the id of a job ends in -W, -C or -B, not so ${id}`);
  const { conf } = id.endsWith('-C')
    ? await client.coordinators.info(id, { signal })
    : id.endsWith('-B')
      ? await client.bundles.info(id, { signal })
      : await client.workflows.info(id, { signal });
  await print(masked(conf));
}

/** `-retries` */
export async function showRetries({ client, signal, print }: OozieCommand, id: string): Promise<void> {
  await print(...retryLines(id, await client.workflows.retries(id, { signal })));
}

/** `-missingdeps` */
export async function showMissing({ client, line, signal, print }: OozieCommand, id: string): Promise<void> {
  await print(...missingLines(await client.coordinators.missingDependencies(id, scopeOf(line), { signal })));
}

const minuteMs = 60_000;
const overActions = new Set(['FAILED', 'IGNORED', 'KILLED', 'SKIPPED', 'SUCCEEDED', 'TIMEDOUT']);

/** `-poll`: waits until the job is over, or the time is. */
export async function pollJob(command: OozieCommand, id: string): Promise<void> {
  const { client, line, signal, print, surroundings } = command;
  const interval = optionNumber(line, 'interval') ?? 5;
  const timeout = optionNumber(line, 'timeout') ?? 30;
  if (interval < 1) throw new BadCommandLine('-interval is at least one minute');
  const [isOver, read] = id.endsWith('-W')
    ? [isTerminalWorkflowStatus, () => client.workflows.status(id, { signal })]
    : id.endsWith('-B')
      ? [isTerminalBundleStatus, () => client.bundles.status(id, { signal })]
      : id.includes('-C@')
        ? [
            (status: string) => overActions.has(status),
            async () => (await client.coordinators.action(id, { signal })).status,
          ]
        : [isTerminalCoordinatorStatus, () => client.coordinators.status(id, { signal })];
  const until = timeout < 1 ? Number.POSITIVE_INFINITY : surroundings.now() + timeout * minuteMs;
  for (;;) {
    const status = await read();
    if (line.options.has('verbose')) await print(status);
    if (isOver(status) || surroundings.now() > until) return;
    await sleep(interval * minuteMs, undefined, { signal });
  }
}
