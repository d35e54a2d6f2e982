import { askOf } from '../commands/ask.ts';
import { resolveAll, resolveConflict, retryParked } from '../conflict/resolve.ts';
import { storedConnection } from '../engine/connection.ts';
import { tellPresence } from '../leader/presence.ts';
import { inState } from '../outbox/outbox.ts';
import { readPaused, setPaused } from '../pause/paused.ts';
import { storageStatus } from '../storage/room.ts';
import { openDexieStore } from '../store/dexie-store.ts';
import type { KeyRange, Store, StoreTransaction } from '../store/store.ts';
import type { MirrorRecord } from '../store/tables.ts';
import { undo } from '../undo/undo.ts';
import { readUndoable } from '../undo/undoable.ts';
import { type Live, liveOf } from './live.ts';
import type {
  Activity,
  Conflict,
  JobsQuery,
  MirroredJob,
  ParkedRow,
  SyncStatus,
  SyncView,
} from './view-types.ts';

/** How many activities a view shows. */
const shownActivities = 200;

type SharedStatus = Omit<SyncStatus, 'role'>;

async function readStatus(transaction: StoreTransaction): Promise<SharedStatus> {
  const connection = await storedConnection(transaction);
  return {
    connection: connection?.connection ?? 'unknown',
    connectionProblem: connection?.connectionProblem ?? null,
    lastContactAt: connection?.lastContactAt ?? null,
    pending: await transaction.count('howdah_intents'),
    queued: await transaction.count('howdah_outbox', inState('queued')),
    sending: await transaction.count('howdah_outbox', inState('sending')),
    unknown: await transaction.count('howdah_outbox', inState('unknown')),
    parked: await transaction.count('howdah_journal', { index: 'state', equals: 'parked' }),
    conflicts: await transaction.count('howdah_journal', { index: 'state', equals: 'conflict' }),
  };
}

async function readConflicts(transaction: StoreTransaction): Promise<Conflict[]> {
  const journals = await transaction.page('howdah_journal', { index: 'state', equals: 'conflict' });
  const conflicts: Conflict[] = [];
  for (const { collection, rowKey, base, conflict, job } of journals) {
    if (conflict === null) continue;
    const { remote, fields, since, why = 'it was changed here', questions } = conflict;
    const local = (await transaction.row(collection, rowKey)) ?? null;
    conflicts.push({
      collection,
      rowKey,
      base: base ?? remote,
      local,
      remote,
      fields,
      ...(questions === undefined ? {} : { questions }),
      since,
      jobId: job?.jobId ?? null,
      proposal: conflict.proposal === undefined ? local : conflict.proposal,
      why,
    });
  }
  return conflicts;
}

async function readParked(transaction: StoreTransaction, state: 'parked' | 'waiting'): Promise<ParkedRow[]> {
  const journals = await transaction.page('howdah_journal', { index: 'state', equals: state });
  return journals.flatMap(({ collection, rowKey, problem }) =>
    problem === null ? [] : [{ collection, rowKey, ...problem }],
  );
}

function shown({
  full: _full,
  fullAt: _fullAt,
  digest: _digest,
  externalId: _externalId,
  goneAt: _goneAt,
  ...job
}: MirrorRecord): MirroredJob {
  return job;
}

/** Jobs newest first, a page by keys: no offset, so a page far down costs what the first does. */
async function readJobs(transaction: StoreTransaction, query: JobsQuery): Promise<MirroredJob[]> {
  const limit = query.limit ?? 50;
  const found: MirroredJob[] = [];
  let after: JobsQuery['after'] = query.after;
  for (;;) {
    const page = await transaction.page('howdah_jobs', { ...jobsAfter(query.status, after), limit });
    found.push(...page.filter(({ type }) => query.type === undefined || type === query.type).map(shown));
    after = page.at(-1);
    if (page.length < limit || found.length >= limit) return found.slice(0, limit);
  }
}

function jobsAfter(status: string | undefined, after: JobsQuery['after']): KeyRange {
  const last =
    after === undefined
      ? [Number.POSITIVE_INFINITY]
      : [after.createdTime ?? Number.NEGATIVE_INFINITY, after.id];
  return status === undefined
    ? { index: '[createdTime+id]', below: last, descending: true }
    : { index: '[status+createdTime+id]', above: [status], below: [status, ...last], descending: true };
}

/** What a view needs besides the store: which part this tab plays. */
export interface RoleSource {
  current: SyncStatus['role'];
  subscribe(listener: () => void): () => void;
}

const noEngine: RoleSource = { current: 'stopped', subscribe: () => () => {} };

function statusOf(store: Store, role: RoleSource): Live<SyncStatus> {
  return liveOf((onValue, onProblem) => {
    const shared = store.live(readStatus);
    const pass = () => {
      if (shared.problem !== undefined) onProblem(shared.problem);
      else if (shared.current !== undefined) onValue({ role: role.current, ...shared.current });
    };
    const stops = [shared.subscribe(pass), role.subscribe(pass)];
    return () => {
      for (const stop of stops) stop();
    };
  });
}

export function viewOf(
  store: Store,
  role: RoleSource,
  now: () => number,
  close: () => Promise<void>,
): SyncView {
  return {
    database: store.name,
    status: statusOf(store, role),
    storage: store.live(storageStatus),
    conflicts: store.live(readConflicts),
    parked: store.live((transaction) => readParked(transaction, 'parked')),
    waiting: store.live((transaction) => readParked(transaction, 'waiting')),
    activity: store.live(async (transaction): Promise<Activity[]> => {
      const records = await transaction.page('howdah_activity', { descending: true, limit: shownActivities });
      return records.map(({ seq: _seq, ...activity }) => activity);
    }),
    jobs: (query = {}) => store.live((transaction) => readJobs(transaction, query)),
    resolve: (conflict, resolution) => resolveConflict(store, conflict, resolution),
    ask: (collection, rowKey, command) => askOf(store, collection, rowKey, command, now()),
    resolveAll: (conflicts, resolution) => resolveAll(store, conflicts, resolution),
    undoable: store.live(readUndoable),
    undo: (row) => undo(store, row),
    paused: store.live(readPaused),
    pause: (collection) => setPaused(store, collection, true),
    resume: (collection) => setPaused(store, collection, false),
    retry: (row) => retryParked(store, row, now()),
    close,
  };
}

/**
 * Opens a look at a database that Howdah syncs, without syncing it: status, jobs, conflicts and parked rows, live, and
 * the means to decide. It needs none of the app's code, only the database's name.
 * @throws {HowdahError} `database-missing`, `stores-missing`
 */
export async function openSyncView(database: string): Promise<SyncView> {
  const store = await openDexieStore(database);
  const leaveSight = tellPresence(database);
  return viewOf(store, noEngine, Date.now, async () => {
    leaveSight();
    store.close();
  });
}
