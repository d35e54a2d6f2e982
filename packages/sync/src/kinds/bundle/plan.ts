import { type Bundle, isTerminalBundleStatus, isTerminalCoordinatorStatus } from '@howdah/oozie-client';
import * as z from 'zod/mini';
import type { Asked, JobLink } from '../../store/tables.ts';
import { came, isChangedAgain } from '../changed-again.ts';
import { coordinatorPushes } from '../coordinator/pushes.ts';
import { asText, digestOf } from '../digest.ts';
import { sameMinute } from '../kept-times.ts';
import type { Plan, PlanInput } from '../kind.ts';
import { nothing, step } from '../next-step.ts';
import { overtaken } from '../pushes.ts';
import type { BundleSpec } from './spec.ts';

/** What Oozie can change about a bundle: one of both at a time. Epoch ms; `pausetime` null clears it. */
export const bundleChange = z.object({
  endtime: z.optional(z.number()),
  pausetime: z.optional(z.nullable(z.number())),
});

/** Everything about a bundle that can't be changed once it is submitted. */
export const bundleFixedDigest = ({ name, definition, coordinators, workflows, properties }: BundleSpec) =>
  digestOf({ name, definition, coordinators, workflows, properties: asText(properties) });

/** Over, with all of its coordinators: one that was just being made can outlive its bundle's kill. */
export const isOver = ({ status, bundleCoordJobs }: Bundle): boolean =>
  isTerminalBundleStatus(status) &&
  bundleCoordJobs.every((child) => isTerminalCoordinatorStatus(child.status));

const isSuspended = ({ status }: Bundle) => status.includes('SUSPENDED');

function changeFor(
  base: BundleSpec | null,
  wanted: BundleSpec,
  job: Bundle,
): z.infer<typeof bundleChange> | undefined {
  const { endTime, pauseTime } = wanted;
  const moved = (same: boolean) => base === null || !same;
  if (
    endTime !== undefined &&
    moved(sameMinute(base?.endTime, endTime)) &&
    !sameMinute(job.endTime, endTime)
  ) {
    return { endtime: endTime };
  }
  if (
    pauseTime !== undefined &&
    moved(sameMinute(base?.pauseTime, pauseTime)) &&
    !sameMinute(job.pauseTime, pauseTime)
  ) {
    return { pausetime: pauseTime };
  }
  return undefined;
}

/** Oozie takes these of a bundle in the same statuses as of a coordinator. */
function stateStep(base: BundleSpec | null, wanted: BundleSpec, job: Bundle, asked: Asked | undefined): Plan {
  const { state } = wanted;
  if (state === undefined || state === base?.state) return nothing;
  const action = { RUNNING: 'resume', SUSPENDED: 'suspend', KILLED: 'kill' } as const;
  const push = coordinatorPushes[action[state]][job.status];
  if (push === 'there') return nothing;
  if (push !== 'late') return step(action[state]);
  const message = `${overtaken(`have it ${state}`, asked, job.status)} Take the change back.`;
  return { next: 'park', field: 'state', message };
}

const fixed =
  'The row, or a definition that it refers to, was changed in something that Oozie can’t change about a bundle once it ' +
  'is submitted. Take the change back, or declare the collection with onFixedChange "replace" (kill it and submit a ' +
  'new one) or "ignore".';

/** What a bundle needs next. It is submitted inert, and then started, which Oozie does once at the most. */
export function planBundle(input: PlanInput<BundleSpec, Bundle>): Plan {
  const { base, wanted, link, remote, gone } = input;
  if (link === null) {
    return wanted.state === 'KILLED' ? nothing : { next: 'step', action: 'submit', payload: wanted };
  }
  const isFixedChange = input.fixedDigest !== link.fixedDigest && input.onFixedChange !== 'ignore';
  if (isFixedChange && input.onFixedChange === 'replace') return { next: 'replace' };
  if (gone && !link.started) {
    if (wanted.state === 'KILLED') return nothing;
    const message = 'Oozie no longer has the bundle, and it was never started. Retry submits it anew.';
    return { next: 'park', field: null, message };
  }
  if (isFixedChange) {
    const changed = (['name', 'definition'] as const).find(
      (field) => base !== null && base[field] !== wanted[field],
    );
    return { next: 'park', field: changed ?? Object.keys(wanted.follows ?? {})[0] ?? null, message: fixed };
  }
  if (gone) return planGone(base, wanted, remote);
  if (!link.started) return step(wanted.state === 'KILLED' ? 'kill' : 'start');
  if (remote === undefined) return step('look');
  const state = stateStep(base, wanted, remote, input.asked);
  if (state.next === 'step' && state.action === 'kill') return state;
  const change = changeFor(base, wanted, remote);
  if (change === undefined) return state;
  if (coordinatorPushes.change[remote.status] !== 'late')
    return { next: 'step', action: 'change', payload: change };
  const message = `${overtaken('change it', input.asked, remote.status)} Take the change back.`;
  return { next: 'park', field: 'endtime' in change ? 'endTime' : 'pauseTime', message };
}

/** The job was purged: an edit of it can reach nothing any more, and its user has to know. */
function planGone(base: BundleSpec | null, wanted: BundleSpec, last: Bundle | undefined): Plan {
  if (base === null || last === undefined) return nothing;
  const change = changeFor(base, wanted, last);
  if (change === undefined) return nothing;
  const field = 'endtime' in change ? 'endTime' : 'pauseTime';
  const message = `The row’s ${field} was changed, but Oozie no longer has the bundle. Take the change back.`;
  return { next: 'park', field, message };
}

/** What a deleted row's bundle needs so that nothing of it runs any more. */
export function planBundleKill({
  link,
  remote,
  gone,
}: {
  link: JobLink | null;
  remote: Bundle | undefined;
  gone: boolean;
}): Plan {
  if (link === null || gone) return nothing;
  return remote !== undefined && isOver(remote) ? nothing : step('kill');
}

/** Whether the bundle is where a step wanted it, or past where the step could matter. */
export function bundleAgrees(action: string, payload: unknown, job: Bundle): boolean {
  switch (action) {
    case 'change': {
      const { endtime, pausetime } = bundleChange.parse(payload);
      return (
        (endtime === undefined || sameMinute(endtime, job.endTime)) &&
        (pausetime === undefined || sameMinute(pausetime, job.pauseTime))
      );
    }
    case 'start':
      return job.status !== 'PREP' && (job.bundleCoordJobs.length > 0 || isTerminalBundleStatus(job.status));
    case 'suspend':
      return isSuspended(job) || isTerminalBundleStatus(job.status);
    case 'resume':
      return !isSuspended(job);
    case 'kill':
      return isOver(job);
    default:
      return true;
  }
}

const seen = z.object({ endTime: z.nullable(z.number()), pauseTime: z.nullable(z.number()) });

/** Whether somebody else has changed again what a change brought (`isChangedAgain`). */
export function bundleChangedAgain(payload: unknown, before: unknown, job: Bundle): boolean {
  const was = seen.safeParse(before);
  if (!was.success) return false;
  const { endtime, pausetime } = bundleChange.parse(payload);
  return isChangedAgain([
    came<number | null>({ brought: endtime, was: was.data.endTime, is: job.endTime }, sameMinute),
    came<number | null>({ brought: pausetime, was: was.data.pauseTime, is: job.pauseTime }, sameMinute),
  ]);
}
