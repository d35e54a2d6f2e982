import type {
  Bundle,
  BundleRow,
  Coordinator,
  CoordinatorRow,
  Workflow,
  WorkflowRow,
} from '@howdah/oozie-client';
import type { MirrorRecord } from '../store/tables.ts';
import type { MirroredJob } from '../view/view-types.ts';

export type AnyJob = Workflow | WorkflowRow | Coordinator | CoordinatorRow | Bundle | BundleRow;

/** What list and full reads both really tell of a job, in one shape for all kinds. */
export function factsOf(job: AnyJob): Omit<MirroredJob, 'gone' | 'seenAt'> & { externalId: string | null } {
  const { status, createdTime, startTime, endTime } = job;
  const user = job.user || null;
  const times = { status, user, createdTime, startTime, endTime };
  if ('coordJobId' in job) {
    return {
      ...times,
      id: job.coordJobId,
      type: 'coordinator',
      name: job.coordJobName,
      lastModTime: null,
      nextMaterializedTime: job.nextMaterializedTime,
      parentId: job.bundleId,
      externalId: null,
    };
  }
  if ('bundleJobId' in job) {
    return {
      ...times,
      id: job.bundleJobId,
      type: 'bundle',
      name: job.bundleJobName,
      lastModTime: null,
      nextMaterializedTime: null,
      parentId: null,
      externalId: null,
    };
  }
  return {
    ...times,
    id: job.id,
    type: 'workflow',
    name: job.appName,
    lastModTime: job.lastModTime,
    nextMaterializedTime: null,
    parentId: job.parentId,
    externalId: job.externalId,
  };
}

/** Changes when what a list tells of a job does; the reason to read the job in full. */
export function digestOfRow(job: AnyJob): string {
  const facts = factsOf(job);
  const own = 'concurrency' in job ? [job.concurrency, job.lastAction, job.timeOut] : [];
  return JSON.stringify([
    facts.status,
    facts.lastModTime,
    facts.startTime,
    facts.endTime,
    facts.nextMaterializedTime,
    ...own,
  ]);
}

/**
 * The mirror's record after a job was read. A list's row updates what lists really tell and never touches what a full
 * read said; only a full read replaces a full read.
 */
export function mirrored(known: MirrorRecord | undefined, job: AnyJob, now: number): MirrorRecord {
  const full = job.partial ? (known?.full ?? null) : job;
  const fullAt = job.partial ? (known?.fullAt ?? null) : now;
  return { ...factsOf(job), gone: false, seenAt: now, full, fullAt, digest: digestOfRow(job) };
}

/**
 * Whether a job that now has a known job's id is another one: a server whose database was restored gives ids again.
 * Neither the time of creation nor the name of a job ever changes.
 */
export function isAnother(known: MirrorRecord, job: AnyJob): boolean {
  if (known.createdTime === null) return false;
  const { createdTime, name } = factsOf(job);
  return createdTime !== known.createdTime || name !== known.name;
}

/** A job that the server no longer has is kept, as history. */
export function mirroredGone(known: MirrorRecord, now: number): MirrorRecord {
  return { ...known, gone: true, seenAt: now, goneAt: known.goneAt ?? now };
}

const types: Record<string, MirroredJob['type']> = { W: 'workflow', C: 'coordinator', B: 'bundle' };

/** What is known of a job that was never read: what its id tells. */
export function unseen(id: string, now: number): MirrorRecord {
  return {
    id,
    type: types[id.slice(-1)] ?? 'workflow',
    name: '',
    status: '',
    user: null,
    createdTime: null,
    startTime: null,
    endTime: null,
    lastModTime: null,
    nextMaterializedTime: null,
    parentId: null,
    gone: false,
    seenAt: now,
    full: null,
    fullAt: null,
    digest: '',
    externalId: null,
  };
}
