import { jobsIn } from './job-table.ts';
import type { BundleJob, CoordinatorJob, OozieState, WorkflowJob } from './oozie-state.ts';

/** Everything that a server knows of its jobs, as it knows it: what a test counts by. */
export interface Jobs {
  readonly workflows: readonly WorkflowJob[];
  readonly coordinators: readonly CoordinatorJob[];
  readonly bundles: readonly BundleJob[];
}

export function jobsOf({ workflows, coordinators, bundles }: OozieState): Jobs {
  return { workflows: jobsIn(workflows), coordinators: jobsIn(coordinators), bundles: jobsIn(bundles) };
}
