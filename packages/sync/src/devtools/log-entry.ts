import type { Collection } from '../collection/collection.ts';
import type { KindName } from '../kinds/kind-names.ts';
import type { StepChange, StepEvent, StepState } from '../outbox/step-machine.ts';
import type { StepAction } from '../store/tables.ts';
import type { Packed } from './packed.ts';

/** Counts the forms that a log has had. Raised with a change that an older Howdah would misread. */
export const logFormat = 1;

/** What is said of a collection in a log: all of it but its functions, which are told by their names. */
export interface LoggedCollection {
  readonly store: string;
  readonly kind: KindName;
  readonly onDelete: Collection['onDelete'];
  readonly onFixedChange: Collection['onFixedChange'];
  /** A policy's name, `{ asks }` for a function, or `{ fields, otherwise }` of such. */
  readonly conflict: Packed;
  readonly hasMergeField: boolean;
  readonly hasCheck: boolean;
}

/** What a function of the app answered, by the function's name and a short name of what it was given. */
export type Answers = Readonly<Record<string, LoggedAnswer>>;
export type LoggedAnswer = { readonly gave: Packed } | { readonly threw: string };

interface OfRow {
  readonly collection: string;
  readonly rowKey: Packed;
  readonly jobId: string | null;
}

/** What became of a row was decided: everything that was known of it, and what was decided. */
export interface DecisionEntry extends OfRow {
  readonly what: 'decision';
  readonly declared: LoggedCollection;
  /** Epoch ms, by the clock that the decision was made with. */
  readonly now: number;
  /** New keys, in the order of being asked for. */
  readonly keys: readonly string[];
  readonly answers: Answers;
  readonly state: Packed;
  readonly made: Packed;
}

/** An event came to a step. */
export interface StepEntry extends OfRow {
  readonly what: 'step';
  readonly seq: number | null;
  readonly action: StepAction;
  readonly from: StepState;
  readonly event: StepEvent;
  /** Null: the step stayed as it was. */
  readonly change: StepChange | null;
  readonly attempts: number;
  /** Why it came, where that was told. */
  readonly problem: string | null;
}

export type LogEntry = DecisionEntry | StepEntry;

/** What the text of a record has. */
export interface LoggedTransaction {
  readonly texts: readonly string[];
  readonly entries: readonly LogEntry[];
}
