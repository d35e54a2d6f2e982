import { dequal } from 'dequal';
import type { Kind } from '../kinds/kind.ts';
import { CannotTell } from '../kinds/not-as-asked.ts';
import { isForeignTo } from '../mirror/keep.ts';
import type { AnyJob } from '../mirror/mirror.ts';
import { advance } from '../outbox/outbox.ts';
import { noteActivities } from '../settle/activity.ts';
import { type EngineContext, kindDeclared } from '../settle/context.ts';
import { activitiesOf, settleRow } from '../settle/settle.ts';
import { isQuotaExceeded } from '../store/storage-faults.ts';
import type { OutboxStep } from '../store/tables.ts';
import { backoff } from '../transport/backoff.ts';
import { failureOf } from '../transport/outcome.ts';
import {
  keepReadOfStep,
  online,
  recordAbsent,
  recordCannotTell,
  recordFailure,
  recordFound,
  type Told,
  told,
  write,
} from './record-outcome.ts';

/**
 * Takes one step as far as it goes now: sends it when it is queued, looks for it when its answer was lost.
 * A step waits while its collection isn't declared. Everything that matters is written before (`sending`) and after (`done`, `unknown`, …) each request.
 */
export async function deliver(context: EngineContext, due: OutboxStep): Promise<Told> {
  const kind = kindDeclared(context, due);
  if (kind === undefined) return undefined;
  if (due.state === 'unknown') return settleByLooking(context, kind, due);
  if (due.seen === null) return send(context, kind, due);
  let overtaken: boolean;
  try {
    overtaken = await isOvertaken(context, kind, due);
  } catch (error) {
    // Without room for the news, nothing was tried: that is no failure of the step.
    if (context.signal.aborted || isQuotaExceeded(error)) throw error;
    // Nothing was sent: a command goes out only behind a look that showed what it was planned for.
    return recordFailure(context, due, { ...failureOf(error), event: 'not-sent' });
  }
  return overtaken ? online : send(context, kind, due);
}

/**
 * Reads the job before a command that could overwrite what somebody else did meanwhile. If it isn't what the command
 * was planned for, the row is decided on anew, with the news, and the step is dropped. True when so.
 * Oozie has no compare-and-set for these commands, so a change in the very moment between is seen only afterwards.
 */
async function isOvertaken(context: EngineContext, kind: Kind, due: OutboxStep): Promise<boolean> {
  const jobId = due.job?.jobId ?? null;
  if (jobId === null) return false;
  const read = await kind.read(jobId, context.transport);
  if (
    !read.gone &&
    dequal(kind.sees(read.job), due.seen) &&
    !(await isForeign(context, due, read.id, read.job))
  )
    return false;
  await write(context, due, async (transaction, step) => {
    await keepReadOfStep(context, transaction, read);
    const made = await settleRow(context, transaction, step);
    await noteActivities(transaction, activitiesOf(context, step, made));
  });
  return true;
}

async function isForeign(
  { store }: EngineContext,
  due: OutboxStep,
  jobId: string,
  job: object,
): Promise<boolean> {
  const known = await store.read(['howdah_jobs'], (transaction) => transaction.get('howdah_jobs', jobId));
  // The kinds read whole jobs with the client, which parsed them.
  return isForeignTo(due, known, job as AnyJob);
}

async function send(context: EngineContext, kind: Kind, due: OutboxStep): Promise<Told> {
  let prepared: { payload: unknown } | undefined;
  try {
    prepared = await kind.prepare(due, context.transport);
  } catch (error) {
    if (context.signal.aborted) throw error;
    return recordFailure(context, due, failureOf(error));
  }
  const claimed = await write(context, due, async (transaction, step) => {
    const now = context.now();
    const times = { firstSentAt: step.firstSentAt ?? now, lastSentAt: now };
    return advance(transaction, step, 'claim', {
      ...times,
      attempts: step.attempts + 1,
      payload: prepared === undefined ? step.payload : prepared.payload,
      epoch: context.epoch,
    });
  });
  if (claimed === undefined) return undefined;
  const step = claimed.step;
  try {
    const found = await kind.send(step, context.transport);
    await recordFound(context, step, 'answered', found);
    return online;
  } catch (error) {
    // Without room to write down what came of it, it stays as it is: looked up by whoever leads next.
    if (context.signal.aborted || isQuotaExceeded(error)) throw error;
    return recordFailure(context, step, failureOf(error));
  }
}

async function settleByLooking(context: EngineContext, kind: Kind, step: OutboxStep): Promise<Told> {
  try {
    const found = await kind.look(step, context.transport);
    if (found === 'absent') await recordAbsent(context, step);
    else await recordFound(context, step, 'found', found);
    return online;
  } catch (error) {
    if (context.signal.aborted || isQuotaExceeded(error)) throw error;
    if (error instanceof CannotTell) {
      await recordCannotTell(context, step, error.message);
      return online;
    }
    const failure = failureOf(error);
    const dueAt = context.now() + backoff(step.attempts, context.random);
    await write(context, step, (transaction, now) =>
      advance(transaction, now, 'unclear', { dueAt }, failure.message),
    );
    return told(failure);
  }
}
