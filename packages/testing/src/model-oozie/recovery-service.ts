import type { Command } from './command.ts';
import type { Draft } from './draft.ts';
import { earliestOf, never } from './earliest.ts';
import { jobIn, jobsIn } from './job-table.ts';
import type { BundleJob, CoordinatorJob, OozieState, WorkflowJob } from './oozie-state.ts';

/** How old something has to be until it counts as forgotten, in ms. */
const forgottenAfter = { workflow: 120_000, coordinator: 600_000, bundle: 600_000 };

/** What may have been forgotten, and from when on it counts as such. */
interface Forgotten {
  readonly at: number;
  readonly command: Command;
}

function inCoordinator(job: CoordinatorJob): Forgotten[] {
  const isRunning = job.status === 'RUNNING' || job.status === 'RUNNINGWITHERROR';
  const running = job.actions.filter(({ status }) => status === 'RUNNING' || status === 'SUBMITTED').length;
  const hasRoom = job.concurrency < 0 || running < job.concurrency;
  return job.actions.flatMap((action): Forgotten[] => {
    const { status, externalId, number, pending, nominalTime, lastModifiedTime } = action;
    const old = lastModifiedTime + forgottenAfter.coordinator;
    const at = Math.max(old, nominalTime);
    if (isRunning && status === 'WAITING')
      return [{ at, command: { does: 'check input', job: job.id, action: number } }];
    if (isRunning && status === 'READY')
      return hasRoom ? [{ at, command: { does: 'start ready', job: job.id } }] : [];
    if (isRunning && status === 'SUBMITTED')
      return [{ at, command: { does: 'start action', job: job.id, action: number } }];
    if (pending === 0 || externalId === null) return [];
    if (status === 'SUSPENDED' && pending > 1)
      return [{ at: old, command: { does: 'suspend', job: externalId } }];
    if (status === 'KILLED') return [{ at: old, command: { does: 'kill', job: externalId } }];
    if (status === 'RUNNING') return [{ at: old, command: { does: 'resume', job: externalId } }];
    return [];
  });
}

const commandFor: Readonly<Record<string, 'kill' | 'suspend' | 'resume'>> = {
  KILLED: 'kill',
  SUSPENDED: 'suspend',
  SUSPENDEDWITHERROR: 'suspend',
  RUNNING: 'resume',
  RUNNINGWITHERROR: 'resume',
};

function inBundle(job: BundleJob): Forgotten[] {
  return job.actions.flatMap((action): Forgotten[] => {
    const { pending, status, coordinatorId, coordinatorName, lastModifiedTime } = action;
    const at = lastModifiedTime + forgottenAfter.bundle;
    if (pending === 0) return [];
    if (coordinatorId === null) {
      const submit = { does: 'submit coordinator', job: job.id, name: coordinatorName } as const;
      return status === 'PREP' ? [{ at, command: submit }] : [];
    }
    const does = commandFor[status];
    return does === undefined ? [] : [{ at, command: { does, job: coordinatorId } }];
  });
}

/** Of a workflow, only the way from `:start:` to its first node goes through the queue. */
function inWorkflow(job: WorkflowJob): Forgotten[] {
  const last = job.actions.at(-1);
  if (job.status !== 'RUNNING' || last?.type !== ':START:' || last.transition === null) return [];
  const at = (last.endTime ?? job.lastModTime) + forgottenAfter.workflow;
  return [{ at, command: { does: 'enter', job: job.id, node: last.transition } }];
}

const firstOf = (found: readonly Forgotten[]): number =>
  found.reduce((least, { at }) => Math.min(least, at), never);

const earliest = {
  workflows: earliestOf((job: WorkflowJob) => firstOf(inWorkflow(job))),
  coordinators: earliestOf((job: CoordinatorJob) => firstOf(inCoordinator(job))),
  bundles: earliestOf((job: BundleJob) => firstOf(inBundle(job))),
};

const hasEnded: ReadonlySet<string> = new Set(['SUCCEEDED', 'KILLED', 'FAILED', 'DONEWITHERROR', 'IGNORED']);

/** Whether a command still changes anything, so that the service need not look again and again where it does not. */
function acts(state: OozieState, { does, job }: Command): boolean {
  if (does !== 'suspend' && does !== 'resume' && does !== 'kill') return true;
  const status = (jobIn(state.workflows, job) ?? jobIn(state.coordinators, job))?.status;
  if (status === undefined || hasEnded.has(status)) return false;
  const isSuspended = status.startsWith('SUSPENDED') || status === 'PREPSUSPENDED';
  return does === 'kill' || isSuspended === (does === 'resume');
}

function forgotten(state: OozieState, until: number): Forgotten[] {
  const found = [
    ...jobsIn(state.workflows).flatMap(inWorkflow),
    ...jobsIn(state.coordinators).flatMap(inCoordinator),
    ...jobsIn(state.bundles).flatMap(inBundle),
  ];
  return found.filter(({ at, command }) => at <= until && acts(state, command));
}

export function recoverFrom(state: OozieState, until: number): number {
  const { workflows, coordinators, bundles } = state;
  const least = Math.min(
    earliest.workflows(workflows),
    earliest.coordinators(coordinators),
    earliest.bundles(bundles),
  );
  return least > until ? never : firstOf(forgotten(state, until));
}

/**
 * Does again what was forgotten, for instance because the server was restarted.
 * @see org.apache.oozie.service.RecoveryService
 */
export function recover(draft: Draft): void {
  for (const { command } of forgotten(draft.result(), draft.now)) draft.later(command, 0);
}
