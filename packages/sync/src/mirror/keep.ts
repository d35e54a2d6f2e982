import { dequal } from 'dequal';
import { keepJobs } from '../history/history.ts';
import { askForLook, rowsOfJob } from '../journal/journal.ts';
import type { FullRead } from '../kinds/kind.ts';
import type { StoreTransaction } from '../store/store.ts';
import type { JournalRecord, MirrorRecord } from '../store/tables.ts';
import { type AnyJob, factsOf, isAnother, mirrored, mirroredGone, unseen } from './mirror.ts';

/** Keeps a full read, or the news that the job is gone, within a transaction over `howdah_jobs`,
 * `howdah_journal` and `howdah_meta`. */
export async function keepRead(
  transaction: StoreTransaction,
  read: FullRead,
  now: number,
): Promise<MirrorRecord> {
  const known = await transaction.get('howdah_jobs', read.id);
  if (read.gone) {
    const record = mirroredGone(known ?? unseen(read.id, now), now);
    await keepJobs(transaction, [{ known, record }]);
    return record;
  }
  // The kinds read whole jobs with the client, which parsed them.
  const job = read.job as AnyJob;
  const rows = await rowsOfJob(transaction, read.id);
  const isForeign = rows.length > 0 && rows.every((row) => isForeignTo(row, known, job));
  const record = isForeign
    ? mirroredGone(known ?? unseen(read.id, now), now)
    : mirrored(known !== undefined && isAnother(known, job) ? undefined : known, job, now);
  await keepJobs(transaction, [{ known, record }]);
  return record;
}

/**
 * Whether a job that has the id of a row's job isn't the row's: the server was restored and gave the id again. The
 * row's own job is gone then, and whatever happens to the other is none of its business.
 */
export function isForeignTo(
  { kind, key, job: link }: Pick<JournalRecord, 'kind' | 'key' | 'job'>,
  known: MirrorRecord | undefined,
  job: AnyJob,
): boolean {
  // Whoever published a revision, what tells of it has the definition's name.
  if (kind === 'definition') return known?.full != null && known.name !== factsOf(job).name;
  const isRead = known !== undefined && known.createdTime !== null;
  if ('externalId' in job && job.externalId === key) return false;
  // Not read yet, a workflow is known by the key that it was submitted with.
  if (!isRead) return 'externalId' in job && job.externalId !== key;
  // What was known before the row had its job was of an earlier one with this id.
  return isAnother(known, job) && !(link !== null && link.submittedAt > known.seenAt);
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
