import type { Collection, Row } from '../collection/collection.ts';
import { askOf } from '../commands/ask.ts';
import { resolveAll, resolveConflict, retryParked } from '../conflict/resolve.ts';
import { storedConnection } from '../engine/connection.ts';
import { tellPresence } from '../leader/presence.ts';
import { inState } from '../outbox/outbox.ts';
import { readPaused, setPaused } from '../pause/paused.ts';
import { storageStatus } from '../storage/room.ts';
import { openDexieStore } from '../store/dexie-store.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import { undo } from '../undo/undo.ts';
import { readUndoable } from '../undo/undoable.ts';
import { readJobs } from './jobs.ts';
import { type Live, liveOf } from './live.ts';
import { liveRows } from './rows.ts';
import { readSteps } from './steps.ts';
import type {
  Activity,
  Conflict,
  ParkedRow,
  RowsQuery,
  SyncedRow,
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
    rows: <R extends Row>(collection: Pick<Collection<R>, 'store'> | string, query: RowsQuery = {}) =>
      // What a store holds is the caller's to say.
      liveRows(store, typeof collection === 'string' ? collection : collection.store, query) as Live<
        SyncedRow<R>[]
      >,
    outbox: store.live(readSteps),
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
