import type { Workflow } from '@howdah/oozie-client';
import { isTerminalWorkflowStatus } from '@howdah/oozie-client';
import type { JobLink } from '../../store/tables.ts';
import { asText, digestOf } from '../digest.ts';
import type { Plan, PlanInput } from '../kind.ts';
import { nothing, step } from '../next-step.ts';
import type { WorkflowRunSpec } from './spec.ts';

/** A workflow's definition and properties are fixed from the moment that it is submitted. */
export function workflowFixedDigest(spec: WorkflowRunSpec): string {
  return digestOf({ definition: spec.definition, properties: asText(spec.properties) });
}

/**
 * What a workflow run needs next. Submission is two-phase: an inert PREP job first, then `start`, which Oozie carries
 * out once at the most (E0801 for the second).
 */
export function planWorkflowRun(input: PlanInput<WorkflowRunSpec, Workflow>): Plan {
  const { base, wanted, link, remote, gone } = input;
  if (link === null) {
    if (wanted.state === 'KILLED') return nothing;
    return { next: 'step', action: 'submit', payload: wanted };
  }
  const isFixedChange = input.fixedDigest !== link.fixedDigest && input.onFixedChange !== 'ignore';
  if (isFixedChange && input.onFixedChange === 'replace') return { next: 'replace' };
  const stateChanged = wanted.state !== undefined && wanted.state !== base?.state;
  if (gone && !link.started) {
    if (wanted.state === 'KILLED') return nothing;
    return {
      next: 'park',
      field: null,
      message: 'Oozie no longer has the job, and it was never started. Retry submits it anew.',
    };
  }
  if (isFixedChange) {
    return {
      next: 'park',
      field: fixedFieldOf(base, wanted),
      message:
        'The row was changed after its workflow was submitted, and a submitted workflow can’t be changed. Take the ' +
        'change back, or declare the collection with onFixedChange "replace" (a new run) or "ignore".',
    };
  }
  if (gone) {
    if (!stateChanged || wanted.state !== 'SUSPENDED') return nothing;
    return {
      next: 'park',
      field: 'state',
      message: 'The row asks for SUSPENDED, but Oozie no longer has the workflow. Take the change back.',
    };
  }
  if (remote === undefined) {
    // One that is to be held back isn't started before it is suspended: it stays as inert as it was submitted.
    if (link.started || wanted.state === 'SUSPENDED') return step('look');
    return step(wanted.state === 'KILLED' ? 'kill' : 'start');
  }

  const { status } = remote;
  if (status === 'PREP') {
    if (wanted.state === 'KILLED') return step('kill');
    return wanted.state === 'SUSPENDED' ? nothing : step('start');
  }
  if (!stateChanged || status === wanted.state) return nothing;
  if (isTerminalWorkflowStatus(status)) {
    // A run that is over is what "running" asked for.
    if (wanted.state === 'RUNNING') return nothing;
    return {
      next: 'park',
      field: 'state',
      message: `The row asks for ${wanted.state}, but the workflow is already ${status}. Take the change back.`,
    };
  }
  if (wanted.state === 'KILLED') return step('kill');
  return step(wanted.state === 'SUSPENDED' ? 'suspend' : 'resume');
}

function fixedFieldOf(base: WorkflowRunSpec | null, wanted: WorkflowRunSpec): string | null {
  if (base === null) return null;
  if (base.definition !== wanted.definition) return 'definition';
  const before = asText(base.properties);
  const after = asText(wanted.properties);
  const name = [...new Set([...Object.keys(before), ...Object.keys(after)])].find(
    (key) => before[key] !== after[key],
  );
  return name === undefined ? null : `properties.${name}`;
}

/** What a deleted row's workflow needs so that it runs no more. */
export function planWorkflowKill({
  link,
  remote,
  gone,
}: {
  link: JobLink | null;
  remote: Workflow | undefined;
  gone: boolean;
}): Plan {
  if (link === null || gone) return nothing;
  if (remote !== undefined && isTerminalWorkflowStatus(remote.status)) return nothing;
  return step('kill');
}

/** Whether the workflow is where a step wanted it, or past where the step could matter. */
export function workflowAgrees(action: string, job: Workflow): boolean {
  switch (action) {
    case 'start':
      return job.status !== 'PREP';
    case 'suspend':
      return job.status !== 'RUNNING';
    case 'resume':
      return job.status !== 'SUSPENDED';
    case 'kill':
      return isTerminalWorkflowStatus(job.status);
    default:
      return true;
  }
}
