import { printConfiguration } from './configuration.ts';
import { rfc822, rfc822OrNull } from './dates.ts';
import type {
  BundleJob,
  CoordinatorAction,
  CoordinatorJob,
  Settings,
  WorkflowAction,
  WorkflowJob,
} from './oozie-state.ts';

/** A JSON object as Oozie answers it. */
export type Json = Readonly<Record<string, unknown>>;

/** @see org.apache.oozie.WorkflowJobBean#toJSONObject */
export function workflowJson(job: WorkflowJob, settings: Settings): Json {
  return {
    ...workflowRow(job, settings),
    appPath: job.appPath,
    conf: printConfiguration(job.conf),
  };
}

/** A workflow as a list shows it: what the list does not read is null or empty. */
export function workflowRow(job: WorkflowJob, settings: Settings): Json {
  return {
    id: job.id,
    appName: job.appName,
    appPath: null,
    externalId: job.externalId,
    parentId: job.parentId,
    conf: null,
    status: job.status,
    run: job.run,
    user: job.user,
    group: job.group,
    acl: job.group,
    createdTime: rfc822(job.createdTime),
    startTime: rfc822OrNull(job.startTime),
    endTime: rfc822OrNull(job.endTime),
    lastModTime: rfc822(job.lastModTime),
    consoleUrl: `${settings.baseUrl}?job=${job.id}`,
    actions: [],
    toString: `Workflow id[${job.id}] status[${job.status}]`,
  };
}

const notStarted: ReadonlySet<string> = new Set(['PREP']);

/** @see org.apache.oozie.WorkflowActionBean#toJSONObject */
export function workflowActionJson(job: WorkflowJob, action: WorkflowAction, settings: Settings): Json {
  const isControl = action.type.startsWith(':') || action.type === 'switch' || action.type === 'fs';
  const isStarted = action.startTime !== null && !notStarted.has(action.status);
  const isChild = action.type === 'sub-workflow';
  const dash = isControl && isStarted && action.status !== 'FAILED' ? '-' : null;
  const child = action.externalId === null ? null : `${settings.baseUrl}?job=${action.externalId}`;
  return {
    id: `${job.id}@${action.name}`,
    name: action.name,
    cred: null,
    type: action.type,
    conf: action.conf,
    status: action.status,
    retries: 0,
    startTime: rfc822OrNull(action.startTime),
    endTime: rfc822OrNull(action.endTime),
    transition: action.transition,
    data: action.data,
    stats: null,
    externalChildIDs: null,
    externalId: action.externalId ?? dash,
    externalStatus: action.externalStatus,
    trackerUri: isChild && action.externalId !== null ? 'local' : dash,
    consoleUrl: isChild ? child : dash,
    errorCode: action.errorCode,
    errorMessage: action.errorMessage,
    userRetryInterval: 10,
    userRetryCount: 0,
    userRetryMax: 0,
    toString: `Action name[${action.name}] status[${action.status}]`,
  };
}

/** A coordinator without its actions. @see org.apache.oozie.CoordinatorJobBean#toJSONObject */
export function coordinatorJson(job: CoordinatorJob): Json {
  return {
    ...coordinatorRow(job),
    conf: printConfiguration(job.conf),
    pauseTime: rfc822OrNull(job.pauseTime),
    executionPolicy: job.execution,
    mat_throttling: job.throttle,
  };
}

/** A coordinator as a list shows it: some of what it says is made up. */
export function coordinatorRow(job: CoordinatorJob): Json {
  return {
    coordJobId: job.id,
    coordJobName: job.appName,
    coordJobPath: job.appPath,
    coordExternalId: null,
    bundleId: job.bundleId,
    conf: null,
    status: job.status,
    executionPolicy: 'FIFO',
    frequency: job.frequency,
    timeUnit: job.timeUnit,
    timeZone: job.timeZone,
    concurrency: job.concurrency,
    timeOut: job.timeOut,
    lastAction: rfc822OrNull(job.lastAction),
    nextMaterializedTime: rfc822OrNull(job.nextMaterializedTime),
    createdTime: rfc822(job.createdTime),
    startTime: rfc822(job.startTime),
    endTime: rfc822(job.endTime),
    pauseTime: null,
    user: job.user,
    group: job.group,
    acl: job.group,
    consoleUrl: null,
    mat_throttling: 0,
    total: 0,
    actions: [],
    toString: `Coordinator application id[${job.id}] status[${job.status}]`,
  };
}

/** @see org.apache.oozie.CoordinatorActionBean#toJSONObject */
export function coordinatorActionJson(job: CoordinatorJob, action: CoordinatorAction): Json {
  const id = `${job.id}@${action.number}`;
  return {
    id,
    coordJobId: job.id,
    type: null,
    actionNumber: action.number,
    createdConf: null,
    createdTime: rfc822(action.createdTime),
    nominalTime: rfc822(action.nominalTime),
    externalId: action.externalId,
    status: action.status,
    runConf: null,
    lastModifiedTime: rfc822(action.lastModifiedTime),
    missingDependencies: action.missing.map(({ path }) => path).join('#'),
    pushMissingDependencies: '',
    externalStatus: null,
    trackerUri: null,
    consoleUrl: null,
    errorCode: action.errorCode,
    errorMessage: action.errorMessage,
    toString: `CoordinatorAction name[${id}] status[${action.status}]`,
  };
}

/** An action as a change answers with it: with its properties. */
export function changedActionJson(job: CoordinatorJob, action: CoordinatorAction): Json {
  const created =
    action.rerunConf === null
      ? action.createdConf
      : { ...action.createdConf, rerunConf: printConfiguration(action.rerunConf) };
  return {
    ...coordinatorActionJson(job, action),
    createdConf: printConfiguration(created),
    runConf: printConfiguration(action.runConf),
  };
}

/** An action as the kill of a range of times answers with it: only some of it is read. */
export function partialActionJson(job: CoordinatorJob, action: CoordinatorAction): Json {
  return { ...coordinatorActionJson(job, action), actionNumber: 0, missingDependencies: '' };
}

/** A bundle, in lists too, without its coordinators. @see org.apache.oozie.BundleJobBean#toJSONObject */
export function bundleRow(job: BundleJob): Json {
  return {
    bundleJobId: job.id,
    bundleJobName: job.appName,
    bundleJobPath: job.appPath,
    bundleExternalId: null,
    conf: printConfiguration(job.conf),
    status: job.status,
    timeUnit: 'NONE',
    timeOut: 0,
    kickoffTime: rfc822OrNull(job.kickoffTime),
    startTime: null,
    endTime: rfc822OrNull(job.endTime),
    pauseTime: rfc822OrNull(job.pauseTime),
    createdTime: rfc822(job.createdTime),
    user: job.user,
    group: job.group,
    acl: job.group,
    consoleUrl: null,
    bundleCoordJobs: [],
    toString: `Bundle id[${job.id}] status[${job.status}]`,
  };
}
