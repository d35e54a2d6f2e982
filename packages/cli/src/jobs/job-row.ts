import type { BundleRow, CoordinatorRow, WorkflowRow } from '@howdah/oozie-client';
import type { Output } from '../output/output.ts';
import type { Column } from '../output/table.ts';
import type { JobKind } from './job-id.ts';
import { statusGroups } from './job-statuses.ts';

/** A job of any kind as a list shows it: what all kinds have, and all that Oozie says of it. */
export interface JobRow {
  readonly kind: JobKind;
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly user: string;
  readonly created: number | null;
  readonly started: number | null;
  readonly ended: number | null;
  /** When a coordinator makes its next action. */
  readonly next: number | null;
  readonly parent: string | null;
  /** The client's own row. */
  readonly job: WorkflowRow | CoordinatorRow | BundleRow;
}

export function workflowJobRow(job: WorkflowRow): JobRow {
  return {
    kind: 'workflow',
    id: job.id,
    name: job.appName,
    status: job.status,
    user: job.user,
    created: job.createdTime,
    started: job.startTime,
    ended: job.endTime,
    next: null,
    parent: job.parentId,
    job,
  };
}

export function coordinatorJobRow(job: CoordinatorRow): JobRow {
  return {
    kind: 'coordinator',
    id: job.coordJobId,
    name: job.coordJobName,
    status: job.status,
    user: job.user,
    created: job.createdTime,
    started: job.startTime,
    ended: job.endTime,
    next: job.nextMaterializedTime,
    parent: job.bundleId,
    job,
  };
}

export function bundleJobRow(job: BundleRow): JobRow {
  return {
    kind: 'bundle',
    id: job.bundleJobId,
    name: job.bundleJobName,
    status: job.status,
    user: job.user,
    created: job.createdTime,
    started: job.startTime ?? job.kickoffTime,
    ended: job.endTime,
    next: null,
    parent: null,
    job,
  };
}

/** Columns for jobs of these kinds. */
export function jobColumns(kinds: readonly JobKind[], { style, times }: Output): Column<JobRow>[] {
  const took: Column<JobRow> = {
    title: 'Took',
    value: (row) => (row.kind === 'workflow' ? times.duration(row.started, row.ended) : ''),
    drop: 3,
    align: 'right',
  };
  const next: Column<JobRow> = {
    title: 'Next',
    value: (row) => (statusGroups.active(row.status) ? times.at(row.next) : ''),
    drop: 1,
  };
  return [
    { title: 'Id', value: (row) => row.id },
    { title: 'Name', value: (row) => row.name, leaveOut: 'end', least: 16 },
    { title: 'Status', value: (row) => row.status, paint: (text, row) => style.status(row.status, text) },
    { title: 'User', value: (row) => row.user, leaveOut: 'end', least: 6, drop: 4 },
    { title: 'Created', value: (row) => times.at(row.created), drop: 5 },
    { title: 'Age', value: (row) => times.ago(row.created), drop: 2, align: 'right' },
    ...(kinds.includes('workflow') ? [took] : []),
    ...(kinds.includes('coordinator') && !kinds.includes('workflow') ? [next] : []),
    { title: 'Parent', value: (row) => row.parent ?? '', leaveOut: 'middle', least: 16, drop: 6 },
  ];
}
