import type { StoreTransaction } from '../store/store.ts';
import type { JournalRecord } from '../store/tables.ts';
import { intentOf } from './capture.ts';

/** Asks for a look at a row, unless one is asked for already: a write of the app outweighs news of the job. */
export async function askForLook(
  transaction: StoreTransaction,
  { collection, rowKey }: Pick<JournalRecord, 'collection' | 'rowKey'>,
): Promise<void> {
  const asked = await transaction.get('howdah_intents', [collection, rowKey]);
  if (asked === undefined) await transaction.put('howdah_intents', intentOf(collection, rowKey, 'mirror'));
}

/** The rows that are tied to a job. */
export function rowsOfJob(transaction: StoreTransaction, jobId: string): Promise<JournalRecord[]> {
  return transaction.page('howdah_journal', { index: 'jobId', equals: jobId });
}
