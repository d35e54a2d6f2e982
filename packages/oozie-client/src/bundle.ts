import type { CoordinatorDetails } from './coordinator.ts';
import type { BundleStatus } from './job-status.ts';

/** What both a list and a full read say about a bundle. Times are epoch milliseconds, to the second. */
export interface BundleFacts {
  /** e.g. `0000009-261123032920870-oozie-root-B` */
  readonly bundleJobId: string;
  readonly bundleJobName: string;
  readonly bundleJobPath: string | null;
  readonly bundleExternalId: string | null;
  readonly status: BundleStatus;
  readonly user: string;
  readonly group: string | null;
  readonly acl: string | null;
  /** The job's configuration as XML, in lists too; read it with {@link parseConfiguration}. */
  readonly conf: string | null;
  readonly timeUnit: string | null;
  readonly timeOut: number;
  readonly kickoffTime: number | null;
  readonly createdTime: number | null;
  readonly startTime: number | null;
  readonly endTime: number | null;
  readonly pauseTime: number | null;
  readonly consoleUrl: string | null;
}

/** A bundle as a list shows it: without its coordinators. */
export interface BundleRow extends BundleFacts {
  readonly partial: true;
}

/** A bundle, read in full. */
export interface Bundle extends BundleFacts {
  readonly partial: false;
  /** Its coordinators, without their actions; none before the bundle starts. */
  readonly bundleCoordJobs: readonly CoordinatorDetails[];
}
