import type { Collection, Row } from '../collection/collection.ts';
import { fieldsOf } from '../fold/fold.ts';
import type { Kind } from '../kinds/kind.ts';
import type {
  CommandRecord,
  IntentRecord,
  JournalRecord,
  MirrorRecord,
  OutboxStep,
} from '../store/tables.ts';
import type { Activity } from '../view/view-types.ts';
import type { Refer } from './references.ts';

/** Everything that is known of one row, read in one transaction. */
export interface RowState {
  intent: IntentRecord | undefined;
  journal: JournalRecord | undefined;
  /** The row in the app's store; undefined when it isn't there. */
  local: Row | undefined;
  /** What the mirror has of the row's job. */
  mirror: MirrorRecord | undefined;
  /** The row's step that isn't done, if there is one. */
  open: OutboxStep | undefined;
  /** The step that has just been done, in this very transaction. */
  finished: OutboxStep | undefined;
  /** What was asked first of all that is still asked of the row's job. */
  asked?: CommandRecord | undefined;
}

export interface RowContext {
  collection: Collection;
  kind: Kind;
  rowKey: IDBValidKey;
  /** Epoch ms. */
  now: number;
  /** A new key for a new job. */
  newKey: () => string;
  /** What is known of the definitions that rows refer to. */
  refer?: Refer;
  /** Whether a row that isn't synced yet has to go out. */
  isOutgoing: (row: Row) => boolean;
}

/** What has to be written, all in the same transaction. */
export interface Decision {
  /** Leave everything as it is and look again when the open step is done. */
  wait: boolean;
  journal: JournalRecord | 'delete' | undefined;
  row: { put: Row } | 'delete' | undefined;
  step: OutboxStep | undefined;
  cancel: OutboxStep | undefined;
  /** What becomes of what was asked first: it is noted anew, or asked no more; `all`: nothing is asked any more. */
  command: { put: CommandRecord } | { drop: CommandRecord } | 'drop all' | undefined;
  activities: Omit<Activity, 'at' | 'collection' | 'rowKey'>[];
}

export const decision = (parts: Partial<Decision>): Decision => ({
  wait: false,
  journal: undefined,
  row: undefined,
  step: undefined,
  cancel: undefined,
  command: undefined,
  activities: [],
  ...parts,
});

/** Nothing is asked of the row's job any more, since there is none. */
export const noneAsked = ({ asked, journal }: RowState): Pick<Decision, 'command' | 'activities'> => ({
  command: 'drop all',
  activities:
    asked === undefined
      ? []
      : [
          {
            step: 'transform',
            message: `${asked.command.do} was asked, but the row has no job any more`,
            jobId: journal?.job?.jobId ?? null,
          },
        ],
});

/** The activity of a row that was changed for what Oozie told. */
export const writtenBack = (journal: JournalRecord, patch: Row | null): Decision['activities'][number] => ({
  step: 'write back',
  message: patch === null ? 'row updated' : `row updated with ${fieldsOf(patch).join(', ')}`,
  jobId: journal.job?.jobId ?? null,
});

/** A message with the row's name before it. */
export const named = (context: RowContext, message: string) =>
  `${context.collection.store} ${JSON.stringify(context.rowKey)}: ${message}`;
