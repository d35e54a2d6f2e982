import type { BundleRow, CoordinatorRow, WorkflowRow } from '@howdah/oozie-client';
import { keepJobs } from '../history/history.ts';
import { rowsOfJob } from '../journal/journal.ts';
import { assertEpoch } from '../leader/epoch.ts';
import { digestOfRow, factsOf, isAnother, mirrored } from '../mirror/mirror.ts';
import type { EngineContext } from '../settle/context.ts';
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

/**
 * Keeps a page of list rows in the mirror (all of them, or only the jobs of the app's rows) and tells which jobs have
 * to be read in full. A partial row never replaces what a full read said.
 */
export async function keepRows(
  context: EngineContext,
  rows: readonly ListRow[],
  asked: number,
): Promise<PageNews> {
  return context.store.write(['howdah_jobs', 'howdah_journal', 'howdah_meta'], async (transaction) => {
    await assertEpoch(transaction, context.epoch);
    const toRead: JournalRecord[] = [];
    const kept: { known: MirrorRecord | undefined; record: MirrorRecord }[] = [];
    let wentBack = false;
    for (const row of rows) {
      const { id } = factsOf(row);
      const known = await transaction.get('howdah_jobs', id);
      const isOther = known !== undefined && isAnother(known, row);
      if (known !== undefined) wentBack ||= hasGoneBack(known, row, asked);
      if (known !== undefined && !isOther && !known.gone && known.digest === digestOfRow(row)) continue;
      const linked = await rowsOfJob(transaction, id);
      // A job that is to be read in full keeps its old digest until it was, so that a failed read is tried again.
      if (linked.length > 0) toRead.push(...linked);
      else if (context.mirrorAll)
        kept.push({ known, record: mirrored(isOther ? undefined : known, row, context.now()) });
    }
    await keepJobs(transaction, kept);
    return { toRead, changed: toRead.length + kept.length, wentBack };
  });
}
