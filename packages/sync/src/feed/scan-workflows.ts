import type { WorkflowRow } from '@howdah/oozie-client';
import { assertEpoch } from '../leader/epoch.ts';
import type { EngineContext } from '../settle/context.ts';
import { killDuplicates } from './duplicates.ts';
import { keepRows } from './keep-rows.ts';
import { readJobs } from './read-jobs.ts';

const cursorName = 'cursor:workflows';

/** Rows per page: what one transaction can take without holding up other tabs. */
const pageLength = 200;

/** How far before the cursor a scan reads, in ms: list times have whole seconds, and rows move while pages are read. */
const overlap = 30_000;

/**
 * Reads the workflows that changed since the last scan: newest change first, until a page is older than the cursor.
 * The next cursor is the server's own clock at the start of this scan.
 */
export async function scanWorkflows(context: EngineContext): Promise<{ changed: number }> {
  const { client, signal } = context;
  const stored = await context.store.read(['howdah_meta'], (transaction) =>
    transaction.get('howdah_meta', cursorName),
  );
  let cursor = typeof stored?.value === 'number' ? stored.value : undefined;
  let next: number | undefined;
  let changed = 0;
  for (let offset = 1; ; offset += pageLength) {
    const page = await client.workflows.list(
      { sortBy: 'lastModifiedTime', offset, len: pageLength },
      { signal },
    );
    next ??= page.serverDate;
    // A server whose clock went back was restored or replaced: what the cursor stood for is gone.
    if (cursor !== undefined && page.serverDate !== undefined && page.serverDate < cursor - overlap)
      cursor = undefined;
    const news = await keepRows(context, page.rows);
    await readJobs(context, news.toRead);
    await killDuplicates(context, page.rows);
    changed += news.changed;
    if (isLastPage(page.rows, cursor, context.mirrorAll)) break;
  }
  const value = next ?? cursor;
  if (value !== undefined) {
    await context.store.write(['howdah_meta'], async (transaction) => {
      await assertEpoch(transaction, context.epoch);
      await transaction.put('howdah_meta', { name: cursorName, value });
    });
  }
  return { changed };
}

function isLastPage(rows: readonly WorkflowRow[], cursor: number | undefined, mirrorAll: boolean): boolean {
  if (rows.length < pageLength) return true;
  // Without a cursor everything is new to a mirror of all; an app's own jobs are found by the sweep.
  if (cursor === undefined) return !mirrorAll;
  const oldest = rows.at(-1)?.lastModTime;
  return oldest !== null && oldest !== undefined && oldest < cursor - overlap;
}
