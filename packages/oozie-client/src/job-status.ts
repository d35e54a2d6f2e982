/** A status this client was not written for: kept as Oozie printed it. */
export type UnknownStatus = string & Record<never, never>;

/** @see org.apache.oozie.client.WorkflowJob.Status */
export type KnownWorkflowStatus = 'PREP' | 'RUNNING' | 'SUCCEEDED' | 'KILLED' | 'FAILED' | 'SUSPENDED';
export type WorkflowStatus = KnownWorkflowStatus | UnknownStatus;

/** @see org.apache.oozie.client.WorkflowAction.Status */
export type KnownWorkflowActionStatus =
  | 'PREP'
  | 'RUNNING'
  | 'OK'
  | 'ERROR'
  | 'USER_RETRY'
  | 'START_RETRY'
  | 'START_MANUAL'
  | 'DONE'
  | 'END_RETRY'
  | 'END_MANUAL'
  | 'KILLED'
  | 'FAILED';
export type WorkflowActionStatus = KnownWorkflowActionStatus | UnknownStatus;

/**
 * Statuses of coordinators and bundles. Unless `oozie.service.StatusTransitService.backward.support.for.states.without.error`
 * is switched off, Oozie prints RUNNING for RUNNINGWITHERROR, and so on; DONEWITHERROR is always printed.
 * @see org.apache.oozie.client.Job.Status
 */
export type KnownJobStatus =
  | 'PREMATER'
  | 'PREP'
  | 'RUNNING'
  | 'SUSPENDED'
  | 'SUCCEEDED'
  | 'KILLED'
  | 'FAILED'
  | 'PAUSED'
  | 'PREPPAUSED'
  | 'PREPSUSPENDED'
  | 'RUNNINGWITHERROR'
  | 'SUSPENDEDWITHERROR'
  | 'PAUSEDWITHERROR'
  | 'DONEWITHERROR'
  | 'IGNORED';
export type CoordinatorStatus = KnownJobStatus | UnknownStatus;
export type BundleStatus = KnownJobStatus | UnknownStatus;

/** @see org.apache.oozie.client.CoordinatorAction.Status */
export type KnownCoordinatorActionStatus =
  | 'WAITING'
  | 'READY'
  | 'SUBMITTED'
  | 'RUNNING'
  | 'SUSPENDED'
  | 'TIMEDOUT'
  | 'SUCCEEDED'
  | 'KILLED'
  | 'FAILED'
  | 'IGNORED'
  | 'SKIPPED';
export type CoordinatorActionStatus = KnownCoordinatorActionStatus | UnknownStatus;

const terminalWorkflow: ReadonlySet<string> = new Set(['SUCCEEDED', 'KILLED', 'FAILED']);
const terminalJob: ReadonlySet<string> = new Set(['SUCCEEDED', 'KILLED', 'FAILED', 'DONEWITHERROR']);

/** Whether a workflow is over: only a rerun makes it run again. An unknown status is not terminal. */
export function isTerminalWorkflowStatus(status: WorkflowStatus): boolean {
  return terminalWorkflow.has(status);
}

/**
 * Whether a coordinator is over. A later end time, a rerun, or `change status=RUNNING` can still revive it. IGNORED
 * counts as over, since Oozie leaves such a coordinator alone.
 */
export function isTerminalCoordinatorStatus(status: CoordinatorStatus): boolean {
  return terminalJob.has(status) || status === 'IGNORED';
}

/** Whether a bundle is over; a bundle-rerun can still revive one that SUCCEEDED or is DONEWITHERROR. */
export function isTerminalBundleStatus(status: BundleStatus): boolean {
  return terminalJob.has(status);
}
