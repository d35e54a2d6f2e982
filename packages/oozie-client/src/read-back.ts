import type { Verdict } from './effects.ts';
import { OozieError } from './oozie-error.ts';
import type { RequestOptions } from './transport.ts';

/**
 * What came of a change, as read back from Oozie, which accepts what it will not or not yet do:
 * - `done`: the job is as it was asked to be, and was not before
 * - `already`: it was so before, or somebody else came first
 * - `ignored`: its state does not allow it, so Oozie has done nothing
 * - `pending`: nothing has happened in the time that was given; Oozie may still do it
 */
export interface Confirmation<Status> {
  readonly outcome: 'done' | 'already' | 'ignored' | 'pending';
  /** The job's status before. */
  readonly from: Status;
  /** The job's status as last read. */
  readonly status: Status;
}

export interface ConfirmOptions extends RequestOptions {
  /** How long to wait for the change to show. Default 15 000 ms; 0 for a single look. */
  patienceMs?: number;
  /** How long to wait between looks. Default 500 ms. */
  pollMs?: number;
}

/** A change whose outcome can be read. */
export interface ReadableChange<State> {
  /** Which change of which job, for messages: `kill of 0000005-…-W`. */
  readonly name: string;
  readonly read: (options: RequestOptions) => Promise<State>;
  readonly send: (options: RequestOptions) => Promise<void>;
  readonly judge: (before: State, now: State) => Verdict;
  /** The code by which Oozie refuses it when somebody else was faster. */
  readonly refusedWhenDone?: string;
}

const defaultPatienceMs = 15_000;
const defaultPollMs = 500;

/**
 * Sends a change unless there is no need for it, and reads until it shows. A failure after which Oozie may have
 * acted (`reachedServer` `maybe`) is settled by reading, too.
 * @throws {OozieError} what Oozie refuses; a failure that reading could not settle; and when the change was accepted
 * but the job can't be read, an error with `reachedServer` `maybe`
 */
export async function confirm<State extends { readonly status: string }>(
  change: ReadableChange<State>,
  options: ConfirmOptions = {},
): Promise<Confirmation<State['status']>> {
  const { patienceMs = defaultPatienceMs, pollMs = defaultPollMs, ...given } = options;
  const before = await change.read(given);
  const outcomeOf = (outcome: Confirmation<never>['outcome'], now: State) => ({
    outcome,
    from: before.status,
    status: now.status,
  });
  if (change.judge(before, before) === 'already') return outcomeOf('already', before);
  let failure: unknown;
  try {
    await change.send(given);
  } catch (error) {
    failure = error;
  }
  if (failure !== undefined && !mayBeDone(failure, change.refusedWhenDone)) throw failure;
  const refused = failure instanceof OozieError && failure.reachedServer === 'yes';
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const now = await change.read(given).catch((error: unknown) => {
      throw failure ?? unreadable(change.name, error);
    });
    const verdict = change.judge(before, now);
    if (refused) {
      if (verdict === 'done' || verdict === 'already') return outcomeOf('already', now);
      throw failure;
    }
    if (verdict !== 'open') return outcomeOf(verdict, now);
    const left = deadline - performance.now();
    if (left <= 0) {
      if (failure !== undefined) throw failure;
      return outcomeOf('pending', now);
    }
    await wait(Math.min(pollMs, left), given.signal);
  }
}

/** Whether the job may be as it was asked to be in spite of the failure, so that it is worth reading. */
function mayBeDone(failure: unknown, refusedWhenDone: string | undefined): boolean {
  if (!(failure instanceof OozieError) || failure.reachedServer === 'no') return false;
  if (failure.reachedServer === 'yes') return failure.code === refusedWhenDone;
  return failure.kind !== 'aborted';
}

/** It must not look as if nothing had been sent. */
function unreadable(name: string, error: unknown): OozieError {
  const known = error instanceof OozieError ? error : undefined;
  return new OozieError(
    `Oozie accepted the ${name}, but what came of it could not be read. ${known?.message ?? error}`,
    {
      kind: known?.kind ?? 'malformed-answer',
      reachedServer: 'maybe',
      request: known?.request,
      httpStatus: known?.httpStatus,
      code: known?.code,
      serverMessage: known?.serverMessage,
      cause: error,
    },
  );
}

/** Ends early when the caller aborts, whereupon the next read fails. */
function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end, { once: true });
  });
}
