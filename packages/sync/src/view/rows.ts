import { dequal } from 'dequal';
import type { Row } from '../collection/collection.ts';
import { HowdahError } from '../howdah-error.ts';
import type { KeyRange, Store, StoreTransaction } from '../store/store.ts';
import type { IntentRecord, JournalRecord } from '../store/tables.ts';
import { readJobsById } from './jobs.ts';
import { type Live, liveOf } from './live.ts';
import type { RowsQuery, SyncedRow } from './view-types.ts';

const defaultLimit = 100;

/** A row's key, out of the row. */
function keyIn(row: Row, keyPath: string | string[]): IDBValidKey {
  const at = (path: string): unknown =>
    path
      .split('.')
      .reduce<unknown>(
        (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
        row,
      );
  // IndexedDB has found the row under it, so it is a key.
  return (Array.isArray(keyPath) ? keyPath.map(at) : at(keyPath)) as IDBValidKey;
}

/** How a row stands: what it waits for, before what is agreed. */
function syncOf(journal: JournalRecord | undefined, intent: IntentRecord | undefined): SyncedRow['sync'] {
  if (journal?.state === 'conflict') return 'conflict';
  if (intent !== undefined && intent.by !== 'mirror') return 'pending';
  if (journal === undefined) return 'local';
  if (journal.state === 'parked') return 'parked';
  return journal.state === 'settled' ? 'synced' : 'pending';
}

const jobIdOf = (journal: JournalRecord | undefined) =>
  journal?.job?.jobId ?? journal?.job?.bundleId ?? undefined;

/** How rows of a store stand, in their order. All are asked for at once: an answer costs more than what is in it. */
async function readSync(
  transaction: StoreTransaction,
  collection: string,
  rowKeys: readonly IDBValidKey[],
): Promise<Pick<SyncedRow, 'sync' | 'job' | 'problem'>[]> {
  const references = rowKeys.map((rowKey) => [collection, rowKey]);
  const [journals, intents] = await Promise.all([
    transaction.getMany('howdah_journal', references),
    transaction.getMany('howdah_intents', references),
  ]);
  const jobs = await readJobsById(
    transaction,
    journals.flatMap((journal) => jobIdOf(journal) ?? []),
  );
  return journals.map((journal, at) => {
    const sync = syncOf(journal, intents[at]);
    return {
      sync,
      job: jobs.get(jobIdOf(journal) ?? '') ?? null,
      problem: sync === 'parked' || journal?.state === 'waiting' ? (journal?.problem ?? null) : null,
    };
  });
}

/** Puts what equals its predecessor in its place, so that whoever compares by identity sees only what changed. */
function keepingSame(before: ReadonlyMap<string, SyncedRow>, rows: readonly SyncedRow[]): SyncedRow[] {
  return rows.map((next) => {
    const known = before.get(nameOf(next));
    return known !== undefined && dequal(known, next) ? known : next;
  });
}

const nameOf = ({ rowKey }: SyncedRow) => JSON.stringify(rowKey);

/**
 * The rows of a store in the order of an index, each with how it stands towards Oozie. A row that didn't change keeps
 * its identity from one value to the next.
 * @throws {HowdahError} `store-unknown`, `no-key-path`, `index-unknown`
 */
export function liveRows(store: Store, name: string, query: RowsQuery): Live<SyncedRow[]> {
  const { keyPath, range } = checkedQuery(store, name, query);
  let before: ReadonlyMap<string, SyncedRow> = new Map();
  const source = store.live(async (transaction) => {
    const rows = await transaction.rows(name, range);
    const rowKeys = rows.map((row) => keyIn(row, keyPath));
    const synced = await readSync(transaction, name, rowKeys);
    return rows.flatMap((row, at): SyncedRow[] => {
      const [rowKey, how] = [rowKeys[at], synced[at]];
      return rowKey === undefined || how === undefined ? [] : [{ collection: name, rowKey, row, ...how }];
    });
  });
  return liveOf((onValue, onProblem) =>
    source.subscribe(() => {
      if (source.problem !== undefined) onProblem(source.problem);
      else if (source.current !== undefined) {
        const rows = keepingSame(before, source.current);
        before = new Map(rows.map((row) => [nameOf(row), row]));
        onValue(rows);
      }
    }),
  );
}

function checkedQuery(
  store: Store,
  name: string,
  { limit = defaultLimit, ...query }: RowsQuery,
): { keyPath: string | string[]; range: KeyRange } {
  const where = `The database "${store.name}"`;
  const schema = store.schemaOf(name);
  if (schema === undefined) {
    throw new HowdahError(
      'store-unknown',
      `${where} has no object store "${name}". Create it, or correct the name.`,
    );
  }
  if (schema.keyPath === null) {
    throw new HowdahError(
      'no-key-path',
      `${where} keeps the keys of "${name}" outside its rows. Give the store a key path: a row’s key has to be in the row.`,
    );
  }
  if (query.index !== undefined && !schema.indexes.some((index) => index.name === query.index)) {
    throw new HowdahError(
      'index-unknown',
      `${where} has no index "${query.index}" on "${name}". Create it, or correct the query.`,
    );
  }
  return { keyPath: schema.keyPath, range: { ...query, limit } };
}
