import { type JobFilter, printFilter, type SortBy } from './filter.ts';
import type { ListKind, ListPage } from './list.ts';
import { parseHttpDate } from './oozie-date.ts';
import { refusedInput } from './refused-input.ts';
import type { RequestOptions, Transport } from './transport.ts';

/** Which jobs to suspend, resume or kill together. */
export interface JobsByFilter {
  /** At least one condition; Oozie would take none for all jobs of all users. */
  filter: JobFilter;
  /** Rank of the first job, from 1. Default 1. */
  offset?: number;
  /** How many jobs at most. Default 50: the others stay as they are. */
  len?: number;
  /** Which of the jobs come first. Default: the newest. */
  sortBy?: SortBy;
}

/**
 * Suspends, resumes or kills the jobs on one page of a list; those whose state does not allow it are passed over.
 * The answer is that page read again afterwards, so it says nothing of which jobs were changed: those that match
 * no longer, such as killed ones under `status: 'RUNNING'`, have left it, and others have taken their places.
 * @throws {OozieError} `invalid-request` for a filter without conditions. Oozie changes job by job and stops at the
 * first that fails, with those before it changed.
 * @see org.apache.oozie.servlet.V1JobsServlet#bulkModifyJobs, org.apache.oozie.command.coord.BulkCoordXCommand
 */
export async function changeJobsByFilter<Row>(
  transport: Transport,
  kind: ListKind<Row>,
  action: 'suspend' | 'resume' | 'kill',
  query: JobsByFilter,
  options?: RequestOptions,
): Promise<ListPage<Row>> {
  if (printFilter(query.filter) === undefined) {
    throw refusedInput(`The filter has no conditions, so Oozie would ${action} the jobs of everybody.`);
  }
  const { value, headers } = await transport.json(
    {
      method: 'PUT',
      path: '/v2/jobs',
      query: {
        action,
        jobtype: kind.jobtype,
        filter: printFilter(query.filter, query.sortBy),
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
