import type { KnownJobStatus, KnownWorkflowStatus } from '@howdah/oozie-client';
import { usageFailure } from '../failure.ts';
import type { JobKind } from './job-id.ts';

const workflowStatuses: readonly KnownWorkflowStatus[] = [
  'PREP',
  'RUNNING',
  'SUSPENDED',
  'SUCCEEDED',
  'KILLED',
  'FAILED',
];

/** Of coordinators and bundles. */
const jobStatuses: readonly KnownJobStatus[] = [
  'PREMATER',
  'PREP',
  'RUNNING',
  'RUNNINGWITHERROR',
  'SUSPENDED',
  'SUSPENDEDWITHERROR',
  'PREPSUSPENDED',
  'PAUSED',
  'PAUSEDWITHERROR',
  'PREPPAUSED',
  'SUCCEEDED',
  'DONEWITHERROR',
  'KILLED',
  'FAILED',
  'IGNORED',
];

/** The statuses that jobs of this kind can have. */
export function statusesOf(kind: JobKind): readonly string[] {
  return kind === 'workflow' ? workflowStatuses : jobStatuses;
}

const over = new Set(['SUCCEEDED', 'DONEWITHERROR', 'KILLED', 'FAILED', 'IGNORED']);

/** Statuses that belong together, by the option that asks for them. */
export const statusGroups = {
  running: (status: string) => status === 'RUNNING' || status === 'RUNNINGWITHERROR',
  failed: (status: string) => status === 'FAILED' || status === 'KILLED' || status === 'DONEWITHERROR',
  active: (status: string) => !over.has(status),
} as const;

export type StatusGroup = keyof typeof statusGroups;

/**
 * The statuses to filter jobs of this kind by; undefined for all, empty when jobs of this kind can have none of them.
 * @param named as given, without regard to case
 */
export function statusesToAskFor(
  kind: JobKind,
  named: readonly string[],
  groups: readonly StatusGroup[],
): readonly string[] | undefined {
  if (named.length === 0 && groups.length === 0) return undefined;
  const wanted = new Set(named.map((status) => status.toUpperCase()));
  return statusesOf(kind).filter(
    (status) => wanted.has(status) || groups.some((group) => statusGroups[group](status)),
  );
}

/** @throws {Failure} for a status that no job of these kinds can have */
export function checkStatuses(kinds: readonly JobKind[], named: readonly string[]): void {
  const known = new Set(kinds.flatMap(statusesOf));
  const unknown = named.find((status) => !known.has(status.toUpperCase()));
  if (unknown === undefined) return;
  throw usageFailure(
    `"${unknown}" is no status of a ${kinds.join(', ')}.`,
    `Statuses are ${[...known].join(', ')}.`,
  );
}
