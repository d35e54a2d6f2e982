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

/** So few jobs are asked for one by one. */
const fewJobs = 4;

/**
 * The rows that are tied to any of some jobs, by the job's id. One range of the index holds all of them; only where it
 * holds many others too, each job is asked for by itself.
 */
export async function rowsOfJobs(
  transaction: StoreTransaction,
  jobIds: readonly string[],
): Promise<Map<string, JournalRecord[]>> {
  const range = rangeOfIds(jobIds);
  if (range === undefined) return new Map();
  const limit = 2 * jobIds.length;
  const each = async () => (await Promise.all(jobIds.map((id) => rowsOfJob(transaction, id)))).flat();
  const within =
    jobIds.length <= fewJobs
      ? undefined
      : await transaction.page('howdah_journal', { index: 'jobId', ...range, limit });
  const rows = within === undefined || within.length >= limit ? await each() : within;
  const byJob = new Map<string, JournalRecord[]>();
  for (const row of rows) byJob.set(row.jobId, [...(byJob.get(row.jobId) ?? []), row]);
  return byJob;
}

/** A range that holds all ids of jobs, which are plain text; undefined for none. */
export function rangeOfIds(ids: readonly string[]): { above: string; below: string } | undefined {
  const sorted = ids.toSorted();
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return { above: first.slice(0, -1), below: `${last}\uffff` };
}
