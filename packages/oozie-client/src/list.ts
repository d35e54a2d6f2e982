import type * as z from 'zod/mini';
import { type CoordinatorFilter, type JobFilter, printFilter, type SortBy } from './filter.ts';
import { number } from './json-fields.ts';
import { parseHttpDate } from './oozie-date.ts';
import { OozieError } from './oozie-error.ts';
import { recentIds } from './recent-ids.ts';
import type { RequestOptions, Transport } from './transport.ts';

export interface ListQuery<Filter = JobFilter> {
  filter?: Filter;
  /** Rank of the first row, from 1. Default 1. */
  offset?: number;
  /** How many rows at most. Default 50; Oozie sets no maximum. */
  len?: number;
  /** Newest first by this time; Oozie knows no other order, and leaves the order of equal times open. */
  sortBy?: SortBy;
}

/** One page of a list. Oozie takes no snapshot: rows can move between pages while they are read. */
export interface ListPage<Row> {
  readonly rows: readonly Row[];
  /** How many jobs match the filter, all pages together. */
  readonly total: number;
  readonly offset: number;
  readonly len: number;
  /** When the server answered, by its own clock, in epoch milliseconds; undefined when a proxy hides the `Date` header. */
  readonly serverDate: number | undefined;
}

/** What tells the lists of workflows, coordinators and bundles apart. */
export interface ListKind<Row> {
  readonly jobtype: 'wf' | 'coord' | 'bundle';
  readonly page: z.ZodMiniType<Omit<ListPage<Row>, 'serverDate'>>;
  readonly idOf: (row: Row) => string;
}

/** The fields beside the rows in every list. */
export const pageFields = { total: number, offset: number, len: number };

/** @see org.apache.oozie.servlet.V1JobsServlet#getJobs */
export async function listPage<Row>(
  transport: Transport,
  kind: ListKind<Row>,
  query: ListQuery<CoordinatorFilter> = {},
  options?: RequestOptions,
): Promise<ListPage<Row>> {
  const { value, headers } = await transport.json(
    {
      method: 'GET',
      path: '/v2/jobs',
      since: kind.jobtype === 'wf' ? 0 : 1,
      query: {
        jobtype: kind.jobtype,
        filter: printFilter(query.filter ?? {}, query.sortBy),
        offset: query.offset,
        len: query.len,
        timezone: 'GMT',
      },
    },
    kind.page,
    options,
  );
  return { ...value, serverDate: parseHttpDate(headers.get('date') ?? '') };
}

const rowsPerPage = 100;
/** How many rows back one is known again; with this many ids, memory stays small and constant. */
const rowsRemembered = 5_000;

/**
 * All rows from the query's offset on, in constant memory, however many there are. Oozie takes no snapshot, so what
 * happens to jobs while the pages are read decides what is seen:
 * - A job that comes to the front of the list (a new one; with `sortBy: 'lastModifiedTime'`, one that changed) moves all
 *   others one rank on. Those seen already come again with the next page and are left out, as long as no more than 5000
 *   jobs come to the front between two pages; with more, the rows beyond come twice. The job itself is not seen.
 * - A job that leaves the list (deleted, or no longer what the filter asks for) moves those behind it one rank ahead, so
 *   that as many rows are missed at the next page as have left before it.
 * @throws {OozieError} besides what a list throws, `malformed-answer` when the server does not move on
 */
export async function* listAll<Row>(
  transport: Transport,
  kind: ListKind<Row>,
  query: ListQuery<CoordinatorFilter> = {},
  options?: RequestOptions,
): AsyncGenerator<Row, void, undefined> {
  const { isNew } = recentIds(rowsRemembered);
  const len = query.len ?? rowsPerPage;
  let offset = query.offset ?? 1;
  for (;;) {
    const page = await listPage(transport, kind, { ...query, offset, len }, options);
    for (const row of page.rows) {
      if (isNew(kind.idOf(row))) yield row;
    }
    // By what the server did, which may have put another length or offset in place of those asked for.
    const next = page.offset + page.rows.length;
    if (page.rows.length === 0 || page.rows.length < page.len || next > page.total) return;
    if (next <= offset) throw stuck(kind.jobtype, offset, page.offset);
    offset = next;
  }
}

/** The error for a list whose pages don't get further. */
export function stuck(jobtype: string, asked: number, got: number): OozieError {
  return new OozieError(
    `The list of jobs (${jobtype}) was asked for from rank ${asked} on and answered from rank ${got} on, so that reading it would never end. Check that no proxy drops the parameters of requests.`,
    { kind: 'malformed-answer', reachedServer: 'maybe' },
  );
}
