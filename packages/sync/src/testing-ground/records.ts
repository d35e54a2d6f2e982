import type { ActivityRecord, JournalRecord, MirrorRecord, OutboxStep } from '../store/tables.ts';
import { coordinator } from './oozie-jobs.ts';
import { mirrorOf } from './rows.ts';

export const journalRecord = (rowKey: IDBValidKey, more: Partial<JournalRecord> = {}): JournalRecord => ({
  collection: 'surveys',
  rowKey,
  kind: 'workflow-run',
  key: `key-${String(rowKey)}`,
  base: null,
  state: 'settled',
  job: null,
  conflict: null,
  problem: null,
  jobId: '',
  ...more,
});

export const outboxStep = (more: Partial<OutboxStep> = {}): OutboxStep => ({
  collection: 'surveys',
  rowKey: 'a',
  kind: 'workflow-run',
  action: 'submit',
  state: 'queued',
  key: 'key-a',
  job: null,
  payload: null,
  row: null,
  seen: null,
  fields: [],
  attempts: 0,
  uncertain: false,
  epoch: 1,
  dueAt: 0,
  createdAt: 0,
  firstSentAt: null,
  lastSentAt: null,
  problem: null,
  ...more,
});

export const mirroredJob = (
  id: string,
  createdTime: number,
  more: Partial<MirrorRecord> = {},
): MirrorRecord => ({
  ...mirrorOf(coordinator()),
  type: 'workflow',
  full: null,
  id,
  createdTime,
  ...more,
});

export const activity = (message: string, at = 0): ActivityRecord => ({
  at,
  step: 'connect',
  message,
  collection: null,
  rowKey: null,
  jobId: null,
});
