import { dequal } from 'dequal';
import { noteActivities } from '../engine/activity.ts';
import type { EngineContext } from '../engine/context.ts';
import { keyOf, storesFor } from '../engine/context.ts';
import { activitiesOf, settleRow } from '../engine/settle.ts';
import { kinds } from '../kinds/index.ts';
import type { Found, FullRead } from '../kinds/kind.ts';
import { assertEpoch } from '../leader/epoch.ts';
import { keepRead } from '../mirror/keep.ts';
import type { StoreTransaction } from '../store/store.ts';
import type { JobLink, OutboxStep } from '../store/tables.ts';
import { backoff } from '../transport/backoff.ts';
import { type Connection, type Failure, failureOf } from '../transport/outcome.ts';
import { advance, inState } from './outbox.ts';

/** After so many tries that Oozie accepted and that changed nothing, a person is asked. */
const mostAttempts = 5;

/** Oozie carries these out once at the most, however often and late they arrive, so they are sent again at once. */
const repeatable: ReadonlySet<OutboxStep['action']> = new Set(['start', 'kill', 'look']);

/**
 * A submission that nobody could settle for so long may have been purged on the server (bundles go after 7 days), so
 * not finding it proves nothing any more. In ms.
 */
const settledWithin = 6 * 86_400_000;

/** What a delivery told of the way to Oozie; undefined when it told nothing. */
export type Told = { connection: Connection; retryAfterMs: number | undefined } | undefined;

const online: Told = {
  connection: { connection: 'online', connectionProblem: null },
  retryAfterMs: undefined,
};

/** The steps that can be taken up now, oldest first. Those of a collection that isn't declared (any more) wait. */
export async function dueSteps(context: EngineContext, limit: number): Promise<OutboxStep[]> {
  const steps = await firstSteps(context, limit, context.now() + 1);
  return steps.slice(0, limit);
}

/** When the next step that isn't due yet will be, in epoch ms; undefined when none waits. */
export async function nextDueAt(context: EngineContext): Promise<number | undefined> {
  const times = (await firstSteps(context, 1)).map(({ dueAt }) => dueAt);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** The first lost and the first queued steps of declared collections, `most` of each. */
function firstSteps(context: EngineContext, most: number, dueBefore?: number): Promise<OutboxStep[]> {
  return context.store.read(['howdah_outbox'], async (transaction) => {
    const firstIn = async (state: 'unknown' | 'queued'): Promise<OutboxStep[]> => {
      // Steps carry whole definitions, so more are read only when those at the front are of no collection here.
      for (let limit = most; ; limit *= 2) {
        const page = await transaction.page('howdah_outbox', { ...inState(state, dueBefore), limit });
        const ours = page.filter(({ collection }) => context.collections.has(collection));
        if (ours.length >= most || page.length < limit) return ours.slice(0, most);
      }
    };
    return [...(await firstIn('unknown')), ...(await firstIn('queued'))];
  });
}

/**
 * Takes one step as far as it goes now: sends it when it is queued, looks for it when its answer was lost.
 * Everything that matters is written before (`sending`) and after (`done`, `unknown`, …) each request.
 */
export async function deliver(context: EngineContext, due: OutboxStep): Promise<Told> {
  if (due.state === 'unknown') return settleByLooking(context, due);
  if (due.seen !== null && (await isOvertaken(context, due))) return online;
  return send(context, due);
}

/**
 * Reads the job before a command that could overwrite what somebody else did meanwhile. If it isn't what the command
 * was planned for, the step is dropped and the row decided on anew, with the news. True when so.
 * Oozie has no compare-and-set for these commands, so a change in the very moment between is seen only afterwards.
 */
async function isOvertaken(context: EngineContext, due: OutboxStep): Promise<boolean> {
  const kind = kinds[due.kind];
  const jobId = due.job?.jobId ?? null;
  if (jobId === null) return false;
  let read: FullRead;
  try {
    read = await kind.read(jobId, context.transport);
  } catch (error) {
    if (context.signal.aborted) throw error;
    // The command itself will find out what is the matter.
    return false;
  }
  if (!read.gone && dequal(kind.sees(read.job), due.seen)) return false;
  await write(context, due, async (transaction, step) => {
    await keepRead(transaction, read, context.now());
    await advance(transaction, step, 'cancel');
    const made = await settleRow(context, transaction, step);
    await noteActivities(transaction, activitiesOf(context, step, made));
  });
  return true;
}

async function send(context: EngineContext, due: OutboxStep): Promise<Told> {
  try {
    await kinds[due.kind].prepare(due, context.transport);
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
      epoch: context.epoch,
    });
  });
  if (claimed === undefined) return undefined;
  const step = claimed.step;
  try {
    const found = await kinds[step.kind].send(step, context.transport);
    await recordFound(context, step, 'answered', found);
    return online;
  } catch (error) {
    if (context.signal.aborted) throw error;
    return recordFailure(context, step, failureOf(error));
  }
}

async function settleByLooking(context: EngineContext, step: OutboxStep): Promise<Told> {
  try {
    const found = await kinds[step.kind].look(step, context.transport);
    if (found === 'absent') await recordAbsent(context, step);
    else await recordFound(context, step, 'found', found);
    return online;
  } catch (error) {
    if (context.signal.aborted) throw error;
    const failure = failureOf(error);
    const dueAt = context.now() + backoff(step.attempts, context.random);
    await write(context, step, (transaction, now) => advance(transaction, now, 'unclear', { dueAt }));
    return told(failure);
  }
}

const told = ({ connection, retryAfterMs }: Failure): Told =>
  connection === undefined ? online : { connection, retryAfterMs };

/** Runs a change of a step in one transaction, if the step is still what it was when it was taken up. */
async function write<T>(
  context: EngineContext,
  step: OutboxStep,
  change: (transaction: StoreTransaction, step: OutboxStep) => Promise<T>,
): Promise<T | undefined> {
  return context.store.write(storesFor(context), async (transaction) => {
    await assertEpoch(transaction, context.epoch);
    const stored = step.seq === undefined ? undefined : await transaction.get('howdah_outbox', step.seq);
    if (stored === undefined || stored.state !== step.state) return undefined;
    return change(transaction, stored);
  });
}

async function recordFound(
  context: EngineContext,
  step: OutboxStep,
  event: 'answered' | 'found',
  found: Found,
): Promise<void> {
  await write(context, step, async (transaction, stored) => {
    const advanced = await advance(transaction, stored, event, { problem: null });
    if (advanced === undefined) return;
    const link = linkAfter(stored, found, context.now());
    const journal = await transaction.get('howdah_journal', keyOf(stored));
    if (journal !== undefined && link !== null) {
      await transaction.put('howdah_journal', { ...journal, job: link, jobId: link.jobId ?? '' });
    }
    if (found.job !== undefined) await keepRead(transaction, found.job, context.now());
    const jobId = link?.jobId ?? link?.bundleId ?? null;
    await noteActivities(transaction, [
      {
        at: context.now(),
        step: 'synchronize',
        message: `${stored.action}: ${event === 'found' ? 'found done on Oozie' : 'done'}${statusOf(found)}`,
        collection: stored.collection,
        rowKey: stored.rowKey,
        jobId,
      },
    ]);
    const made = await settleRow(context, transaction, stored, stored);
    await noteActivities(transaction, activitiesOf(context, stored, made));
  });
}

function statusOf({ job }: Found): string {
  if (job === undefined) return '';
  if (job.gone) return ', gone';
  return 'status' in job.job ? `, ${String(job.job.status)}` : '';
}

function linkAfter(step: OutboxStep, { link }: Found, now: number): JobLink | null {
  if (link === undefined || step.job === null) return step.job;
  return {
    ...step.job,
    ...link,
    // Once begun stays begun, whatever a later look saw.
    started: link.started || step.job.started,
    submittedAt: step.action === 'submit' ? now : step.job.submittedAt,
  };
}

async function recordAbsent(context: EngineContext, step: OutboxStep): Promise<void> {
  await write(context, step, async (transaction, stored) => {
    const now = context.now();
    const sentAt = stored.lastSentAt ?? stored.createdAt;
    const age = now - sentAt;
    // Until then the lost request may still be on its way, or being worked on.
    const settledAt = repeatable.has(stored.action)
      ? now
      : sentAt + context.timeoutMs + Math.min(context.timeoutMs, 5_000);
    if (now < settledAt) {
      const dueAt = Math.min(settledAt, now + backoff(1, context.random));
      await advance(transaction, stored, 'unclear', { dueAt });
    } else if (age > settledWithin && !stored.uncertain) {
      await park(context, transaction, stored, 'give-up', {
        message: `${stored.action} was sent ${Math.round(age / 86_400_000)} days ago and can’t be found; Oozie may have purged it. Look on the server, then retry.`,
        code: null,
        field: null,
      });
    } else if (stored.attempts >= mostAttempts) {
      await park(context, transaction, stored, 'give-up', {
        message: `Oozie accepted ${stored.action} ${stored.attempts} times without an effect. Look at the job on the server, then retry.`,
        code: null,
        field: null,
      });
    } else {
      await advance(transaction, stored, 'absent', { dueAt: now, uncertain: false });
    }
  });
}

/**
 * What certainly didn't reach Oozie was no attempt. What Oozie answered before anything was submitted counts, so that
 * a definition that it fails on each time is parked some day.
 */
function attemptsAfter({ attempts, state }: OutboxStep, { event }: Failure, answered: boolean): number {
  if (answered) return state === 'queued' ? attempts + 1 : attempts;
  return event === 'not-sent' && state === 'sending' ? Math.max(0, attempts - 1) : attempts;
}

async function recordFailure(context: EngineContext, step: OutboxStep, failure: Failure): Promise<Told> {
  await write(context, step, async (transaction, stored) => {
    const now = context.now();
    if (failure.event === 'refused') {
      // It may be that a definition is no longer where it was stored, so the next try stores it again.
      context.transport.stored.clear();
      await park(context, transaction, stored, 'refused', failure);
      return;
    }
    const wait =
      failure.event === 'lost'
        ? 0
        : Math.max(failure.retryAfterMs ?? 0, backoff(stored.attempts, context.random));
    const answered = failure.event === 'not-sent' && failure.connection === undefined;
    const attempts = attemptsAfter(stored, failure, answered);
    if (answered && attempts >= mostAttempts) {
      await park(context, transaction, stored, 'refused', failure);
      return;
    }
    await advance(transaction, stored, failure.event, { dueAt: now + wait, attempts });
    await noteActivities(transaction, [
      {
        at: now,
        step: 'synchronize',
        message: `${stored.action}: ${failure.event === 'lost' ? 'answer lost, looking on Oozie' : 'not sent, tried again later'}: ${failure.message}`,
        collection: stored.collection,
        rowKey: stored.rowKey,
        jobId: stored.job?.jobId ?? null,
      },
    ]);
  });
  return told(failure);
}

async function park(
  context: EngineContext,
  transaction: StoreTransaction,
  step: OutboxStep,
  event: 'refused' | 'give-up',
  failure: Pick<Failure, 'message' | 'code' | 'field'>,
): Promise<void> {
  const where = `${step.collection} ${JSON.stringify(step.rowKey)}`;
  const problem = {
    message: `${where}: ${failure.message}`,
    code: failure.code,
    field: failure.field,
    since: context.now(),
  };
  const parked = await advance(transaction, step, event, { problem, uncertain: event === 'give-up' });
  if (parked === undefined) return;
  const journal = await transaction.get('howdah_journal', keyOf(step));
  if (journal !== undefined)
    await transaction.put('howdah_journal', { ...journal, state: 'parked', problem });
  await noteActivities(transaction, [
    {
      at: context.now(),
      step: 'synchronize',
      message: `parked: ${problem.message}`,
      collection: step.collection,
      rowKey: step.rowKey,
      jobId: step.job?.jobId ?? null,
    },
  ]);
  // News that came while the step was under way is taken up now.
  const made = await settleRow(context, transaction, step);
  await noteActivities(transaction, activitiesOf(context, step, made));
}
