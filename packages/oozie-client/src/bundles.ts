import * as z from 'zod/mini';
import { type Bundle, type BundleRow, bundle, bundleRow } from './bundle.ts';
import { printChange } from './coordinators.ts';
import type { JobFilter } from './filter.ts';
import type { BundleStatus } from './job-status.ts';
import { changeJob, type JobOperations, jobOperations, readOf } from './jobs.ts';
import { type ListKind, pageFields } from './list.ts';
import type { RequestOptions, Transport } from './transport.ts';

/**
 * Times are epoch milliseconds; Oozie keeps minutes. One at a time: given both, Oozie 5.2.1 stores only the pause
 * time on the bundle.
 */
export type BundleChange =
  | { pausetime: number | null; endtime?: never }
  | { endtime: number; pausetime?: never };

export interface BundleOperations extends JobOperations<BundleRow, JobFilter, BundleStatus> {
  /** Reads a bundle in full, with its coordinators but not their actions. */
  info(id: string, options?: RequestOptions): Promise<Bundle>;
  /** Starts a bundle in PREP before its kick-off time. */
  start(id: string, options?: RequestOptions): Promise<void>;
  /**
   * Changes a bundle and, one after the other, its coordinators.
   * @throws {OozieError} `invalid-request`: E1317 for a value that Oozie refuses; E1320 when a coordinator refuses,
   * with the change made to the bundle and to the coordinators before it
   */
  change(id: string, change: BundleChange, options?: RequestOptions): Promise<void>;
}

const rows: ListKind<BundleRow> = {
  jobtype: 'bundle',
  page: z.pipe(
    z.object({ ...pageFields, bundlejobs: z.array(bundleRow) }),
    z.transform(({ bundlejobs, ...page }) => ({ ...page, rows: bundlejobs })),
  ),
  idOf: (row) => row.bundleJobId,
};

/** @see org.apache.oozie.BundleEngine */
export function bundleOperations(transport: Transport): BundleOperations {
  return {
    ...jobOperations(transport, rows),
    async info(id, options) {
      return (await transport.json(readOf(id, {}), bundle, options)).value;
    },
    start: (id, options) => changeJob(transport, id, { action: 'start' }, options),
    async change(id, change, options) {
      await changeJob(transport, id, { action: 'change', value: printChange(change) }, options);
    },
  };
}
