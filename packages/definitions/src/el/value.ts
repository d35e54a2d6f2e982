/**
 * A value as Oozie's Java has it: a bigint is a Long or an Integer, a number is a Double, an array a
 * list.
 */
export type ElValue =
  | null
  | boolean
  | bigint
  | number
  | string
  | readonly ElValue[]
  | ReadonlySet<ElValue>
  | ReadonlyMap<ElValue, ElValue>;

/** Why a value can't be known before Oozie has it. */
export type UnknownReason =
  /** A variable or property that was not given. */
  | 'property-not-given'
  /** Something that the job gets when it runs: its id, a node's output, the time. */
  | 'only-at-run-time'
  /** What lies on the cluster: files, tables, configuration. */
  | 'only-on-the-cluster'
  /** A thing of Java's that only the server can do. */
  | 'only-in-java';

/** What came of evaluating a text. */
export type ElOutcome =
  /** `text` is what Oozie puts in the place of the text. */
  | { readonly kind: 'value'; readonly text: string; readonly value: ElValue }
  | {
      readonly kind: 'unknown';
      readonly reason: UnknownReason;
      /** What is not known, for a person: `wf:id() is known when the workflow runs.` */
      readonly because: string;
    }
  /** Oozie fails to evaluate the text. */
  | { readonly kind: 'error'; readonly message: string; readonly start: number; readonly end: number };

/** Ends the evaluation of a text for good; never leaves the evaluator. */
export class ElFault extends Error {}

/** Ends the evaluation of a text because of something that isn't known; never leaves the evaluator. */
export class ElUnknown extends Error {
  constructor(
    readonly reason: UnknownReason,
    because: string,
  ) {
    super(because);
  }
}
