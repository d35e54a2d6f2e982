import type { Store, StoreTransaction } from '../store/store.ts';

/** Of what nothing is sent for now: of everything, or of some collections. */
export interface Paused {
  readonly all: boolean;
  readonly collections: readonly string[];
}

/** Its name in `howdah_meta`. */
export const pausedName = 'paused';

const nothing: Paused = { all: false, collections: [] };

export async function readPaused(transaction: StoreTransaction): Promise<Paused> {
  const record = await transaction.get('howdah_meta', pausedName);
  // Written by this same module.
  return (record?.value as Paused | undefined) ?? nothing;
}

export const isPaused = ({ all, collections }: Paused, collection: string): boolean =>
  all || collections.includes(collection);

/**
 * Pauses or resumes the sending of a collection, or of everything, durably and for all tabs. Everything resumed, what
 * was paused by its collection's name goes on as well.
 */
export async function setPaused(
  store: Store,
  collection: string | undefined,
  paused: boolean,
): Promise<void> {
  await store.write(['howdah_meta'], async (transaction) => {
    const { all, collections } = await readPaused(transaction);
    const others = collections.filter((name) => name !== collection);
    const value: Paused =
      collection !== undefined
        ? { all, collections: paused ? [...others, collection] : others }
        : paused
          ? { all: true, collections }
          : nothing;
    await transaction.put('howdah_meta', { name: pausedName, value });
  });
}
