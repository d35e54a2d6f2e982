import type { KeyRange, StoreTransaction } from '../store/store.ts';
import type { MirrorRecord } from '../store/tables.ts';
import type { JobsQuery, MirroredJob } from './view-types.ts';

function shown({
  full: _full,
  fullAt: _fullAt,
  digest: _digest,
  externalId: _externalId,
  goneAt: _goneAt,
  ...job
}: MirrorRecord): MirroredJob {
  return job;
}

/** Jobs newest first, a page by keys: no offset, so a page far down costs what the first does. */
export async function readJobs(transaction: StoreTransaction, query: JobsQuery): Promise<MirroredJob[]> {
  const limit = query.limit ?? 50;
  const found: MirroredJob[] = [];
  let after: JobsQuery['after'] = query.after;
  for (;;) {
    const page = await transaction.page('howdah_jobs', { ...jobsAfter(query.status, after), limit });
    found.push(...page.filter(({ type }) => query.type === undefined || type === query.type).map(shown));
    after = page.at(-1);
    if (page.length < limit || found.length >= limit) return found.slice(0, limit);
  }
}

function jobsAfter(status: string | undefined, after: JobsQuery['after']): KeyRange {
  const last =
    after === undefined
      ? [Number.POSITIVE_INFINITY]
      : [after.createdTime ?? Number.NEGATIVE_INFINITY, after.id];
  return status === undefined
    ? { index: '[createdTime+id]', below: last, descending: true }
    : { index: '[status+createdTime+id]', above: [status], below: [status, ...last], descending: true };
}

/** Jobs by their ids, as far as the mirror has them. */
export async function readJobsById(
  transaction: StoreTransaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, MirroredJob>> {
  if (ids.length === 0) return new Map();
  const records = await transaction.getMany('howdah_jobs', ids);
  return new Map(records.flatMap((record) => (record === undefined ? [] : [[record.id, shown(record)]])));
}
