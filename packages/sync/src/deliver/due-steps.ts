import { inState } from '../outbox/outbox.ts';
import { isPaused, readPaused } from '../pause/paused.ts';
import type { EngineContext } from '../settle/context.ts';
import type { OutboxStep } from '../store/tables.ts';

/** The longest, in ms, that a step is put off. One that is due later was put off by a clock that was ahead. */
export const longestWait = 5 * 60_000;

/** The steps that can be taken up now, oldest first. Those of a collection that isn't declared (any more) wait. */
export async function dueSteps(context: EngineContext, limit: number): Promise<OutboxStep[]> {
  const now = context.now();
  const due = await firstSteps(context, limit, { before: now + 1 });
  const steps =
    due.length >= limit ? due : [...due, ...(await firstSteps(context, limit, { after: now + longestWait }))];
  return steps.slice(0, limit);
}

/** When the next step that isn't due yet will be, in epoch ms; undefined when none waits. */
export async function nextDueAt(context: EngineContext): Promise<number | undefined> {
  const times = (await firstSteps(context, 1, {})).map(({ dueAt }) => dueAt);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** The first lost and the first queued steps of declared collections, `most` of each. */
function firstSteps(
  context: EngineContext,
  most: number,
  due: { readonly after?: number; readonly before?: number },
): Promise<OutboxStep[]> {
  return context.store.read(['howdah_outbox', 'howdah_meta'], async (transaction) => {
    const paused = await readPaused(transaction);
    // What was sent already is looked up even while nothing is sent.
    const isOurs = ({ collection, state }: OutboxStep) =>
      context.collections.has(collection) && (state === 'unknown' || !isPaused(paused, collection));
    const firstIn = async (state: 'unknown' | 'queued'): Promise<OutboxStep[]> => {
      // Steps carry whole definitions, so more are read only when those at the front are of no collection here.
      for (let limit = most; ; limit *= 2) {
        const page = await transaction.page('howdah_outbox', { ...inState(state, due), limit });
        const ours = page.filter(isOurs);
        if (ours.length >= most || page.length < limit) return ours.slice(0, most);
      }
    };
    return [...(await firstIn('unknown')), ...(await firstIn('queued'))];
  });
}
