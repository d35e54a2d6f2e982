import { type Confirmation, type OozieClient, OozieError } from '@howdah/oozie-client';
import { type ExitCode, exitCode, worstOf } from '../exit-code.ts';
import { type Failure, failureOf, usageFailure } from '../failure.ts';
import { outcomeCode } from '../outcome.ts';
import type { Column } from '../output/table.ts';
import { printable } from '../output/text-width.ts';
import type { Session } from '../session.ts';
import { type JobId, nameOfKind } from './job-id.ts';

export type Change = 'start' | 'suspend' | 'resume' | 'kill';

/** What came of a change of one job. */
export interface Changed {
  readonly id: string;
  readonly outcome: Confirmation<string>['outcome'] | 'failed';
  readonly from: string | null;
  readonly status: string | null;
  readonly error: { readonly code: string | null; readonly message: string } | null;
  readonly exitCode: ExitCode;
}

/** So many jobs are changed at the same time. */
const atOnce = 4;

/**
 * Changes several jobs, and reads back what came of each. One that fails does not keep the others from being changed;
 * what concerns the connection ends it for those not yet begun, since they would fail the same way.
 */
export async function* changeJobs(
  ids: readonly JobId[],
  change: (id: JobId) => Promise<Confirmation<string>>,
): AsyncGenerator<Changed> {
  const waiting = [...ids];
  let broken: Failure | undefined;
  const next = () => {
    const id = waiting.shift();
    return id && attempt(id);
  };
  const attempt = async (id: JobId): Promise<Changed> => {
    try {
      if (broken) throw broken;
      const confirmation = await change(id);
      return { id: id.id, ...confirmation, error: null, exitCode: outcomeCode(confirmation) };
    } catch (error) {
      const failure = failureOf(error);
      if (failure.exitCode === exitCode.interrupted) throw error;
      if (connectionBroke(failure)) broken = failure;
      return failed(id, failure, error);
    }
  };
  const running: (Promise<Changed> | undefined)[] = Array.from({ length: atOnce }, next);
  // In the order in which they were given, whichever is done first.
  for (let first = running.shift(); first !== undefined; first = running.shift()) {
    yield await first;
    running.push(next());
  }
}

function connectionBroke(failure: Failure): boolean {
  return failure.exitCode === exitCode.unauthenticated || failure.exitCode === exitCode.unreachable;
}

function failed({ id }: JobId, failure: Failure, error: unknown): Changed {
  const code = error instanceof OozieError ? (error.code ?? null) : null;
  const said = [failure.message, failure.why].filter(Boolean).join(' ');
  return {
    id,
    outcome: 'failed',
    from: null,
    status: null,
    error: { code, message: code === null ? said : failure.message },
    exitCode: failure.exitCode,
  };
}

/**
 * The change of one job by its kind.
 * @throws {Failure} for a kind that cannot be changed so
 */
export function changeOf(
  oozie: OozieClient,
  change: Change,
  id: JobId,
  options: { signal: AbortSignal; patienceMs?: number },
): () => Promise<Confirmation<string>> {
  if (id.action === undefined) {
    if (id.kind === 'workflow') return () => oozie.workflows.confirmed[change](id.id, options);
    if (id.kind === 'bundle') return () => oozie.bundles.confirmed[change](id.id, options);
    if (change !== 'start') return () => oozie.coordinators.confirmed[change](id.id, options);
    throw usageFailure(
      `${id.id} cannot be started: coordinators start by themselves, at their start time.`,
      `If it is suspended: howdah job resume ${id.id}`,
    );
  }
  throw usageFailure(
    `${id.id} is a ${nameOfKind(id)}, and Oozie can ${change} whole jobs only.`,
    id.kind === 'coordinator' && change === 'kill'
      ? `Actions are killed by: howdah coord kill-actions ${id.job} --actions ${id.action}`
      : `Change the job itself: howdah job ${change} ${id.job}`,
  );
}

const clearLine = '\r\u001b[K';

/** Prints what came of each as it is known, and answers how it all went. */
export async function printChanged(
  changed: AsyncIterable<Changed>,
  total: number,
  session: Session,
): Promise<ExitCode> {
  const { out, surroundings } = session;
  const { stderr } = surroundings;
  const showProgress = stderr.isTerminal && total > atOnce;
  const codes: ExitCode[] = [];
  async function* counted() {
    for await (const each of changed) {
      codes.push(each.exitCode);
      if (showProgress) await stderr.write(`\r${codes.length} of ${total}`);
      yield each;
    }
    if (showProgress) await stderr.write(clearLine);
  }
  await out.rows(counted(), {
    columns: changedColumns(session),
    none: 'No job was named.',
    json: ({ exitCode: _, ...facts }) => facts,
  });
  return worstOf(codes);
}

function changedColumns({ out: { style } }: Session): Column<Changed>[] {
  const good = new Set<string>(['done', 'already']);
  return [
    { title: 'Id', value: ({ id }) => id },
    {
      title: 'Outcome',
      value: ({ outcome }) => outcome,
      paint: (text, { outcome }) =>
        good.has(outcome) ? style.good(text) : outcome === 'pending' ? style.warning(text) : style.bad(text),
    },
    {
      title: 'Before',
      value: ({ from }) => from ?? '',
      paint: (text, { from }) => style.status(from ?? '', text),
    },
    {
      title: 'Now',
      value: ({ status }) => status ?? '',
      paint: (text, { status }) => style.status(status ?? '', text),
    },
    { title: 'Reason', value: reason, leaveOut: 'end', least: 20 },
  ];
}

function reason({ outcome, error, status }: Changed): string {
  if (error !== null) return printable([error.code, error.message].filter(Boolean).join(': '));
  if (outcome === 'ignored') return `Oozie took it and did nothing, since the job is ${status}`;
  if (outcome === 'pending') return 'Oozie took it, but it does not show yet';
  return outcome === 'already' ? 'nothing to do' : '';
}
