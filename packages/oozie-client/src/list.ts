import type * as z from 'zod/mini';
import { type CoordinatorFilter, type JobFilter, printFilter, type SortBy } from './filter.ts';
import { number } from './json-fields.ts';
import { parseHttpDate } from './oozie-date.ts';
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

/**
 * All rows from the query's offset on. Rows that move while the pages are read may be missed; none comes twice.
 */
export async function* listAll<Row>(
  transport: Transport,
  kind: ListKind<Row>,
  query: ListQuery<CoordinatorFilter> = {},
  options?: RequestOptions,
): AsyncGenerator<Row, void, undefined> {
  const seen = new Set<string>();
  const len = query.len ?? rowsPerPage;
  let offset = query.offset ?? 1;
  for (;;) {
    const page = await listPage(transport, kind, { ...query, offset, len }, options);
    for (const row of page.rows) {
      const id = kind.idOf(row);
      if (!seen.has(id)) yield row;
      seen.add(id);
    }
    // By what the server did, which may have put another length or offset in place of those asked for.
    offset = page.offset + page.rows.length;
    if (page.rows.length < page.len || offset > page.total) return;
  }
}
