import type { Properties } from './configuration.ts';
import { judge, type Verdict, type WorkflowOperation, workflowEffects } from './effects.ts';
import type { WorkflowStatus } from './job-status.ts';
import { type Confirmation, type ConfirmOptions, confirm } from './read-back.ts';
import type { RequestOptions } from './transport.ts';
import type { WorkflowFacts } from './workflow.ts';
import type { WorkflowOperations } from './workflows.ts';

/** Changes of a workflow that resolve when they show, or when it is clear that they won't. */
export interface ConfirmedWorkflowOperations {
  start(id: string, options?: ConfirmOptions): Promise<Confirmation<WorkflowStatus>>;
  suspend(id: string, options?: ConfirmOptions): Promise<Confirmation<WorkflowStatus>>;
  resume(id: string, options?: ConfirmOptions): Promise<Confirmation<WorkflowStatus>>;
  /** A FAILED workflow stays FAILED: `ignored`. */
  kill(id: string, options?: ConfirmOptions): Promise<Confirmation<WorkflowStatus>>;
  /** `done` once the job's `run` is higher, whatever has come of that run by then. */
  rerun(id: string, properties: Properties, options?: ConfirmOptions): Promise<Confirmation<WorkflowStatus>>;
}

export function confirmedWorkflows(
  workflows: Omit<WorkflowOperations, 'confirmed'>,
): ConfirmedWorkflowOperations {
  const readStatus = (id: string) => async (options: RequestOptions) => ({
    status: await workflows.status(id, options),
  });
  /** A row has all that is needed, without the configuration. */
  const readFacts = (id: string) => async (options: RequestOptions) => {
    const { rows } = await workflows.list({ filter: { id } }, options);
    return rows[0] ?? (await workflows.info(id, { ...options, len: 1 }));
  };
  const by = (operation: Exclude<WorkflowOperation, 'start'>) => (id: string, options?: ConfirmOptions) =>
    confirm(
      {
        name: `${operation} of ${id}`,
        read: readStatus(id),
        send: (given) => workflows[operation](id, given),
        judge: (before, now) => judge(workflowEffects[operation], before.status, now.status),
      },
      options,
    );
  return {
    start: (id, options) =>
      confirm(
        {
          name: `start of ${id}`,
          read: readFacts(id),
          send: (given) => workflows.start(id, given),
          judge: judgeStart,
          refusedWhenDone: 'E0801',
        },
        options,
      ),
    suspend: by('suspend'),
    resume: by('resume'),
    kill: by('kill'),
    rerun: (id, properties, options) =>
      confirm(
        {
          name: `rerun of ${id}`,
          read: readFacts(id),
          send: (given) => workflows.rerun(id, properties, given),
          judge: (before, now) => (now.run > before.run ? 'done' : 'open'),
        },
        options,
      ),
  };
}

/** A workflow that was killed before it could start is over without having been started. */
export function judgeStart(
  before: Pick<WorkflowFacts, 'status'>,
  now: Pick<WorkflowFacts, 'status' | 'startTime'>,
): Verdict {
  if (now.status === 'KILLED' && now.startTime === null) return 'ignored';
  return judge(workflowEffects.start, before.status, now.status);
}
