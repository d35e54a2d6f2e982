import { tellBundle } from './bundle-actions.ts';
import { parseChange } from './change-value.ts';
import { coordinatorOf } from './coordinator-jobs.ts';
import { parseMinuteZ } from './dates.ts';
import type { Draft } from './draft.ts';
import type { CoordinatorAction, CoordinatorJob } from './oozie-state.ts';
import { refuse } from './refusal.ts';

interface Change {
  readonly endTime?: number;
  readonly concurrency?: number;
  /** Null: not paused any more. */
  readonly pauseTime?: number | null;
  readonly status?: 'RUNNING' | 'IGNORED' | string;
}

const changeable = ['endtime', 'concurrency', 'pausetime', 'status'];

/** @throws {Refusal} E1015 */
function readChange(value: string): Change {
  const given = parseChange(value);
  for (const [name, text] of given) {
    if (!changeable.includes(name)) throw refuse('E1015', `[${name}] can't be changed`);
    if (name !== 'pausetime' && text === '') throw refuse('E1015', `[${name}] has no value`);
  }
  const time = (name: string) => {
    const text = given.get(name);
    if (text === undefined) return undefined;
    const epochMs = parseMinuteZ(text);
    if (epochMs === undefined) throw refuse('E1015', `[${name}] = [${text}] is no time`);
    return epochMs;
  };
  const endTime = time('endtime');
  const concurrency = given.get('concurrency');
  if (concurrency !== undefined && !/^[+-]?\d+$/.test(concurrency)) {
    throw refuse('E1015', `[concurrency] = [${concurrency}] is no whole number`);
  }
  const pauseTime = given.get('pausetime') === '' ? null : time('pausetime');
  const status = given.get('status');
  return {
    ...(endTime === undefined ? {} : { endTime }),
    ...(concurrency === undefined ? {} : { concurrency: Number(concurrency) }),
    ...(pauseTime === undefined ? {} : { pauseTime }),
    ...(status === undefined ? {} : { status }),
  };
}

/**
 * Changes end time, pause time, concurrency or status of a coordinator.
 * @see org.apache.oozie.command.coord.CoordChangeXCommand
 * @throws {Refusal} E1015 for a value that can't be, E1016 for a coordinator that is over, E1022 when an action that
 * has started would be past the new time
 */
export function changeCoordinator(draft: Draft, id: string, value: string): void {
  const change = readChange(value);
  const job = coordinatorOf(draft, id, 'E0604');
  checkStatus(job, change);
  let changed: CoordinatorJob = { ...job };
  let refused: unknown;
  try {
    changed = withEndTime(changed, change);
    if (change.concurrency !== undefined) changed = { ...changed, concurrency: change.concurrency };
    changed = withPauseTime(changed, change);
    changed = withStatus(changed, change);
    const next = changed.nextMaterializedTime;
    if (next !== null && changed.endTime <= next) changed = { ...changed, doneMaterialization: true };
    changed = { ...changed, lastModTime: draft.now };
    draft.coordinators.put(id, changed);
    if ((change.concurrency ?? job.concurrency) > job.concurrency)
      draft.later({ does: 'start ready', job: id });
  } catch (error) {
    refused = error;
  }
  // The bundle is told in any case, even of what was not kept.
  tellBundle(draft, refused === undefined ? changed : job, job.status, { keepPending: true });
  if (refused !== undefined) throw refused;
}

function checkStatus(job: CoordinatorJob, { status, ...other }: Change): void {
  if (job.status === 'KILLED' || job.status === 'IGNORED') {
    const onlyStatus = Object.values(other).every((value) => value === undefined || value === null);
    if (status === undefined || !onlyStatus) {
      throw refuse('E1016', `a coordinator in ${job.status} can't be changed`);
    }
  }
  if (status === undefined) return;
  if (status !== 'RUNNING' && status !== 'IGNORED')
    throw refuse('E1015', `[status] can't be set to ${status}`);
  const revivable = ['FAILED', 'KILLED', ...(status === 'RUNNING' ? ['IGNORED'] : [])];
  if (!revivable.includes(job.status) || (status === 'IGNORED' && job.pending)) {
    throw refuse('E1015', `a coordinator in ${job.status} can't be set to ${status}`);
  }
}

function withEndTime(job: CoordinatorJob, { endTime }: Change): CoordinatorJob {
  if (endTime === undefined) return job;
  const next = job.nextMaterializedTime;
  if (job.endTime < endTime && next !== null && next > endTime) return job;
  const moved = { ...job, endTime };
  if (job.startTime >= endTime) {
    const cut = job.status === 'PREP' ? moved : withoutActionsFrom(moved, endTime);
    const isEnded = job.status === 'PREP' || job.status === 'RUNNING';
    return {
      ...cut,
      ...(isEnded ? { status: 'SUCCEEDED', pending: false } : {}),
      doneMaterialization: true,
    };
  }
  const revived = ['SUCCEEDED', 'DONEWITHERROR', 'FAILED'].includes(job.status);
  return withoutActionsFrom(
    { ...moved, ...(revived ? { status: 'RUNNING' } : {}), pending: true, doneMaterialization: false },
    endTime,
  );
}

function withPauseTime(job: CoordinatorJob, { pauseTime }: Change): CoordinatorJob {
  if (pauseTime === undefined) return job;
  const isLifted = job.pauseTime !== null && (pauseTime === null || job.pauseTime < pauseTime);
  const status =
    isLifted && job.status === 'PAUSED'
      ? 'RUNNING'
      : isLifted && job.status === 'PAUSEDWITHERROR'
        ? 'RUNNINGWITHERROR'
        : job.status;
  const paused = { ...job, pauseTime, status };
  return pauseTime === null ? paused : withoutActionsFrom(paused, pauseTime);
}

function withStatus(job: CoordinatorJob, { status }: Change): CoordinatorJob {
  if (status === 'RUNNING') {
    const next = job.nextMaterializedTime;
    const goesOn = next === null || job.endTime > next;
    return { ...job, status, pending: true, doneMaterialization: goesOn ? false : job.doneMaterialization };
  }
  if (status === 'IGNORED') return { ...job, status, pending: false, doneMaterialization: true };
  return job;
}

/** Takes back the actions from a time on that were made ahead. @throws {Refusal} E1022 when one of them has started */
function withoutActionsFrom(job: CoordinatorJob, time: number): CoordinatorJob {
  const kept: CoordinatorAction[] = [...job.actions];
  let taken: CoordinatorAction | undefined;
  for (let last = kept.at(-1); last !== undefined && last.nominalTime >= time; last = kept.at(-1)) {
    if (last.number !== job.lastActionNumber - (job.actions.length - kept.length)) break;
    if (last.status !== 'WAITING' && last.status !== 'READY') {
      throw refuse('E1022', `the action [${job.id}@${last.number}] has started`);
    }
    taken = last;
    kept.pop();
  }
  if (taken === undefined) return job;
  return {
    ...job,
    actions: kept,
    lastActionNumber: taken.number - 1,
    lastAction: taken.nominalTime,
    nextMaterializedTime: taken.nominalTime,
    doneMaterialization: false,
  };
}
