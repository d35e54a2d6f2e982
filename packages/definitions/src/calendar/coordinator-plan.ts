import type { ProcessingZone } from '../time/oozie-date.ts';
import type { WeekStart } from '../time/zoned-calendar.ts';

/** A coordinator's texts as its definition has them, with expressions, without blanks at their ends. */
export interface CoordinatorPlan {
  readonly name: string;
  readonly frequency: string;
  readonly start: string;
  readonly end: string;
  readonly timezone: string;
  readonly controls?: {
    readonly timeout?: string;
    readonly concurrency?: string;
    readonly execution?: string;
    readonly throttle?: string;
  };
  readonly datasets?: readonly DatasetPlan[];
  readonly inputs?: readonly DataEventPlan[];
  readonly outputs?: readonly DataEventPlan[];
  readonly appPath?: string;
  /** The workflow's configuration, in order. */
  readonly configuration?: readonly { readonly name: string; readonly value: string }[];
}

export interface DatasetPlan {
  readonly name: string;
  readonly frequency: string;
  readonly initialInstance: string;
  readonly timezone: string;
  readonly uriTemplate: string;
  /** Without one Oozie looks for `_SUCCESS`; with an empty one for the folder. */
  readonly doneFlag?: string;
}

/** A data-in or a data-out. */
export interface DataEventPlan {
  readonly name: string;
  /** The dataset's name. */
  readonly dataset: string;
  readonly instances?: readonly string[];
  readonly startInstance?: string;
  readonly endInstance?: string;
}

/** What a coordinator is looked at with. */
export interface MaterializeOptions {
  /** Only actions whose nominal time is this or later. Epoch milliseconds. */
  readonly from?: number;
  /** Only actions whose nominal time is before this. Epoch milliseconds. */
  readonly to?: number;
  /** At most so many actions. Default: 100. */
  readonly limit?: number;
  /** The coordinator's id, for the ids of its actions. */
  readonly jobId?: string;
  /** When the actions are made, as epoch milliseconds. */
  readonly actualTime?: number;
  /** Whether the job may have more properties than those given. Default: no, so that others are an error. */
  readonly moreProperties?: boolean;
  /**
   * Whether Oozie makes all actions in one go, as it does for times that are past. It then moves a cron frequency's
   * times by daylight saving where two are a day or more apart. Default: no, each when it is due.
   */
  readonly atOnce?: boolean;
  /** The server's `oozie.processing.timezone`. Default: UTC. */
  readonly processing?: ProcessingZone;
  /** By the server's locale. Default: Sunday. */
  readonly weekStart?: WeekStart;
}

/** Where in a coordinator something is wrong. */
export interface CalendarPlace {
  readonly part: 'coordinator' | 'controls' | 'dataset' | 'data-in' | 'data-out' | 'configuration';
  /** Of the dataset, event or property. */
  readonly name?: string;
  /** The attribute or element: `frequency`, `start-instance`. */
  readonly field: string;
  /** Which of several, from 0. */
  readonly index?: number;
}

/** Why a coordinator's actions can't be told. */
export interface CalendarProblem {
  /** `error`: Oozie refuses it or fails on it. `unknown`: it depends on what isn't known. */
  readonly kind: 'error' | 'unknown';
  readonly place: CalendarPlace;
  readonly message: string;
  /** The action that can't be made; undefined where none can. */
  readonly action?: number;
}

/** What a coordinator will do. */
export interface Materialization {
  readonly actions: readonly MaterializedAction[];
  /** Whether there are more actions than were asked for, behind those. */
  readonly more: boolean;
  readonly problems: readonly CalendarProblem[];
  /** Undefined where a problem keeps them from being known. */
  readonly controls?: ResolvedControls;
}

/** The controls with the defaults of a server that has no others. */
export interface ResolvedControls {
  /** Minutes. */
  readonly timeout: number;
  readonly concurrency: number;
  readonly throttle: number;
  readonly execution: string;
}

export interface MaterializedAction {
  /** From 1. */
  readonly number: number;
  /** Epoch milliseconds. */
  readonly nominalTime: number;
  readonly inputs: readonly MaterializedEvent[];
  readonly outputs: readonly MaterializedEvent[];
  /** The workflow's configuration; undefined values depend on what isn't known. */
  readonly configuration: readonly { readonly name: string; readonly value: string | undefined }[];
}

export interface MaterializedEvent {
  readonly name: string;
  readonly dataset: string;
  /** In Oozie's order: as listed, and of a range the newest first. */
  readonly instances: readonly MaterializedInstance[];
  /** What is resolved only when Oozie looks at the cluster. */
  readonly waiting: readonly WaitingInstances[];
}

export interface MaterializedInstance {
  /** Epoch milliseconds. */
  readonly time: number;
  readonly uri: string;
  /** The file or folder that Oozie waits for. */
  readonly awaited: string;
}

/** Instances that `latest` or `future` pick from those that are there. */
export interface WaitingInstances {
  readonly kind: 'latest' | 'future';
  readonly start: number;
  readonly end: number;
  /** How many instances `future` looks at. */
  readonly limit?: number;
  /** As Oozie keeps it: `${coord:latest(0)}`. */
  readonly text: string;
}
