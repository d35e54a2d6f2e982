import type { BundleRow, CoordinatorRow, WorkflowRow } from '@howdah/oozie-client';
import { keepJobs } from '../history/history.ts';
import { rangeOfIds, rowsOfJobs } from '../journal/journal.ts';
import { assertEpoch } from '../leader/epoch.ts';
import { digestOfRow, factsOf, isAnother, mirrored } from '../mirror/mirror.ts';
import type { EngineContext } from '../settle/context.ts';
import type { StoreTransaction } from '../store/store.ts';
import type { JournalRecord, MirrorRecord } from '../store/tables.ts';

export type ListRow = WorkflowRow | CoordinatorRow | BundleRow;

/** What a page of a list told. */
export interface PageNews {
  /** Rows of the app whose jobs the list shows changed, so that they have to be read in full. */
  toRead: JournalRecord[];
  /** How many of the page's jobs are new or changed. */
  changed: number;
  /** A job is another than the one that had its id, or last changed before it was last seen: the server was restored. */
  wentBack: boolean;
}

/** Servers that share a database may have clocks that differ by so much, in ms. */
const clocksDiffer = 30_000;

/** `asked`: when the page was asked for; what was seen of a job since then is newer. */
function hasGoneBack(known: MirrorRecord, row: ListRow, asked: number): boolean {
  if (known.seenAt >= asked || known.gone) return false;
  if (isAnother(known, row)) return true;
  const { lastModTime } = factsOf(row);
  return lastModTime !== null && known.lastModTime !== null && lastModTime < known.lastModTime - clocksDiffer;
}

/** Some of the jobs that were hoped to be new are not. */
class NotAllNew extends Error {}

const storesOfJobs = ['howdah_jobs', 'howdah_journal', 'howdah_meta'] as const;

/**
 * Keeps a page of list rows, all of which are probably new, and tells whether they were: if not, nothing is kept. The
 * records are written while it is still being asked whether they are known, so that nothing is waited for.
 */
export async function keepNewRows(context: EngineContext, rows: readonly ListRow[]): Promise<boolean> {
  const now = context.now();
  const ids = rows.map((row) => factsOf(row).id);
  const records = rows.map((row) => ({ known: undefined, record: mirrored(undefined, row, now) }));
  try {
    await context.store.write(storesOfJobs, async (transaction) => {
      const [known, linked] = await Promise.all([
        knownJobs(transaction, ids),
        rowsOfJobs(transaction, ids),
        assertEpoch(transaction, context.epoch),
        keepJobs(transaction, records),
      ]);
      if (known.size > 0 || linked.size > 0) throw new NotAllNew();
    });
    return true;
  } catch (error) {
    if (error instanceof NotAllNew) return false;
    throw error;
  }
}

/**
 * Keeps a page of list rows in the mirror (all of them, or only the jobs of the app's rows) and tells which jobs have
 * to be read in full. A partial row never replaces what a full read said.
 */
export async function keepRows(
  context: EngineContext,
  rows: readonly ListRow[],
  asked: number,
): Promise<PageNews> {
  const ids = rows.map((row) => factsOf(row).id);
  return context.store.write(storesOfJobs, async (transaction) => {
    // Asked for at once: each answer that is waited for holds up the transaction as long as dozens of writes.
    const [known, linked] = await Promise.all([
      knownJobs(transaction, ids),
      rowsOfJobs(transaction, ids),
      assertEpoch(transaction, context.epoch),
    ]);
    const toRead: JournalRecord[] = [];
    const kept: { known: MirrorRecord | undefined; record: MirrorRecord }[] = [];
    let wentBack = false;
    for (const [at, row] of rows.entries()) {
      const id = ids[at] ?? '';
      const before = known.get(id);
      const isOther = before !== undefined && isAnother(before, row);
      if (before !== undefined) wentBack ||= hasGoneBack(before, row, asked);
      if (before !== undefined && !isOther && !before.gone && before.digest === digestOfRow(row)) continue;
      const ownRows = linked.get(id) ?? [];
      // A job that is to be read in full keeps its old digest until it was, so that a failed read is tried again.
      if (ownRows.length > 0) toRead.push(...ownRows);
      else if (context.mirrorAll) {
        kept.push({ known: before, record: mirrored(isOther ? undefined : before, row, context.now()) });
      }
    }
    await keepJobs(transaction, kept);
    return { toRead, changed: toRead.length + kept.length, wentBack };
  });
}

/**
 * What is kept of some jobs, by their ids. Most of a first mirror's pages are new: one look at the keys around them
 * tells, where a look for each would cost half as much as writing them.
 */
async function knownJobs(
  transaction: StoreTransaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, MirrorRecord>> {
  const range = rangeOfIds(ids);
  if (range === undefined) return new Map();
  const limit = 4 * ids.length;
  const around = await transaction.keys('howdah_jobs', { ...range, limit });
  const there = new Set(around);
  const asked = around.length < limit ? ids.filter((id) => there.has(id)) : ids;
  const found = asked.length === 0 ? [] : await transaction.getMany('howdah_jobs', asked);
  return new Map(found.flatMap((record) => (record === undefined ? [] : [[record.id, record]])));
}
