import type { StoreTransaction } from '../store/store.ts';

/** This tab isn't the leader any more; whatever it was about to write is dropped. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

async function currentEpoch(transaction: StoreTransaction): Promise<number> {
  const record = await transaction.get('howdah_meta', 'epoch');
  return typeof record?.value === 'number' ? record.value : 0;
}

/** Starts a new epoch, within a transaction over `howdah_meta`: whoever led before can't write any more. */
export async function nextEpoch(transaction: StoreTransaction): Promise<number> {
  const epoch = (await currentEpoch(transaction)) + 1;
  await transaction.put('howdah_meta', { name: 'epoch', value: epoch });
  return epoch;
}

/** @throws {Superseded} when another tab has started a newer epoch */
export async function assertEpoch(transaction: StoreTransaction, epoch: number): Promise<void> {
  const current = await currentEpoch(transaction);
  if (current !== epoch) throw new Superseded(`This tab led in epoch ${epoch}; now it is ${current}.`);
}
