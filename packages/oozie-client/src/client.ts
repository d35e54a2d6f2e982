import type { Bundle, BundleRow } from './bundle.ts';
import type { Properties } from './configuration.ts';
import type { Coordinator, CoordinatorRow } from './coordinator.ts';
import type { DefinitionUpload } from './definition-upload.ts';
import type { CoordinatorFilter, JobFilter } from './filter.ts';
import type { BundleStatus, CoordinatorStatus, WorkflowStatus } from './job-status.ts';
import type { ListPage, ListQuery } from './list.ts';
import type { Workflow, WorkflowRow } from './workflow.ts';

export interface OozieClientOptions {
  /** `http://host:11000/oozie`, or `/oozie` for the page's own origin. */
  url: string | URL;
  /** Simple authentication: who asks, sent as `user.name`, and the `user.name` of submitted jobs that name nobody. */
  user?: string;
  /** Act as this user; `user` must be one of Oozie's proxy users. */
  doAs?: string;
  /** How long a request may take, reading the answer included. Default 30 000. */
  timeoutMs?: number;
  /** How often a GET is tried again when there is no connection. Default 2. Nothing else is ever sent twice. */
  retries?: number;
  fetch?: typeof globalThis.fetch;
  /** Sent with every request; a function is asked anew for each. */
  headers?: Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>);
}

export interface RequestOptions {
  signal?: AbortSignal;
  /** Instead of the client's own. */
  timeoutMs?: number;
}

export interface PageOfActions {
  /** Rank of the first action, from 1. Default 1. */
  offset?: number;
  /** How many actions at most; -1 for as many as Oozie gives (1000 for a coordinator). */
  len?: number;
}

export interface PageOfCoordinatorActions extends PageOfActions {
  /** By nominal time. Default `asc`. */
  order?: 'asc' | 'desc';
  /** Oozie's action filter, e.g. `status=WAITING;status=READY` or `nominaltime>=2026-11-23T00:00Z`. */
  filter?: string;
}

export interface LogOptions extends RequestOptions {
  /** Default `log`. */
  kind?: 'log' | 'errorlog' | 'auditlog';
  /** Oozie's log filter, e.g. `loglevel=ERROR|WARN;limit=100;recent=2h`. */
  logfilter?: string;
  /** A coordinator's actions of which to show the log, by number (`1,3-5`) or by nominal time. At most 50. */
  actions?: { type: 'action' | 'date'; scope: string };
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

/** One at a time: given both, Oozie 5.2.1 stores only the pause time on the bundle. */
export type BundleChange =
  | { pausetime: number | null; endtime?: never }
  | { endtime: number; pausetime?: never };

export interface BuildVersion {
  readonly buildVersion: string;
  /** `build.time`, `vc.revision` and so on; null from servers that do not say. */
  readonly buildInfo: Readonly<Record<string, string>> | null;
}

export type SystemMode = 'NORMAL' | 'NOWEBSERVICE' | 'SAFEMODE';

export type Validation =
  | { readonly valid: true }
  | { readonly valid: false; readonly message: string; readonly code: string };

/**
 * What all kinds of jobs have in common. Oozie answers 200 to a change that the job's state does not allow, and
 * to one that waits for the job's lock: accepted does not mean done, so read the job back.
 */
export interface JobOperations<Row, Filter, Status> {
  list(query?: ListQuery<Filter>, options?: RequestOptions): Promise<ListPage<Row>>;
  /** All rows from `offset` on, page by page (`len` rows each), each job once. */
  all(query?: ListQuery<Filter>, options?: RequestOptions): AsyncIterable<Row>;
  status(id: string, options?: RequestOptions): Promise<Status>;
  suspend(id: string, options?: RequestOptions): Promise<void>;
  resume(id: string, options?: RequestOptions): Promise<void>;
  kill(id: string, options?: RequestOptions): Promise<void>;
  definition(id: string, options?: RequestOptions): Promise<string>;
  log(id: string, options?: LogOptions): AsyncIterable<string>;
}

export interface WorkflowOperations extends JobOperations<WorkflowRow, JobFilter, WorkflowStatus> {
  info(id: string, options?: RequestOptions & PageOfActions): Promise<Workflow>;
  idByExternalId(externalId: string, options?: RequestOptions): Promise<string | undefined>;
  start(id: string, options?: RequestOptions): Promise<void>;
}

export interface CoordinatorOperations
  extends JobOperations<CoordinatorRow, CoordinatorFilter, CoordinatorStatus> {
  info(id: string, options?: RequestOptions & PageOfCoordinatorActions): Promise<Coordinator>;
  change(id: string, change: CoordinatorChange, options?: RequestOptions): Promise<void>;
}

export interface BundleOperations extends JobOperations<BundleRow, JobFilter, BundleStatus> {
  info(id: string, options?: RequestOptions): Promise<Bundle>;
  start(id: string, options?: RequestOptions): Promise<void>;
  change(id: string, change: BundleChange, options?: RequestOptions): Promise<void>;
}

export interface OozieClient {
  versions(options?: RequestOptions): Promise<number[]>;
  systemMode(options?: RequestOptions): Promise<SystemMode>;
  buildVersion(options?: RequestOptions): Promise<BuildVersion>;
  submit(properties: Properties, options?: RequestOptions & { start?: boolean }): Promise<{ id: string }>;
  dryrun(properties: Properties, options?: RequestOptions): Promise<{ id: string }>;
  uploadDefinition(
    definition: DefinitionUpload,
    options?: RequestOptions,
  ): Promise<{ path: string; sha256: string }>;
  validate(xml: string, options?: RequestOptions): Promise<Validation>;
  readonly workflows: WorkflowOperations;
  readonly coordinators: CoordinatorOperations;
  readonly bundles: BundleOperations;
  log(id: string, options?: LogOptions): AsyncIterable<string>;
}

export function createOozieClient(_options: OozieClientOptions): OozieClient {
  throw new Error('not written yet');
}
