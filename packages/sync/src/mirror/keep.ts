import { dequal } from 'dequal';
import { askForLook, rowsOfJob } from '../journal/journal.ts';
import type { FullRead } from '../kinds/kind.ts';
import type { StoreTransaction } from '../store/store.ts';
import type { MirrorRecord } from '../store/tables.ts';
import { mirrored, mirroredGone, unseen } from './mirror.ts';

type Readable = Parameters<typeof mirrored>[1];

/** Keeps a full read, or the news that the job is gone, within a transaction over `howdah_jobs`. */
export async function keepRead(
  transaction: StoreTransaction,
  read: FullRead,
  now: number,
): Promise<MirrorRecord> {
  const known = await transaction.get('howdah_jobs', read.id);
  if (read.gone) {
    const record = mirroredGone(known ?? unseen(read.id, now), now);
    await transaction.put('howdah_jobs', record);
    return record;
  }
  // The kinds read whole jobs with the client, which parsed them.
  const record = mirrored(known, read.job as Readable, now);
  await transaction.put('howdah_jobs', record);
  return record;
}

/** Keeps a full read and asks for a look at the rows of the job, when it told anything new. */
export async function keepNews(transaction: StoreTransaction, read: FullRead, now: number): Promise<void> {
  const known = await transaction.get('howdah_jobs', read.id);
  const record = await keepRead(transaction, read, now);
  const isNews = known === undefined || known.gone !== record.gone || !sameFull(known, record);
  if (!isNews) return;
  for (const row of await rowsOfJob(transaction, read.id)) await askForLook(transaction, row);
}

const sameFull = (one: MirrorRecord, other: MirrorRecord): boolean => dequal(one.full, other.full);
