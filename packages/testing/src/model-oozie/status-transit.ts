import { tellBundle } from './bundle-actions.ts';
import { killBundle } from './bundle-jobs.ts';
import type { Draft } from './draft.ts';
import type { BundleJob, CoordinatorJob } from './oozie-state.ts';
import { NotApplicable } from './refusal.ts';

type Status = CoordinatorJob['status'];

/** Jobs of one status as another shows them: Oozie hides by default that something went wrong on the way. */
const withoutError: Readonly<Partial<Record<Status, Status>>> = {
  RUNNINGWITHERROR: 'RUNNING',
  SUSPENDEDWITHERROR: 'SUSPENDED',
  PAUSEDWITHERROR: 'PAUSED',
};

const shown = (status: Status): Status => withoutError[status] ?? status;

const terminalJob: ReadonlySet<Status> = new Set(['SUCCEEDED', 'KILLED', 'FAILED', 'DONEWITHERROR']);

/** How many of the states there are. */
function counter<Each extends string>(states: readonly Each[]): (...wanted: Each[]) => number {
  return (...wanted) => states.filter((state) => wanted.includes(state)).length;
}

/**
 * Whether the service looks at a coordinator: something about its actions has changed since `since`, and it runs, or
 * waits for something.
 */
export function isCoordinatorToTransit(job: CoordinatorJob, since: number): boolean {
  if (job.pending && job.doneMaterialization && job.lastModTime >= since) return true;
  if (job.status === 'IGNORED') return false;
  const runs = ['PAUSED', 'RUNNING', 'RUNNINGWITHERROR', 'PAUSEDWITHERROR'].includes(job.status);
  return (runs || job.pending) && job.actions.some(({ lastModifiedTime }) => lastModifiedTime >= since);
}

/**
 * Gives a coordinator the status that its actions make.
 * @see org.apache.oozie.command.coord.CoordStatusTransitXCommand
 */
export function transitCoordinator(draft: Draft, id: string): void {
  const job = draft.coordinators.get(id);
  if (job === undefined) return;
  const pending = job.actions.some((action) => action.pending > 0);
  const status = coordinatorStatus(job, pending);
  const isPendingOnly =
    terminalJob.has(job.status) && (status === 'SUSPENDED' || status === 'SUSPENDEDWITHERROR');
  const next = isPendingOnly ? job.status : shown(status);
  if (next === job.status && pending === job.pending) return;
  const changed: CoordinatorJob = { ...job, status: next, pending, lastModTime: draft.now };
  draft.coordinators.put(id, changed);
  if (next !== job.status) tellBundle(draft, changed, job.status);
}

function coordinatorStatus(job: CoordinatorJob, pending: boolean): Status {
  const states = job.actions.map(({ status }) => status).filter((status) => status !== 'IGNORED');
  const count = counter(states);
  const all = states.length;
  const isOver = job.doneMaterialization || job.status === 'FAILED' || job.status === 'KILLED';
  if (isOver && all === count('SUCCEEDED', 'FAILED', 'KILLED', 'TIMEDOUT', 'SKIPPED')) {
    if (job.status === 'KILLED') return 'KILLED';
    if (all === count('SUCCEEDED', 'SKIPPED') && job.doneMaterialization) return 'SUCCEEDED';
    if (all === count('KILLED')) return 'KILLED';
    return all === count('FAILED') ? 'FAILED' : 'DONEWITHERROR';
  }
  const hasErrors = count('KILLED', 'FAILED', 'TIMEDOUT') > 0;
  if (job.status === 'PAUSED' || job.status === 'PAUSEDWITHERROR') {
    return hasErrors ? 'PAUSEDWITHERROR' : 'PAUSED';
  }
  if (job.status === 'SUSPENDED' || job.status === 'SUSPENDEDWITHERROR') {
    return hasErrors ? 'SUSPENDEDWITHERROR' : 'SUSPENDED';
  }
  if (job.status === 'PREPSUSPENDED') return 'PREPSUSPENDED';
  if (job.doneMaterialization && !pending && count('SUSPENDED') > 0) {
    if (all === count('SUSPENDED', 'SUCCEEDED')) return 'SUSPENDED';
    if (all === count('SUSPENDED', 'SUCCEEDED', 'KILLED', 'FAILED', 'TIMEDOUT')) return 'SUSPENDEDWITHERROR';
  }
  if (job.status === 'PREP') return 'PREP';
  return hasErrors ? 'RUNNINGWITHERROR' : 'RUNNING';
}

/** Whether the service looks at a bundle. */
export function isBundleToTransit(job: BundleJob, since: number): boolean {
  const lives = [
    'RUNNING',
    'RUNNINGWITHERROR',
    'PAUSED',
    'PAUSEDWITHERROR',
    'SUSPENDED',
    'SUSPENDEDWITHERROR',
  ].includes(job.status);
  return (lives || job.pending) && job.actions.some(({ lastModifiedTime }) => lastModifiedTime >= since);
}

/**
 * Gives a bundle the status that its coordinators make.
 * @see org.apache.oozie.command.bundle.BundleStatusTransitXCommand
 */
export function transitBundle(draft: Draft, id: string): void {
  const before = draft.bundles.get(id);
  if (before === undefined) return;
  const isBroken = before.actions.some(
    ({ coordinatorId, status }) => coordinatorId === null && (status === 'FAILED' || status === 'KILLED'),
  );
  if (isBroken) failBundle(draft, id);
  const job = draft.bundles.get(id) ?? before;
  const pending = job.actions.some((action) => action.pending > 0);
  const status = bundleStatus(job, before, pending);
  if (status !== undefined) {
    draft.bundles.put(id, { ...job, status: shown(status), pending, lastModTime: draft.now });
  }
}

/** A coordinator that could not be submitted ends its bundle. */
function failBundle(draft: Draft, id: string): void {
  try {
    killBundle(draft, id);
  } catch (error) {
    if (!(error instanceof NotApplicable)) throw error;
  }
  const killed = draft.bundles.get(id);
  if (killed !== undefined) {
    draft.bundles.put(id, { ...killed, status: 'FAILED', lastModTime: draft.now });
  }
}

function bundleStatus(job: BundleJob, { actions }: BundleJob, pending: boolean): Status | undefined {
  const states: Status[] = actions.map(({ status }) => status).filter((status) => status !== 'IGNORED');
  const count = counter(states);
  const all = states.length;
  const has = (...wanted: Status[]) => count(...wanted) > 0;
  if (!pending && all === count('SUCCEEDED', 'FAILED', 'KILLED', 'DONEWITHERROR')) {
    if (job.status === 'KILLED') return 'KILLED';
    const only = (['SUCCEEDED', 'KILLED', 'FAILED'] as const).find((status) => all === count(status));
    return only ?? 'DONEWITHERROR';
  }
  const hasErrors = has('KILLED', 'FAILED', 'DONEWITHERROR');
  if (job.status === 'PAUSED' || (job.status === 'PAUSEDWITHERROR' && job.pauseTime !== null)) {
    const isWithError = hasErrors || has('SUSPENDEDWITHERROR', 'RUNNINGWITHERROR', 'PAUSEDWITHERROR');
    return isWithError ? 'PAUSEDWITHERROR' : 'PAUSED';
  }
  if (has('PAUSED') && all === count('PAUSED')) return 'PAUSED';
  if (has('PAUSEDWITHERROR') && all === count('PAUSED', 'PAUSEDWITHERROR')) return 'PAUSEDWITHERROR';
  if (['SUSPENDED', 'SUSPENDEDWITHERROR'].includes(job.status) && job.suspendedTime !== null) {
    return hasErrors || has('SUSPENDEDWITHERROR', 'PAUSEDWITHERROR') ? 'SUSPENDEDWITHERROR' : 'SUSPENDED';
  }
  if ((!pending && has('SUSPENDED')) || has('SUSPENDEDWITHERROR')) {
    if (all === count('SUSPENDED', 'SUCCEEDED')) return 'SUSPENDED';
    const withErrors = count(
      'SUSPENDEDWITHERROR',
      'SUSPENDED',
      'SUCCEEDED',
      'KILLED',
      'FAILED',
      'DONEWITHERROR',
    );
    if (all === withErrors) return 'SUSPENDEDWITHERROR';
  }
  const running = hasErrors || has('RUNNINGWITHERROR') ? 'RUNNINGWITHERROR' : 'RUNNING';
  if (job.status !== 'PREP') return running;
  return !pending && has('PREP') && all > count('PREP') ? running : undefined;
}
