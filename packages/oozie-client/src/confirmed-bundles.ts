import type { BundleFacts } from './bundle.ts';
import type { BundleChange, BundleOperations } from './bundles.ts';
import { toMinute } from './confirmed-coordinators.ts';
import { type BundleOperation, bundleEffects, judge, type Verdict } from './effects.ts';
import { type BundleStatus, isTerminalBundleStatus } from './job-status.ts';
import { type Confirmation, type ConfirmOptions, confirm } from './read-back.ts';

/** Changes of a bundle that resolve when they show, or when it is clear that they won't. */
export interface ConfirmedBundleOperations {
  start(id: string, options?: ConfirmOptions): Promise<Confirmation<BundleStatus>>;
  /** Done when the bundle is suspended; its coordinators follow one by one. */
  suspend(id: string, options?: ConfirmOptions): Promise<Confirmation<BundleStatus>>;
  resume(id: string, options?: ConfirmOptions): Promise<Confirmation<BundleStatus>>;
  /** Done when the bundle is killed; its coordinators follow one by one. */
  kill(id: string, options?: ConfirmOptions): Promise<Confirmation<BundleStatus>>;
  /** Done when the bundle has the value asked for. */
  change(id: string, change: BundleChange, options?: ConfirmOptions): Promise<Confirmation<BundleStatus>>;
}

export function confirmedBundles(bundles: Omit<BundleOperations, 'confirmed'>): ConfirmedBundleOperations {
  const by = (operation: BundleOperation) => (id: string, options?: ConfirmOptions) =>
    confirm(
      {
        name: `${operation} of ${id}`,
        read: async (given) => ({ status: await bundles.status(id, given) }),
        send: (given) => bundles[operation](id, given),
        judge: (before, now) => judge(bundleEffects[operation], before.status, now.status),
      },
      options,
    );
  return {
    start: by('start'),
    suspend: by('suspend'),
    resume: by('resume'),
    kill: by('kill'),
    change: (id, change, options) =>
      confirm(
        {
          name: `change of ${id}`,
          read: (given) => bundles.info(id, given),
          send: (given) => bundles.change(id, change, given),
          judge: (before, now) => judgeBundleChange(change, before, now),
        },
        options,
      ),
  };
}

type Changeable = Pick<BundleFacts, 'status' | 'endTime' | 'pauseTime'>;

/**
 * Judges a change by the values before and after it.
 * @see org.apache.oozie.command.bundle.BundleJobChangeXCommand
 */
export function judgeBundleChange(change: BundleChange, before: Changeable, now: Changeable): Verdict {
  if (isAsAsked(change, now)) return isAsAsked(change, before) ? 'already' : 'done';
  const isRefused =
    change.pausetime === undefined ? now.status === 'KILLED' : isTerminalBundleStatus(now.status);
  return isRefused ? 'ignored' : 'open';
}

function isAsAsked({ pausetime, endtime }: BundleChange, job: Changeable): boolean {
  if (endtime !== undefined) return job.endTime === toMinute(endtime);
  return job.pauseTime === (pausetime === null || pausetime === undefined ? null : toMinute(pausetime));
}
