import { changeBundle, rerunBundle } from './bundle-change.ts';
import {
  killBundle,
  resumeBundle,
  startBundle,
  submitBundleCoordinator,
  suspendBundle,
} from './bundle-jobs.ts';
import type { Command } from './command.ts';
import { rerunActions } from './coordinator-actions.ts';
import { changeCoordinator } from './coordinator-change.ts';
import { killCoordinator, resumeCoordinator, suspendCoordinator } from './coordinator-jobs.ts';
import { checkInput, startAction, startReady } from './coordinator-runs.ts';
import type { Draft } from './draft.ts';
import { materialize } from './materialization.ts';
import type { CoordinatorAction } from './oozie-state.ts';
import { isRefusal, NotApplicable, refuse } from './refusal.ts';
import {
  killWorkflow,
  rerunWorkflow,
  resumeWorkflow,
  startWorkflow,
  suspendWorkflow,
} from './workflow-jobs.ts';
import { end, enter } from './workflow-progress.ts';

/** How long Oozie waits before it tries again what found a job's lock taken, in ms. */
const requeueDelay = 10_000;

/** What a command gives back: the actions that it acted on, or nothing. */
export type Performed = readonly CoordinatorAction[] | undefined;

const families = {
  W: { start: startWorkflow, suspend: suspendWorkflow, resume: resumeWorkflow, kill: killWorkflow },
  C: {
    start: () => {
      throw refuse('E0303', 'a coordinator is not started');
    },
    suspend: suspendCoordinator,
    resume: resumeCoordinator,
    kill: killCoordinator,
  },
  B: { start: startBundle, suspend: suspendBundle, resume: resumeBundle, kill: killBundle },
};

/** The kind of a job, from its id; what ends like neither a workflow nor a bundle counts as a coordinator. */
export function familyOf(id: string): 'W' | 'C' | 'B' {
  return id.endsWith('-W') ? 'W' : id.endsWith('-B') ? 'B' : 'C';
}

/**
 * Carries out a command. What does not apply is passed over in silence, as Oozie does; when somebody else is at work on
 * the job, the command waits in the queue, and nobody is told.
 * @throws {Refusal}
 */
export function perform(draft: Draft, command: Command): Performed {
  const lockedUntil = draft.state.locks[command.job];
  if (lockedUntil !== undefined && lockedUntil > draft.now) {
    draft.later(command, requeueDelay);
    return undefined;
  }
  try {
    return carryOut(draft, command);
  } catch (error) {
    if (error instanceof NotApplicable) return undefined;
    throw error;
  }
}

function carryOut(draft: Draft, command: Command): Performed {
  const { job } = command;
  switch (command.does) {
    case 'start':
    case 'suspend':
    case 'resume':
    case 'kill':
      families[familyOf(job)][command.does](draft, job);
      return undefined;
    case 'rerun':
      rerunWorkflow(draft, job, command.conf);
      return undefined;
    case 'enter':
      enter(draft, job, command.node);
      return undefined;
    case 'complete':
      completeAction(draft, command);
      return undefined;
    case 'hear of child':
      hearOfChild(draft, command);
      return undefined;
    case 'materialize':
      materialize(draft, job);
      return undefined;
    case 'check input':
      checkInput(draft, job, command.action);
      return undefined;
    case 'start ready':
      startReady(draft, job);
      return undefined;
    case 'start action':
      startAction(draft, job, command.action);
      return undefined;
    case 'change':
      if (familyOf(job) === 'B') changeBundle(draft, job, command.value);
      else changeCoordinator(draft, job, command.value);
      return undefined;
    case 'rerun actions':
      return rerunActions(draft, job, command);
    case 'rerun bundle':
      rerunBundle(draft, job, command);
      return undefined;
    case 'submit coordinator':
      submitBundleCoordinator(draft, job, command.name);
      return undefined;
  }
}

function completeAction(draft: Draft, command: Extract<Command, { does: 'complete' }>): void {
  const { job, node, run, outcome, data } = command;
  const workflow = draft.workflows.get(job);
  const action = workflow?.actions.find(({ name }) => name === node);
  if (workflow === undefined || workflow.run !== run || action?.status !== 'RUNNING') return;
  if (data !== undefined) {
    const actions = workflow.actions.map((each) => (each.name === node ? { ...each, data } : each));
    draft.workflows.put(job, { ...workflow, actions });
  }
  end(draft, job, node, outcome);
}

function hearOfChild(draft: Draft, command: Extract<Command, { does: 'hear of child' }>): void {
  const { job, node, child, status } = command;
  const action = draft.workflows.get(job)?.actions.find(({ name }) => name === node);
  if (action?.externalId !== child || action.status !== 'RUNNING') return;
  end(draft, job, node, status === 'SUCCEEDED' ? 'OK' : 'ERROR', status);
}

/** Carries out a queued command; what is refused goes no further than Oozie's log. */
export function performQueued(draft: Draft, command: Command): void {
  try {
    perform(draft, command);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}
