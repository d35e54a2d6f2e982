import { setProperty } from './configuration.ts';
import { changeAction, coordinatorOf } from './coordinator-jobs.ts';
import { applicationPaths } from './definition-file.ts';
import type { Draft } from './draft.ts';
import { exists } from './file-store.ts';
import type { CoordinatorAction, CoordinatorJob, WorkflowJob } from './oozie-state.ts';
import { isRefusal, NotApplicable, Refusal, refuse } from './refusal.ts';
import { rerunWorkflow, startWorkflow, submitWorkflow } from './workflow-jobs.ts';

/** How often it is looked whether an action's data is there, in ms. */
const inputCheckInterval = 60_000;

/** How late an action of a coordinator with execution NONE may start, in ms. */
const tolerance = 60_000;

function actionOf(job: CoordinatorJob, number: number): CoordinatorAction {
  const action = job.actions.find((each) => each.number === number);
  if (action === undefined) throw refuse('E0605', `there is no action [${job.id}@${number}]`);
  return action;
}

/**
 * Makes an action ready when its time has come and its data is there.
 * @see org.apache.oozie.command.coord.CoordActionInputCheckXCommand
 */
export function checkInput(draft: Draft, id: string, number: number): void {
  const job = coordinatorOf(draft, id);
  const action = actionOf(job, number);
  if (action.status !== 'WAITING') throw new NotApplicable(`the action is in ${action.status}`);
  if (!['RUNNING', 'RUNNINGWITHERROR', 'PAUSED', 'PAUSEDWITHERROR'].includes(job.status)) {
    throw new NotApplicable(`the coordinator is in ${job.status}`);
  }
  if (action.nominalTime > draft.now) {
    draft.later({ does: 'check input', job: id, action: number }, action.nominalTime - draft.now);
    changeAction(draft, id, number, {});
    return;
  }
  if (isOvertaken(draft, job, action)) {
    changeAction(draft, id, number, { status: 'SKIPPED' });
    return;
  }
  const missing = action.missing.filter(({ path }) => !exists(draft.state, path));
  if (missing.length === 0) {
    changeAction(draft, id, number, { status: 'READY', missing });
    startReady(draft, id);
    return;
  }
  const waited = Math.trunc((draft.now - Math.max(action.nominalTime, action.createdTime)) / 60_000);
  const isTimedOut = action.timeOut >= 0 && waited > action.timeOut;
  changeAction(draft, id, number, isTimedOut ? { status: 'TIMEDOUT', missing } : { missing });
  if (!isTimedOut) draft.later({ does: 'check input', job: id, action: number }, inputCheckInterval);
}

/** Whether an action's turn has passed, as execution LAST_ONLY and NONE have it. */
function isOvertaken(draft: Draft, job: CoordinatorJob, action: CoordinatorAction): boolean {
  if (job.execution === 'NONE') return draft.now > action.nominalTime + tolerance;
  if (job.execution !== 'LAST_ONLY') return false;
  const next = job.actions.find(({ number }) => number === action.number + 1)?.nominalTime;
  const following = next ?? (job.doneMaterialization ? undefined : (job.nextMaterializedTime ?? undefined));
  return following !== undefined && draft.now > following;
}

/**
 * Starts the actions that are ready, as many as may run at once.
 * @see org.apache.oozie.command.coord.CoordActionReadyXCommand
 */
export function startReady(draft: Draft, id: string): void {
  const job = coordinatorOf(draft, id);
  if (!['RUNNING', 'RUNNINGWITHERROR', 'SUCCEEDED', 'PAUSED', 'PAUSEDWITHERROR'].includes(job.status)) {
    throw new NotApplicable(`the coordinator is in ${job.status}`);
  }
  const running = job.actions.filter(({ status }) => status === 'RUNNING' || status === 'SUBMITTED').length;
  const ready = job.actions.filter(({ status }) => status === 'READY');
  if (job.execution === 'LIFO') ready.reverse();
  let left = job.concurrency < 0 ? Number.POSITIVE_INFINITY : job.concurrency - running;
  for (const action of ready) {
    if (isOvertaken(draft, job, action)) {
      changeAction(draft, id, action.number, { status: 'SKIPPED' });
      continue;
    }
    if (left <= 0) break;
    left -= 1;
    changeAction(draft, id, action.number, { status: 'SUBMITTED' });
    startAction(draft, id, action.number);
  }
}

/**
 * Submits and starts an action's workflow, or reruns the one that it has.
 * @see org.apache.oozie.command.coord.CoordActionStartXCommand
 */
export function startAction(draft: Draft, id: string, number: number): void {
  const job = coordinatorOf(draft, id);
  const action = actionOf(job, number);
  if (action.status !== 'SUBMITTED') throw new NotApplicable(`the action is in ${action.status}`);
  const actionId = `${id}@${number}`;
  const conf: Record<string, string> = { ...action.createdConf, ...action.properties };
  setProperty(conf, applicationPaths.workflow, action.appPath);
  Object.assign(conf, action.rerunConf ?? {});
  const runConf = { ...conf };
  try {
    if (!exists(draft.state, action.appPath)) {
      throw new Refusal(400, 'E1005', `Error: ${action.appPath} does not exist`);
    }
    let workflow = action.externalId;
    if (workflow !== null) {
      rerunWorkflow(draft, workflow, { ...conf, 'oozie.wf.rerun.failnodes': 'true' });
    } else {
      conf['oozie.coord.action.nominal_time'] = String(action.nominalTime);
      workflow = submitWorkflow(draft, conf, actionId);
      startWorkflow(draft, workflow);
    }
    changeAction(draft, id, number, {
      status: 'RUNNING',
      externalId: workflow,
      pending: action.pending + 1,
      runConf,
    });
    const started = draft.workflows.get(workflow);
    if (started !== undefined) draft.workflows.put(workflow, { ...started, parentId: actionId });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    changeAction(draft, id, number, {
      status: 'FAILED',
      errorCode: error.code ?? 'E1005',
      errorMessage: error.message.slice(0, 255),
      runConf,
    });
    draft.later({ does: 'start ready', job: id });
  }
}

const statusFor = {
  SUCCEEDED: 'SUCCEEDED',
  FAILED: 'FAILED',
  KILLED: 'KILLED',
  SUSPENDED: 'SUSPENDED',
  RUNNING: 'RUNNING',
  PREP: 'RUNNING',
} as const;

/**
 * Takes note of the status of an action's workflow.
 * @see org.apache.oozie.command.coord.CoordActionUpdateXCommand
 * @throws {Refusal} E0607 when the action has another workflow, or is gone; what was done to the workflow stays done
 */
export function hearOfWorkflow(draft: Draft, workflow: WorkflowJob): void {
  const [id = '', number = ''] = workflow.parentId?.split('@') ?? [];
  const job = draft.coordinators.get(id);
  const action = job?.actions.find((each) => each.number === Number(number));
  // Such as after a rerun of the action, which gave it another workflow. Oozie runs into null there.
  if (job === undefined || action === undefined || action.externalId !== workflow.id) {
    throw refuse('E0607', `the workflow [${workflow.id}] is no longer that of [${workflow.parentId}]`);
  }
  const status = statusFor[workflow.status];
  if (action.status === status && action.pending === 0 && workflow.status !== 'PREP') return;
  const isOver = status === 'SUCCEEDED' || status === 'FAILED' || status === 'KILLED';
  const pending = isOver ? 0 : Math.max(0, action.pending - 1);
  changeAction(draft, id, action.number, { status, pending });
  if (workflow.status !== 'SUSPENDED' && workflow.status !== 'RUNNING') {
    draft.later({ does: 'start ready', job: id });
  }
}
