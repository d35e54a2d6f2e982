import { changeBundleAction, isTerminal } from './bundle-actions.ts';
import { bundleOf } from './bundle-jobs.ts';
import { parseChange } from './change-value.ts';
import { changeCoordinator } from './coordinator-change.ts';
import { minuteZ, parseMinuteZ } from './dates.ts';
import type { Draft } from './draft.ts';
import { isRefusal, NotApplicable, refuse } from './refusal.ts';

interface Change {
  readonly what: 'pausetime' | 'endtime';
  /** Null: taken back. */
  readonly time: number | null;
}

/** @throws {Refusal} E1317 */
function readChange(draft: Draft, value: string): Change {
  const given = parseChange(value);
  const what = given.has('pausetime') ? 'pausetime' : given.has('endtime') ? 'endtime' : undefined;
  if (what === undefined || given.size > 2)
    throw refuse('E1317', 'only pausetime and endtime can be changed');
  const text = given.get(what) ?? '';
  if (text === '') return { what, time: null };
  const time = parseMinuteZ(text);
  if (time === undefined) throw refuse('E1317', `[${what}] = [${text}] is no time`);
  if (what === 'pausetime' && time < draft.now) throw refuse('E1317', `[pausetime] = [${text}] is past`);
  // An end before the kick-off is accepted: Oozie compares before it has read the kick-off time.
  return { what, time };
}

/**
 * Changes the pause time or the end time of a bundle and of all its coordinators.
 * @see org.apache.oozie.command.bundle.BundleJobChangeXCommand
 * @throws {Refusal} E1317 for a value that can't be, E1320 when a coordinator refused it, after the others took it
 */
export function changeBundle(draft: Draft, id: string, value: string): void {
  const job = bundleOf(draft, id);
  const { what, time } = readChange(draft, value);
  const isOver = what === 'pausetime' ? isTerminal(job.status) : job.status === 'KILLED';
  if (isOver) throw new NotApplicable(`a bundle in ${job.status} is not changed`);
  const problems: string[] = [];
  for (const action of job.actions.filter(({ status }) => status !== 'IGNORED')) {
    const { coordinatorId } = action;
    if (coordinatorId === null || action.status === 'KILLED') {
      problems.push(`${coordinatorId}: it is killed`);
      continue;
    }
    try {
      changeCoordinator(draft, coordinatorId, value);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      problems.push(`${coordinatorId}: ${error.message}`);
    }
  }
  const changed = bundleOf(draft, id);
  const revived = ['SUCCEEDED', 'DONEWITHERROR', 'FAILED'].includes(changed.status);
  draft.bundles.put(id, {
    ...changed,
    ...(what === 'pausetime' ? { pauseTime: time } : { endTime: time }),
    ...(what === 'endtime' && revived ? { status: 'RUNNING' } : {}),
  });
  // What was changed stays changed, whoever refused.
  if (problems.length > 0) throw refuse('E1320', problems.map((problem) => `[ ${problem} ]`).join(''));
}

/**
 * Reruns actions of a bundle's coordinators: those named, or all that are due in a range of times.
 * @see org.apache.oozie.command.bundle.BundleRerunXCommand
 */
export function rerunBundle(
  draft: Draft,
  id: string,
  scope: { coordinators: string | null; dates: string | null; refresh: boolean },
): void {
  const job = bundleOf(draft, id);
  if (['KILLED', 'FAILED', 'PREP', 'PREPPAUSED', 'PREPSUSPENDED'].includes(job.status)) {
    throw new NotApplicable(`a bundle in ${job.status} is not rerun`);
  }
  const { coordinators, dates, refresh } = scope;
  const names = coordinators?.split(',').map((name) => name.trim());
  let isAnyRerun = false;
  for (const action of job.actions) {
    const { coordinatorName, coordinatorId } = action;
    const coordinator = coordinatorId === null ? undefined : draft.coordinators.get(coordinatorId);
    const isNamed = names === undefined ? Boolean(dates) : names.includes(coordinatorName);
    if (coordinator === undefined || !isNamed) continue;
    isAnyRerun = true;
    const all = `${minuteZ(coordinator.startTime)}::${minuteZ(coordinator.endTime)}`;
    const rerun = { type: 'date', scope: dates || all, refresh, failed: false, conf: null };
    draft.later({ does: 'rerun actions', job: coordinator.id, ...rerun });
    changeBundleAction(draft, bundleOf(draft, id), action, { pending: action.pending + 1 });
  }
  if (!isAnyRerun) return;
  const isPaused = job.status === 'PAUSED' || job.status === 'PAUSEDWITHERROR';
  if (!isPaused) draft.bundles.put(id, { ...bundleOf(draft, id), status: 'RUNNING', pending: true });
}
