import type { Push } from '../pushes.ts';

type KnownStatus = 'PREP' | 'RUNNING' | 'SUSPENDED' | 'SUCCEEDED' | 'KILLED' | 'FAILED';
export type WorkflowPush = 'resume' | 'suspend' | 'kill' | 'rerun';

/**
 * What can be pushed to a workflow in which status. Oozie answers 200 to all of it but a rerun of what isn't over
 * (E0805), whether it acts or not.
 * @see org.apache.oozie.command.wf: SuspendXCommand, ResumeXCommand, KillXCommand, ReRunXCommand
 */
export const workflowPushes: Readonly<
  Record<WorkflowPush, Readonly<Record<KnownStatus, Push>> & Readonly<Record<string, Push | undefined>>>
> = {
  resume: {
    PREP: 'there',
    RUNNING: 'there',
    SUSPENDED: 'send',
    // A run that is over is what "running" asked for.
    SUCCEEDED: 'there',
    KILLED: 'there',
    FAILED: 'there',
  },
  suspend: {
    PREP: 'there',
    RUNNING: 'send',
    SUSPENDED: 'there',
    SUCCEEDED: 'late',
    KILLED: 'late',
    FAILED: 'late',
  },
  kill: {
    PREP: 'send',
    RUNNING: 'send',
    SUSPENDED: 'send',
    SUCCEEDED: 'late',
    KILLED: 'there',
    // Oozie kills what actions are left, but the job stays FAILED.
    FAILED: 'late',
  },
  rerun: {
    PREP: 'early',
    RUNNING: 'early',
    SUSPENDED: 'early',
    SUCCEEDED: 'send',
    KILLED: 'send',
    FAILED: 'send',
  },
};
