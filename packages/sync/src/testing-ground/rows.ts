import type { Coordinator, Workflow } from '@howdah/oozie-client';
import {
  type CoordinatorsOptions,
  coordinators,
  type WorkflowRunsOptions,
  workflowRuns,
} from '../collection/collection.ts';
import { mirrored } from '../mirror/mirror.ts';
import { type Decision, type RowContext, type RowState, reconcile } from '../plan/reconcile.ts';
import type { IntentRecord, JournalRecord, MirrorRecord, OutboxStep } from '../store/tables.ts';

export interface Survey {
  id: string;
  severity: number;
  status: 'draft' | 'finished';
  wanted?: 'RUNNING' | 'SUSPENDED' | 'KILLED';
  jobId?: string;
  jobStatus?: string;
}

export interface Schedule {
  id: string;
  frequency: number;
  end: number;
  concurrency: number;
  wanted?: 'RUNNING' | 'SUSPENDED' | 'KILLED';
  jobId?: string;
  jobStatus?: string;
}

export const minute = 60_000;
export const noon = Date.parse('2026-11-23T12:00:00Z');

export const surveys = (options: Partial<WorkflowRunsOptions<Survey>> = {}) =>
  workflowRuns<Survey>({
    store: 'surveys',
    outgoing: { index: 'status', equals: 'finished' },
    toOozie: ({ id, severity, wanted }) => ({
      definition: '<workflow-app/>',
      properties: { surveyId: id, severity },
      ...(wanted === undefined ? {} : { state: wanted }),
    }),
    fromOozie: ({ id, status, gone }) => ({ jobId: id, jobStatus: gone ? 'GONE' : status }),
    ...options,
  });

export const schedules = (options: Partial<CoordinatorsOptions<Schedule>> = {}) =>
  coordinators<Schedule>({
    store: 'schedules',
    toOozie: ({ id, frequency, end, concurrency, wanted }) => ({
      name: id,
      definition: '<coordinator-app/>',
      properties: { frequency },
      endTime: end,
      concurrency,
      ...(wanted === undefined ? {} : { state: wanted }),
    }),
    fromOozie: ({ coordJobId, status, gone, endTime, concurrency }) => ({
      jobId: coordJobId,
      jobStatus: gone ? 'GONE' : status,
      end: endTime ?? 0,
      concurrency,
    }),
    ...options,
  });

/** The row's turn to be looked at, at noon; a new key is `new-key`. */
export function turnOf(
  collection: RowContext['collection'],
  rowKey: string,
  more: Partial<RowContext> = {},
): RowContext {
  return {
    collection,
    kind: collection.jobs,
    rowKey,
    now: noon,
    newKey: () => 'new-key',
    isOutgoing: (row) => !('status' in row) || row.status === 'finished',
    ...more,
  };
}

export const wroteBy = (by: IntentRecord['by']): IntentRecord => ({
  collection: 'any',
  rowKey: 'any',
  stamp: 'stamp-1',
  by,
});

/** What is decided about a row of which only the given is known. */
export const decide = (context: RowContext, known: Partial<RowState>): Decision =>
  reconcile(context, {
    intent: undefined,
    journal: undefined,
    local: undefined,
    mirror: undefined,
    open: undefined,
    finished: undefined,
    ...known,
  });

export const mirrorOf = (job: Workflow | Coordinator, gone = false): MirrorRecord => ({
  ...mirrored(undefined, job, noon),
  gone,
});

/** The journal of a row whose job runs and on which both sides agree. */
export function settledJournal(
  context: RowContext,
  base: Survey | Schedule,
  more: Partial<JournalRecord> = {},
): JournalRecord {
  const { collection, kind, rowKey } = context;
  const isWorkflow = kind.name === 'workflow-run';
  const jobId = isWorkflow ? '0000001-261123032920870-oozie-root-W' : '0000002-261123032920870-oozie-root-C';
  return {
    collection: collection.store,
    rowKey,
    kind: kind.name,
    key: 'key-0',
    base,
    state: 'settled',
    job: {
      jobId,
      bundleId: isWorkflow ? null : '0000001-261123032920870-oozie-root-B',
      fixedDigest: kind.fixedDigest(kind.parseSpec(collection.toOozie(base))),
      submittedAt: noon - minute,
      started: true,
    },
    conflict: null,
    problem: null,
    jobId,
    ...more,
  };
}

/** A step of the row, as `decide` plans them. */
export function stepOf(context: RowContext, more: Partial<OutboxStep>): OutboxStep {
  return {
    seq: 1,
    collection: context.collection.store,
    rowKey: context.rowKey,
    kind: context.kind.name,
    action: 'change',
    state: 'queued',
    key: 'key-0',
    job: null,
    payload: null,
    row: null,
    seen: null,
    fields: [],
    attempts: 0,
    uncertain: false,
    epoch: 1,
    dueAt: noon,
    createdAt: noon,
    firstSentAt: null,
    lastSentAt: null,
    problem: null,
    ...more,
  };
}
