import { deliver } from '../deliver/deliver.ts';
import { dueSteps, nextDueAt } from '../deliver/due-steps.ts';
import type { EngineContext } from '../settle/context.ts';
import { settleIntents, takeMarks } from '../settle/settle.ts';
import type { Alarm } from './alarm.ts';
import type { ConnectionGuard } from './connection.ts';

/** At the latest after so long, in ms, it is looked whether there is anything to do, rung or not. */
const longestSleep = 30_000;

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
  const underWay = new Map<number, Promise<void>>();
  let failure: unknown;
  const hasMarks = [...context.collections.values()].some(({ markField }) => markField !== undefined);

  while (!context.signal.aborted && failure === undefined) {
    for (const bound of context.collections.values()) await takeMarks(context, bound);
    await settleIntents(context);

    if (guard.heldFor('change') === 0) {
      // While nobody knows whether there is a connection, one step finds out for all.
      const most = guard.isOpenFor('change') ? concurrency : 1;
      const due = await dueSteps(context, most + underWay.size);
      for (const step of due) {
        const { seq } = step;
        if (seq === undefined || underWay.has(seq) || underWay.size >= most) continue;
        const work = deliver(context, step)
          .then((told) => told && guard.tell(told.connection, 'change', told.retryAfterMs))
          .catch((error: unknown) => {
            failure ??= error;
          })
          .finally(() => {
            underWay.delete(seq);
            alarm.ring();
          });
        underWay.set(seq, work);
      }
    }

    const dueAt = underWay.size > 0 ? undefined : await nextDueAt(context);
    const untilDue = dueAt === undefined ? longestSleep : dueAt - context.now();
    await alarm.sleep(
      Math.min(Math.max(untilDue, guard.heldFor('change')), hasMarks ? markSleep : longestSleep),
      context.signal,
    );
  }
  // The term ends by it, and what is under way with the term: a slow request doesn't keep the next term from beginning.
  if (failure !== undefined && !context.signal.aborted) throw failure;
  await Promise.all(underWay.values());
}
