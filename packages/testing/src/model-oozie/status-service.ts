import type { Draft } from './draft.ts';
import { earliestOf, never } from './earliest.ts';
import { jobsIn } from './job-table.ts';
import type { BundleJob, CoordinatorJob, OozieState } from './oozie-state.ts';
import {
  isBundleToTransit,
  isCoordinatorToTransit,
  transitBundle,
  transitCoordinator,
} from './status-transit.ts';

const lastTouch = (actions: readonly { lastModifiedTime: number }[]): number =>
  actions.reduce((latest, { lastModifiedTime }) => Math.max(latest, lastModifiedTime), -1);

/** The last change, negated, since the latest is wanted of all. */
const coordinatorTouched = earliestOf((job: CoordinatorJob) => {
  const touched = Math.max(lastTouch(job.actions), job.pending ? job.lastModTime : -1);
  return isCoordinatorToTransit(job, touched) ? -touched : never;
});
const bundleTouched = earliestOf((job: BundleJob) => {
  const touched = lastTouch(job.actions);
  return isBundleToTransit(job, touched) ? -touched : never;
});

/**
 * Each look sees what was changed since the look before. Whatever happened before this moment, its look has been taken,
 * so the latest change alone decides.
 */
export function transitFrom({ coordinators, bundles, looks }: OozieState): number {
  const touched = -Math.min(coordinatorTouched(coordinators), bundleTouched(bundles));
  return touched >= looks.statusTransit ? touched : never;
}

/** @see org.apache.oozie.service.StatusTransitService */
export function transitJobs(draft: Draft): void {
  const { coordinators, settings, looks } = draft.result();
  const isFirst = looks.statusTransit < draft.state.startedAt;
  const since = isFirst ? Number.NEGATIVE_INFINITY : draft.now - settings.statusTransit;
  for (const job of jobsIn(coordinators)) {
    if (isCoordinatorToTransit(job, since)) transitCoordinator(draft, job.id);
  }
  for (const job of jobsIn(draft.result().bundles)) {
    if (isBundleToTransit(job, since)) transitBundle(draft, job.id);
  }
}
