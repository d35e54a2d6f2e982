import type { ListPage, WorkflowRow } from '@howdah/oozie-client';
import { assertEpoch } from '../leader/epoch.ts';
import { digestOfRow } from '../mirror/mirror.ts';
import type { EngineContext } from '../settle/context.ts';
import type { JournalRecord, MetaRecord } from '../store/tables.ts';
import { killDuplicates } from './duplicates.ts';
import { keepPages } from './keep-pages.ts';
import { keepNewRows, keepRows } from './keep-rows.ts';
import { readJobs } from './read-jobs.ts';

const cursorName = 'cursor:workflows';

/** When the workflow that changed last had changed, as a scan found it. */
const newestName = 'newest:workflows';

/** Rows per page. */
const pageLength = 250;

/** Rows per transaction: two of these are under way at a time, and other tabs' reads wait behind them. */
const batch = 125;

/** How far before the cursor a scan reads, in ms: list times have whole seconds, and rows move while pages are read. */
const overlap = 30_000;

/** How many rows of a scan are remembered until the next. */
const mostSeen = 1_000;

/**
 * The rows at the front of the list as the last scan saw them, by their ids: what still looks the same was kept then,
 * and isn't asked for again.
 */
export type SeenRows = ReadonlyMap<string, string>;

const lookOf = (row: WorkflowRow): string => JSON.stringify([digestOfRow(row), row.createdTime, row.appName]);

/** What a scan came to. `wentBack`: the server isn't as far as it was, so that what was known of it counts no more. */
export interface ScanNews {
  readonly changed: number;
  readonly wentBack: boolean;
}

/**
 * Reads the workflows that changed since the last scan: newest change first, until a page is older than the cursor.
 * The next cursor is the server's own clock at the start of this scan. `seen`: what the scan before gave.
 */
export async function scanWorkflows(
  context: EngineContext,
  seen: SeenRows,
): Promise<ScanNews & { readonly seen: SeenRows }> {
  const { client, signal } = context;
  const stored = await context.store.read(['howdah_meta'], async (transaction) => ({
    cursor: numberIn(await transaction.get('howdah_meta', cursorName)),
    newest: numberIn(await transaction.get('howdah_meta', newestName)),
  }));
  let { cursor } = stored;
  let next: number | undefined;
  let newest: number | undefined;
  let changed = 0;
  let wentBack = false;
  // A first mirror is written without a look at what is there, until most of a page turns out to be known.
  const isFirst = cursor === undefined && context.mirrorAll;
  let areNew = isFirst;
  const seenNow = new Map<string, string>();
  const readBySteps = new Set(context.readBySteps);
  context.readBySteps.clear();
  const isSeen = (id: string, look: string) => seen.get(id) === look && !readBySteps.has(id);
  const begin = ({ rows, serverDate }: ListPage<WorkflowRow>) => {
    next = serverDate;
    newest = rows[0]?.lastModTime ?? undefined;
    wentBack = isBefore(next, stored.cursor, overlap) || isBefore(newest ?? 0, stored.newest, 0);
    // A server whose clock or jobs went back was restored or replaced: what the cursor stood for is gone.
    if (wentBack) cursor = undefined;
  };
  const keep = async (listed: readonly WorkflowRow[], asked: number): Promise<void> => {
    const looks = listed.map((row) => ({ row, look: lookOf(row) }));
    const rows = looks.filter(({ row, look }) => !isSeen(row.id, look)).map(({ row }) => row);
    const read = rows.length > 0 ? await keepChanged(rows, asked) : [];
    const justRead = new Set(read.map(({ jobId }) => jobId));
    // Which of two inert jobs is the row's may have been settled since they were seen.
    await killDuplicates(context, listed);
    if (seenNow.size < mostSeen) {
      for (const { row, look } of looks) {
        // Whether what was read agrees with the list is seen the next time: it may have been older, or newer.
        if (!justRead.has(row.id)) seenNow.set(row.id, look);
      }
    }
  };
  const keepChanged = async (rows: readonly WorkflowRow[], asked: number): Promise<JournalRecord[]> => {
    const isKept = areNew && context.mirrorAll && (await keepNewRows(context, rows));
    const news = isKept
      ? { toRead: [], changed: rows.length, wentBack: false }
      : await keepRows(context, rows, asked);
    areNew = isFirst && news.changed > rows.length / 2;
    changed += news.changed;
    wentBack ||= news.wentBack;
    if (wentBack) cursor = undefined;
    await readJobs(context, news.toRead);
    return news.toRead;
  };
  await keepPages({
    pageLength,
    batch,
    ask: (offset) =>
      client.workflows.list({ sortBy: 'lastModifiedTime', offset, len: pageLength }, { signal }),
    begin,
    keep,
    isLast: (page) => isLastPage(page, cursor, context.mirrorAll),
    now: context.now,
  });
  const value = next ?? cursor;
  await context.store.write(['howdah_meta'], async (transaction) => {
    await assertEpoch(transaction, context.epoch);
    if (value !== undefined) await transaction.put('howdah_meta', { name: cursorName, value });
    await transaction.put('howdah_meta', { name: newestName, value: newest ?? 0 });
  });
  return { changed, wentBack, seen: seenNow };
}

/** Has the next scan begin without a cursor. */
export async function forgetCursor(context: EngineContext): Promise<void> {
  await context.store.write(['howdah_meta'], async (transaction) => {
    await assertEpoch(transaction, context.epoch);
    await transaction.delete('howdah_meta', [cursorName]);
  });
}

const numberIn = (record: MetaRecord | undefined): number | undefined =>
  typeof record?.value === 'number' ? record.value : undefined;

const isBefore = (now: number | undefined, before: number | undefined, by: number): boolean =>
  now !== undefined && before !== undefined && now < before - by;

function isLastPage(
  { rows, offset, total }: ListPage<WorkflowRow>,
  cursor: number | undefined,
  mirrorAll: boolean,
): boolean {
  if (rows.length < pageLength || offset + rows.length > total) return true;
  // Without a cursor everything is new to a mirror of all; an app's own jobs are found by the sweep.
  if (cursor === undefined) return !mirrorAll;
  const oldest = rows.at(-1)?.lastModTime;
  return oldest !== null && oldest !== undefined && oldest < cursor - overlap;
}
