import type { FieldMerge } from '../fold/fold.ts';
import type { BundleJob, BundleSpec } from '../kinds/bundle/spec.ts';
import { bundleKind } from '../kinds/bundle/steps.ts';
import type { CoordinatorJob, CoordinatorSpec } from '../kinds/coordinator/spec.ts';
import { coordinatorKind } from '../kinds/coordinator/steps.ts';
import type { Kind } from '../kinds/kind.ts';
import type { KindName } from '../kinds/kind-names.ts';
import type { WorkflowRun, WorkflowRunSpec } from '../kinds/workflow-run/spec.ts';
import { workflowRunKind } from '../kinds/workflow-run/steps.ts';
import type { Referring } from '../plan/references.ts';
import type { Formerly } from './formerly.ts';

/** A row of the app's own store: anything that IndexedDB can keep, with named fields. */
export type Row = object;

/**
 * Which rows have to go out, found by an index of the app's store and never by a full scan.
 *
 * With `mark: true` the indexed field is a mark that the app sets when it changes a row and that Howdah deletes from
 * the row when it has taken the change. That is all an app on plain IndexedDB has to do.
 * Without, changes come from the journal (see `captureWrites` and `journaledStore`) and the index is read once, for
 * rows that were there before Howdah.
 */
export interface Outgoing {
  /** The index's name in the app's store; its key path must be a single field. */
  index: string;
  /** The key under which rows that have to go out are found. */
  equals: string | number;
  mark?: boolean;
}

/** The three versions of a row whose field was changed on both sides to different values. */
export interface ConflictSides<R> {
  /** The last state that both sides agreed on. */
  base: Readonly<R>;
  /** The row as it is here; null when it was deleted here. */
  local: Readonly<R> | null;
  /** The row as it would be if Oozie's state were taken. */
  remote: Readonly<R>;
  /** The fields in conflict. */
  fields: readonly string[];
}

/**
 * Who wins when both sides changed a row since they last agreed.
 * - `merge`: different fields are merged; the same field changed to different values asks the user.
 * - `local`, `remote`: like `merge`, but that side wins a field that both changed.
 * - `manual`: always asks when both sides changed the row, even in different fields.
 * - a function: gets the three sides and returns the values of the fields in conflict. It must be pure. If it throws,
 *   or leaves a field out, the user is asked.
 */
export type WholePolicy<R extends Row> =
  | 'local'
  | 'remote'
  | 'merge'
  | 'manual'
  | ((sides: ConflictSides<R>) => Partial<R>);

/**
 * Who wins one field that both sides changed: a side, the user who is asked (`merge`), or what a pure function makes of
 * the row's three versions; if it throws, the user is asked.
 */
export type FieldPolicy<R extends Row> =
  | 'local'
  | 'remote'
  | 'merge'
  | ((sides: ConflictSides<R>) => unknown);

/**
 * A policy for all fields, or one for some of them and another for the rest (`otherwise`, default `merge`).
 *
 * @example
 * conflict: { fields: { end: 'remote', concurrency: ({ local, remote }) => Math.max(local?.concurrency ?? 1, remote.concurrency) } }
 */
export type ConflictPolicy<R extends Row> =
  | WholePolicy<R>
  | {
      readonly fields: Readonly<{ [Field in keyof R & string]?: FieldPolicy<R> }>;
      readonly otherwise?: WholePolicy<R>;
    };

export interface CollectionOptions<R extends Row, Spec, Job> {
  /** The object store in the app's database. Its keys are in the rows (it has a key path). */
  store: string;
  outgoing?: Outgoing;
  /** The job that a row asks for. Pure and synchronous; what it throws parks the row with that message. */
  toOozie: (row: Readonly<R>) => Spec;
  /** The row's fields as Oozie has them. Pure and synchronous. Fields that it doesn't return stay the app's own. */
  fromOozie: (job: Job, row: Readonly<R>) => Partial<R>;
  /**
   * What the store was before the app renamed it, changed its keys or the form of its rows: work that is still queued,
   * and the rows' jobs, go on. Leave it in for as long as a database may not have been upgraded.
   */
  formerly?: string | Formerly;
  /** Default `merge`. */
  conflict?: ConflictPolicy<R>;
  /** What a deleted row does to its job: `kill` it (default) or `leave` it running. */
  onDelete?: 'kill' | 'leave';
  /**
   * What an edit does that Oozie can't apply to a job it already has (other properties, another definition):
   * `park` the row and say so (default), `replace`: kill the job and submit a new one, or `ignore` the edit.
   */
  onFixedChange?: 'park' | 'replace' | 'ignore';
}

/** Why Oozie would refuse what a row asks for. */
export interface Refusal {
  message: string;
  code: string | null;
  field: string | null;
}

/**
 * A declared collection: a store of the app whose rows are kept in step with jobs on Oozie.
 * `R` is only carried for the caller's types; the engine reads rows from the collection's own store and hands them
 * back to its own functions, so inside they are just rows.
 */
export interface Collection<R extends Row = Row> {
  readonly rowType?: R;
  readonly store: string;
  readonly kind: KindName;
  /** How its jobs are planned, sent and read: an app loads the kinds that it declares, and no other. */
  readonly jobs: Kind;
  readonly outgoing: Outgoing | undefined;
  readonly formerly?: Formerly | undefined;
  readonly toOozie: (row: Row) => unknown;
  readonly fromOozie: (job: unknown, row: Row) => Row;
  readonly conflict: ConflictPolicy<Row>;
  readonly onDelete: 'kill' | 'leave';
  /** Merges what is more than a value in a field that both sides changed. */
  readonly mergeField?: FieldMerge;
  /** Says why Oozie would refuse what a row asks for, before anything is sent; undefined when it wouldn't. */
  readonly check?: (spec: unknown) => Refusal | undefined;
  readonly onFixedChange: 'park' | 'replace' | 'ignore' | 'update';
}

export type WorkflowRunsOptions<R extends Row> = CollectionOptions<
  R,
  Referring<WorkflowRunSpec>,
  WorkflowRun
>;
export type CoordinatorsOptions<R extends Row> = Omit<
  CollectionOptions<R, Referring<CoordinatorSpec>, CoordinatorJob>,
  'onFixedChange'
> & {
  /**
   * What an edit of a coordinator's definition, workflows or properties does: `park` the row and say so (default),
   * `update` the coordinator, whose next actions then have it (those that it has made get it by a rerun with
   * `refresh`), `replace`: kill it and submit a new one, or `ignore` the edit. Oozie can't update a coordinator's name,
   * start, frequency and time zone (E1023): such a row is parked.
   */
  onFixedChange?: 'park' | 'update' | 'replace' | 'ignore';
};

export type BundlesOptions<R extends Row> = CollectionOptions<R, Referring<BundleSpec>, BundleJob>;

/** A collection of any kind, with its defaults. */
export function collection<R extends Row, Spec, Job>(
  jobs: Kind,
  options: Omit<CollectionOptions<R, Spec, Job>, 'onFixedChange'> & {
    onFixedChange?: Collection['onFixedChange'];
  },
): Collection<R> {
  return {
    store: options.store,
    kind: jobs.name,
    jobs,
    outgoing: options.outgoing,
    formerly: typeof options.formerly === 'string' ? { store: options.formerly } : options.formerly,
    toOozie: (row) => options.toOozie(row as R),
    fromOozie: (job, row) => options.fromOozie(job as Job, row as R),
    conflict: (options.conflict ?? 'merge') as ConflictPolicy<Row>,
    onDelete: options.onDelete ?? 'kill',
    onFixedChange: options.onFixedChange ?? 'park',
  };
}

/**
 * Declares a store whose rows each become one workflow run.
 *
 * @example
 * const surveys = workflowRuns<Survey>({
 *   store: 'surveys',
 *   outgoing: { index: 'status', equals: 'finished' },
 *   toOozie: (survey) => ({ definition: surveyWorkflow, properties: { surveyId: survey.id } }),
 *   fromOozie: (run) => ({ jobId: run.id, jobStatus: run.status }),
 * });
 */
export function workflowRuns<R extends Row>(options: WorkflowRunsOptions<R>): Collection<R> {
  return collection(workflowRunKind, options);
}

/**
 * Declares a store whose rows each become one coordinator. Each is submitted inside a bundle of its own with a far
 * kick-off time, so that a submission whose answer was lost can never start twice.
 */
export function coordinators<R extends Row>(options: CoordinatorsOptions<R>): Collection<R> {
  return collection(coordinatorKind, options);
}

/**
 * Declares a store whose rows each become one bundle, with all of its coordinators. It is submitted with a kick-off time
 * far away and then started, so that a submission whose answer was lost can never begin twice.
 *
 * @example
 * const rounds = bundles<Round>({
 *   store: 'rounds',
 *   toOozie: (round) => ({
 *     name: round.id,
 *     definition: roundsOfAll,
 *     coordinators: { dayPath: dayRounds, nightPath: nightRounds },
 *     workflows: { workflowPath: inspection },
 *     endTime: round.end,
 *   }),
 *   fromOozie: (bundle) => ({ status: bundle.status, end: bundle.endTime ?? 0 }),
 * });
 */
export function bundles<R extends Row>(options: BundlesOptions<R>): Collection<R> {
  return collection(bundleKind, options);
}
