import { tellBundle } from './bundle-actions.ts';
import type { Draft } from './draft.ts';
import { earliestOf, never } from './earliest.ts';
import { jobsIn } from './job-table.ts';
import type { BundleJob, CoordinatorJob, OozieState } from './oozie-state.ts';

type Job = CoordinatorJob | BundleJob;

const paused: Readonly<Partial<Record<Job['status'], Job['status']>>> = {
  RUNNING: 'PAUSED',
  RUNNINGWITHERROR: 'PAUSEDWITHERROR',
  PREP: 'PREPPAUSED',
};

const unpaused: Readonly<Partial<Record<Job['status'], Job['status']>>> = {
  PAUSED: 'RUNNING',
  PAUSEDWITHERROR: 'RUNNINGWITHERROR',
  PREPPAUSED: 'PREP',
};

function dueTime(job: Job): number {
  const { status, pauseTime, pausedAt } = job;
  if (paused[status] !== undefined) return pauseTime ?? never;
  if (unpaused[status] === undefined) return never;
  return pauseTime === null || pauseTime > (pausedAt ?? 0) ? 0 : never;
}

const coordinatorDue = earliestOf(dueTime);
const bundleDue = earliestOf((job: BundleJob) =>
  Math.min(dueTime(job), job.status === 'PREP' ? (job.kickoffTime ?? 0) : never),
);

export function pauseFrom({ coordinators, bundles }: OozieState): number {
  return Math.min(coordinatorDue(coordinators), bundleDue(bundles));
}

/** The status that a job gets now; undefined when it keeps its own. */
function statusAt({ status, pauseTime }: Job, now: number): Job['status'] | undefined {
  const isPast = pauseTime !== null && pauseTime <= now;
  return isPast ? paused[status] : unpaused[status];
}

/**
 * Pauses what has reached its pause time, and starts bundles that have reached their kick-off time.
 * @see org.apache.oozie.service.PauseTransitService
 */
export function pauseJobs(draft: Draft): void {
  const { coordinators, bundles } = draft.result();
  for (const job of jobsIn(bundles)) {
    const status = statusAt(job, draft.now);
    if (status !== undefined) draft.bundles.put(job.id, { ...job, status, pausedAt: draft.now });
    else if (job.status === 'PREP' && (job.kickoffTime ?? 0) <= draft.now) {
      draft.later({ does: 'start', job: job.id });
    }
  }
  for (const job of jobsIn(coordinators)) {
    const status = statusAt(job, draft.now);
    if (status === undefined) continue;
    const changed = { ...job, status, pausedAt: draft.now };
    draft.coordinators.put(job.id, changed);
    tellBundle(draft, changed, job.status);
  }
}
