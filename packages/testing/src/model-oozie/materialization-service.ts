import type { Draft } from './draft.ts';
import { earliestOf, never } from './earliest.ts';
import { jobsIn } from './job-table.ts';
import type { CoordinatorJob, OozieState } from './oozie-state.ts';

const runs: ReadonlySet<string> = new Set(['PREP', 'RUNNING', 'RUNNINGWITHERROR']);

/** From when on a coordinator's next action is to be made, seen without looking ahead. */
function dueTime(job: CoordinatorJob): number {
  const next = job.nextMaterializedTime;
  if (!runs.has(job.status)) return never;
  if (next !== null && (job.endTime <= next || (job.pauseTime !== null && job.pauseTime <= next)))
    return never;
  if (job.throttle <= job.actions.filter(({ status }) => status === 'WAITING').length) return never;
  return next === null ? job.startTime : next + 1;
}

const earliestDue = earliestOf(dueTime);

export function materializeFrom({ coordinators, settings }: OozieState): number {
  return earliestDue(coordinators) - settings.materializationLookup;
}

/** @see org.apache.oozie.service.CoordMaterializeTriggerService */
export function triggerMaterialization(draft: Draft): void {
  const { coordinators, settings } = draft.result();
  for (const job of jobsIn(coordinators)) {
    if (dueTime(job) > draft.now + settings.materializationLookup) continue;
    draft.coordinators.put(job.id, { ...job, lastModTime: draft.now });
    draft.later({ does: 'materialize', job: job.id });
  }
}
