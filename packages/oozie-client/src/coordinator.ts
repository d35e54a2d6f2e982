import * as z from 'zod/mini';
import type { CoordinatorActionStatus, CoordinatorStatus } from './job-status.ts';
import { number, text, textOrNull, textOrNumber, timeOrNull } from './json-fields.ts';

/** What both a list and a full read say about a coordinator. Times are epoch milliseconds, to the second. */
export interface CoordinatorFacts {
  /** e.g. `0000008-261123032920870-oozie-root-C` */
  readonly coordJobId: string;
  /** The name in the definition; inside a bundle, the one that the bundle gives it. */
  readonly coordJobName: string;
  readonly coordJobPath: string | null;
  readonly status: CoordinatorStatus;
  readonly user: string;
  readonly group: string | null;
  readonly acl: string | null;
  /** The bundle that started it. */
  readonly bundleId: string | null;
  /** A number of `timeUnit`s, or a cron expression. */
  readonly frequency: string;
  readonly timeUnit: string;
  readonly timeZone: string | null;
  /** How many actions may run at once; -1 for no limit. */
  readonly concurrency: number;
  /** Minutes after which a waiting action gives up; -1 for never. */
  readonly timeOut: number;
  readonly createdTime: number | null;
  readonly startTime: number | null;
  readonly endTime: number | null;
  readonly lastAction: number | null;
  readonly nextMaterializedTime: number | null;
  readonly consoleUrl: string | null;
}

/** A coordinator as a list shows it: without configuration, pause time, throttle, execution policy and actions. */
export interface CoordinatorRow extends CoordinatorFacts {
  readonly partial: true;
}

/** A coordinator, read in full but for its actions. */
export interface CoordinatorDetails extends CoordinatorFacts {
  /** The job's configuration as XML; read it with {@link parseConfiguration}. */
  readonly conf: string | null;
  readonly pauseTime: number | null;
  /** `FIFO`, `LIFO`, `LAST_ONLY` or `NONE`. */
  readonly executionPolicy: string | null;
  /** How many actions may wait at once. */
  readonly mat_throttling: number;
  readonly coordExternalId: string | null;
}

/** A coordinator, read in full. */
export interface Coordinator extends CoordinatorDetails {
  readonly partial: false;
  /** The actions of the requested page (none by default), in order of their nominal time. */
  readonly actions: readonly CoordinatorAction[];
  /** How many actions match the requested filter, all pages together. */
  readonly total: number;
}

/** One run of a coordinator. Times are epoch milliseconds. */
export interface CoordinatorAction {
  /** `<coordinator>@<actionNumber>` */
  readonly id: string;
  readonly coordJobId: string;
  readonly actionNumber: number;
  readonly status: CoordinatorActionStatus;
  /** The workflow that it started. */
  readonly externalId: string | null;
  readonly externalStatus: string | null;
  readonly type: string | null;
  readonly createdTime: number | null;
  readonly nominalTime: number | null;
  readonly lastModifiedTime: number | null;
  /** The data it waits for, separated by `#`. */
  readonly missingDependencies: string | null;
  readonly pushMissingDependencies: string | null;
  /** Null, but in the answers of reruns, unless Oozie runs with `oozie.coord.action.get.all.attributes=true`. */
  readonly createdConf: string | null;
  /** Null, but in the answers of reruns, unless Oozie runs with `oozie.coord.action.get.all.attributes=true`. */
  readonly runConf: string | null;
  readonly trackerUri: string | null;
  readonly consoleUrl: string | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
}

const facts = {
  coordJobId: text,
  coordJobName: text,
  coordJobPath: textOrNull,
  status: text,
  user: text,
  group: textOrNull,
  acl: textOrNull,
  bundleId: textOrNull,
  frequency: textOrNumber,
  timeUnit: text,
  timeZone: textOrNull,
  concurrency: number,
  timeOut: number,
  createdTime: timeOrNull,
  startTime: timeOrNull,
  endTime: timeOrNull,
  lastAction: timeOrNull,
  nextMaterializedTime: timeOrNull,
  consoleUrl: textOrNull,
};

const details = {
  ...facts,
  conf: textOrNull,
  pauseTime: timeOrNull,
  executionPolicy: textOrNull,
  mat_throttling: number,
  coordExternalId: textOrNull,
};

/** @see org.apache.oozie.CoordinatorActionBean#toJSONObject */
export const coordinatorAction: z.ZodMiniType<CoordinatorAction> = z.object({
  id: text,
  coordJobId: text,
  actionNumber: number,
  status: text,
  externalId: textOrNull,
  externalStatus: textOrNull,
  type: textOrNull,
  createdTime: timeOrNull,
  nominalTime: timeOrNull,
  lastModifiedTime: timeOrNull,
  missingDependencies: textOrNull,
  pushMissingDependencies: textOrNull,
  createdConf: textOrNull,
  runConf: textOrNull,
  trackerUri: textOrNull,
  consoleUrl: textOrNull,
  errorCode: textOrNull,
  errorMessage: textOrNull,
});

/** @see org.apache.oozie.CoordinatorJobBean#toJSONObject */
export const coordinatorRow: z.ZodMiniType<CoordinatorRow> = z.pipe(
  z.object(facts),
  z.transform((row) => ({ ...row, partial: true as const })),
);

/** A coordinator as its bundle shows it. */
export const coordinatorDetails: z.ZodMiniType<CoordinatorDetails> = z.object(details);

/** @see org.apache.oozie.CoordinatorJobBean#toJSONObject */
export const coordinator: z.ZodMiniType<Coordinator> = z.pipe(
  z.object({ ...details, actions: z.array(coordinatorAction), total: z.optional(number) }),
  z.transform((job) => ({ ...job, total: job.total ?? job.actions.length, partial: false as const })),
);
