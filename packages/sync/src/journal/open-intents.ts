import type { StoreTransaction } from '../store/store.ts';

/** More intents than these are not all of parked rows. */
const looked = 500;

/**
 * Whether a row waits to be looked at by the engine. News of a row of which only a person can say whether Oozie acted
 * wait for that person, and for nobody else.
 */
export async function hasOpenIntent(transaction: StoreTransaction): Promise<boolean> {
  const intents = await transaction.page('howdah_intents', { limit: looked });
  if (intents.length === looked) return true;
  for (const { collection, rowKey } of intents) {
    const journal = await transaction.get('howdah_journal', [collection, rowKey]);
    if (journal?.state !== 'parked') return true;
  }
  return false;
}
