import { parseActionFilter } from './action-filter.ts';
import { numbersInScope } from './coordinator-scope.ts';
import { rfc822OrNull } from './dates.ts';
import type { Answer, OozieRequest } from './envelope.ts';
import {
  bundleRow,
  coordinatorActionJson,
  coordinatorJson,
  type Json,
  workflowActionJson,
  workflowJson,
} from './job-json.ts';
import { jobIn, jobsIn } from './job-table.ts';
import type {
  CoordinatorAction,
  CoordinatorJob,
  OozieState,
  WorkflowAction,
  WorkflowJob,
} from './oozie-state.ts';
import { integerIn } from './parameters.ts';
import { familyOf } from './perform.ts';
import { refuse } from './refusal.ts';

/** Oozie gives no more actions of a coordinator at once. */
const mostActions = 1_000;

type Read = (state: OozieState, id: string, request: OozieRequest, version: number) => Answer;

function noJob(code: 'E0604' | 'E0605', id: string) {
  return refuse(code, `there is no job [${id}]`);
}

function workflowIn(state: OozieState, id: string, code: 'E0604' | 'E0605' = 'E0604'): WorkflowJob {
  const job = jobIn(state.workflows, id);
  if (job === undefined) throw noJob(code, id);
  return job;
}

function coordinatorIn(state: OozieState, id: string, code: 'E0604' | 'E0605' = 'E0604'): CoordinatorJob {
  const job = jobIn(state.coordinators, id);
  if (job === undefined) throw noJob(code, id);
  return job;
}

/** An action of a workflow or coordinator, by `<job>@<name or number>`. @throws {Refusal} E0605 */
function actionIn<Job, Action>(
  id: string,
  jobOf: (id: string) => Job | undefined,
  actionsOf: (job: Job) => readonly Action[],
  nameOf: (action: Action) => string,
): { job: Job; action: Action } {
  const [jobId = '', name = ''] = id.split(/@(.*)/s);
  const job = jobOf(jobId);
  const action = job === undefined ? undefined : actionsOf(job).find((each) => nameOf(each) === name);
  if (job === undefined || action === undefined) throw noJob('E0605', id);
  return { job, action };
}

function workflowActionIn(state: OozieState, id: string): { job: WorkflowJob; action: WorkflowAction } {
  const jobOf = (jobId: string) => jobIn(state.workflows, jobId);
  return actionIn(
    id,
    jobOf,
    ({ actions }) => actions,
    ({ name }) => name,
  );
}

function coordinatorActionIn(
  state: OozieState,
  id: string,
): { job: CoordinatorJob; action: CoordinatorAction } {
  const jobOf = (jobId: string) => jobIn(state.coordinators, jobId);
  return actionIn(
    id,
    jobOf,
    ({ actions }) => actions,
    ({ number }) => String(number),
  );
}

const info: Read = (state, id, request, version) => {
  if (id.endsWith('-B')) return { json: bundleInfo(state, id) };
  if (id.endsWith('-W')) return { json: workflowInfo(state, id, request) };
  if (id.includes('-W@')) {
    const { job, action } = workflowActionIn(state, id);
    return { json: workflowActionJson(job, action, state.settings) };
  }
  if (id.includes('-C@')) {
    const { job, action } = coordinatorActionIn(state, id);
    return { json: coordinatorActionJson(job, action) };
  }
  return { json: coordinatorInfo(state, id, request, version) };
};

function workflowInfo(state: OozieState, id: string, request: OozieRequest): Json {
  const offset = Math.max(1, integerIn(request, 'offset', 1));
  const given = integerIn(request, 'len', 0);
  const job = workflowIn(state, id);
  const actions = job.actions.slice(offset - 1, given < 1 ? undefined : offset - 1 + given);
  return {
    ...workflowJson(job, state.settings),
    actions: actions.map((action) => workflowActionJson(job, action, state.settings)),
  };
}

function coordinatorInfo(state: OozieState, id: string, request: OozieRequest, version: number): Json {
  const offset = Math.max(1, integerIn(request, 'offset', 1));
  const given = integerIn(request, 'len', 0);
  const len = given < (version === 1 ? 1 : 0) ? mostActions : given;
  const matches = parseActionFilter(request.query.get('filter'));
  const job = coordinatorIn(state, id);
  const matching = job.actions.filter(matches);
  const ordered = request.query.get('order') === 'desc' ? [...matching].reverse() : matching;
  return {
    ...coordinatorJson(job),
    total: matching.length,
    actions: ordered.slice(offset - 1, offset - 1 + len).map((action) => coordinatorActionJson(job, action)),
  };
}

function bundleInfo(state: OozieState, id: string): Json {
  const job = jobIn(state.bundles, id);
  if (job === undefined) throw noJob('E0604', id);
  const parts = jobsIn(state.coordinators).filter(({ bundleId }) => bundleId === id);
  return { ...bundleRow(job), bundleCoordJobs: parts.map(coordinatorJson) };
}

const status: Read = (state, id) => {
  if (id.includes('C@')) return { json: { status: coordinatorActionIn(state, id).action.status } };
  const tables = { W: state.workflows, C: state.coordinators, B: state.bundles };
  const job = jobIn<{ status: string }>(tables[familyOf(id)], id);
  if (job === undefined) throw noJob('E0605', id);
  return { json: { status: job.status } };
};

const definition: Read = (state, id) => {
  const tables = { W: state.workflows, C: state.coordinators, B: state.bundles };
  const family = familyOf(id);
  const job = jobIn<{ definition: string }>(tables[family], id);
  if (job === undefined) throw noJob(family === 'W' ? 'E0605' : 'E0604', id);
  return { text: job.definition, type: 'application/xml' };
};

/** A few lines of what the model knows of a job's life, in the form of Oozie's log. */
const log: Read = (state, id) => {
  const jobId = id.split('@')[0] ?? id;
  const job =
    jobIn(state.workflows, jobId) ?? jobIn(state.coordinators, jobId) ?? jobIn(state.bundles, jobId);
  if (job === undefined) throw refuse('E0307', `E0604: there is no job [${id}]`);
  const line = (time: number, text: string) =>
    `${new Date(time).toISOString().replace('T', ' ').replace('.', ',').slice(0, 23)}  INFO Model:1 - USER[${job.user}] JOB[${jobId}] ${text}\n`;
  const ends = 'run' in job ? job.endTime : null;
  return {
    text: line(job.createdTime, 'submitted') + (ends === null ? '' : line(ends, `ended as ${job.status}`)),
    type: 'text/plain',
  };
};

const allRuns: Read = (state, id, { query }) => {
  const scope = query.get('scope');
  const actions = id.includes('@') ? [id] : numbersInScope(scope ?? '').map((number) => `${id}@${number}`);
  const runs = jobsIn(state.workflows).filter(
    ({ parentId }) => parentId !== null && actions.includes(parentId),
  );
  const workflows = runs.map((job) => ({
    id: job.id,
    status: job.status,
    startTime: rfc822OrNull(job.startTime),
    endTime: rfc822OrNull(job.endTime),
  }));
  return { json: { workflows } };
};

const missingDependencies: Read = (state, id, { query }) => {
  const scope = query.get('action-list');
  const ids = id.includes('@')
    ? [id]
    : scope === null
      ? []
      : numbersInScope(scope).map((number) => `${id}@${number}`);
  if (ids.length === 0) throw refuse('E1029', 'no action is named');
  const found = ids.map((actionId) => coordinatorActionIn(state, actionId).action);
  return {
    json: {
      missingDependencies: found
        .filter(({ missing }) => missing.length > 0)
        .map(({ number, missing }) => ({
          id: number,
          blockedOn: missing[0]?.path,
          dataSets: [...new Set(missing.map(({ input }) => input))].map((dataSet) => ({
            dataSet,
            missingDependencies: missing.filter(({ input }) => input === dataSet).map(({ path }) => path),
          })),
        })),
    },
  };
};

const workflowActions: Read = (state, id, request) => {
  const name = request.query.get('action-name');
  if (name === null) throw refuse('E0305', '[action-name] is missing');
  const offset = Math.max(1, integerIn(request, 'offset', 1));
  const given = integerIn(request, 'len', mostActions);
  const job = jobIn(state.coordinators, id);
  const actions = (job?.actions ?? []).slice(offset - 1, offset - 1 + (given < 0 ? mostActions : given));
  return {
    json: {
      coordJobId: id,
      actions: actions.map(({ number, externalId }) => {
        const workflow = externalId === null ? undefined : jobIn(state.workflows, externalId);
        const action = workflow?.actions.find((each) => each.name === name);
        const json = workflow && action ? workflowActionJson(workflow, action, state.settings) : null;
        const nullReason =
          json !== null ? null : workflow === undefined ? 'the action has no workflow' : `no node ${name}`;
        return { actionNumber: number, action: json, nullReason };
      }),
    },
  };
};

const retries: Read = (state, id) => {
  workflowActionIn(state, id);
  return { json: { retries: [] } };
};

const reads: Readonly<Record<string, Read>> = {
  info,
  status,
  definition,
  log,
  errorlog: () => ({ text: '', type: 'text/plain' }),
  auditlog: () => ({ text: '', type: 'text/plain' }),
  allruns: allRuns,
  'missing-dependencies': missingDependencies,
  'wf-actions': workflowActions,
  retries,
  jmstopic: () => {
    throw refuse('E1602', 'there is no JMS service');
  },
};

/** The reads that version 1 of the web service has not. */
const since2: ReadonlySet<string> = new Set([
  'status',
  'missing-dependencies',
  'wf-actions',
  'retries',
  'jmstopic',
]);

/**
 * What a GET of a job answers.
 * @see org.apache.oozie.servlet: BaseJobServlet, V1JobServlet, V2JobServlet
 */
export function readJob(state: OozieState, id: string, request: OozieRequest, version: number): Answer {
  const show = request.query.get('show') ?? 'info';
  const read = reads[show];
  if (read === undefined) throw refuse('E0303', `there is no [show] = [${show}]`);
  if (version < 2 && since2.has(show)) throw refuse('E0302', 'version 1 does not support this');
  return read(state, id, request, version);
}
