import type { Configuration } from './configuration.ts';
import { applicationPaths } from './definition-file.ts';
import type { Draft } from './draft.ts';
import { ExpressionError, evaluate } from './expressions.ts';
import { exists } from './file-store.ts';
import { branchesInto } from './fork-branches.ts';
import type { ActionOutcome, WorkflowAction, WorkflowJob } from './oozie-state.ts';
import { tellParent } from './parents.ts';
import { isRefusal } from './refusal.ts';
import { startSubWorkflow } from './sub-workflows.ts';
import {
  confTemplate,
  parseWorkflow,
  startNode,
  transitionsOf,
  type WorkflowDefinition,
  type WorkflowNode,
} from './workflow-definition.ts';
import { workflowVocabulary } from './workflow-vocabulary.ts';
import { childOf, childrenOf, parseXml, textOf, type XmlElement } from './xml-tree.ts';

const controlTypes: Readonly<Record<string, string>> = {
  start: ':START:',
  end: ':END:',
  kill: ':KILL:',
  fork: ':FORK:',
  join: ':JOIN:',
  decision: 'switch',
};

const unfinished: ReadonlySet<string> = new Set(['PREP', 'RUNNING', 'DONE']);

/** Whether an action is not over. */
export const isRunningAction = ({ status }: WorkflowAction): boolean => unfinished.has(status);

/** Runs `:start:`; what comes next is queued, so that a start is answered before the job has gone far. */
export function runStartNode(draft: Draft, id: string): void {
  enter(draft, id, startNode);
}

/**
 * Goes on with a workflow at a node.
 * @see org.apache.oozie.command.wf.SignalXCommand
 */
export function enter(draft: Draft, id: string, name: string): void {
  const job = draft.workflows.get(id);
  if (job === undefined || job.status !== 'RUNNING') return;
  const definition = parseWorkflow(job.definition);
  const node = definition.nodes[name];
  if (node === undefined) return;
  if (node.is === 'join' && !hasAllBranches(draft, job, node.name, definition)) return;
  if (job.skipped.includes(name)) {
    goOn(draft, id, node, job.actions.find((action) => action.name === name)?.transition ?? null);
    return;
  }
  const known = job.actions.some((action) => action.name === name);
  const action = reached(node);
  // A sub-workflow that is rerun keeps the child that it had.
  if (known && node.is !== 'action') return;
  if (!known) update(draft, id, (now) => ({ ...now, actions: [...now.actions, action] }));
  if (suspendsAt(job.conf, name)) {
    draft.later({ does: 'suspend', job: id });
    return;
  }
  start(draft, id, node);
}

function reached(node: WorkflowNode): WorkflowAction {
  return {
    name: node.name,
    type: node.is === 'action' ? node.type : (controlTypes[node.is] ?? ''),
    status: 'PREP',
    conf: confTemplate(node),
    startTime: null,
    endTime: null,
    transition: null,
    data: null,
    externalId: null,
    externalStatus: null,
    errorCode: null,
    errorMessage: null,
    pending: true,
  };
}

function suspendsAt(conf: Configuration, name: string): boolean {
  const points = (conf['oozie.suspend.on.nodes'] ?? '').split(',').map((point) => point.trim());
  return points.includes(name) || (points.length === 1 && points[0] === '*');
}

function update(
  draft: Draft,
  id: string,
  change: (job: WorkflowJob) => WorkflowJob,
): WorkflowJob | undefined {
  const job = draft.workflows.get(id);
  if (job === undefined) return undefined;
  const changed = { ...change(job), lastModTime: draft.now };
  draft.workflows.put(id, changed);
  return changed;
}

function updateAction(draft: Draft, id: string, name: string, change: Partial<WorkflowAction>): void {
  update(draft, id, (job) => ({
    ...job,
    actions: job.actions.map((action) => (action.name === name ? { ...action, ...change } : action)),
  }));
}

function start(draft: Draft, id: string, node: WorkflowNode): void {
  const job = draft.workflows.get(id);
  if (job === undefined) return;
  let conf: string;
  try {
    // A kill node's message is computed by itself, and keeps its form in `conf`.
    const template = confTemplate(node);
    conf = node.is === 'kill' ? template : evaluate(template, workflowVocabulary(job));
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const code = { errorCode: 'EL_ERROR', errorMessage: error.message };
    updateAction(draft, id, node.name, { status: 'FAILED', pending: false, ...code });
    finish(draft, id, 'FAILED');
    return;
  }
  updateAction(draft, id, node.name, { conf, startTime: draft.now });
  if (node.is !== 'action') {
    endControlNode(draft, id, node, conf);
    return;
  }
  if (node.type === 'fs') {
    end(draft, id, node.name, 'OK');
    return;
  }
  updateAction(draft, id, node.name, { status: 'RUNNING', pending: false });
  if (node.type === 'sub-workflow') runChild(draft, id, node.name, parseXml(conf));
  else runScripted(draft, id, node.name);
}

function runChild(draft: Draft, id: string, name: string, body: XmlElement): void {
  try {
    const child = startSubWorkflow(draft, id, name, body);
    updateAction(draft, id, name, { externalId: child });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const code = error.code ?? 'IOException';
    updateAction(draft, id, name, { errorCode: code, errorMessage: `${code}: ${error.message}` });
    end(draft, id, name, 'ERROR', 'ERROR');
  }
}

function runScripted(draft: Draft, id: string, name: string): void {
  const job = draft.workflows.get(id);
  if (job === undefined) return;
  const number = `${job.id}@${name}@${job.run}`;
  updateAction(draft, id, name, { externalId: `application_${draft.state.startedAt}_${hash(number)}` });
  const script = draft.state.scripts.find(
    ({ workflow, node }) =>
      (workflow === undefined || workflow === job.appName) && (node === undefined || node === name),
  );
  if (script === undefined) return;
  const { ms, outcome = 'OK' } = script;
  draft.later({ does: 'complete', job: id, node: name, run: job.run, outcome }, ms);
}

function hash(text: string): string {
  let value = 0;
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) % 10_000;
  return String(value).padStart(4, '0');
}

/** Control nodes are over as soon as they begin. */
function endControlNode(draft: Draft, id: string, node: WorkflowNode, conf: string): void {
  const ended = { status: 'OK', externalStatus: 'OK', endTime: draft.now, pending: false } as const;
  switch (node.is) {
    case 'decision': {
      const to = choice(parseXml(conf));
      updateAction(draft, id, node.name, { ...ended, externalStatus: to, transition: to });
      goOn(draft, id, node, to);
      return;
    }
    case 'kill':
      updateAction(draft, id, node.name, { ...ended, ...killMessage(draft, id, node.message) });
      finish(draft, id, 'KILLED');
      return;
    case 'end':
      updateAction(draft, id, node.name, ended);
      finish(draft, id, 'SUCCEEDED');
      return;
    default: {
      const transition = node.is === 'fork' ? '*' : (transitionsOf(node)[0] ?? null);
      updateAction(draft, id, node.name, { ...ended, transition });
      goOn(draft, id, node, transition);
    }
  }
}

function choice(body: XmlElement): string {
  const chosen = childrenOf(body, 'case').find((branch) => textOf(branch).trim() === 'true');
  return (chosen ?? childOf(body, 'default'))?.attributes.to ?? '';
}

function killMessage(draft: Draft, id: string, template: string): Partial<WorkflowAction> {
  const job = draft.workflows.get(id);
  if (job === undefined) return {};
  try {
    return { errorCode: 'E0729', errorMessage: evaluate(template, workflowVocabulary(job)) };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { status: 'ERROR', errorCode: 'E0756', errorMessage: `E0756: ${error.message}` };
  }
}

/** Enters what comes after a node that has ended. */
function goOn(draft: Draft, id: string, node: WorkflowNode, transition: string | null): void {
  if (node.is === 'end' || node.is === 'kill') {
    finish(draft, id, node.is === 'end' ? 'SUCCEEDED' : 'KILLED');
    return;
  }
  if (node.is === 'start') draft.later({ does: 'enter', job: id, node: node.to });
  else if (node.is === 'fork') for (const path of node.paths) enter(draft, id, path);
  else if (transition !== null) enter(draft, id, transition);
}

/** Counts a branch that arrives at a join, and tells whether it was the last. */
function hasAllBranches(
  draft: Draft,
  job: WorkflowJob,
  join: string,
  definition: WorkflowDefinition,
): boolean {
  const arrived = (job.joined[join] ?? 0) + 1;
  update(draft, job.id, (now) => ({ ...now, joined: { ...now.joined, [join]: arrived } }));
  const branches = branchesInto(definition, join);
  return branches === undefined || arrived >= branches;
}

/** The whole workflow is over; what still runs of it is ended with it. */
function finish(draft: Draft, id: string, status: 'SUCCEEDED' | 'KILLED' | 'FAILED'): void {
  const ended = status === 'FAILED' ? 'FAILED' : 'KILLED';
  const job = update(draft, id, (now) => ({
    ...now,
    status,
    endTime: draft.now,
    actions: now.actions.map((action) => {
      if (!isRunningAction(action)) return action;
      if (action.type === 'sub-workflow' && action.externalId !== null) {
        draft.later({ does: 'kill', job: action.externalId });
      }
      return { ...action, status: ended, pending: false, endTime: draft.now };
    }),
  }));
  try {
    if (job !== undefined) tellParent(draft, job);
  } catch (error) {
    // Nobody asked, so nobody hears of it.
    if (!isRefusal(error)) throw error;
  }
}

/**
 * Ends an action that runs. While its workflow is suspended, it is DONE, and goes on with it.
 * @see org.apache.oozie.command.wf: ActionCheckXCommand, ActionEndXCommand
 */
export function end(
  draft: Draft,
  id: string,
  name: string,
  outcome: ActionOutcome,
  externalStatus: string = outcome === 'OK' ? 'SUCCEEDED' : outcome === 'ERROR' ? 'FAILED/KILLED' : 'FAILED',
): void {
  const job = draft.workflows.get(id);
  const action = job?.actions.find((each) => each.name === name);
  if (job === undefined || action === undefined || !isRunningAction(action)) return;
  if (job.status === 'SUSPENDED') {
    updateAction(draft, id, name, { status: 'DONE', externalStatus, pending: true });
    return;
  }
  if (outcome === 'FAILED') {
    updateAction(draft, id, name, { status: 'FAILED', externalStatus, pending: false, endTime: draft.now });
    finish(draft, id, 'FAILED');
    return;
  }
  const node = parseWorkflow(job.definition).nodes[name];
  if (node?.is !== 'action') return;
  const transition = outcome === 'OK' ? node.ok : node.error;
  const isFs = node.type === 'fs' ? { externalStatus: 'OK' } : { externalStatus };
  updateAction(draft, id, name, {
    status: outcome,
    pending: false,
    endTime: draft.now,
    transition,
    ...isFs,
  });
  enter(draft, id, transition);
}

/** Takes up what waited while a workflow was suspended. */
export function resumeActions(draft: Draft, id: string): void {
  const job = draft.workflows.get(id);
  if (job === undefined) return;
  const definition = parseWorkflow(job.definition);
  for (const action of job.actions) {
    const node = definition.nodes[action.name];
    if (node === undefined || !action.pending) continue;
    if (action.status === 'PREP') start(draft, id, node);
    if (action.status === 'DONE') {
      const { externalStatus } = action;
      end(
        draft,
        id,
        action.name,
        externalStatus === 'SUCCEEDED' ? 'OK' : 'ERROR',
        externalStatus ?? 'FAILED',
      );
    }
  }
}

/** Whether the files that an action needs are there. */
export function hasApplication(draft: Draft, conf: Configuration): boolean {
  return exists(draft.state, conf[applicationPaths.workflow] ?? '');
}
