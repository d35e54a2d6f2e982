import { tellBundle } from './bundle-actions.ts';
import type { Configuration } from './configuration.ts';
import { coordinatorOf, touched } from './coordinator-jobs.ts';
import { actionsInScope } from './coordinator-scope.ts';
import type { Draft } from './draft.ts';
import { actionInputs } from './materialization.ts';
import type { CoordinatorAction, CoordinatorJob } from './oozie-state.ts';
import { isRefusal, NotApplicable, refuse } from './refusal.ts';

const terminal: ReadonlySet<string> = new Set([
  'FAILED',
  'KILLED',
  'SUCCEEDED',
  'TIMEDOUT',
  'SKIPPED',
  'IGNORED',
]);

/** How to run actions of a coordinator again. */
export interface ActionRerun {
  readonly type: string;
  readonly scope: string;
  readonly refresh: boolean;
  readonly failed: boolean;
  readonly conf: Configuration | null;
}

/** How long Oozie waits before it looks at the input of actions that are rerun, in ms. */
const inputCheckDelay = 100;

/**
 * Makes actions that are over wait again; gives them as they are then.
 * @see org.apache.oozie.command.coord.CoordRerunXCommand
 * @throws {Refusal} E1018 for a coordinator in PREP or IGNORED, when no action is named, and when one is not over
 */
export function rerunActions(draft: Draft, id: string, how: ActionRerun): CoordinatorAction[] {
  const job = coordinatorOf(draft, id);
  if (job.status === 'PREP' || job.status === 'IGNORED') {
    tellBundle(draft, job, job.status);
    throw refuse('E1018', `no action of a coordinator in ${job.status} can be rerun`);
  }
  let actions: CoordinatorAction[];
  try {
    actions = actionsInScope(job, how.type, how.scope, 'terminated');
    if (actions.length === 0 || !actions.every(({ status }) => terminal.has(status))) {
      throw refuse('E1018', 'some of the actions are not over, or there are none');
    }
  } catch (error) {
    if (isRefusal(error)) tellBundle(draft, job, job.status);
    throw error;
  }
  const rerun = new Map(actions.map((action) => [action.number, waitingAgain(draft, job, action, how)]));
  const isPaused = job.status === 'PAUSED' || job.status === 'PAUSEDWITHERROR';
  const changed: CoordinatorJob = {
    ...job,
    status: isPaused ? job.status : 'RUNNING',
    actions: job.actions.map((action) => rerun.get(action.number) ?? action),
  };
  draft.coordinators.put(id, changed);
  tellBundle(draft, changed, job.status);
  for (const number of rerun.keys())
    draft.later({ does: 'check input', job: id, action: number }, inputCheckDelay);
  return [...rerun.values()];
}

function waitingAgain(
  draft: Draft,
  job: CoordinatorJob,
  action: CoordinatorAction,
  { failed, refresh, conf }: ActionRerun,
): CoordinatorAction {
  const hasProperties = conf !== null && Object.keys(conf).length > 0;
  const inputs = refresh
    ? { ...actionInputs(draft, job, action.number, action.nominalTime), createdTime: draft.now }
    : {};
  return touched(draft, action, {
    ...inputs,
    ...(action.status === 'TIMEDOUT' ? { createdTime: draft.now } : {}),
    status: 'WAITING',
    externalId: failed ? action.externalId : null,
    errorCode: '',
    errorMessage: '',
    rerunConf: hasProperties ? conf : action.rerunConf,
  });
}

/**
 * Kills actions. By number, even those that are over become KILLED; gives the actions that were named.
 * @see org.apache.oozie.command.coord.CoordActionsKillXCommand
 */
export function killActions(draft: Draft, id: string, type: string, scope: string): CoordinatorAction[] {
  const job = coordinatorOf(draft, id);
  const actions = actionsInScope(job, type, scope, 'active');
  if (['SUCCEEDED', 'FAILED', 'DONEWITHERROR', 'KILLED'].includes(job.status)) {
    throw new NotApplicable(`a coordinator in ${job.status} is over`);
  }
  const killed = new Map(
    actions.map((action) => {
      if (action.externalId !== null) draft.later({ does: 'kill', job: action.externalId });
      const pending = action.externalId === null ? 0 : action.pending + 1;
      return [action.number, touched(draft, action, { status: 'KILLED', pending })];
    }),
  );
  draft.coordinators.put(id, {
    ...job,
    pending: true,
    actions: job.actions.map((action) => killed.get(action.number) ?? action),
  });
  return [...killed.values()];
}

/**
 * Counts actions as over that went wrong.
 * @see org.apache.oozie.command.coord.CoordActionsIgnoreXCommand
 * @throws {Refusal} E1024 when no action is named, or one neither failed nor was killed nor timed out
 */
export function ignoreActions(draft: Draft, id: string, type: string, scope: string): CoordinatorAction[] {
  const job = coordinatorOf(draft, id, 'E0603');
  let actions: CoordinatorAction[];
  try {
    actions = actionsInScope(job, type, scope, 'terminated');
  } catch (error) {
    if (isRefusal(error)) throw refuse('E0603', error.message);
    throw error;
  }
  if (job.status === 'PREP') throw new NotApplicable('a coordinator in PREP has no actions');
  if (actions.length === 0) throw refuse('E1024', 'no action is named');
  const wrong = actions.filter(({ status }) => !['FAILED', 'KILLED', 'TIMEDOUT'].includes(status));
  if (wrong.length > 0) {
    throw refuse('E1024', `actions can't be ignored: [${wrong.map(({ number }) => number).join(',')}]`);
  }
  const ignored = new Map(
    actions.map((action) => [action.number, touched(draft, action, { status: 'IGNORED', pending: 0 })]),
  );
  draft.coordinators.put(id, {
    ...job,
    actions: job.actions.map((action) => ignored.get(action.number) ?? action),
  });
  return [...ignored.values()];
}
