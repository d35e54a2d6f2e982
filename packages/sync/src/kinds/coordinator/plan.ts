import type { Coordinator } from '@howdah/oozie-client';
import { isTerminalCoordinatorStatus } from '@howdah/oozie-client';
import * as z from 'zod/mini';
import type { Asked, JobLink } from '../../store/tables.ts';
import { came, isChangedAgain } from '../changed-again.ts';
import { asText, digestOf } from '../digest.ts';
import { sameMinute } from '../kept-times.ts';
import type { CommandInput, CommandPlan, Plan, PlanInput } from '../kind.ts';
import { nothing, step } from '../next-step.ts';
import { overtaken } from '../pushes.ts';
import { coordinatorPushes } from './pushes.ts';
import type { CoordinatorSpec } from './spec.ts';
import { isUpdatedTo, planUpdate } from './update.ts';

/** What Oozie can change about a coordinator that runs. Times in epoch ms; `pausetime` null clears it. */
export const coordinatorChange = z.object({
  endtime: z.optional(z.number()),
  pausetime: z.optional(z.nullable(z.number())),
  concurrency: z.optional(z.number()),
});
export type CoordinatorChange = z.infer<typeof coordinatorChange>;

/** Everything about a coordinator that can't be changed once it is submitted. */
export function coordinatorFixedDigest(spec: CoordinatorSpec): string {
  return digestOf({
    name: spec.name,
    definition: spec.definition,
    workflows: spec.workflows,
    properties: asText(spec.properties),
  });
}

/** What has to be changed: the fields in which the row moved away from what was agreed, and Oozie isn't there yet. */
export function changeFor(
  base: CoordinatorSpec | null,
  wanted: CoordinatorSpec,
  job: Coordinator,
): CoordinatorChange {
  const change: CoordinatorChange = {};
  const { endTime, pauseTime, concurrency } = wanted;
  const moved = (same: boolean) => base === null || !same;
  if (
    endTime !== undefined &&
    moved(sameMinute(base?.endTime, endTime)) &&
    !sameMinute(job.endTime, endTime)
  ) {
    change.endtime = endTime;
  }
  if (
    pauseTime !== undefined &&
    moved(sameMinute(base?.pauseTime, pauseTime)) &&
    !sameMinute(job.pauseTime, pauseTime)
  ) {
    change.pausetime = pauseTime;
  }
  if (
    concurrency !== undefined &&
    moved(base?.concurrency === concurrency) &&
    job.concurrency !== concurrency
  ) {
    change.concurrency = concurrency;
  }
  return change;
}

/** Suspended, whether it was running, waiting for its start or paused before. */
const isSuspended = (status: string) => status.includes('SUSPENDED');

function stateStep(
  base: CoordinatorSpec | null,
  wanted: CoordinatorSpec,
  status: string,
  asked: Asked | undefined,
): Plan {
  const { state } = wanted;
  if (state === undefined || state === base?.state) return nothing;
  const action = { RUNNING: 'resume', SUSPENDED: 'suspend', KILLED: 'kill' } as const;
  const push = coordinatorPushes[action[state]][status];
  if (push === 'there') return nothing;
  if (push !== 'late') return step(action[state]);
  const message = `${overtaken(`${action[state]} it`, asked, status)} Take the change back.`;
  return { next: 'park', field: 'state', message };
}

/** What a command asked of a coordinator needs next. */
export function planCoordinatorCommand({ asked, remote }: CommandInput<Coordinator>): CommandPlan {
  const { command, was, askedAt } = asked;
  const park = (message: string): CommandPlan => ({ next: 'park', field: null, message });
  if (command.do === 'rerun')
    return park('"rerun" can’t be asked of a coordinator: ask for "rerun actions". Take it back.');
  if (remote === undefined) return { next: 'step', action: 'look', payload: null };
  const push = coordinatorPushes[command.do][remote.status];
  if (push === 'there') return { next: 'fulfilled', message: `it is ${remote.status} already` };
  if (push === 'early') return { next: 'wait' };
  if (push === 'late') {
    const why = overtaken(
      command.do === 'ignore' ? 'ignore it' : command.do.replace(' ', ' its '),
      { at: askedAt, status: was?.status ?? null },
      remote.status,
    );
    return park(`${why} Ask again (retry), or take it back.`);
  }
  if (command.do === 'ignore') return { next: 'step', action: 'ignore', payload: null };
  const action = {
    'rerun actions': 'rerun-actions',
    'kill actions': 'kill-actions',
    'ignore actions': 'ignore-actions',
  } as const;
  return { next: 'step', action: action[command.do], payload: { id: asked.id, command } };
}

/**
 * What a coordinator needs next. It is submitted inside a bundle that waits for a far kick-off time; starting the
 * bundle, which Oozie does once at the most, starts the coordinator.
 */
export function planCoordinator(input: PlanInput<CoordinatorSpec, Coordinator>): Plan {
  const { base, wanted, link, remote, gone } = input;
  if (link === null) {
    if (wanted.state === 'KILLED') return nothing;
    return { next: 'step', action: 'submit', payload: wanted };
  }
  const isFixedChange = input.fixedDigest !== link.fixedDigest && input.onFixedChange !== 'ignore';
  if (isFixedChange && input.onFixedChange === 'replace') return { next: 'replace' };
  if (gone && !link.started) {
    if (wanted.state === 'KILLED') return nothing;
    return {
      next: 'park',
      field: null,
      message: 'Oozie no longer has the coordinator, and it was never started. Retry submits it anew.',
    };
  }
  const isUpdate = isFixedChange && input.onFixedChange === 'update';
  if (isFixedChange && (!isUpdate || gone)) {
    return {
      next: 'park',
      field: fixedFieldOf(base, wanted),
      message:
        `The row${wanted.follows === undefined ? '' : ', or a definition that it refers to,'} was changed in something that Oozie can’t change about a coordinator once it is submitted (its ` +
        'definition, start, frequency, time zone or properties). Take the change back, or declare the collection with ' +
        'onFixedChange "update" (another definition or properties for the one there is), "replace" (kill it and submit ' +
        'a new one) or "ignore".',
    };
  }
  if (gone) return planGone(base, wanted, remote);
  if (link.jobId === null || !link.started) return step(wanted.state === 'KILLED' ? 'kill' : 'start');
  if (remote === undefined) return step('look');
  const state = stateStep(base, wanted, remote.status, input.asked);
  // A suspend waits until what the coordinator should be is there; a kill makes that needless.
  if (state.next === 'step' && state.action === 'kill') return state;
  if (isUpdate) return planUpdate(input, remote);
  const change = changeFor(base, wanted, remote);
  const changed = Object.keys(change);
  if (changed.length > 0 && coordinatorPushes.change[remote.status] === 'late') {
    const why = overtaken(`change its ${changed.join(', ')}`, input.asked, remote.status);
    return {
      next: 'park',
      field: fieldNames[changed[0] ?? ''] ?? null,
      message: `${why} Take the change back.`,
    };
  }
  if (changed.length > 0) return { next: 'step', action: 'change', payload: change };
  return state;
}

const fieldNames: Readonly<Record<string, string>> = {
  endtime: 'endTime',
  pausetime: 'pauseTime',
  concurrency: 'concurrency',
};

/** The job was purged: an edit of it can reach nothing any more, and its user has to know. */
function planGone(
  base: CoordinatorSpec | null,
  wanted: CoordinatorSpec,
  last: Coordinator | undefined,
): Plan {
  if (base === null || last === undefined) return nothing;
  const { endtime, pausetime, concurrency } = changeFor(base, wanted, last);
  const state = stateStep(base, wanted, last.status, undefined);
  const lost = {
    endTime: endtime !== undefined,
    pauseTime: pausetime !== undefined,
    concurrency: concurrency !== undefined,
    state: state.next === 'step' && state.action !== 'kill',
  };
  const field = Object.entries(lost).find(([, isLost]) => isLost)?.[0];
  if (field === undefined) return nothing;
  return {
    next: 'park',
    field,
    message: `The row’s ${field} was changed, but Oozie no longer has the coordinator. Take the change back.`,
  };
}

function fixedFieldOf(base: CoordinatorSpec | null, wanted: CoordinatorSpec): string | null {
  if (base === null) return null;
  if (base.name !== wanted.name) return 'name';
  if (base.definition !== wanted.definition) return 'definition';
  const before = { ...base.workflows, ...asText(base.properties) };
  const after = { ...wanted.workflows, ...asText(wanted.properties) };
  const name = [...new Set([...Object.keys(before), ...Object.keys(after)])].find(
    (key) => before[key] !== after[key],
  );
  // Nothing of the row itself: it refers to a definition that has a new revision.
  if (name === undefined) return Object.keys(wanted.follows ?? {})[0] ?? null;
  return name in { ...base.workflows, ...wanted.workflows } ? `workflows.${name}` : `properties.${name}`;
}

/** What a deleted row's coordinator needs so that it runs no more. */
export function planCoordinatorKill({
  link,
  remote,
  gone,
}: {
  link: JobLink | null;
  remote: Coordinator | undefined;
  gone: boolean;
}): Plan {
  if (link === null || gone) return nothing;
  if (remote !== undefined && isTerminalCoordinatorStatus(remote.status)) return nothing;
  return step('kill');
}

/** Whether the coordinator is where a step wanted it, or past where the step could matter. */
export function coordinatorAgrees(action: string, payload: unknown, job: Coordinator): boolean {
  switch (action) {
    case 'change': {
      const change = coordinatorChange.parse(payload);
      return (
        (change.endtime === undefined || sameMinute(change.endtime, job.endTime)) &&
        (change.pausetime === undefined || sameMinute(change.pausetime, job.pauseTime)) &&
        (change.concurrency === undefined || change.concurrency === job.concurrency)
      );
    }
    case 'suspend':
      return isSuspended(job.status) || isTerminalCoordinatorStatus(job.status);
    case 'resume':
      return !isSuspended(job.status);
    case 'update':
      return isUpdatedTo(payload, job);
    case 'ignore':
      return job.status === 'IGNORED';
    case 'kill':
      return isTerminalCoordinatorStatus(job.status);
    default:
      return true;
  }
}

const seenCoordinator = z.object({
  status: z.string(),
  endTime: z.nullable(z.number()),
  pauseTime: z.nullable(z.number()),
  concurrency: z.number(),
});

/** What of a coordinator a command could overwrite or depends on. */
export const coordinatorSeen = ({ status, endTime, pauseTime, concurrency }: Coordinator) => ({
  status,
  endTime,
  pauseTime,
  concurrency,
});

/** Whether somebody else has changed again what a change brought (`isChangedAgain`). */
export function coordinatorChangedAgain(payload: unknown, seen: unknown, job: Coordinator): boolean {
  const before = seenCoordinator.safeParse(seen);
  if (!before.success) return false;
  const { endtime, pausetime, concurrency } = coordinatorChange.parse(payload);
  const { data } = before;
  return isChangedAgain([
    came<number | null>({ brought: endtime, was: data.endTime, is: job.endTime }, sameMinute),
    came<number | null>({ brought: pausetime, was: data.pauseTime, is: job.pauseTime }, sameMinute),
    came({ brought: concurrency, was: data.concurrency, is: job.concurrency }, Object.is),
  ]);
}
