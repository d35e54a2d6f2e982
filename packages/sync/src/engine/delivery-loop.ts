import { deliver } from '../deliver/deliver.ts';
import { lookForWork } from '../deliver/due-steps.ts';
import { assertEpoch } from '../leader/epoch.ts';
import { trimActivities } from '../settle/activity.ts';
import type { EngineContext } from '../settle/context.ts';
import { settleIntents, takeMarks } from '../settle/settle.ts';
import type { OutboxStep } from '../store/tables.ts';
import type { RowReference } from '../view/view-types.ts';
import type { Alarm } from './alarm.ts';
import type { ConnectionGuard } from './connection.ts';

/** At the latest after so long, in ms, it is looked whether there is anything to do, rung or not. */
const longestSleep = 30_000;

/** How many turns apart the oldest activities are let go. */
const trimEvery = 50;

/** Marks that a plain app sets in its own rows ring no bell, so they are looked for this often, in ms. */
const markSleep = 1_000;

/**
 * Turns changed rows into steps and takes the steps to Oozie, several rows at a time, until the signal aborts.
 */
export async function runDelivery(
  context: EngineContext,
  alarm: Alarm,
  guard: ConnectionGuard,
  concurrency: number,
): Promise<void> {
  const underWay = new Map<number, RowReference & { work: Promise<void> }>();
  /** Steps that are due beyond those under way: the next is taken up the moment that there is a place. */
  let spare: OutboxStep[] = [];
  let failure: unknown;
  const hasMarks = [...context.collections.values()].some(({ markField }) => markField !== undefined);

  /** How many steps can be under way: while nobody knows whether there is a connection, one finds out for all. */
  function places(): number {
    if (context.signal.aborted || failure !== undefined || guard.heldFor('change') > 0) return 0;
    return guard.isOpenFor('change') ? concurrency : 1;
  }

  /** Each step is claimed as it was read, so that one that has changed since does nothing. */
  function fillPlaces(): void {
    const most = places();
    while (underWay.size < most) {
      const step = spare.shift();
      if (step === undefined) return;
      if (step.seq !== undefined && !underWay.has(step.seq)) takeUp(step, step.seq);
    }
  }

  function takeUp(step: OutboxStep, seq: number): void {
    const work = deliver(context, step)
      .then((told) => told && guard.tell(told.connection, 'change', told.retryAfterMs))
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => {
        underWay.delete(seq);
        fillPlaces();
        alarm.ring();
      });
    underWay.set(seq, { collection: step.collection, rowKey: step.rowKey, work });
  }

  for (let turn = 0; !context.signal.aborted && failure === undefined; turn += 1) {
    if (turn % trimEvery === 0) await trim(context);
    for (const bound of context.collections.values()) await takeMarks(context, bound);
    const look = () => lookForWork(context, underWay, 2 * concurrency);
    let work = await look();
    if (work.asked.length > 0) {
      await settleIntents(context, work.asked);
      work = await look();
    }

    spare = [...work.due];
    fillPlaces();

    const untilDue =
      underWay.size > 0 || work.nextDueAt === undefined ? longestSleep : work.nextDueAt - context.now();
    await alarm.sleep(
      Math.min(Math.max(untilDue, guard.heldFor('change')), hasMarks ? markSleep : longestSleep),
      context.signal,
    );
  }
  // The term ends by it, and what is under way with the term: a slow request doesn't keep the next term from beginning.
  if (failure !== undefined && !context.signal.aborted) throw failure;
  await Promise.all([...underWay.values()].map(({ work }) => work));
}

async function trim({ store, epoch }: EngineContext): Promise<void> {
  await store.write(['howdah_activity', 'howdah_meta'], async (transaction) => {
    await assertEpoch(transaction, epoch);
    await trimActivities(transaction);
  });
}
