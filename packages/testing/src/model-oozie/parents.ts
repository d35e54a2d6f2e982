import { hearOfWorkflow } from './coordinator-runs.ts';
import type { Draft } from './draft.ts';
import type { WorkflowJob } from './oozie-state.ts';

const callback = /\/callback\?id=(.+-W)@([^&]+)&/;

/**
 * Tells what started a workflow that its status has changed: a coordinator's action at once, a parent workflow by a
 * callback, once the child is over.
 * @throws {Refusal} E0607 when the coordinator knows nothing of the workflow; what would come after is left undone
 */
export function tellParent(draft: Draft, job: WorkflowJob): void {
  if (job.parentId?.includes('-C@')) hearOfWorkflow(draft, job);
  const [, parent, node] = callback.exec(job.conf['oozie.wf.workflow.notification.url'] ?? '') ?? [];
  if (parent === undefined || node === undefined) return;
  if (!['SUCCEEDED', 'KILLED', 'FAILED'].includes(job.status)) return;
  draft.later({ does: 'hear of child', job: parent, node, child: job.id, status: job.status });
}
