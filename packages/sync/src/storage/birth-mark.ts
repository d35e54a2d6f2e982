import type { Store, StoreTransaction } from '../store/store.ts';

const bornName = 'born';

/** When the database was found to have been lost, as long as what was there has to be told from what is new. */
const lostName = 'lost';

/** Remembers, beside the databases, which ones there were. */
export interface DatabaseMemory {
  recall(database: string): string | undefined;
  remember(database: string, mark: string): void;
}

const remembered = new Map<string, string>();

const keyOf = (database: string) => `howdah:born:${database}`;

/**
 * What this page remembers, and what outlives it where there is a `localStorage`. A browser that clears everything of a
 * site clears that, too: nobody can tell such a site from a new one.
 */
export const platformMemory: DatabaseMemory = {
  recall(database) {
    const own = remembered.get(database);
    if (own !== undefined) return own;
    try {
      return globalThis.localStorage?.getItem(keyOf(database)) ?? undefined;
    } catch {
      return undefined;
    }
  },
  remember(database, mark) {
    remembered.set(database, mark);
    try {
      globalThis.localStorage?.setItem(keyOf(database), mark);
    } catch {
      // Forbidden or full: then it is known until the page is closed.
    }
  },
};

/**
 * Marks a database, within a transaction over `howdah_meta`; gives the mark, and whether a marked one of the same name
 * was there before and is lost: deleted by a person, or evicted by the browser.
 */
export async function markDatabase(
  transaction: StoreTransaction,
  { name }: Store,
  memory: DatabaseMemory,
  newMark: string,
  now: number,
): Promise<{ mark: string; isLost: boolean }> {
  const born = await transaction.get('howdah_meta', bornName);
  if (typeof born?.value === 'string') return { mark: born.value, isLost: false };
  const isLost = memory.recall(name) !== undefined;
  await transaction.put('howdah_meta', { name: bornName, value: newMark });
  if (isLost) await transaction.put('howdah_meta', { name: lostName, value: now });
  return { mark: newMark, isLost };
}

/** Whether an engine led on this database before. */
export async function isMarked(transaction: StoreTransaction): Promise<boolean> {
  return typeof (await transaction.get('howdah_meta', bornName))?.value === 'string';
}

/** Whether what is in the database now was put there after Howdah's records of it were lost. */
export async function wasLost(transaction: StoreTransaction): Promise<boolean> {
  return (await transaction.get('howdah_meta', lostName)) !== undefined;
}
