import type { Row } from '../collection/collection.ts';
import type { Command } from '../commands/command.ts';
import type { KindName } from '../kinds/kind-names.ts';
import type { StepState } from '../outbox/step-machine.ts';
import type { Activity, MirroredJob, RowReference } from '../view/view-types.ts';

/** Written in the app's own transaction: this row changed and hasn't been looked at. One record per row. */
export interface IntentRecord extends RowReference {
  /** UUIDv7, new with every write: tells an edit made meanwhile from the one that was looked at. */
  stamp: string;
  /** Who asks for the look: the app that wrote the row, the mirror with news of its job, or a person's decision. */
  by: 'app' | 'mirror' | 'person';
}

/** The Oozie job that a row is tied to. */
export interface JobLink {
  /** The workflow's or coordinator's id; null while only the wrapping bundle is known. */
  jobId: string | null;
  /** The one-coordinator bundle around a coordinator; null for a workflow. */
  bundleId: string | null;
  /** Digest of what the job was submitted with and can't be changed any more. */
  fixedDigest: string;
  /** Epoch ms, by this machine's clock: when it was found to be submitted. */
  submittedAt: number;
  /** True once Oozie was seen to have begun it: from then on it's never started again. */
  started: boolean;
}

/** When something was asked of a job, and in which status the job was then, as far as it was known. */
export interface Asked {
  /** Epoch ms. */
  at: number;
  status: string | null;
}

/** Why a row can't go on until a person acts. */
export interface Problem {
  message: string;
  code: string | null;
  field: string | null;
  since: number;
  /** When what can't be done was asked. */
  asked?: Asked;
}

/** What a job was like when something was asked of it. */
export interface Was {
  jobId: string;
  status: string | null;
  /** A workflow's run; null for other jobs. */
  run: number | null;
}

/** Something asked of a row's job that no field of the row stands for. A row's are carried out as they were asked. */
export interface CommandRecord extends RowReference {
  /** UUIDv7: they are in the order of being asked. */
  id: string;
  command: Command;
  /** Epoch ms. */
  askedAt: number;
  /** The job as it was when this was asked; null until the engine has looked at it. */
  was: Was | null;
}

/** What both sides changed, and what Oozie has of it. */
export interface ConflictRecord {
  remote: Row;
  fields: string[];
  since: number;
  /** What Howdah would do: the row as it would be, null for deleted; and why so. */
  proposal?: Row | null;
  why?: string;
  /** What a merge of fields in conflict couldn't settle. */
  questions?: string[];
}

/**
 * What is agreed about one row.
 * - `due`: something changed on either side and hasn't been looked at;
 * - `working`: a step of it is in the outbox; - `settled`: both sides agree;
 * - `waiting`: what it refers to isn't there yet;
 * - `conflict`, `parked`: it waits for a person.
 */
export interface JournalRecord extends RowReference {
  kind: KindName;
  /** The UUIDv7 under which the row's job is submitted; a new job of the same row gets a new one. */
  key: string;
  /** The row as both sides last agreed on it; null before the first agreement. Moves only with a write-back. */
  base: Row | null;
  state: 'due' | 'working' | 'settled' | 'waiting' | 'conflict' | 'parked';
  job: JobLink | null;
  /** Only in state `conflict`. */
  conflict: ConflictRecord | null;
  /** Only in states `parked` and `waiting`. */
  problem: Problem | null;
  /** A conflict that was settled, with the row and what was agreed before, as long as nothing of it was sent. */
  resolved?: { conflict: ConflictRecord; base: Row | null; local: Row | null };
  /** `job.jobId` again (or ''), since an index needs a key at the top. */
  jobId: string;
}

/** What a step does on Oozie. */
export type StepAction =
  | 'submit'
  | 'start'
  | 'change'
  | 'update'
  | 'suspend'
  | 'resume'
  | 'kill'
  | 'rerun'
  | 'rerun-actions'
  | 'kill-actions'
  | 'ignore-actions'
  | 'ignore'
  | 'look';

/** One durable step towards Oozie. At most one step of a row is open at a time; the next is planned from what it found. */
export interface OutboxStep extends RowReference {
  /** Given by the store. */
  seq?: number;
  kind: KindName;
  action: StepAction;
  state: StepState;
  /** The row's key at the time of planning. */
  key: string;
  job: JobLink | null;
  /** What the action needs: a kind's own type, parsed again when it is taken up. */
  payload: unknown;
  /** The row that the step brings to the server; what becomes the agreed state when the step is done. */
  row: Row | null;
  /** What the job was like when the step was planned; if it is no longer so, the step is planned anew. Null: anything. */
  seen: unknown;
  /** The row's fields that the step brings to the server. */
  fields: string[];
  /** The row's own fields for whose edit it was planned, those that the server never shows included. */
  edited?: string[];
  /** The command that it carries out, by its id in `howdah_commands`. */
  command?: string;
  /** When what it does was asked. */
  asked?: Asked;
  attempts: number;
  /** Parked without knowing whether Oozie acted: it may only be taken up again by looking. */
  uncertain: boolean;
  /** The leader's epoch that claimed it last. */
  epoch: number;
  /** Epoch ms before which it isn't taken up. */
  dueAt: number;
  createdAt: number;
  /** Epoch ms of the first and last time that a request of it may have reached Oozie; null if none did. */
  firstSentAt: number | null;
  lastSentAt: number | null;
  problem: Problem | null;
}

/** A job as Oozie told of it. `full` came from a full read and is never overwritten by a list's partial row. */
export interface MirrorRecord extends MirroredJob {
  /** The last full read, as the client parsed it; null when only list rows were seen. */
  full: object | null;
  /** Epoch ms of the last full read; null when there was none. */
  fullAt: number | null;
  /** Changes when the list row does; tells when a full read is out of date. */
  digest: string;
  /** The idempotency key that the list row showed (a workflow's external id). */
  externalId: string | null;
  /** Epoch ms when it was found to be gone; only where it is, so that an index over it holds history and nothing else. */
  goneAt?: number;
}

export interface MetaRecord {
  name: string;
  value: unknown;
}

export type ActivityRecord = Activity & { seq?: number };

/** What was decided and done in one transaction, as `stepLog` keeps it. */
export interface LogRecord {
  /** How many entries there have been, with this record's. */
  entries: number;
  /** How many bytes they have taken. */
  bytes: number;
  /** Epoch ms. */
  at: number;
  /** The leader's epoch; null for what a person did in a transaction of its own. */
  epoch: number | null;
  /** JSON of its entries. */
  text: string;
}

/** Howdah's tables by name, with the records they hold. */
export interface Tables {
  howdah_intents: IntentRecord;
  howdah_journal: JournalRecord;
  howdah_outbox: OutboxStep;
  howdah_commands: CommandRecord;
  howdah_jobs: MirrorRecord;
  howdah_meta: MetaRecord;
  howdah_activity: ActivityRecord;
  howdah_log: LogRecord;
}

export type TableName = keyof Tables;

/** Key path, auto-increment and indexes of each table: the one place where they are declared. */
export const tableSchemas: Record<
  TableName,
  { keyPath: string | string[]; autoIncrement?: true; indexes: (string | string[])[] }
> = {
  howdah_intents: { keyPath: ['collection', 'rowKey'], indexes: [] },
  howdah_journal: { keyPath: ['collection', 'rowKey'], indexes: ['state', 'jobId', 'key'] },
  howdah_outbox: {
    keyPath: 'seq',
    autoIncrement: true,
    indexes: [
      ['state', 'dueAt'],
      ['collection', 'rowKey'],
    ],
  },
  howdah_commands: { keyPath: 'id', indexes: [['collection', 'rowKey']] },
  howdah_jobs: {
    keyPath: 'id',
    indexes: [
      ['createdTime', 'id'],
      ['status', 'createdTime', 'id'],
      ['goneAt', 'id'],
    ],
  },
  howdah_meta: { keyPath: 'name', indexes: [] },
  howdah_activity: { keyPath: 'seq', autoIncrement: true, indexes: [] },
  // Its sizes are its key, so that what to let go is known without reading a record.
  howdah_log: { keyPath: ['entries', 'bytes'], indexes: [] },
};

export const tableNames = Object.keys(tableSchemas) as TableName[];

/** Without these the engine can't run. Databases that were made before there was a log go on without one. */
export const neededTables = tableNames.filter((name) => name !== 'howdah_log');

const dexieKey = (path: string | string[]) => (Array.isArray(path) ? `[${path.join('+')}]` : path);

/**
 * Howdah's tables for a Dexie database: spread them into the stores of your newest version.
 *
 * @example
 * db.version(2).stores({ surveys: 'id, status', ...howdahStores });
 */
export const howdahStores: Readonly<Record<TableName, string>> = Object.fromEntries(
  tableNames.map((name) => {
    const { keyPath, autoIncrement, indexes } = tableSchemas[name];
    return [name, [(autoIncrement ? '++' : '') + dexieKey(keyPath), ...indexes.map(dexieKey)].join(', ')];
  }),
) as Record<TableName, string>;

/**
 * Adds Howdah's object stores to a database that the app opens without Dexie. Call it while the database is being
 * upgraded (in `onupgradeneeded`); stores that are there already stay as they are.
 *
 * @example
 * request.onupgradeneeded = () => {
 *   request.result.createObjectStore('surveys', { keyPath: 'id' });
 *   addHowdahStores(request.result);
 * };
 */
export function addHowdahStores(database: IDBDatabase): void {
  for (const name of tableNames) {
    if (database.objectStoreNames.contains(name)) continue;
    const { keyPath, autoIncrement, indexes } = tableSchemas[name];
    const store = database.createObjectStore(name, { keyPath, autoIncrement: autoIncrement ?? false });
    for (const index of indexes) store.createIndex(dexieKey(index), index);
  }
}
