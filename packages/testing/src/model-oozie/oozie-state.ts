import type {
  KnownCoordinatorActionStatus,
  KnownJobStatus,
  KnownWorkflowActionStatus,
  KnownWorkflowStatus,
} from '@howdah/oozie-client';
import type { Command } from './command.ts';
import type { Configuration } from './configuration.ts';
import { startStamp } from './dates.ts';
import type { JobTable } from './job-table.ts';

/** Everything that a model Oozie is at a moment: plain data, never changed, so it can be kept, forked and printed. */
export interface OozieState {
  readonly settings: Settings;
  /** When the server was last started, by its own clock. */
  readonly startedAt: number;
  readonly systemMode: SystemMode;
  /** The number of the next job's id. */
  readonly counter: number;
  /** Texts by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly workflows: JobTable<WorkflowJob>;
  readonly coordinators: JobTable<CoordinatorJob>;
  readonly bundles: JobTable<BundleJob>;
  /** What is still to be done, in the order of its times. */
  readonly queue: readonly QueuedCommand[];
  /** Jobs that somebody is at work on until a time: commands on them wait their turn. */
  readonly locks: Readonly<Record<string, number>>;
  /** Up to when everything has been done that the server does by itself. */
  readonly doneTo: number;
  /** When each of the server's services last looked around. */
  readonly looks: Readonly<Record<ServiceName, number>>;
  /** How actions end that nobody completes: the first rule that fits. */
  readonly scripts: readonly RunScript[];
}

/** What a server does by itself, each at its own interval. */
export type ServiceName = 'statusTransit' | 'pauseTransit' | 'materialization' | 'recovery' | 'purge';

export type SystemMode = 'NORMAL' | 'NOWEBSERVICE' | 'SAFEMODE';

/** What is set up on a server. Durations are in milliseconds. */
export interface Settings {
  /** `http://host:port/oozie`, as in the jobs' `consoleUrl`. */
  readonly baseUrl: string;
  /** The end of every id: `<counter>-<start>-<systemId>-W`. */
  readonly systemId: string;
  /** Whether a request without a user is let in; it may then submit jobs as any user. */
  readonly anonymousAllowed: boolean;
  /** The file system of paths without a scheme. */
  readonly defaultFileSystem: string;
  /** How long what Oozie queues waits until it is done. */
  readonly queueDelay: number;
  /** How often Oozie's services look whether there is anything to do. */
  readonly statusTransit: number;
  readonly pauseTransit: number;
  readonly materialization: number;
  /** How far ahead of an action's time the materialization service makes it. */
  readonly materializationLookup: number;
  readonly recovery: number;
  readonly purge: number;
  /** How long after their end jobs are purged. */
  readonly purgeWorkflowsAfter: number;
  readonly purgeCoordinatorsAfter: number;
  readonly purgeBundlesAfter: number;
  /** Whether a coordinator may run more often than every five minutes. */
  readonly checkMaximumFrequency: boolean;
  /** What decides where Oozie leaves something open. */
  readonly seed: number;
  /** Refused are definitions of workflows that are longer, in bytes. */
  readonly maxWorkflowBytes: number;
}

/** What Oozie 5.2.1 is set up with unless an administrator changes it. */
export const oozieDefaults: Settings = {
  baseUrl: 'http://localhost:11000/oozie',
  systemId: 'oozie-model',
  anonymousAllowed: true,
  defaultFileSystem: 'hdfs://localhost:8020',
  queueDelay: 10,
  statusTransit: 60_000,
  pauseTransit: 60_000,
  materialization: 300_000,
  materializationLookup: 300_000,
  recovery: 60_000,
  purge: 3_600_000,
  purgeWorkflowsAfter: 30 * 86_400_000,
  purgeCoordinatorsAfter: 7 * 86_400_000,
  purgeBundlesAfter: 7 * 86_400_000,
  checkMaximumFrequency: true,
  seed: 0,
  maxWorkflowBytes: 100_000,
};

export interface QueuedCommand {
  readonly at: number;
  readonly command: Command;
}

/** How to end the actions of a workflow by themselves. */
export interface RunScript {
  /** Only those of workflows with this name. */
  readonly workflow?: string;
  /** Only the action of this name. */
  readonly node?: string;
  /** How long it runs, in ms. */
  readonly ms: number;
  /** Default `OK`. */
  readonly outcome?: ActionOutcome;
}

/** How an action ends: well, badly (its workflow goes on at the error transition), or so that its workflow fails. */
export type ActionOutcome = 'OK' | 'ERROR' | 'FAILED';

export interface WorkflowJob {
  readonly id: string;
  readonly appName: string;
  readonly appPath: string;
  readonly conf: Configuration;
  readonly definition: string;
  readonly status: KnownWorkflowStatus;
  readonly run: number;
  readonly user: string;
  readonly group: string | null;
  readonly externalId: string | null;
  readonly parentId: string | null;
  readonly createdTime: number;
  readonly startTime: number | null;
  readonly endTime: number | null;
  readonly lastModTime: number;
  /** The nodes that it has reached, in that order. */
  readonly actions: readonly WorkflowAction[];
  /** How many branches have arrived at each join. */
  readonly joined: Readonly<Record<string, number>>;
  /** Nodes that this run takes over from the run before. */
  readonly skipped: readonly string[];
}

export interface WorkflowAction {
  readonly name: string;
  readonly type: string;
  readonly status: KnownWorkflowActionStatus;
  readonly conf: string;
  readonly startTime: number | null;
  readonly endTime: number | null;
  readonly transition: string | null;
  readonly data: string | null;
  readonly externalId: string | null;
  readonly externalStatus: string | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  /** Whether something has yet to be done about it. */
  readonly pending: boolean;
}

export interface CoordinatorJob {
  readonly id: string;
  readonly appName: string;
  readonly appPath: string;
  readonly bundleId: string | null;
  readonly conf: Configuration;
  readonly status: KnownJobStatus;
  /** Whether something has yet to be done about its actions. */
  readonly pending: boolean;
  readonly user: string;
  readonly group: string | null;
  /** The definition as it was read. */
  readonly definition: string;
  /** The definition with its expressions resolved. */
  readonly jobXml: string;
  readonly frequency: string;
  readonly timeUnit: TimeUnit;
  readonly timeZone: string;
  readonly concurrency: number;
  readonly throttle: number;
  readonly execution: ExecutionOrder;
  /** Minutes; -1 for ever. */
  readonly timeOut: number;
  readonly createdTime: number;
  readonly startTime: number;
  readonly endTime: number;
  readonly pauseTime: number | null;
  /** When it was paused. */
  readonly pausedAt: number | null;
  readonly lastModTime: number;
  readonly lastAction: number | null;
  readonly lastActionNumber: number;
  readonly nextMaterializedTime: number | null;
  readonly doneMaterialization: boolean;
  readonly actions: readonly CoordinatorAction[];
}

export type TimeUnit = 'MINUTE' | 'HOUR' | 'DAY' | 'WEEK' | 'MONTH' | 'CRON';
export type ExecutionOrder = 'FIFO' | 'LIFO' | 'LAST_ONLY' | 'NONE';

export interface CoordinatorAction {
  readonly number: number;
  readonly status: KnownCoordinatorActionStatus;
  readonly nominalTime: number;
  readonly createdTime: number;
  readonly lastModifiedTime: number;
  /** Its workflow. */
  readonly externalId: string | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  /** How much has yet to be done about it. */
  readonly pending: number;
  readonly timeOut: number;
  /** The workflow's path, and its coordinator's own properties for it. */
  readonly appPath: string;
  readonly properties: Configuration;
  /** The coordinator's properties when the action was made. */
  readonly createdConf: Configuration;
  /** What its workflow was last submitted with; `createdConf` before. */
  readonly runConf: Configuration;
  /** Properties of a rerun, over the others. */
  readonly rerunConf: Configuration | null;
  /** The files that it waits for. */
  readonly missing: readonly MissingFile[];
}

/** A file that an action waits for, and the input that it belongs to. */
export interface MissingFile {
  readonly input: string;
  readonly path: string;
}

export interface BundleJob {
  readonly id: string;
  readonly appName: string;
  readonly appPath: string;
  readonly conf: Configuration;
  readonly status: KnownJobStatus;
  readonly pending: boolean;
  readonly user: string;
  readonly group: string | null;
  readonly definition: string;
  readonly jobXml: string;
  readonly createdTime: number;
  readonly kickoffTime: number | null;
  readonly endTime: number | null;
  readonly pauseTime: number | null;
  /** When it was paused. */
  readonly pausedAt: number | null;
  readonly suspendedTime: number | null;
  readonly lastModTime: number;
  /** What it knows of its coordinators, once it is started. */
  readonly actions: readonly BundleAction[];
}

export interface BundleAction {
  readonly coordinatorName: string;
  readonly coordinatorId: string | null;
  readonly status: KnownJobStatus;
  readonly pending: number;
  readonly lastModifiedTime: number;
}

/** No service of a server that was just started has looked around yet. */
const noLooks = { statusTransit: -1, pauseTransit: -1, materialization: -1, recovery: -1, purge: -1 };

/** A server that was just set up. */
export function newOozie(startedAt: number, settings: Settings = oozieDefaults): OozieState {
  return {
    settings,
    startedAt,
    systemMode: 'NORMAL',
    counter: 0,
    files: {},
    workflows: {},
    coordinators: {},
    bundles: {},
    queue: [],
    locks: {},
    doneTo: startedAt,
    looks: noLooks,
    scripts: [],
  };
}

/** The server after a restart: what it had in memory is gone, and its counter starts again. */
export function restarted(state: OozieState, now: number): OozieState {
  const forgotten = { queue: [], locks: {}, looks: noLooks } as const;
  return { ...state, ...forgotten, startedAt: now, doneTo: now, counter: 0, systemMode: 'NORMAL' };
}

export type JobLetter = 'W' | 'C' | 'B';

/** The id of a job; `counter` starts at 0 with every start of the server. */
export function jobId(state: OozieState, counter: number, letter: JobLetter): string {
  const number = String(counter).padStart(7, '0');
  return `${number}-${startStamp(state.startedAt)}-${state.settings.systemId}-${letter}`;
}
