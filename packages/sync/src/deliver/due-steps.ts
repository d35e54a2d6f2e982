import { inState } from '../outbox/outbox.ts';
import { isPaused, readPaused } from '../pause/paused.ts';
import { type EngineContext, kindDeclared } from '../settle/context.ts';
import type { StoreTransaction } from '../store/store.ts';
import type { IntentRecord, OutboxStep } from '../store/tables.ts';
import type { RowReference } from '../view/view-types.ts';

/** The longest, in ms, that a step is put off. One that is due later was put off by a clock that was ahead. */
export const longestWait = 5 * 60_000;

/** What there is to do. */
export interface Work {
  /** The rows of declared collections that ask for a look; without news of those that have a step under way. */
  readonly asked: readonly IntentRecord[];
  /** The steps that can be taken up now, oldest first. Those of a collection that isn't declared (any more) wait. */
  readonly due: readonly OutboxStep[];
  /** When the first step that waits will be due, in epoch ms; undefined when none waits. */
  readonly nextDueAt: number | undefined;
}

/** Looks for work, beyond the steps that are `underWay`: `most` steps that are due at the most. */
export async function lookForWork(
  context: EngineContext,
  underWay: ReadonlyMap<number, RowReference>,
  most: number,
): Promise<Work> {
  const held = new Set([...underWay.values()].map(nameOfRow));
  const isFree = ({ seq }: OutboxStep) => seq !== undefined && !underWay.has(seq);
  const limit = most + underWay.size;
  return context.store.read(['howdah_intents', 'howdah_outbox', 'howdah_meta'], async (transaction) => {
    const now = context.now();
    const intents = await transaction.page('howdah_intents');
    // News wait for the row's step, which looks at the row when it is done. What the app wants may replace it yet.
    const isHeld = (row: IntentRecord) => row.by === 'mirror' && held.has(nameOfRow(row));
    const asked = intents.filter((row) => context.collections.has(row.collection) && !isHeld(row));
    const waiting = (await firstSteps(context, transaction, limit, {})).filter(isFree);
    const due = waiting.filter(({ dueAt }) => dueAt <= now);
    const ahead =
      due.length > 0 ? [] : await firstSteps(context, transaction, limit, { after: now + longestWait });
    const [nextDueAt] = waiting.map(({ dueAt }) => dueAt).toSorted((one, other) => one - other);
    return { asked, due: [...due, ...ahead.filter(isFree)].slice(0, most), nextDueAt };
  });
}

const nameOfRow = ({ collection, rowKey }: RowReference): string => JSON.stringify([collection, rowKey]);

/** The first lost and the first queued steps of declared collections, `most` of each. */
async function firstSteps(
  context: EngineContext,
  transaction: StoreTransaction,
  most: number,
  due: { readonly after?: number; readonly before?: number },
): Promise<OutboxStep[]> {
  const paused = await readPaused(transaction);
  // What was sent already is looked up even while nothing is sent.
  const isOurs = ({ collection, kind, state }: OutboxStep) =>
    kindDeclared(context, { collection, kind }) !== undefined &&
    (state === 'unknown' || !isPaused(paused, collection));
  const firstIn = async (state: 'unknown' | 'queued'): Promise<OutboxStep[]> => {
    // Steps carry whole definitions, so more are read only when those at the front are of no collection here.
    for (let limit = most; ; limit *= 2) {
      const page = await transaction.page('howdah_outbox', { ...inState(state, due), limit });
      const ours = page.filter(isOurs);
      if (ours.length >= most || page.length < limit) return ours.slice(0, most);
    }
  };
  return (await Promise.all([firstIn('unknown'), firstIn('queued')])).flat();
}
