import type { OozieRequest } from './envelope.ts';
import { type AnyJob, type ListKind, parseJobFilter } from './job-filter.ts';
import { bundleRow, coordinatorRow, type Json, workflowRow } from './job-json.ts';
import { type JobTable, jobsIn, memo } from './job-table.ts';
import type { OozieState } from './oozie-state.ts';
import { integerIn } from './parameters.ts';
import { fail } from './refusal.ts';

const tables = {
  wf: { key: 'workflows', rows: 'workflows' },
  coord: { key: 'coordinators', rows: 'coordinatorjobs' },
  bundle: { key: 'bundles', rows: 'bundlejobs' },
} as const;

const newestFirst = {
  createdTime: new WeakMap<object, unknown>(),
  lastModifiedTime: new WeakMap<object, unknown>(),
};

/** Jobs as lists have them: by a time, newest first. Among equal times, which Oozie leaves open, the later id first. */
function inOrder(table: JobTable<AnyJob>, sortBy: 'createdTime' | 'lastModifiedTime'): readonly AnyJob[] {
  const timeOf = (job: AnyJob) => (sortBy === 'createdTime' ? job.createdTime : job.lastModTime);
  return memo(table, newestFirst[sortBy], () =>
    [...jobsIn(table)].reverse().sort((one, other) => timeOf(other) - timeOf(one)),
  );
}

/** The kind of jobs that a request names; it is enough that the parameter has the name in it. */
export function listKind(jobtype: string | null, otherwise: ListKind): ListKind | undefined {
  if (jobtype === null) return otherwise;
  return (['wf', 'coord', 'bundle'] as const).find((kind) => jobtype.includes(kind));
}

/** One page of the jobs that match a request's filter. */
export interface Page {
  readonly jobs: readonly AnyJob[];
  readonly total: number;
  readonly offset: number;
  readonly len: number;
}

export function pageOf(state: OozieState, request: OozieRequest, kind: ListKind, now: number): Page {
  const filter = parseJobFilter(request.query.get('filter'), kind, now);
  const offset = Math.max(1, integerIn(request, 'offset', 1));
  const given = integerIn(request, 'len', 50);
  const len = given < 1 ? 50 : given;
  const table: JobTable<AnyJob> = state[tables[kind].key];
  const ordered = inOrder(table, filter.sortBy);
  const matching = request.query.get('filter') === null ? ordered : ordered.filter(filter.matches);
  return { jobs: matching.slice(offset - 1, offset - 1 + len), total: matching.length, offset, len };
}

/** @see org.apache.oozie.servlet.V1JobsServlet#getJobs */
export function pageJson(state: OozieState, kind: ListKind, { jobs, ...page }: Page, more: Json = {}): Json {
  const rows = jobs.map((job) => {
    if ('run' in job) return { ...workflowRow(job, state.settings), ...more };
    return { ...('frequency' in job ? coordinatorRow(job) : bundleRow(job)), ...more };
  });
  return { ...page, [tables[kind].rows]: rows };
}

/** @throws {Refusal} status 500, for a kind of jobs that there is not */
export function listJobs(state: OozieState, request: OozieRequest, now: number): Json {
  const kind = listKind(request.query.get('jobtype'), 'wf');
  if (kind === undefined) throw fail('java.lang.NullPointerException: no such jobtype');
  return pageJson(state, kind, pageOf(state, request, kind, now));
}
