import type { Workflow } from '@howdah/oozie-client';
import { isTerminalWorkflowStatus } from '@howdah/oozie-client';
import type { JobLink, Was } from '../../store/tables.ts';
import { asText, digestOf } from '../digest.ts';
import type { CommandInput, CommandPlan, Plan, PlanInput } from '../kind.ts';
import { nothing, step } from '../next-step.ts';
import { overtaken } from '../pushes.ts';
import { workflowPushes } from './pushes.ts';
import { carriesRerun, type RerunPayload, rerunPayload } from './rerun.ts';
import type { WorkflowRunSpec } from './spec.ts';

/**
 * A workflow's definition and properties are fixed from the moment that it is submitted. A newer revision of a
 * definition that it refers to is for the runs that follow.
 */
export function workflowFixedDigest(spec: WorkflowRunSpec): string {
  return digestOf({
    definition: spec.follows?.definition ?? spec.definition,
    properties: asText(spec.properties),
  });
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
  if (status === 'PREP') return planInert(remote, wanted.state, stateChanged);
  if (!stateChanged || wanted.state === undefined) return nothing;
  const action = { RUNNING: 'resume', SUSPENDED: 'suspend', KILLED: 'kill' } as const;
  const push = workflowPushes[action[wanted.state]][status];
  if (push === 'there') return nothing;
  // What isn't known to Oozie 5.2.1 is left to the server to judge.
  if (push === 'send' || push === undefined) return step(action[wanted.state]);
  const message = `${overtaken(`${action[wanted.state]} it`, input.asked, status)} Take the change back.`;
  return { next: 'park', field: 'state', message };
}

function planInert({ run }: Workflow, state: WorkflowRunSpec['state'], stateChanged: boolean): Plan {
  // A rerun, which was asked for after the kill, passes through here for a moment.
  if (state === 'KILLED') return step(run > 0 && !stateChanged ? 'start' : 'kill');
  return state === 'SUSPENDED' ? nothing : step('start');
}

/** What a command asked of a workflow needs next. */
export function planWorkflowCommand({ asked, remote }: CommandInput<Workflow>): CommandPlan {
  const { command, was, askedAt } = asked;
  if (command.do !== 'rerun') {
    return {
      next: 'park',
      field: null,
      message: `"${command.do}" can’t be asked of a workflow. Take it back.`,
    };
  }
  if (remote === undefined) return { next: 'step', action: 'look', payload: null };
  if (carriesRerun(remote, asked.id)) return { next: 'fulfilled', message: 'found done on Oozie' };
  const push = workflowPushes.rerun[remote.status];
  const isOther = was !== null && (was.run !== remote.run || (wasOver(was) && was.status !== remote.status));
  if (push === 'early' && !isOther) return { next: 'wait' };
  if (isOther || push !== 'send') {
    const now =
      was !== null && was.run !== remote.run ? `${remote.status} (run ${remote.run})` : remote.status;
    const why = overtaken('rerun it', { at: askedAt, status: was?.status ?? null }, now);
    return { next: 'park', field: null, message: `${why} Ask again (retry), or take it back.` };
  }
  const payload: RerunPayload = { id: asked.id, run: remote.run, command };
  return { next: 'step', action: 'rerun', payload };
}

/** Asked of a run that was under way, it meant: when that is over. */
const wasOver = ({ status }: Was): boolean => status !== null && isTerminalWorkflowStatus(status);

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
export function workflowAgrees(action: string, payload: unknown, job: Workflow): boolean {
  switch (action) {
    case 'start':
      return job.status !== 'PREP';
    case 'suspend':
      return job.status !== 'RUNNING';
    case 'resume':
      return job.status !== 'SUSPENDED';
    case 'kill':
      return isTerminalWorkflowStatus(job.status);
    case 'rerun': {
      const { id, run } = rerunPayload.parse(payload);
      return job.run > run && carriesRerun(job, id);
    }
    default:
      return true;
  }
}
