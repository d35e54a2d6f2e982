import type { CoordinatorDetails } from './coordinator.ts';
import type { CoordinatorChange, CoordinatorOperations } from './coordinators.ts';
import { type CoordinatorOperation, coordinatorEffects, judge, type Verdict } from './effects.ts';
import type { CoordinatorStatus } from './job-status.ts';
import { type Confirmation, type ConfirmOptions, confirm } from './read-back.ts';

/** Changes of a coordinator that resolve when they show, or when it is clear that they won't. */
export interface ConfirmedCoordinatorOperations {
  /** Done when the coordinator is suspended; its running workflows follow one by one. */
  suspend(id: string, options?: ConfirmOptions): Promise<Confirmation<CoordinatorStatus>>;
  resume(id: string, options?: ConfirmOptions): Promise<Confirmation<CoordinatorStatus>>;
  /** Done when the coordinator is killed; its running workflows follow one by one. */
  kill(id: string, options?: ConfirmOptions): Promise<Confirmation<CoordinatorStatus>>;
  /**
   * @throws {OozieError} `invalid-request` (E1015) from another state than KILLED and FAILED, and while the
   * workflows of a killed coordinator are still being killed
   */
  ignore(id: string, options?: ConfirmOptions): Promise<Confirmation<CoordinatorStatus>>;
  /**
   * Done when the coordinator has the values asked for. `ignored` for an end time that Oozie leaves as it is: one
   * between the present end and the time up to which actions have been made; the other values are changed.
   */
  change(
    id: string,
    change: CoordinatorChange,
    options?: ConfirmOptions,
  ): Promise<Confirmation<CoordinatorStatus>>;
}

export function confirmedCoordinators(
  coordinators: Omit<CoordinatorOperations, 'confirmed'>,
): ConfirmedCoordinatorOperations {
  const by =
    (operation: CoordinatorOperation, refusedWhenDone?: string) => (id: string, options?: ConfirmOptions) =>
      confirm(
        {
          name: `${operation} of ${id}`,
          read: async (given) => ({ status: await coordinators.status(id, given) }),
          send: (given) => coordinators[operation](id, given),
          judge: (before, now) => judge(coordinatorEffects[operation], before.status, now.status),
          ...(refusedWhenDone === undefined ? {} : { refusedWhenDone }),
        },
        options,
      );
  return {
    suspend: by('suspend'),
    resume: by('resume'),
    kill: by('kill'),
    ignore: by('ignore', 'E1015'),
    change: (id, change, options) =>
      confirm(
        {
          name: `change of ${id}`,
          read: (given) => coordinators.info(id, given),
          send: (given) => coordinators.change(id, change, given),
          judge: (before, now) => judgeCoordinatorChange(change, before, now),
        },
        options,
      ),
  };
}

type Changeable = Pick<
  CoordinatorDetails,
  'status' | 'endTime' | 'pauseTime' | 'concurrency' | 'nextMaterializedTime'
>;

const minuteMs = 60_000;

/**
 * Judges a change by the values before and after it.
 * @see org.apache.oozie.command.coord.CoordChangeXCommand#execute
 */
export function judgeCoordinatorChange(
  change: CoordinatorChange,
  before: Changeable,
  now: Changeable,
): Verdict {
  if (isAsAsked(change, now)) return isAsAsked(change, before) ? 'already' : 'done';
  const { endtime, ...others } = change;
  if (endtime === undefined || !isAsAsked(others, now)) return 'open';
  return isEndLeftAlone(toMinute(endtime), now) ? 'ignored' : 'open';
}

function isAsAsked(change: CoordinatorChange, job: Changeable): boolean {
  const { endtime, pausetime, concurrency, status } = change;
  return (
    (endtime === undefined || job.endTime === toMinute(endtime)) &&
    (pausetime === undefined || job.pauseTime === (pausetime === null ? null : toMinute(pausetime))) &&
    (concurrency === undefined || job.concurrency === concurrency) &&
    (status === undefined || (status === 'IGNORED' ? job.status === status : isRevived(job.status)))
  );
}

/** A revived coordinator can get any further, up to its end. */
function isRevived(status: CoordinatorStatus): boolean {
  return status !== 'KILLED' && status !== 'FAILED' && status !== 'IGNORED';
}

function isEndLeftAlone(endtime: number, { endTime, nextMaterializedTime: next }: Changeable): boolean {
  return endTime !== null && next !== null && endTime < endtime && next > endtime;
}

/** Oozie takes no seconds. */
export function toMinute(epochMs: number): number {
  return Math.floor(epochMs / minuteMs) * minuteMs;
}
