import type { Draft } from './draft.ts';
import { earliestOf, never } from './earliest.ts';
import { jobsIn } from './job-table.ts';
import type { BundleJob, CoordinatorJob, OozieState, WorkflowJob } from './oozie-state.ts';

const hasEnded: ReadonlySet<string> = new Set(['SUCCEEDED', 'KILLED', 'FAILED', 'DONEWITHERROR']);

const workflowEnd = (job: WorkflowJob): number => (hasEnded.has(job.status) ? (job.endTime ?? never) : never);
const jobEnd = (job: CoordinatorJob | BundleJob): number =>
  hasEnded.has(job.status) ? job.lastModTime : never;

const earliestEnd = {
  workflows: earliestOf(workflowEnd),
  coordinators: earliestOf(jobEnd),
  bundles: earliestOf(jobEnd),
};

export function purgeFrom(state: OozieState, until: number): number {
  const { settings } = state;
  const least = Math.min(
    earliestEnd.workflows(state.workflows) + settings.purgeWorkflowsAfter,
    earliestEnd.coordinators(state.coordinators) + settings.purgeCoordinatorsAfter,
    earliestEnd.bundles(state.bundles) + settings.purgeBundlesAfter,
  );
  // Whatever may go at a time may go later, too; so when nothing may go by then, nothing is to be looked for.
  return least > until || purgeable(state, until).size === 0 ? never : least;
}

/** Families of jobs go together: what has children goes when all of them may go. */
function purgeable(state: OozieState, now: number): Set<string> {
  const { settings } = state;
  const workflows = jobsIn(state.workflows);
  const coordinators = jobsIn(state.coordinators);
  const bundles = jobsIn(state.bundles);
  const isOld = {
    workflow: (job: WorkflowJob) => workflowEnd(job) + settings.purgeWorkflowsAfter <= now,
    coordinator: (job: CoordinatorJob) => jobEnd(job) + settings.purgeCoordinatorsAfter <= now,
    bundle: (job: BundleJob) => jobEnd(job) + settings.purgeBundlesAfter <= now,
  };
  const childrenOf = (id: string) =>
    workflows.filter(({ parentId }) => parentId !== null && parentId.split('@')[0] === id);
  const gone = new Set<string>();
  const familyOf = (job: WorkflowJob): WorkflowJob[] => [job, ...childrenOf(job.id).flatMap(familyOf)];
  const goTogether = (roots: readonly { id: string }[], family: readonly WorkflowJob[]) => {
    if (!family.every(isOld.workflow)) return;
    for (const { id } of [...roots, ...family]) gone.add(id);
  };
  const runsOf = (job: CoordinatorJob) => childrenOf(job.id).flatMap(familyOf);
  for (const job of bundles.filter(isOld.bundle)) {
    const parts = coordinators.filter(({ bundleId }) => bundleId === job.id);
    if (parts.every(isOld.coordinator)) goTogether([job, ...parts], parts.flatMap(runsOf));
  }
  for (const job of coordinators.filter(isOld.coordinator)) {
    if (job.bundleId === null) goTogether([job], runsOf(job));
  }
  for (const job of workflows.filter(isOld.workflow)) {
    if (job.parentId === null) goTogether([], familyOf(job));
  }
  return gone;
}

/** Forgets jobs, and with them their actions. */
export function purgeJobs(draft: Draft, ids: Iterable<string>): void {
  for (const id of ids) {
    draft.workflows.delete(id);
    draft.coordinators.delete(id);
    draft.bundles.delete(id);
  }
}

/**
 * Forgets jobs that ended long ago.
 * @see org.apache.oozie.service.PurgeService
 */
export function purgeOld(draft: Draft): void {
  purgeJobs(draft, purgeable(draft.result(), draft.now));
}
