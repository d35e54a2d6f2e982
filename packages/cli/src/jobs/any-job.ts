import {
  type Bundle,
  type Coordinator,
  type CoordinatorAction,
  isTerminalBundleStatus,
  isTerminalCoordinatorStatus,
  isTerminalWorkflowStatus,
  type OozieClient,
  type Workflow,
  type WorkflowAction,
} from '@howdah/oozie-client';
import type { JobId } from './job-id.ts';

/** Whatever an id names, read in full. */
export type AnyJob =
  | { readonly is: 'workflow'; readonly job: Workflow }
  | { readonly is: 'coordinator'; readonly job: Coordinator }
  | { readonly is: 'bundle'; readonly job: Bundle }
  | { readonly is: 'node'; readonly job: WorkflowAction }
  | { readonly is: 'action'; readonly job: CoordinatorAction };

export interface AnyJobOptions {
  readonly signal: AbortSignal;
  /** How many of the job's actions to read along: the first of a workflow, the latest of a coordinator. Default: all. */
  readonly actions?: number | undefined;
}

/** Reads whatever the id names. */
export async function readAnyJob(
  oozie: OozieClient,
  { id, kind, action }: JobId,
  { signal, actions }: AnyJobOptions,
): Promise<AnyJob> {
  if (action !== undefined) {
    return kind === 'workflow'
      ? { is: 'node', job: await oozie.workflows.action(id, { signal }) }
      : { is: 'action', job: await oozie.coordinators.action(id, { signal }) };
  }
  switch (kind) {
    case 'workflow': {
      // Oozie takes a length of 0 for none given.
      const job = await oozie.workflows.info(id, {
        signal,
        ...(actions === undefined ? {} : { len: Math.max(1, actions) }),
      });
      return { is: kind, job: actions === 0 ? { ...job, actions: [] } : job };
    }
    case 'coordinator':
      return {
        is: kind,
        job: await oozie.coordinators.info(id, { signal, len: actions ?? -1, order: 'desc' }),
      };
    case 'bundle':
      return { is: kind, job: await oozie.bundles.info(id, { signal }) };
  }
}

const terminalActions = new Set(['SUCCEEDED', 'FAILED', 'KILLED', 'TIMEDOUT', 'IGNORED', 'SKIPPED']);
const terminalNodes = new Set(['OK', 'ERROR', 'DONE', 'KILLED', 'FAILED']);

/** Whether a job, or an action, in this status is over. */
export function isOver({ kind, action }: Pick<JobId, 'kind' | 'action'>, status: string): boolean {
  if (action !== undefined) return (kind === 'workflow' ? terminalNodes : terminalActions).has(status);
  switch (kind) {
    case 'workflow':
      return isTerminalWorkflowStatus(status);
    case 'coordinator':
      return isTerminalCoordinatorStatus(status);
    case 'bundle':
      return isTerminalBundleStatus(status);
  }
}

/** Reads the status of whatever the id names. */
export async function readStatus(
  oozie: OozieClient,
  { id, kind, action }: JobId,
  signal: AbortSignal,
): Promise<string> {
  if (action !== undefined && kind === 'workflow')
    return (await oozie.workflows.action(id, { signal })).status;
  if (action !== undefined) return (await oozie.coordinators.action(id, { signal })).status;
  switch (kind) {
    case 'workflow':
      return oozie.workflows.status(id, { signal });
    case 'coordinator':
      return oozie.coordinators.status(id, { signal });
    case 'bundle':
      return oozie.bundles.status(id, { signal });
  }
}
