import { dequal } from 'dequal';
import type { Row } from '../collection/collection.ts';
import { HowdahError } from '../howdah-error.ts';
import { nameOfKey } from '../store/key-order.ts';
import type { KeyRange, Store, StoreTransaction } from '../store/store.ts';
import type { IntentRecord, JournalRecord } from '../store/tables.ts';
import { besideRows } from './beside-rows.ts';
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

/** Reads rows, and how each stands, from one time to the next: most is asked for at once, by what was found last. */
function rowsReader(
  collection: string,
  keyPath: string | string[],
  query: KeyRange & { limit: number },
): (transaction: StoreTransaction) => Promise<SyncedRow[]> {
  const journalsAhead = besideRows('howdah_journal', collection, query);
  const intentsAhead = besideRows('howdah_intents', collection, query);
  let lastJobs: readonly string[] = [];
  return async (transaction) => {
    // Another reading may end while this one goes on.
    const ahead = lastJobs;
    const [rows, readJournals, readIntents, jobs] = await Promise.all([
      transaction.rows(collection, query),
      journalsAhead(transaction),
      intentsAhead(transaction),
      readJobsById(transaction, ahead),
    ]);
    const rowKeys = rows.map((row) => keyIn(row, keyPath));
    const [journals, intents] = await Promise.all([readJournals(rowKeys), readIntents(rowKeys)]);
    const wanted = journals.flatMap((journal) => jobIdOf(journal) ?? []);
    const readBefore = new Set(ahead);
    const others = await readJobsById(
      transaction,
      wanted.filter((id) => !readBefore.has(id)),
    );
    lastJobs = wanted;
    return rows.flatMap((row, at): SyncedRow[] => {
      const [rowKey, journal] = [rowKeys[at], journals[at]];
      if (rowKey === undefined) return [];
      const sync = syncOf(journal, intents[at]);
      const id = jobIdOf(journal) ?? '';
      const job = jobs.get(id) ?? others.get(id) ?? null;
      const problem = sync === 'parked' || journal?.state === 'waiting' ? (journal?.problem ?? null) : null;
      return [{ collection, rowKey, row, sync, job, problem }];
    });
  };
}

/** Puts what equals its predecessor in its place, so that whoever compares by identity sees only what changed. */
function keepingSame(before: ReadonlyMap<string, SyncedRow>, rows: readonly SyncedRow[]): SyncedRow[] {
  return rows.map((next) => {
    const known = before.get(nameOfKey(next.rowKey));
    return known !== undefined && dequal(known, next) ? known : next;
  });
}

/**
 * The rows of a store in the order of an index, each with how it stands towards Oozie. A row that didn't change keeps
 * its identity from one value to the next.
 * @throws {HowdahError} `store-unknown`, `no-key-path`, `index-unknown`
 */
export function liveRows(store: Store, name: string, query: RowsQuery): Live<SyncedRow[]> {
  const { keyPath, range } = checkedQuery(store, name, query);
  let before: ReadonlyMap<string, SyncedRow> = new Map();
  const source = store.live(rowsReader(name, keyPath, range));
  return liveOf((onValue, onProblem) =>
    source.subscribe(() => {
      if (source.problem !== undefined) onProblem(source.problem);
      else if (source.current !== undefined) {
        const rows = keepingSame(before, source.current);
        before = new Map(rows.map((row) => [nameOfKey(row.rowKey), row]));
        onValue(rows);
      }
    }),
  );
}

function checkedQuery(
  store: Store,
  name: string,
  { limit = defaultLimit, ...query }: RowsQuery,
): { keyPath: string | string[]; range: KeyRange & { limit: number } } {
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
