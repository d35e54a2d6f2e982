import type { StoreTransaction } from '../store/store.ts';

const nameOf = (key: string) => `retired:${key}`;

/** How long a key is remembered, in ms: longer than any message to Oozie can be late. */
const remembered = 14 * 86_400_000;

/**
 * Remembers a key under which no row submits any more, within a transaction over `howdah_meta`: a job that appears
 * under it later comes from a repeated or late submission.
 */
export async function retireKey(transaction: StoreTransaction, key: string, now: number): Promise<void> {
  await transaction.put('howdah_meta', { name: nameOf(key), value: now });
}

export async function isRetired(transaction: StoreTransaction, key: string): Promise<boolean> {
  return (await transaction.get('howdah_meta', nameOf(key))) !== undefined;
}

/** Forgets keys that were retired long ago. */
export async function pruneRetired(transaction: StoreTransaction, now: number): Promise<void> {
  const all = await transaction.page('howdah_meta', { above: 'retired:', below: 'retired;' });
  const old = all.filter(({ value }) => typeof value !== 'number' || value < now - remembered);
  await transaction.delete(
    'howdah_meta',
    old.map(({ name }) => name),
  );
}
