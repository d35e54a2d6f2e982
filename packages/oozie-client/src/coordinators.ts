import * as z from 'zod/mini';
import { type Coordinator, type CoordinatorRow, coordinator, coordinatorRow } from './coordinator.ts';
import type { CoordinatorFilter } from './filter.ts';
import type { CoordinatorStatus } from './job-status.ts';
import { changeJob, type JobOperations, jobOperations, readOf } from './jobs.ts';
import { type ListKind, pageFields } from './list.ts';
import { printOozieDate } from './oozie-date.ts';
import { refusedInput } from './refused-input.ts';
import type { RequestOptions, Transport } from './transport.ts';
import type { PageOfActions } from './workflows.ts';

export interface PageOfCoordinatorActions extends PageOfActions {
  /** How many actions at most: none by default; -1 for as many as Oozie gives at once (1000). */
  len?: number;
  /** By nominal time. Default `asc`. */
  order?: 'asc' | 'desc';
  /** Oozie's action filter, e.g. `status=WAITING;status=READY` or `nominaltime>=2026-11-23T00:00Z`. */
  filter?: string;
}

/** Times are epoch milliseconds; Oozie keeps minutes. */
export interface CoordinatorChange {
  endtime?: number;
  /** Null: not paused any more. */
  pausetime?: number | null;
  concurrency?: number;
  /** Revives a killed or failed coordinator, or makes Oozie ignore it. */
  status?: 'RUNNING' | 'IGNORED';
}

export interface CoordinatorOperations
  extends JobOperations<CoordinatorRow, CoordinatorFilter, CoordinatorStatus> {
  /** Reads a coordinator in full, without its actions unless a page of them is asked for. */
  info(id: string, options?: RequestOptions & PageOfCoordinatorActions): Promise<Coordinator>;
  /**
   * Changes what can be changed while a coordinator runs. An end time before now ends it; a later one revives it.
   * @throws {OozieError} `invalid-request` (E1015) for a value that Oozie refuses, `precondition` for a coordinator
   * that is over (E1016), or an end time before an action that has started (E1022)
   */
  change(id: string, change: CoordinatorChange, options?: RequestOptions): Promise<void>;
}

const rows: ListKind<CoordinatorRow> = {
  jobtype: 'coord',
  page: z.pipe(
    z.object({ ...pageFields, coordinatorjobs: z.array(coordinatorRow) }),
    z.transform(({ coordinatorjobs, ...page }) => ({ ...page, rows: coordinatorjobs })),
  ),
  idOf: (row) => row.coordJobId,
};

/** @see org.apache.oozie.CoordinatorEngine */
export function coordinatorOperations(transport: Transport): CoordinatorOperations {
  return {
    ...jobOperations(transport, rows),
    async info(id, options = {}) {
      const { offset, len = 0, order, filter } = options;
      return (await transport.json(readOf(id, { offset, len, order, filter }), coordinator, options)).value;
    },
    async change(id, change, options) {
      await changeJob(transport, id, { action: 'change', value: printChange(change) }, options);
    },
  };
}

/**
 * Prints a change of a coordinator or bundle, e.g. `endtime=2026-11-23T05:00Z;concurrency=3`.
 * @throws {OozieError} `invalid-request` for a change of nothing
 * @see org.apache.oozie.command.coord.CoordChangeXCommand
 */
export function printChange(change: CoordinatorChange): string {
  const { endtime, pausetime, concurrency, status } = change;
  const parts: string[] = [];
  if (endtime !== undefined) parts.push(`endtime=${printOozieDate(endtime)}`);
  if (pausetime !== undefined) parts.push(`pausetime=${pausetime === null ? '' : printOozieDate(pausetime)}`);
  if (concurrency !== undefined) parts.push(`concurrency=${concurrency}`);
  if (status !== undefined) parts.push(`status=${status}`);
  if (parts.length === 0) throw refusedInput('The change names nothing to change.');
  return parts.join(';');
}
