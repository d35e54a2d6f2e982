import { hasOpenIntent } from '../journal/open-intents.ts';
import { assertEpoch } from '../leader/epoch.ts';
import type { EngineContext } from '../settle/context.ts';
import type { Store } from '../store/store.ts';

/** Any tab may ask the leader for a full look; question and answer are kept in `howdah_meta`. */
export const askedName = 'refresh:asked';
const answeredName = 'refresh:answered';

export async function askRefresh(store: Store, id: string): Promise<void> {
  await store.write(['howdah_meta'], (transaction) =>
    transaction.put('howdah_meta', { name: askedName, value: id }),
  );
}

/** The question that waits for an answer; undefined when none does. */
export async function askedRefresh(store: Store): Promise<string | undefined> {
  return store.read(['howdah_meta'], async (transaction) => {
    const asked = await transaction.get('howdah_meta', askedName);
    const answered = await transaction.get('howdah_meta', answeredName);
    return typeof asked?.value === 'string' && asked.value !== answered?.value ? asked.value : undefined;
  });
}

export async function answeredRefresh(context: EngineContext, id: string): Promise<void> {
  await context.store.write(['howdah_meta'], async (transaction) => {
    await assertEpoch(transaction, context.epoch);
    await transaction.put('howdah_meta', { name: answeredName, value: id });
  });
}

/**
 * Resolves when no question waits any more and what was found is written back, but for rows that wait for a person; rejects when the signal aborts.
 */
export function refreshAnswered(store: Store, signal: AbortSignal): Promise<void> {
  const waiting = store.live(async (transaction) => {
    const asked = await transaction.get('howdah_meta', askedName);
    const answered = await transaction.get('howdah_meta', answeredName);
    return asked?.value !== answered?.value || (await hasOpenIntent(transaction));
  });
  return new Promise((resolve, reject) => {
    const abort = () => {
      stop();
      reject(signal.reason);
    };
    const stop = waiting.subscribe(() => {
      if (waiting.current !== false) return;
      signal.removeEventListener('abort', abort);
      stop();
      resolve();
    });
    signal.addEventListener('abort', abort, { once: true });
  });
}
