import * as z from 'zod/mini';
import { type CoordinatorDetails, coordinatorDetails } from './coordinator.ts';
import type { BundleStatus } from './job-status.ts';
import { number, text, textOrNull, timeOrNull } from './json-fields.ts';

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

const facts = {
  bundleJobId: text,
  bundleJobName: text,
  bundleJobPath: textOrNull,
  bundleExternalId: textOrNull,
  status: text,
  user: text,
  group: textOrNull,
  acl: textOrNull,
  conf: textOrNull,
  timeUnit: textOrNull,
  timeOut: number,
  kickoffTime: timeOrNull,
  createdTime: timeOrNull,
  startTime: timeOrNull,
  endTime: timeOrNull,
  pauseTime: timeOrNull,
  consoleUrl: textOrNull,
};

/** @see org.apache.oozie.BundleJobBean#toJSONObject */
export const bundleRow: z.ZodMiniType<BundleRow> = z.pipe(
  z.object(facts),
  z.transform((row) => ({ ...row, partial: true as const })),
);

/** @see org.apache.oozie.BundleJobBean#toJSONObject */
export const bundle: z.ZodMiniType<Bundle> = z.pipe(
  z.object({ ...facts, bundleCoordJobs: z.array(coordinatorDetails) }),
  z.transform((job) => ({ ...job, partial: false as const })),
);
