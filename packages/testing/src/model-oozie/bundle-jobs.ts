import { isTerminal } from './bundle-actions.ts';
import { type Configuration, propertiesIn, setProperty } from './configuration.ts';
import { resumedStatus, submitCoordinator, suspendedStatus } from './coordinator-jobs.ts';
import { parseMinuteZ } from './dates.ts';
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
import { basicFunctions, ExpressionError, evaluate } from './expressions.ts';
import { exists } from './file-store.ts';
import type { BundleAction, BundleJob } from './oozie-state.ts';
import { isRefusal, NotApplicable, type Refusal, refuse } from './refusal.ts';
import {
  attributeOf,
  definitionRoot,
  demandedChild,
  notBySchema,
  parametersOf,
} from './workflow-definition.ts';
import { childOf, childrenOf, parseXml, printXml, textOf, type XmlElement } from './xml-tree.ts';

/** Reads, checks and resolves a bundle's definition. */
function readBundle(draft: Draft, id: string, given: Configuration): BundleJob {
  const defaulted = withDefaults(draft, 'bundle', given);
  try {
    refuseReservedNames('bundle', defaulted);
  } catch (error) {
    throw refuse('E1310', (error as Refusal).message);
  }
  const path = defaulted[applicationPaths.bundle] ?? '';
  const xml = definitionAt(draft, 'bundle', path);
  if (xml === undefined) throw refuse('E1301', `there is no bundle at [${path}]`);
  const root = definitionRoot(xml, 'bundle');
  attributeOf(root, 'name');
  if (childrenOf(root, 'coordinator').length === 0) throw notBySchema('<bundle-app> has no <coordinator>');
  for (const coordinator of childrenOf(root, 'coordinator')) demandedChild(coordinator, 'app-path');
  try {
    return resolveBundle(draft, id, defaulted, xml, root);
  } catch (error) {
    if (error instanceof ExpressionError) throw refuse('E1310', `E1004: ${error.message}`);
    if (isRefusal(error)) throw refuse('E1310', error.message);
    throw error;
  }
}

function resolveBundle(
  draft: Draft,
  id: string,
  given: Configuration,
  xml: string,
  root: XmlElement,
): BundleJob {
  const conf = withParameters(parametersOf(root), given);
  const jobXml = evaluate(printXml(root), {
    variable: (name) => conf[name],
    functions: { ...basicFunctions, 'bundle:conf': (name = null) => conf[String(name)] ?? null },
  });
  const resolved = parseXml(jobXml);
  const names = new Set<string>();
  for (const coordinator of childrenOf(resolved, 'coordinator')) {
    const name = coordinator.attributes.name;
    if (name === undefined) throw refuse('E1305', 'a coordinator has no name');
    if (names.has(name)) throw refuse('E1304', `two coordinators have the name [${name}]`);
    names.add(name);
  }
  const kickOff = childOf(childOf(resolved, 'controls'), 'kick-off-time');
  const kickOffText = kickOff === undefined ? '' : textOf(kickOff).trim();
  const kickoffTime = kickOffText === '' ? null : parseMinuteZ(kickOffText);
  if (kickoffTime === undefined) throw refuse('E1301', `the kick-off time [${kickOffText}] is no time`);
  return {
    id,
    appName: resolveName(attributeOf(root, 'name'), conf),
    appPath: conf[applicationPaths.bundle] ?? '',
    conf,
    status: 'PREP',
    pending: false,
    user: conf['user.name'] ?? '',
    group: groupOf(conf),
    definition: xml,
    jobXml,
    createdTime: draft.now,
    kickoffTime,
    endTime: null,
    pauseTime: null,
    pausedAt: null,
    suspendedTime: null,
    lastModTime: draft.now,
    actions: [],
  };
}

/**
 * Makes a bundle. Without a kick-off time it starts at once, with one then, or when it is told to.
 * @see org.apache.oozie.command.bundle.BundleSubmitXCommand
 */
export function submitBundle(draft: Draft, conf: Configuration): string {
  const job = readBundle(draft, draft.newId('B'), conf);
  draft.bundles.put(job.id, job);
  if (job.kickoffTime === null) draft.later({ does: 'start', job: job.id });
  return job.id;
}

export function dryrunBundle(draft: Draft, conf: Configuration): string {
  return `${readBundle(draft, draft.newId('B'), conf).jobXml}\n`;
}

export function bundleOf(draft: Draft, id: string, code: 'E0604' | 'E0605' = 'E0605'): BundleJob {
  const job = draft.bundles.get(id);
  if (job === undefined) throw refuse(code, `there is no bundle [${id}]`);
  return job;
}

function enabledCoordinators(job: BundleJob): XmlElement[] {
  return childrenOf(parseXml(job.jobXml), 'coordinator').filter(
    ({ attributes }) =>
      attributes.enabled === undefined || attributes.enabled.trim().toLowerCase() === 'true',
  );
}

/**
 * @see org.apache.oozie.command.bundle.BundleStartXCommand
 * @throws {Refusal} E1001 when the path of a coordinator leads nowhere, E1318 when none is enabled
 */
export function startBundle(draft: Draft, id: string): void {
  const job = bundleOf(draft, id);
  if (job.status !== 'PREP') throw new NotApplicable(`a bundle in ${job.status} is not started`);
  for (const coordinator of childrenOf(parseXml(job.jobXml), 'coordinator')) {
    const path = textOf(demandedChild(coordinator, 'app-path')).trim();
    if (!exists(draft.state, path)) throw refuse('E1001', `there is no coordinator at [${path}]`);
  }
  const names = enabledCoordinators(job).map(({ attributes }) => attributes.name ?? '');
  if (names.length === 0) {
    draft.bundles.put(id, { ...job, status: 'FAILED', pending: false });
    throw refuse('E1318', `the bundle [${id}] has no coordinator that is enabled`);
  }
  const actions = names.map(
    (coordinatorName): BundleAction => ({
      coordinatorName,
      coordinatorId: null,
      status: 'PREP',
      pending: 1,
      lastModifiedTime: draft.now,
    }),
  );
  draft.bundles.put(id, { ...job, status: 'RUNNING', pending: true, actions });
  for (const name of names) draft.later({ does: 'submit coordinator', job: id, name });
}

/**
 * Submits one of a bundle's coordinators, once.
 * @see org.apache.oozie.command.bundle.BundleCoordSubmitXCommand
 */
export function submitBundleCoordinator(draft: Draft, id: string, name: string): void {
  const job = bundleOf(draft, id);
  const element = enabledCoordinators(job).find(({ attributes }) => attributes.name === name);
  const action = job.actions.find(({ coordinatorName }) => coordinatorName === name);
  if (element === undefined) return;
  if (action !== undefined && action.coordinatorId !== null) {
    throw refuse('E1304', `the coordinator [${name}] is there already`);
  }
  const conf: Record<string, string> = { ...job.conf };
  const inline = childOf(element, 'configuration');
  for (const [property, value] of Object.entries(inline === undefined ? {} : propertiesIn(inline))) {
    setProperty(conf, property, value);
  }
  conf[applicationPaths.coordinator] = textOf(demandedChild(element, 'app-path')).trim();
  conf['oozie.bundle.id'] = id;
  try {
    submitCoordinator(draft, conf, { job, name });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // The bundle fails as a whole when it is next looked at.
    const failed = bundleOf(draft, id);
    const actions = failed.actions.map((each) =>
      each.coordinatorName === name
        ? { ...each, status: 'FAILED' as const, pending: 0, lastModifiedTime: draft.now }
        : each,
    );
    draft.bundles.put(id, { ...failed, actions });
  }
}

/** @see org.apache.oozie.command.bundle.BundleJobSuspendXCommand */
export function suspendBundle(draft: Draft, id: string): void {
  const job = bundleOf(draft, id, 'E0604');
  if (isTerminal(job.status)) throw new NotApplicable(`a bundle in ${job.status} is not suspended`);
  draft.bundles.put(id, {
    ...job,
    status: suspendedStatus(job.status),
    pending: true,
    suspendedTime: draft.now,
    lastModTime: draft.now,
    actions: job.actions.map((action) => {
      if (!['RUNNING', 'RUNNINGWITHERROR', 'PREP', 'PAUSED', 'PAUSEDWITHERROR'].includes(action.status)) {
        return action;
      }
      if (action.coordinatorId !== null) draft.later({ does: 'suspend', job: action.coordinatorId });
      return pendingAs(draft, action, suspendedStatus(action.status));
    }),
  });
}

function pendingAs(draft: Draft, action: BundleAction, status: BundleAction['status']): BundleAction {
  return { ...action, status, pending: action.pending + 1, lastModifiedTime: draft.now };
}

/** @see org.apache.oozie.command.bundle.BundleJobResumeXCommand */
export function resumeBundle(draft: Draft, id: string): void {
  const job = bundleOf(draft, id, 'E0604');
  const status = resumedStatus(job.status);
  if (status === undefined) throw new NotApplicable(`a bundle in ${job.status} is not resumed`);
  draft.bundles.put(id, {
    ...job,
    status,
    pending: true,
    suspendedTime: null,
    lastModTime: draft.now,
    actions: job.actions.map((action) => {
      const resumed = resumedStatus(action.status);
      if (resumed === undefined) return action;
      if (action.coordinatorId !== null) draft.later({ does: 'resume', job: action.coordinatorId });
      return pendingAs(draft, action, resumed);
    }),
  });
}

/** @see org.apache.oozie.command.bundle.BundleKillXCommand */
export function killBundle(draft: Draft, id: string): void {
  const job = bundleOf(draft, id);
  if (isTerminal(job.status)) throw new NotApplicable(`a bundle in ${job.status} is not killed`);
  draft.bundles.put(id, {
    ...job,
    status: 'KILLED',
    pending: true,
    actions: job.actions.map((action) => {
      if (action.coordinatorId !== null) draft.later({ does: 'kill', job: action.coordinatorId });
      if (!isTerminal(action.status)) return pendingAs(draft, action, 'KILLED');
      const pending = action.coordinatorId === null ? 0 : action.pending;
      return { ...action, pending, lastModifiedTime: draft.now };
    }),
  });
}
