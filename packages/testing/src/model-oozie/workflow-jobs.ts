import { type Configuration, setProperty } from './configuration.ts';
import {
  applicationPaths,
  definitionAt,
  groupOf,
  refuseReservedNames,
  resolveName,
  withDefaults,
  withParameters,
} from './definition-file.ts';
import type { Draft } from './draft.ts';
import { ExpressionError, evaluate } from './expressions.ts';
import type { WorkflowAction, WorkflowJob } from './oozie-state.ts';
import { tellParent } from './parents.ts';
import { NotApplicable, type Refusal, refuse } from './refusal.ts';
import { parseWorkflow, type WorkflowDefinition } from './workflow-definition.ts';
import { isRunningAction, resumeActions, runStartNode } from './workflow-progress.ts';
import { workflowVocabulary } from './workflow-vocabulary.ts';
import { printXml } from './xml-tree.ts';

/** What a workflow is submitted with. */
interface Prepared {
  readonly conf: Configuration;
  readonly definition: WorkflowDefinition;
  readonly xml: string;
  readonly appName: string;
}

/** What Oozie takes for a failure of its own is wrapped, with its code kept in the message. */
function wrapped(error: unknown): unknown {
  if (error instanceof ExpressionError) return refuse('E0803', error.message);
  return error;
}

/** @throws {Refusal} what is wrong with the definition or the properties */
function prepare(draft: Draft, given: Configuration): Prepared {
  const conf = withDefaults(draft, 'workflow', given);
  const path = conf[applicationPaths.workflow] ?? '';
  const xml = definitionAt(draft, 'workflow', path);
  if (xml === undefined) throw refuse('E0710', `there is no workflow at [${path}]`);
  const { maxWorkflowBytes } = draft.state.settings;
  if (xml.length > maxWorkflowBytes) {
    throw refuse('E0736', `the workflow has ${xml.length} bytes, and may have ${maxWorkflowBytes}`);
  }
  const definition = parseWorkflow(xml);
  const completed = withParameters(definition.parameters, conf);
  try {
    refuseReservedNames('workflow', completed);
    return { conf: completed, definition, xml, appName: resolveName(definition.name, completed) };
  } catch (error) {
    if (error instanceof ExpressionError) throw wrapped(error);
    throw refuse('E0803', `IO error, ${(error as Refusal).message}`);
  }
}

function newJob(draft: Draft, { conf, xml, appName }: Prepared, parentId: string | null): WorkflowJob {
  return {
    id: draft.newId('W'),
    appName,
    appPath: conf[applicationPaths.workflow] ?? '',
    conf,
    definition: xml,
    status: 'PREP',
    run: 0,
    user: conf['user.name'] ?? '',
    group: conf['group.name'] ?? null,
    externalId: conf['oozie.wf.external.id'] ?? null,
    parentId: conf['oozie.wf.parent.id'] ?? parentId,
    createdTime: draft.now,
    startTime: null,
    endTime: null,
    lastModTime: draft.now,
    actions: [],
    joined: {},
    skipped: [],
  };
}

/**
 * Makes a workflow in PREP.
 * @see org.apache.oozie.command.wf.SubmitXCommand
 */
export function submitWorkflow(draft: Draft, given: Configuration, parentId: string | null = null): string {
  const job = newJob(draft, prepare(draft, given), parentId);
  draft.workflows.put(job.id, job);
  return job.id;
}

/** Checks a workflow without making it, its expressions included. */
export function dryrunWorkflow(draft: Draft, given: Configuration): string {
  const prepared = prepare(draft, given);
  const job = newJob(draft, prepared, null);
  try {
    evaluate(printXml(prepared.definition.root), workflowVocabulary(job));
  } catch (error) {
    throw wrapped(error);
  }
  return 'OK';
}

export function workflowOf(
  draft: Draft,
  id: string,
  code: 'E0604' | 'E0605' | 'E0603' = 'E0605',
): WorkflowJob {
  const job = draft.workflows.get(id);
  if (job === undefined) {
    throw refuse(
      code,
      code === 'E0603' ? `E0605: there is no workflow [${id}]` : `there is no workflow [${id}]`,
    );
  }
  return job;
}

/** @see org.apache.oozie.command.wf.StartXCommand */
export function startWorkflow(draft: Draft, id: string): void {
  const job = workflowOf(draft, id);
  if (job.status === 'RUNNING') throw refuse('E0801', `the workflow [${id}] runs already`);
  if (job.status !== 'PREP') throw new NotApplicable(`a workflow in ${job.status} is not started`);
  draft.workflows.put(id, { ...job, status: 'RUNNING', startTime: draft.now, lastModTime: draft.now });
  runStartNode(draft, id);
}

/** @see org.apache.oozie.command.wf.SuspendXCommand */
export function suspendWorkflow(draft: Draft, id: string): void {
  const job = workflowOf(draft, id, 'E0603');
  if (job.status !== 'RUNNING') throw new NotApplicable(`a workflow in ${job.status} is not suspended`);
  const suspended: WorkflowJob = { ...job, status: 'SUSPENDED', lastModTime: draft.now };
  draft.workflows.put(id, suspended);
  tellParent(draft, suspended);
  // A child that is suspended suspends its parent with it.
  const { parentId } = job;
  if (parentId?.includes('-W') && draft.workflows.get(parentId)?.status === 'RUNNING') {
    suspendWorkflow(draft, parentId);
  }
}

/** @see org.apache.oozie.command.wf.ResumeXCommand */
export function resumeWorkflow(draft: Draft, id: string): void {
  const job = workflowOf(draft, id);
  if (job.status !== 'SUSPENDED') throw new NotApplicable(`a workflow in ${job.status} is not resumed`);
  const resumed: WorkflowJob = { ...job, status: 'RUNNING', lastModTime: draft.now };
  draft.workflows.put(id, resumed);
  tellParent(draft, resumed);
  resumeActions(draft, id);
}

/** @see org.apache.oozie.command.wf.KillXCommand */
export function killWorkflow(draft: Draft, id: string): void {
  const job = workflowOf(draft, id);
  if (job.status === 'SUCCEEDED' || job.status === 'KILLED') {
    throw new NotApplicable(`a workflow in ${job.status} is not killed`);
  }
  const killed: WorkflowJob = {
    ...job,
    status: job.status === 'FAILED' ? 'FAILED' : 'KILLED',
    endTime: draft.now,
    lastModTime: draft.now,
    actions: job.actions.map((action) => killedAction(draft, action)),
  };
  draft.workflows.put(id, killed);
  tellParent(draft, killed);
  for (const action of job.actions.filter(isRunningAction)) {
    if (action.type === 'sub-workflow' && action.externalId !== null) {
      draft.later({ does: 'kill', job: action.externalId });
    }
  }
}

function killedAction(draft: Draft, action: WorkflowAction): WorkflowAction {
  if (!isRunningAction(action)) return action;
  const hasStarted = action.status === 'RUNNING' || action.status === 'DONE';
  return { ...action, status: 'KILLED', pending: false, endTime: hasStarted ? draft.now : action.endTime };
}

const skipProperty = 'oozie.wf.rerun.skip.nodes';
const failedProperty = 'oozie.wf.rerun.failnodes';

/**
 * Runs a workflow that is over again: `given` is merged over its properties, and its definition read again.
 * @see org.apache.oozie.command.wf.ReRunXCommand
 */
export function rerunWorkflow(draft: Draft, id: string, given: Configuration): void {
  const job = workflowOf(draft, id);
  const conf = { ...job.conf, ...given };
  const onlyFailed = conf[failedProperty]?.trim().toLowerCase() === 'true';
  if (onlyFailed && conf[skipProperty] !== undefined) {
    throw refuse('E0404', `only one of [${skipProperty}] and [${failedProperty}] can be given`);
  }
  const skipped = onlyFailed
    ? job.actions.filter(({ status }) => status === 'OK').map(({ name }) => name)
    : (conf[skipProperty] ?? '')
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean);
  if (!['SUCCEEDED', 'KILLED', 'FAILED'].includes(job.status)) {
    throw refuse('E0805', `a workflow in [${job.status}] is not over yet`);
  }
  checkSkipped(job, skipped);
  const prepared = prepare(draft, conf);
  const kept = ({ name, type }: WorkflowAction) =>
    skipped.includes(name) || (onlyFailed && type === 'sub-workflow');
  const again: WorkflowJob = {
    ...job,
    appName: prepared.appName,
    appPath: prepared.conf[applicationPaths.workflow] ?? job.appPath,
    conf: prepared.conf,
    definition: prepared.xml,
    user: prepared.conf['user.name'] ?? job.user,
    group: groupOf(prepared.conf),
    externalId: prepared.conf['oozie.wf.external.id'] ?? null,
    endTime: null,
    run: job.run + 1,
    status: 'PREP',
    lastModTime: draft.now,
    actions: job.actions.filter(kept),
    joined: {},
    skipped,
  };
  draft.workflows.put(id, again);
  tellParent(draft, again);
  startWorkflow(draft, id);
}

function checkSkipped({ actions }: WorkflowJob, skipped: readonly string[]): void {
  for (const name of skipped) {
    const action = actions.find((each) => each.name === name);
    if (action !== undefined && action.status !== 'OK' && action.status !== 'ERROR') {
      throw refuse('E0806', `the action [${name}] is to be skipped, but has not ended`);
    }
  }
  const missing = skipped.filter((name) => !actions.some((action) => action.name === name));
  if (missing.length > 0) throw refuse('E0807', `actions to skip have not run: [${missing.join(',')}]`);
}

/** The properties of a rerun as Oozie takes them, under all their names. */
export function rerunProperties(given: Configuration): Configuration {
  const properties: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) setProperty(properties, name, value);
  return properties;
}
