import type { BundleRow, CoordinatorRow } from '@howdah/oozie-client';
import { rowsOfJob } from '../journal/journal.ts';
import { factsOf } from '../mirror/mirror.ts';
import type { EngineContext } from '../settle/context.ts';
import { killDuplicates } from './duplicates.ts';
import { keepRows, type ListRow } from './keep-rows.ts';
import { readJobs } from './read-jobs.ts';

const pageLength = 50;

/**
 * The order in which a list showed its jobs last time. Lists of coordinators and bundles are sorted by their last
 * change but don't tell its time, nor some of what can change (a pause time), so a job that moved ahead is news.
 */
export type SeenOrder = string[];

/**
 * The jobs of a page that may have changed without their row showing it: those that now stand before a job that they
 * stood behind, and always the first, which can't move any further ahead.
 */
export function movedAhead(ids: readonly string[], before: SeenOrder): Set<string> {
  const rank = new Map(before.map((id, position) => [id, position]));
  const moved = new Set(ids.slice(0, 1));
  let least = Number.POSITIVE_INFINITY;
  for (let position = ids.length - 1; position >= 0; position -= 1) {
    const id = ids[position];
    if (id === undefined) continue;
    const was = rank.get(id) ?? Number.POSITIVE_INFINITY;
    if (was > least) moved.add(id);
    least = Math.min(least, was);
  }
  return moved;
}

async function scan(
  context: EngineContext,
  list: (offset: number) => Promise<{ rows: readonly ListRow[] }>,
  seen: SeenOrder,
): Promise<{ changed: number; wentBack: boolean; order: SeenOrder }> {
  const order: string[] = [];
  let changed = 0;
  let wentBack = false;
  for (let offset = 1; ; offset += pageLength) {
    const asked = context.now();
    const { rows } = await list(offset);
    const ids = rows.map((row) => factsOf(row).id);
    const moved = movedAhead(ids, seen);
    const news = await keepRows(context, rows, asked);
    wentBack ||= news.wentBack;
    const suspects = await context.store.read(['howdah_journal'], async (transaction) =>
      (await Promise.all([...moved].map((id) => rowsOfJob(transaction, id)))).flat(),
    );
    await readJobs(context, [...news.toRead, ...suspects]);
    await killDuplicates(context, rows);
    changed += news.changed;
    order.push(...ids);
    // The sweep at the start has read the app's own jobs; a mirror of all has yet to see every page once.
    const isQuiet = news.changed === 0 && moved.size <= 1 && (seen.length > 0 || !context.mirrorAll);
    if (rows.length < pageLength || isQuiet) break;
  }
  return {
    changed,
    wentBack,
    order: [...order, ...seen.filter((id) => !order.includes(id))].slice(0, 5_000),
  };
}

export function scanCoordinators(context: EngineContext, seen: SeenOrder) {
  const { client, signal } = context;
  return scan(
    context,
    (offset): Promise<{ rows: readonly CoordinatorRow[] }> =>
      client.coordinators.list({ sortBy: 'lastModifiedTime', offset, len: pageLength }, { signal }),
    seen,
  );
}

export function scanBundles(context: EngineContext, seen: SeenOrder) {
  const { client, signal } = context;
  return scan(
    context,
    (offset): Promise<{ rows: readonly BundleRow[] }> =>
      client.bundles.list({ sortBy: 'lastModifiedTime', offset, len: pageLength }, { signal }),
    seen,
  );
}
