import { tellBundle } from './bundle-actions.ts';
import type { Configuration } from './configuration.ts';
import { type ResolvedCoordinator, resolveCoordinator } from './coordinator-definition.ts';
import { applicationPaths, definitionAt, groupOf, withDefaults } from './definition-file.ts';
import type { Draft } from './draft.ts';
import { materializeDryrun } from './materialization.ts';
import type { BundleJob, CoordinatorAction, CoordinatorJob } from './oozie-state.ts';
import { NotApplicable, refuse } from './refusal.ts';

/** What Oozie waits before it makes a new coordinator's first actions, in ms. */
const firstMaterialization = 100;

/** Reads and resolves the definition at a coordinator's path. */
export function readCoordinator(
  draft: Draft,
  given: Configuration,
  nameInBundle?: string,
): { xml: string; resolved: ResolvedCoordinator } {
  const conf = withDefaults(draft, 'coordinator', given);
  const path = conf[applicationPaths.coordinator] ?? '';
  const xml = definitionAt(draft, 'coordinator', path);
  if (xml === undefined) throw refuse('E1002', `there is no coordinator at [${path}]`);
  return { xml, resolved: resolveCoordinator(xml, conf, draft.state.settings, nameInBundle) };
}

function newJob(
  draft: Draft,
  id: string,
  { xml, resolved }: { xml: string; resolved: ResolvedCoordinator },
  bundle: BundleJob | undefined,
): CoordinatorJob {
  const { conf, name, endOf: _, ...times } = resolved;
  return {
    ...times,
    id,
    appName: name,
    appPath: conf[applicationPaths.coordinator] ?? '',
    bundleId: bundle?.id ?? null,
    conf,
    status: 'PREP',
    pending: false,
    user: conf['user.name'] ?? '',
    group: groupOf(conf),
    definition: xml,
    createdTime: draft.now,
    pauseTime: null,
    pausedAt: null,
    lastModTime: draft.now,
    lastAction: null,
    lastActionNumber: 0,
    nextMaterializedTime: null,
    doneMaterialization: false,
    actions: [],
  };
}

/**
 * Makes a coordinator, which runs at once.
 * @see org.apache.oozie.command.coord.CoordSubmitXCommand
 */
export function submitCoordinator(
  draft: Draft,
  conf: Configuration,
  bundle?: { job: BundleJob; name: string },
): string {
  const read = readCoordinator(draft, conf, bundle?.name);
  const job = newJob(draft, draft.newId('C'), read, bundle?.job);
  draft.coordinators.put(job.id, job);
  tellBundle(draft, job, 'PREP');
  draft.later({ does: 'materialize', job: job.id }, firstMaterialization);
  return job.id;
}

/** Resolves a coordinator, and its first actions, without making it. Each dry run takes a number from the ids. */
export function dryrunCoordinator(draft: Draft, conf: Configuration): string {
  const job = newJob(draft, draft.newId('C'), readCoordinator(draft, conf), undefined);
  return materializeDryrun(draft, job);
}

/** @throws {Refusal} with the code that the operation has for a job that is not there */
export function coordinatorOf(
  draft: Draft,
  id: string,
  code: 'E0604' | 'E0605' | 'E0603' = 'E0605',
): CoordinatorJob {
  const job = draft.coordinators.get(id);
  if (job === undefined) {
    const message = `there is no coordinator [${id}]`;
    throw refuse(code, code === 'E0603' ? `E0605: ${message}` : message);
  }
  return job;
}

const suspended: Readonly<Partial<Record<string, CoordinatorJob['status']>>> = {
  PREP: 'PREPSUSPENDED',
  PREPPAUSED: 'PREPSUSPENDED',
  RUNNING: 'SUSPENDED',
  PAUSED: 'SUSPENDED',
  RUNNINGWITHERROR: 'SUSPENDEDWITHERROR',
  PAUSEDWITHERROR: 'SUSPENDEDWITHERROR',
};

/** The status of a coordinator or bundle that is suspended. */
export const suspendedStatus = (status: CoordinatorJob['status']) => suspended[status] ?? status;

const resumed: Readonly<Partial<Record<string, CoordinatorJob['status']>>> = {
  PREPSUSPENDED: 'PREP',
  SUSPENDED: 'RUNNING',
  SUSPENDEDWITHERROR: 'RUNNINGWITHERROR',
};

/** The status of a coordinator or bundle that is resumed; undefined when there is nothing to resume. */
export const resumedStatus = (status: CoordinatorJob['status']) => resumed[status];

/** @see org.apache.oozie.command.coord.CoordSuspendXCommand */
export function suspendCoordinator(draft: Draft, id: string): void {
  const job = coordinatorOf(draft, id, 'E0603');
  if (['SUCCEEDED', 'FAILED', 'KILLED', 'IGNORED'].includes(job.status)) {
    throw new NotApplicable(`a coordinator in ${job.status} is not suspended`);
  }
  const changed: CoordinatorJob = {
    ...job,
    status: suspendedStatus(job.status),
    pending: true,
    lastModTime: draft.now,
    actions: job.actions.map((action) => {
      if (action.status !== 'RUNNING') return action;
      if (action.externalId !== null) draft.later({ does: 'suspend', job: action.externalId });
      return touched(draft, action, { status: 'SUSPENDED', pending: action.pending + 1 });
    }),
  };
  draft.coordinators.put(id, changed);
  tellBundle(draft, changed, job.status);
}

/** @see org.apache.oozie.command.coord.CoordResumeXCommand */
export function resumeCoordinator(draft: Draft, id: string): void {
  const job = coordinatorOf(draft, id, 'E0604');
  const status = resumedStatus(job.status);
  if (status === undefined) throw new NotApplicable(`a coordinator in ${job.status} is not resumed`);
  const changed: CoordinatorJob = {
    ...job,
    status,
    pending: true,
    lastModTime: draft.now,
    actions: job.actions.map((action) => {
      if (action.status !== 'SUSPENDED') return action;
      if (action.externalId !== null) draft.later({ does: 'resume', job: action.externalId });
      return touched(draft, action, { status: 'RUNNING', pending: action.pending + 1 });
    }),
  };
  draft.coordinators.put(id, changed);
  tellBundle(draft, changed, job.status);
}

const over: ReadonlySet<string> = new Set(['FAILED', 'TIMEDOUT', 'SUCCEEDED', 'KILLED', 'IGNORED']);

/** @see org.apache.oozie.command.coord.CoordKillXCommand */
export function killCoordinator(draft: Draft, id: string): void {
  const job = coordinatorOf(draft, id);
  if (['SUCCEEDED', 'FAILED', 'DONEWITHERROR', 'KILLED', 'IGNORED'].includes(job.status)) {
    throw new NotApplicable(`a coordinator in ${job.status} is not killed`);
  }
  const changed: CoordinatorJob = {
    ...job,
    status: 'KILLED',
    pending: true,
    doneMaterialization: true,
    lastModTime: draft.now,
    actions: job.actions.map((action) => {
      if (over.has(action.status)) return action;
      if (action.externalId !== null) draft.later({ does: 'kill', job: action.externalId });
      const pending = action.externalId === null ? 0 : action.pending + 1;
      return touched(draft, action, { status: 'KILLED', pending });
    }),
  };
  draft.coordinators.put(id, changed);
  tellBundle(draft, changed, job.status);
}

/** An action with something changed, now. */
export function touched(
  draft: Draft,
  action: CoordinatorAction,
  change: Partial<CoordinatorAction>,
): CoordinatorAction {
  return { ...action, ...change, lastModifiedTime: draft.now };
}

/** Changes one action of a coordinator. */
export function changeAction(
  draft: Draft,
  id: string,
  number: number,
  change: Partial<CoordinatorAction>,
): void {
  const job = draft.coordinators.get(id);
  if (job === undefined) return;
  const actions = job.actions.map((action) =>
    action.number === number ? touched(draft, action, change) : action,
  );
  draft.coordinators.put(id, { ...job, actions });
}
