import type { Collection, Row } from '../collection/collection.ts';
import type { Command } from '../commands/command.ts';
import type { Paused } from '../pause/paused.ts';
import type { StorageStatus } from '../storage/room.ts';
import type { Live } from './live.ts';

/** How a profile's database stands towards Oozie, as every tab of the profile sees it. */
export interface SyncStatus {
  /** What this tab's engine does: `leader` syncs, `follower` looks on; `stopped`: none. Tabs may share one, in a worker. */
  role: 'leader' | 'follower' | 'starting' | 'stopped';
  /** `online`: Oozie answered last time. `unknown`: no answer yet since the engine started. */
  connection: 'online' | 'offline' | 'signed-out' | 'safe-mode' | 'unknown';
  /** Why the connection isn't `online`, and what to do about it. */
  connectionProblem: string | null;
  /** Epoch ms of the last answer of Oozie; null before the first. */
  lastContactAt: number | null;
  /** Rows changed here that wait to be looked at. */
  pending: number;
  /** Steps that wait to be sent. */
  queued: number;
  /** Steps on their way. */
  sending: number;
  /** Steps whose answer was lost; they are settled by looking at the server. */
  unknown: number;
  /** Rows that can't go on until a person acts. */
  parked: number;
  conflicts: number;
}

export type { StorageStatus } from '../storage/room.ts';

/** Names one row of one collection. */
export interface RowReference {
  collection: string;
  rowKey: IDBValidKey;
}

/** A row that both sides changed and that waits for a person. */
export interface Conflict<R extends Row = Row> extends RowReference {
  base: R;
  /** The row as it is here now; null when it was deleted here. */
  local: R | null;
  remote: R;
  fields: string[];
  /**
   * What Howdah would do, and the resolution `proposal` does: the row as it would be, null for deleted. Where a merge
   * couldn't settle something, with this side's.
   */
  proposal: R | null;
  /** Why it would do so. */
  why: string;
  /** What the merge couldn't settle, each in a line. */
  questions?: string[];
  /** Epoch ms. */
  since: number;
  jobId: string | null;
}

/** What a person decides: this side, that side, what Howdah proposes, or the row as they edited it. */
export type Resolution<R extends Row = Row> = 'mine' | 'theirs' | 'proposal' | { row: R };

/** What became of many conflicts that were settled at once. */
export interface ResolvedConflicts {
  settled: RowReference[];
  /** They weren't in conflict any more. */
  passed: RowReference[];
}

/** What wasn't sent yet and can be taken back by `undo`. */
export interface Undoable extends RowReference {
  what: 'edit' | 'deletion' | 'resolution' | 'command';
  /** A command's id: what `undo` has to be told to take it back. */
  command?: string;
  /** What would be done on Oozie, e.g. `change`, `rerun`. */
  does: string;
  /** The row's fields that it would bring there. */
  fields: string[];
  /** Epoch ms: when it was asked. */
  since: number;
  /** It waits for a person. */
  parked: boolean;
}

/** A row that can't go on until a person acts. */
export interface ParkedRow extends RowReference {
  /** What happened, to what, and what to do. Names the row and, where there is one, the field. */
  message: string;
  /** Oozie's own code, e.g. E0701, where the server refused. */
  code: string | null;
  /** The field of what `toOozie` returned that is wrong, e.g. `properties.surveyId`. */
  field: string | null;
  /** Epoch ms. */
  since: number;
}

/** A job as the mirror knows it, in one shape for all kinds. */
export interface MirroredJob {
  id: string;
  type: 'workflow' | 'coordinator' | 'bundle';
  name: string;
  status: string;
  user: string | null;
  /** Epoch ms, as are all times here. */
  createdTime: number | null;
  startTime: number | null;
  endTime: number | null;
  lastModTime: number | null;
  nextMaterializedTime: number | null;
  parentId: string | null;
  /** True when the server no longer has it: kept as history. */
  gone: boolean;
  /** Epoch ms: when Oozie last told of it. */
  seenAt: number;
}

export interface JobsQuery {
  type?: MirroredJob['type'];
  status?: string;
  /** How many at most, newest first; default 50. */
  limit?: number;
  /** For the page after a given one: its last job. */
  after?: Pick<MirroredJob, 'id' | 'createdTime'>;
}

/** A row of an app's store, and how it stands towards Oozie. */
export interface SyncedRow<R extends Row = Row> extends RowReference {
  row: R;
  /**
   * `local`: it has no part in the sync so far, e.g. a draft. `pending`: something of it waits or is under way.
   * `synced`: both sides agree. `conflict`, `parked`: it waits for a person.
   */
  sync: 'local' | 'pending' | 'synced' | 'conflict' | 'parked';
  /** Its job as the mirror knows it; null until there is one. */
  job: MirroredJob | null;
  /** Why it is parked, or waits for another row; otherwise null. */
  problem: Pick<ParkedRow, 'message' | 'code' | 'field' | 'since'> | null;
}

/** Which rows of a store, and in which order: that of an index of the store, or that of its keys. */
export interface RowsQuery {
  /** An index's name in the app's store; left out: the primary key. */
  index?: string;
  equals?: IDBValidKey;
  above?: IDBValidKey;
  below?: IDBValidKey;
  /** The highest keys first. */
  descending?: boolean;
  /** How many at most; default 100. */
  limit?: number;
}

/** A step towards Oozie that isn't done. */
export interface OpenStep extends RowReference {
  /** Tells steps apart; later ones have higher numbers. */
  seq: number;
  /** What it does on Oozie, e.g. `submit`, `change`. */
  action: string;
  /** `unknown`: its answer was lost; it is settled by looking. `parked`: it waits for a person. */
  state: 'queued' | 'sending' | 'unknown' | 'parked';
  /** The row's fields that it brings to Oozie. */
  fields: string[];
  attempts: number;
  /** Epoch ms. */
  createdAt: number;
  /** Epoch ms before which it isn't tried. */
  dueAt: number;
  problem: Pick<ParkedRow, 'message' | 'code' | 'field' | 'since'> | null;
}

/** One thing that the engine did, in the words of the six steps. */
export interface Activity {
  at: number;
  step: 'connect' | 'fetch' | 'transform' | 'synchronize' | 'resolve' | 'write back';
  message: string;
  collection: string | null;
  rowKey: IDBValidKey | null;
  jobId: string | null;
}

/** What can be seen and decided in any tab, with or without the app's own code: it needs only the database's name. */
export interface SyncView {
  readonly database: string;
  readonly status: Live<SyncStatus>;
  /** How much room there is, and how much history. */
  readonly storage: Live<StorageStatus>;
  readonly conflicts: Live<Conflict[]>;
  readonly parked: Live<ParkedRow[]>;
  /** Rows that wait for a definition that they refer to; the message says which, and why it isn't there. */
  readonly waiting: Live<ParkedRow[]>;
  /** The newest activities first, at most 200. */
  readonly activity: Live<Activity[]>;
  jobs(query?: JobsQuery): Live<MirroredJob[]>;
  /**
   * The rows of a store, each with how it stands. A row that didn't change keeps its identity.
   * @throws {HowdahError} `store-unknown`, `no-key-path`, `index-unknown`
   */
  rows<R extends Row>(
    collection: Pick<Collection<R>, 'store' | 'rowType'> | string,
    query?: RowsQuery,
  ): Live<SyncedRow<R>[]>;
  /** The steps that aren't done, the oldest first. */
  readonly outbox: Live<OpenStep[]>;
  /** Settles a conflict durably; the engine, in whichever tab it runs, carries it out. */
  resolve(conflict: RowReference, resolution: Resolution): Promise<void>;
  /** Settles many conflicts in one transaction: all of them, or none when it throws. */
  resolveAll(conflicts: readonly RowReference[], resolution: Resolution): Promise<ResolvedConflicts>;
  /** What can be taken back, that asked first at the front. */
  readonly undoable: Live<Undoable[]>;
  /**
   * Takes back what wasn't sent yet: a command by its id, otherwise the row's edit, deletion or resolution. What is
   * parked can be taken back too, unless nobody knows whether Oozie acted on it.
   * @throws {HowdahError} `too-late`, `nothing-to-undo`
   */
  undo(row: RowReference & { command?: string }): Promise<void>;
  /** Of what nothing is sent for now. */
  readonly paused: Live<Paused>;
  /** Sends nothing any more, of a collection or at all, until `resume`, in any tab and after restarts. */
  pause(collection?: string): Promise<void>;
  /** Sends again, of a collection or everything. */
  resume(collection?: string): Promise<void>;
  /**
   * Asks something of a row's job that no field of the row stands for, durably, offline too: it is sent once, when
   * the row's own edits are there. Gives the command's id. Within a transaction of the app: `askWithin`.
   * @throws {HowdahError} `command-unknown`, `no-job`
   */
  ask(collection: string, rowKey: IDBValidKey, command: Command): Promise<string>;
  /** Takes a parked row up again. */
  retry(row: RowReference): Promise<void>;
  close(): Promise<void>;
}
