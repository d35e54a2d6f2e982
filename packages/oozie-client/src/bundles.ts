import * as z from 'zod/mini';
import { type ActionDates, printActionDates, printCoordinatorNames } from './action-scope.ts';
import type { BulkQuery } from './bulk-filter.ts';
import { type BulkRow, monitorAll, monitorPage } from './bulk-monitor.ts';
import { type Bundle, type BundleRow, bundle, bundleRow } from './bundle.ts';
import { printConfiguration } from './configuration.ts';
import { type ConfirmedBundleOperations, confirmedBundles } from './confirmed-bundles.ts';
import { printChange } from './coordinators.ts';
import type { JobFilter } from './filter.ts';
import type { BundleStatus } from './job-status.ts';
import {
  changeJob,
  changeOf,
  flag,
  furtherJobOperations,
  type JobControl,
  type JobOperations,
  jobControl,
  readOf,
} from './jobs.ts';
import { type ListKind, type ListPage, pageFields } from './list.ts';
import { refusedInput } from './refused-input.ts';
import { type BundleSlaScope, type SlaOperations, slaOperations } from './sla-alerts.ts';
import type { RequestOptions, Transport } from './transport.ts';

/**
 * Times are epoch milliseconds; Oozie keeps minutes. One at a time: given both, Oozie 5.2.1 stores only the pause
 * time on the bundle.
 */
export type BundleChange =
  | { pausetime: number | null; endtime?: never }
  | { endtime: number; pausetime?: never };

/** What of a bundle to run again. At least one of `coordinators` and `dates`: Oozie would do nothing otherwise. */
export interface BundleRerun {
  /** By the names that the bundle gives them. Default: all; a name that is not in the bundle is passed over. */
  coordinators?: readonly string[];
  /** By nominal time. Default: all of the coordinators' actions. */
  dates?: ActionDates;
  /** Find the instances of the actions' datasets anew. Default false. */
  refresh?: boolean;
  /** Leave the actions' output where it is; Oozie deletes it by default. */
  nocleanup?: boolean;
}

/** What follows and changes bundles. */
export interface BundleControl extends JobControl<BundleRow, JobFilter, BundleStatus> {
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

export interface BundleOperations extends BundleControl, JobOperations<BundleRow, JobFilter, BundleStatus> {
  /**
   * Runs those actions again that are over, in each of the coordinators later by itself: what a coordinator refuses
   * (see its own `rerun`) is seen in Oozie's log only. Does nothing in KILLED, FAILED and PREP.
   */
  rerun(id: string, what: BundleRerun, options?: RequestOptions): Promise<void>;
  /**
   * The coordinators' actions of one or more bundles, FAILED and KILLED ones unless asked otherwise. Oozie counts
   * `offset` and `len` in each bundle by itself; no match is an empty page.
   */
  monitor(query: BulkQuery, options?: RequestOptions): Promise<ListPage<BulkRow>>;
  /** All that match, page by page. */
  monitorAll(query: BulkQuery, options?: RequestOptions): AsyncIterable<BulkRow>;
  readonly sla: SlaOperations<BundleSlaScope>;
  /** The changes that can be read back, with what came of them. */
  readonly confirmed: ConfirmedBundleOperations;
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
export function bundleControl(transport: Transport): BundleControl {
  return {
    ...jobControl(transport, rows),
    async info(id, options) {
      return (await transport.json(readOf(id, {}), bundle, options)).value;
    },
    start: (id, options) => changeJob(transport, id, { action: 'start' }, options),
    async change(id, change, options) {
      await changeJob(transport, id, { action: 'change', value: printChange(change) }, options);
    },
  };
}

export function bundleOperations(transport: Transport): BundleOperations {
  const operations: Omit<BundleOperations, 'confirmed'> = {
    ...bundleControl(transport),
    ...furtherJobOperations(transport, rows),
    async rerun(id, what, options) {
      const { coordinators, dates, refresh, nocleanup } = what;
      if (coordinators === undefined && dates === undefined) {
        throw refusedInput('The rerun names neither coordinators nor dates, so Oozie would do nothing.');
      }
      const query = {
        action: 'bundle-rerun',
        'coord-scope': coordinators && printCoordinatorNames(coordinators),
        'date-scope': dates === undefined ? undefined : printActionDates(dates),
        refresh: flag(refresh),
        nocleanup: flag(nocleanup),
      };
      await transport.text(changeOf(id, { query, body: printConfiguration({}) }), options);
    },
    monitor: (query, options) => monitorPage(transport, query, options),
    monitorAll: (query, options) => monitorAll(transport, query, options),
    sla: slaOperations(transport),
  };
  return { ...operations, confirmed: confirmedBundles(operations) };
}
