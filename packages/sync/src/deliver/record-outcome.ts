import type { Found, FullRead } from '../kinds/kind.ts';
import { assertEpoch } from '../leader/epoch.ts';
import { keepRead } from '../mirror/keep.ts';
import { advance } from '../outbox/outbox.ts';
import { noteActivities } from '../settle/activity.ts';
import type { EngineContext } from '../settle/context.ts';
import { keyOf, storesFor } from '../settle/context.ts';
import { activitiesOf, settleRow } from '../settle/settle.ts';
import type { StoreTransaction } from '../store/store.ts';
import type { JobLink, OutboxStep } from '../store/tables.ts';
import { backoff } from '../transport/backoff.ts';
import type { Connection, Failure } from '../transport/outcome.ts';
import { longestWait } from './due-steps.ts';

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

export const online: Told = {
  connection: { connection: 'online', connectionProblem: null },
  retryAfterMs: undefined,
};

export const told = ({ connection, retryAfterMs }: Failure): Told =>
  connection === undefined ? online : { connection, retryAfterMs };

/** Runs a change of a step in one transaction, if the step is still what it was when it was taken up. */
export async function write<T>(
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

/** Keeps what a step read of a job, which the next scan is to look at again. */
export async function keepReadOfStep(
  context: EngineContext,
  transaction: StoreTransaction,
  read: FullRead,
): Promise<void> {
  context.readBySteps.add(read.id);
  await keepRead(transaction, read, context.now());
}

export async function recordFound(
  context: EngineContext,
  step: OutboxStep,
  event: 'answered' | 'found',
  found: Found,
): Promise<void> {
  await write(context, step, async (transaction, stored) => {
    const advanced = await advance(transaction, stored, event, { problem: null });
    if (advanced === undefined) return;
    const link = linkAfter(stored, found, context.now());
    if (stored.command !== undefined) await transaction.delete('howdah_commands', [stored.command]);
    const journal = await transaction.get('howdah_journal', keyOf(stored));
    if (journal !== undefined) {
      const { resolved: _resolved, ...sent } = journal;
      const job = link ?? journal.job;
      await transaction.put('howdah_journal', { ...sent, job, jobId: job?.jobId ?? '' });
    }
    if (found.job !== undefined) await keepReadOfStep(context, transaction, found.job);
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

export async function recordAbsent(context: EngineContext, step: OutboxStep): Promise<void> {
  await write(context, step, async (transaction, stored) => {
    const now = context.now();
    const sentAt = stored.lastSentAt ?? stored.createdAt;
    const age = now - sentAt;
    if (age < 0) {
      // The clock was set back, so that nobody knows how long ago it was sent: it is waited for from now on.
      await advance(transaction, stored, 'unclear', { dueAt: now, lastSentAt: now });
      return;
    }
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

/** Whether Oozie acted can't be told from what it tells: a person has to look. */
export async function recordCannotTell(
  context: EngineContext,
  step: OutboxStep,
  message: string,
): Promise<void> {
  await write(context, step, async (transaction, stored) => {
    if (!stored.uncertain) {
      await park(context, transaction, stored, 'give-up', { message, code: null, field: null });
      return;
    }
    // A person has looked, and says that it is to be sent again.
    const asNew = { dueAt: context.now(), uncertain: false, firstSentAt: null };
    await advance(transaction, stored, 'absent', asNew);
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

export async function recordFailure(
  context: EngineContext,
  step: OutboxStep,
  failure: Failure,
): Promise<Told> {
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
        : Math.min(
            longestWait,
            Math.max(failure.retryAfterMs ?? 0, backoff(stored.attempts, context.random)),
          );
    const answered = failure.event === 'not-sent' && failure.connection === undefined;
    const attempts = attemptsAfter(stored, failure, answered);
    if (answered && attempts >= mostAttempts) {
      await park(context, transaction, stored, 'refused', failure);
      return;
    }
    await advance(transaction, stored, failure.event, { dueAt: now + wait, attempts }, failure.message);
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
