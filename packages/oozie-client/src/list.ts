import type { JobFilter } from './filter.ts';

export interface ListQuery<Filter = JobFilter> {
  filter?: Filter;
  /** Rank of the first row, from 1. Default 1. */
  offset?: number;
  /** How many rows at most. Default 50; Oozie sets no maximum. */
  len?: number;
  /** Newest first by this time; Oozie knows no other order, and leaves the order of equal times open. */
  sortBy?: 'createdTime' | 'lastModifiedTime';
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
