import type { CoordinatorFilter, OozieClient, SortBy } from '@howdah/oozie-client';
import type { JobKind } from './job-id.ts';
import { bundleJobRow, coordinatorJobRow, type JobRow, workflowJobRow } from './job-row.ts';

/** Which jobs to list, of whatever kind. */
export interface JobsQuery {
  /** Frequencies are for coordinators alone. */
  readonly filter: CoordinatorFilter;
  /** From 1. */
  readonly offset: number;
  readonly len: number;
  readonly sortBy: SortBy;
}

/** Kinds may differ in what they are asked, but not in the page. */
export interface JobsSearch {
  readonly kind: JobKind;
  readonly query: JobsQuery;
}

export interface JobsPage {
  readonly rows: readonly JobRow[];
  /** How many match, all pages together. */
  readonly total: number;
}

/** One page of the jobs of one kind, newest first. */
export async function listJobs(
  oozie: OozieClient,
  kind: JobKind,
  query: JobsQuery,
  signal: AbortSignal,
): Promise<JobsPage> {
  const page = <Row>(
    { rows, total }: { rows: readonly Row[]; total: number },
    toRow: (row: Row) => JobRow,
  ) => ({
    rows: rows.map(toRow),
    total,
  });
  switch (kind) {
    case 'workflow':
      return page(await oozie.workflows.list(query, { signal }), workflowJobRow);
    case 'coordinator':
      return page(await oozie.coordinators.list(query, { signal }), coordinatorJobRow);
    case 'bundle':
      return page(await oozie.bundles.list(query, { signal }), bundleJobRow);
  }
}

/** All jobs of one kind from the offset on, page by page. */
export function allJobs(
  oozie: OozieClient,
  kind: JobKind,
  query: JobsQuery,
  signal: AbortSignal,
): AsyncIterable<JobRow> {
  switch (kind) {
    case 'workflow':
      return mapped(oozie.workflows.all(query, { signal }), workflowJobRow);
    case 'coordinator':
      return mapped(oozie.coordinators.all(query, { signal }), coordinatorJobRow);
    case 'bundle':
      return mapped(oozie.bundles.all(query, { signal }), bundleJobRow);
  }
}

async function* mapped<From, To>(rows: AsyncIterable<From>, map: (row: From) => To): AsyncGenerator<To> {
  for await (const row of rows) yield map(row);
}

/**
 * One page of the jobs of several kinds as one list, newest first. Oozie lists each kind for itself, so all that
 * could be on the page, or before it, is read of each.
 */
export async function listJobsOfKinds(
  oozie: OozieClient,
  searches: readonly JobsSearch[],
  signal: AbortSignal,
): Promise<JobsPage> {
  const [first, ...others] = searches;
  if (first === undefined) return { rows: [], total: 0 };
  if (others.length === 0) return listJobs(oozie, first.kind, first.query, signal);
  const { offset, len } = first.query;
  const pages = await Promise.all(
    searches.map(({ kind, query }) =>
      listJobs(oozie, kind, { ...query, offset: 1, len: offset - 1 + len }, signal),
    ),
  );
  const rows = pages.flatMap((page) => page.rows).toSorted(newestFirst);
  return {
    rows: rows.slice(offset - 1, offset - 1 + len),
    total: pages.reduce((sum, { total }) => sum + total, 0),
  };
}

/** All jobs of several kinds as one list, newest first, in constant memory. */
export async function* allJobsOfKinds(
  oozie: OozieClient,
  searches: readonly JobsSearch[],
  signal: AbortSignal,
): AsyncGenerator<JobRow> {
  const lists = searches.map(({ kind, query }) =>
    allJobs(oozie, kind, query, signal)[Symbol.asyncIterator](),
  );
  const heads = await Promise.all(lists.map((list) => list.next()));
  for (;;) {
    let first = -1;
    let newest: JobRow | undefined;
    heads.forEach((head, at) => {
      if (!head.done && (newest === undefined || newestFirst(head.value, newest) < 0)) {
        first = at;
        newest = head.value;
      }
    });
    const list = lists[first];
    if (newest === undefined || list === undefined) return;
    yield newest;
    heads[first] = await list.next();
  }
}

function newestFirst(one: JobRow, other: JobRow): number {
  return (other.created ?? 0) - (one.created ?? 0);
}
