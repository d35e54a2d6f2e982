import type { KnownJobStatus, KnownWorkflowStatus } from './job-status.ts';

/**
 * What an operation makes of a job in a state:
 * - `acts`: it changes the job, and a job that is still in this state has not been changed yet
 * - `aim`: the state that it leads to, so it has nothing to do
 * - `beyond`: nothing; but a job gets here by itself once the operation has been carried out
 * - `none`: nothing, and the job is where the operation cannot lead
 */
export type Effect = 'acts' | 'aim' | 'beyond' | 'none';

export type WorkflowOperation = 'start' | 'suspend' | 'resume' | 'kill';
export type CoordinatorOperation = 'suspend' | 'resume' | 'kill' | 'ignore';
export type BundleOperation = 'start' | 'suspend' | 'resume' | 'kill';

/** Which effect an operation has in each state. */
export type Effects = Readonly<Record<string, Effect>>;

/** @see org.apache.oozie.command.wf: StartXCommand, SuspendXCommand, ResumeXCommand, KillXCommand */
export const workflowEffects: Readonly<
  Record<WorkflowOperation, Readonly<Record<KnownWorkflowStatus, Effect>>>
> = {
  start: {
    PREP: 'acts',
    RUNNING: 'aim',
    SUSPENDED: 'beyond',
    SUCCEEDED: 'beyond',
    KILLED: 'beyond',
    FAILED: 'beyond',
  },
  suspend: {
    PREP: 'none',
    RUNNING: 'acts',
    SUSPENDED: 'aim',
    SUCCEEDED: 'none',
    KILLED: 'none',
    FAILED: 'none',
  },
  resume: {
    PREP: 'none',
    RUNNING: 'aim',
    SUSPENDED: 'acts',
    SUCCEEDED: 'beyond',
    KILLED: 'none',
    FAILED: 'beyond',
  },
  kill: {
    PREP: 'acts',
    RUNNING: 'acts',
    SUSPENDED: 'acts',
    SUCCEEDED: 'none',
    KILLED: 'aim',
    // Oozie kills what actions are left, but the job stays FAILED.
    FAILED: 'none',
  },
};

/** Coordinators and bundles are suspended in the same way, but only coordinators are ever IGNORED. */
const suspend = {
  PREMATER: 'none',
  PREP: 'acts',
  RUNNING: 'acts',
  RUNNINGWITHERROR: 'acts',
  PAUSED: 'acts',
  PAUSEDWITHERROR: 'acts',
  PREPPAUSED: 'acts',
  SUSPENDED: 'aim',
  SUSPENDEDWITHERROR: 'aim',
  PREPSUSPENDED: 'aim',
  SUCCEEDED: 'none',
  DONEWITHERROR: 'none',
  KILLED: 'none',
  FAILED: 'none',
  IGNORED: 'none',
} as const;

const resume = {
  PREMATER: 'none',
  PREP: 'aim',
  RUNNING: 'aim',
  RUNNINGWITHERROR: 'aim',
  // The pause time has been reached meanwhile.
  PAUSED: 'beyond',
  PAUSEDWITHERROR: 'beyond',
  PREPPAUSED: 'beyond',
  SUSPENDED: 'acts',
  SUSPENDEDWITHERROR: 'acts',
  PREPSUSPENDED: 'acts',
  SUCCEEDED: 'beyond',
  DONEWITHERROR: 'beyond',
  KILLED: 'none',
  FAILED: 'none',
  IGNORED: 'none',
} as const;

const kill = {
  PREMATER: 'acts',
  PREP: 'acts',
  RUNNING: 'acts',
  RUNNINGWITHERROR: 'acts',
  PAUSED: 'acts',
  PAUSEDWITHERROR: 'acts',
  PREPPAUSED: 'acts',
  SUSPENDED: 'acts',
  SUSPENDEDWITHERROR: 'acts',
  PREPSUSPENDED: 'acts',
  SUCCEEDED: 'none',
  DONEWITHERROR: 'none',
  KILLED: 'aim',
  FAILED: 'none',
  IGNORED: 'none',
} as const;

/** @see org.apache.oozie.command.coord: CoordSuspendXCommand, CoordResumeXCommand, CoordKillXCommand, CoordChangeXCommand */
export const coordinatorEffects: Readonly<
  Record<CoordinatorOperation, Readonly<Record<KnownJobStatus, Effect>>>
> = {
  suspend,
  resume,
  kill,
  ignore: {
    PREMATER: 'none',
    PREP: 'none',
    RUNNING: 'none',
    RUNNINGWITHERROR: 'none',
    PAUSED: 'none',
    PAUSEDWITHERROR: 'none',
    PREPPAUSED: 'none',
    SUSPENDED: 'none',
    SUSPENDEDWITHERROR: 'none',
    PREPSUSPENDED: 'none',
    SUCCEEDED: 'none',
    DONEWITHERROR: 'none',
    KILLED: 'acts',
    FAILED: 'acts',
    IGNORED: 'aim',
  },
};

/** @see org.apache.oozie.command.bundle: BundleStartXCommand, BundleJobSuspendXCommand, BundleJobResumeXCommand, BundleKillXCommand */
export const bundleEffects: Readonly<Record<BundleOperation, Readonly<Record<KnownJobStatus, Effect>>>> = {
  start: {
    PREMATER: 'none',
    PREP: 'acts',
    RUNNING: 'aim',
    RUNNINGWITHERROR: 'aim',
    PAUSED: 'beyond',
    PAUSEDWITHERROR: 'beyond',
    PREPPAUSED: 'none',
    SUSPENDED: 'beyond',
    SUSPENDEDWITHERROR: 'beyond',
    PREPSUSPENDED: 'none',
    SUCCEEDED: 'beyond',
    DONEWITHERROR: 'beyond',
    KILLED: 'none',
    FAILED: 'beyond',
    IGNORED: 'none',
  },
  suspend,
  resume,
  kill,
};

/** What came of an operation; `open` while it can still be carried out. */
export type Verdict = 'done' | 'already' | 'ignored' | 'open';

/**
 * Judges what came of an operation by the states before it was sent and after it was accepted. A state that this
 * client does not know leaves it open.
 */
export function judge(effects: Effects, from: string, status: string): Verdict {
  const before = effects[from];
  const after = effects[status];
  if (after === 'none') return 'ignored';
  if (after === 'aim') return before === 'aim' ? 'already' : 'done';
  if (after === 'beyond') return before === 'aim' ? 'already' : before === 'acts' ? 'done' : 'ignored';
  return 'open';
}
