import * as z from 'zod/mini';
import { type CoordinatorActionFilter, printActionFilter } from './action-filter.ts';
import { type ActionNumbers, type ActionScope, listedScope, typedScope } from './action-scope.ts';
import { type Properties, printConfiguration } from './configuration.ts';
import { type ConfirmedCoordinatorOperations, confirmedCoordinators } from './confirmed-coordinators.ts';
import {
  type Coordinator,
  type CoordinatorAction,
  type CoordinatorRow,
  coordinator,
  coordinatorAction,
  coordinatorRow,
} from './coordinator.ts';
import {
  type CoordinatorRun,
  type CoordinatorWorkflowAction,
  type MissingDependencies,
  missingDependenciesAnswer,
  runsAnswer,
  workflowActionsAnswer,
} from './coordinator-runs.ts';
import type { CoordinatorFilter } from './filter.ts';
import type { CoordinatorActionStatus, CoordinatorStatus } from './job-status.ts';
import {
  changeJob,
  changeOf,
  flag,
  furtherJobOperations,
  type JobChange,
  type JobControl,
  type JobOperations,
  jobControl,
  readBefore2,
  readOf,
} from './jobs.ts';
import { text } from './json-fields.ts';
import { type ListKind, pageFields } from './list.ts';
import { printOozieDate } from './oozie-date.ts';
import { refusedInput } from './refused-input.ts';
import { type SlaOperations, type SlaScope, slaOperations } from './sla-alerts.ts';
import type { RequestOptions, Transport } from './transport.ts';
import type { PageOfActions } from './workflows.ts';

export interface PageOfCoordinatorActions extends PageOfActions {
  /** How many actions at most: none by default; -1 for as many as Oozie gives at once (1000). */
  len?: number;
  /** By nominal time. Default `asc`. */
  order?: 'asc' | 'desc';
  /** Which actions, or Oozie's own filter, e.g. `status=WAITING;status=READY` or `nominaltime>=2026-11-23T00:00Z`. */
  filter?: CoordinatorActionFilter | string;
}

/** Times are epoch milliseconds; Oozie keeps minutes. */
export interface CoordinatorChange {
  endtime?: number;
  /** Null: not paused any more. */
  pausetime?: number | null;
  concurrency?: number;
  /** Revives a killed or failed coordinator, or makes Oozie ignore it. */
  status?: 'RUNNING' | 'IGNORED';
}

/** How to run actions of a coordinator again. */
export interface CoordinatorRerun {
  /** Find the instances of the actions' datasets anew, by the coordinator's present definition. Default false. */
  refresh?: boolean;
  /** Leave the actions' output where it is; Oozie deletes it by default, unless `failed` is set. */
  nocleanup?: boolean;
  /** Go on in the actions' workflows at the nodes that failed, instead of starting new workflows. Default false. */
  failed?: boolean;
  /** Properties for the workflows, over those of the coordinator. */
  properties?: Properties;
}

/** What follows and changes coordinators. */
export interface CoordinatorControl extends JobControl<CoordinatorRow, CoordinatorFilter, CoordinatorStatus> {
  /** Reads a coordinator in full, without its actions unless a page of them is asked for. */
  info(id: string, options?: RequestOptions & PageOfCoordinatorActions): Promise<Coordinator>;
  /**
   * Changes what can be changed while a coordinator runs. An end time before now ends it; a later one revives it.
   * @throws {OozieError} `invalid-request` (E1015) for a value that Oozie refuses, `precondition` for a coordinator
   * that is over (E1016), or an end time before an action that has started (E1022)
   */
  change(id: string, change: CoordinatorChange, options?: RequestOptions): Promise<void>;
  /**
   * Runs actions that are over again, and answers them as they wait to run. Of a range of dates, only those that
   * are over are taken; of numbers, Oozie passes over those that are not there, but refuses all when one is not over.
   * With properties, the answer is empty.
   * @throws {OozieError} `precondition` (E1018): the coordinator is in PREP or IGNORED, none of the actions is there,
   * or one of them is not over; `not-found` (E0605): no action has this nominal time. Nothing was changed.
   */
  rerun(
    id: string,
    scope: ActionScope,
    how?: CoordinatorRerun,
    options?: RequestOptions,
  ): Promise<CoordinatorAction[]>;
  /**
   * Kills actions and their workflows. Named by number, Oozie 5.2.1 marks even actions as KILLED that are over, such
   * as SUCCEEDED ones; by a range of dates, it takes those only that are not. The answer lists the actions that were
   * named, also when the coordinator is over, and none of them is killed.
   * @throws {OozieError} `not-found` (E0605): no action has this nominal time
   */
  killActions(id: string, scope: ActionScope, options?: RequestOptions): Promise<CoordinatorAction[]>;
  /**
   * Has Oozie leave a coordinator alone that is KILLED or FAILED; `change` to RUNNING takes that back.
   * @throws {OozieError} `invalid-request` (E1015) for a coordinator in another state, or whose actions are still
   * being killed
   */
  ignore(id: string, options?: RequestOptions): Promise<void>;
  /**
   * Has Oozie count actions as over that are FAILED, KILLED or TIMEDOUT. Empty for a coordinator in PREP, which has no
   * actions.
   * @throws {OozieError} `precondition` (E1024) when one of the actions is in another state, or none is there
   */
  ignoreActions(
    id: string,
    scope: { readonly actions: ActionNumbers },
    options?: RequestOptions,
  ): Promise<CoordinatorAction[]>;
  /**
   * Gives a coordinator other properties and the definition that now lies at its path; actions that were already
   * made keep theirs until they are rerun with `refresh`. The properties replace all that it has, but for its
   * `oozie.bundle.id`, and its application path unless another is given. Without properties, it keeps its own.
   * @returns what changed, in git's diff format; empty when `diff` is false
   * @throws {OozieError} `invalid-request` (E0803 with the inner code E1023) for another name, frequency, start, end or
   * time zone. So every update fails after `change` has moved the end, until the definition or the properties have the
   * same end; and in a bundle that gives the coordinator another name than its definition has.
   */
  update(
    id: string,
    properties: Properties | undefined,
    how?: { dryrun?: boolean; diff?: boolean },
    options?: RequestOptions,
  ): Promise<{ diff: string }>;
}

export interface CoordinatorOperations
  extends CoordinatorControl,
    JobOperations<CoordinatorRow, CoordinatorFilter, CoordinatorStatus> {
  /** One action, by `<coordinator>@<number>`. */
  action(actionId: string, options?: RequestOptions): Promise<CoordinatorAction>;
  /** The status of one action, by `<coordinator>@<number>`. */
  actionStatus(actionId: string, options?: RequestOptions): Promise<CoordinatorActionStatus>;
  /** The workflows that an action, `<coordinator>@<number>`, has run so far; none also when there is no such action. */
  allRuns(actionId: string, options?: RequestOptions): Promise<CoordinatorRun[]>;
  /**
   * The data that actions wait for: of one action by its own id, or of a coordinator's actions in a scope. Actions
   * that miss nothing are left out. Oozie says what it found when it looked last, which it does every minute.
   * @throws {OozieError} `not-found` (E0605) when one of the actions is not there
   */
  missingDependencies(
    id: string,
    scope?: ActionScope,
    options?: RequestOptions,
  ): Promise<MissingDependencies[]>;
  /**
   * The node of this name in the latest workflow of each action on a page (as many as Oozie gives at once by default);
   * none also when there is no such coordinator.
   */
  workflowActions(
    id: string,
    actionName: string,
    page?: PageOfActions,
    options?: RequestOptions,
  ): Promise<CoordinatorWorkflowAction[]>;
  readonly sla: SlaOperations<SlaScope>;
  /** The changes that can be read back, with what came of them. */
  readonly confirmed: ConfirmedCoordinatorOperations;
}

const rows: ListKind<CoordinatorRow> = {
  jobtype: 'coord',
  page: z.pipe(
    z.object({ ...pageFields, coordinatorjobs: z.array(coordinatorRow) }),
    z.transform(({ coordinatorjobs, ...page }) => ({ ...page, rows: coordinatorjobs })),
  ),
  idOf: (row) => row.coordJobId,
};

const actionsAnswer = z.optional(z.object({ actions: z.array(coordinatorAction) }));
const updateAnswer = z.object({ update: z.object({ diff: text }) });

/** @see org.apache.oozie.CoordinatorEngine */
export function coordinatorControl(transport: Transport): CoordinatorControl {
  /** For changes that are answered with actions, or with nothing. */
  const changeActions = async (id: string, change: JobChange, options?: RequestOptions) =>
    (await transport.json(changeOf(id, change), actionsAnswer, options)).value?.actions ?? [];
  const info: CoordinatorControl['info'] = async (id, options = {}) => {
    const { offset, len = 0, order, filter = {} } = options;
    const printed = typeof filter === 'string' ? filter : printActionFilter(filter);
    const page = { offset, order, filter: printed };
    // Older servers take 0 for their own maximum.
    const atLeast1 = readBefore2(id, { ...page, len: len === 0 ? 1 : len });
    const request = { ...readOf(id, { ...page, len }), ...atLeast1 };
    const job = (await transport.json(request, coordinator, options)).value;
    return len === 0 ? { ...job, actions: [] } : job;
  };
  return {
    ...jobControl(transport, rows),
    info,
    async change(id, change, options) {
      await changeJob(transport, id, { action: 'change', value: printChange(change) }, options);
    },
    async rerun(id, scope, how = {}, options) {
      const query = {
        action: how.properties ? 'rerun' : 'coord-rerun',
        ...typedScope(scope),
        refresh: flag(how.refresh),
        nocleanup: flag(how.nocleanup),
        failed: flag(how.failed),
      };
      return changeActions(id, { query, body: printConfiguration(how.properties ?? {}) }, options);
    },
    killActions: (id, scope, options) =>
      changeActions(id, { query: { action: 'kill', ...typedScope(scope) } }, options),
    ignore: (id, options) => changeJob(transport, id, { action: 'ignore' }, options),
    ignoreActions: (id, { actions }, options) =>
      changeActions(id, { query: { action: 'ignore', ...typedScope({ actions }) } }, options),
    async update(id, properties, how = {}, options) {
      const query = { action: 'update', dryrun: flag(how.dryrun), diff: flag(how.diff) };
      const body = properties ? printConfiguration(properties) : ((await info(id, options)).conf ?? '');
      return (await transport.json(changeOf(id, { query, body }), updateAnswer, options)).value.update;
    },
  };
}

export function coordinatorOperations(transport: Transport): CoordinatorOperations {
  const control = coordinatorControl(transport);
  const operations: Omit<CoordinatorOperations, 'confirmed'> = {
    ...control,
    ...furtherJobOperations(transport, rows),
    async action(actionId, options) {
      return (await transport.json(readOf(actionId, {}), coordinatorAction, options)).value;
    },
    actionStatus: control.status,
    async allRuns(actionId, options) {
      const request = readOf(actionId, { show: 'allruns' });
      return (await transport.json(request, runsAnswer, options)).value.workflows;
    },
    async missingDependencies(id, scope, options) {
      if (id.includes('@') === (scope !== undefined)) {
        throw refusedInput(
          `To say what "${id}" waits for, give either a coordinator's id and a scope of actions, or the id of one action (<coordinator>@<number>).`,
        );
      }
      const request = readOf(id, { show: 'missing-dependencies', ...listedScope(scope) });
      return (await transport.json(request, missingDependenciesAnswer, options)).value.missingDependencies;
    },
    async workflowActions(id, actionName, page = {}, options) {
      const { offset, len = -1 } = page;
      const request = readOf(id, { show: 'wf-actions', 'action-name': actionName, offset, len });
      return (await transport.json(request, workflowActionsAnswer, options)).value.actions;
    },
    sla: slaOperations(transport),
  };
  return { ...operations, confirmed: confirmedCoordinators(operations) };
}

/**
 * Prints a change of a coordinator or bundle, e.g. `endtime=2026-11-23T05:00Z;concurrency=3`.
 * @throws {OozieError} `invalid-request` for a change of nothing
 * @see org.apache.oozie.command.coord.CoordChangeXCommand
 */
export function printChange(change: CoordinatorChange): string {
  const { endtime, pausetime, concurrency, status } = change;
  const parts: string[] = [];
  if (endtime !== undefined) parts.push(`endtime=${printOozieDate(endtime)}`);
  if (pausetime !== undefined) parts.push(`pausetime=${pausetime === null ? '' : printOozieDate(pausetime)}`);
  if (concurrency !== undefined) parts.push(`concurrency=${concurrency}`);
  if (status !== undefined) parts.push(`status=${status}`);
  if (parts.length === 0) throw refusedInput('The change names nothing to change.');
  return parts.join(';');
}
