import { Dexie, type Collection as DexieCollection, type IndexableType, liveQuery, type Table } from 'dexie';
import { HowdahError } from '../howdah-error.ts';
import { wakeChannelName } from '../journal/wake-channel.ts';
import { liveOf } from '../view/live.ts';
import { keepOpen } from './connection.ts';
import { assertFormat } from './format.ts';
import type { KeyRange, Store, StoreTransaction } from './store.ts';
import { neededTables } from './tables.ts';

/** Losing these costs one more look at the server, so their transactions needn't wait for the disk. */
const relaxedTables: ReadonlySet<string> = new Set(['howdah_jobs', 'howdah_meta', 'howdah_activity']);

/**
 * Whoever changes what is agreed about a row also writes to its intents or steps. Who doesn't is the mirror: it looks
 * up which rows a job has. Waiting for the disk each time would have other tabs' reads wait, too.
 */
const lookedUp = 'howdah_journal';

const canBeRelaxed = (stores: readonly string[]) =>
  stores.every((store) => relaxedTables.has(store) || (store === lookedUp && stores.length > 1));

function select(table: Table, range: KeyRange): DexieCollection {
  const clause = () => table.where(range.index ?? ':id');
  const start = (): DexieCollection => {
    if (range.equals !== undefined) return clause().equals(range.equals as IndexableType);
    if (range.above !== undefined && range.below !== undefined) {
      return clause().between(range.above as IndexableType, range.below as IndexableType, false, false);
    }
    if (range.above !== undefined) return clause().above(range.above as IndexableType);
    if (range.below !== undefined) return clause().below(range.below as IndexableType);
    return range.index === undefined ? table.toCollection() : table.orderBy(range.index);
  };
  const ordered = range.descending ? start().reverse() : start();
  return range.limit === undefined ? ordered : ordered.limit(range.limit);
}

/** Dexie finds an index by its key path alone; apps without Dexie give theirs names of their own. */
function pathOf(table: Table, index: string): string {
  const keyPath = table.schema.indexes.find(({ name }) => name === index)?.keyPath ?? index;
  return Array.isArray(keyPath) ? `[${keyPath.join('+')}]` : keyPath;
}

function transactionOn(db: Dexie): StoreTransaction {
  return {
    get: (table, key) => db.table(table).get(key as IndexableType),
    getMany: (table, keys) => db.table(table).bulkGet([...keys] as IndexableType[]),
    keys: async (table, range = {}) => (await select(db.table(table), range).primaryKeys()) as IDBValidKey[],
    page: (table, range = {}) => select(db.table(table), range).toArray(),
    count: (table, range = {}) => select(db.table(table), range).count(),
    async put(table, records) {
      if (Array.isArray(records)) await db.table(table).bulkPut(records);
      else await db.table(table).put(records);
    },
    async delete(table, keys) {
      await db.table(table).bulkDelete([...keys] as IndexableType[]);
    },
    row: (store, key) => db.table(store).get(key as IndexableType),
    async rows(store, { index, ...range }) {
      const table = db.table(store);
      return select(table, {
        ...range,
        ...(index === undefined ? {} : { index: pathOf(table, index) }),
      }).toArray();
    },
    async rowKeysBy(store, index, key, limit) {
      const table = db.table(store);
      const found = table.where(pathOf(table, index)).equals(key as IndexableType);
      const keys = await (limit === undefined ? found : found.limit(limit)).primaryKeys();
      return keys as IDBValidKey[];
    },
    async putRow(store, row) {
      await db.table(store).put(row);
    },
    async deleteRow(store, key) {
      await db.table(store).delete(key as IndexableType);
    },
  };
}

/** The longest, in ms, until a failed live query is tried again. */
const longestLiveWait = 10_000;

/** @throws {HowdahError} `stores-missing`; the database is closed then */
function assertStores(db: Dexie): void {
  const missing = neededTables.filter((table) => !db.tables.some((found) => found.name === table));
  if (missing.length === 0) return;
  db.close();
  throw new HowdahError(
    'stores-missing',
    `The database "${db.name}" lacks Howdah's stores (${missing.join(', ')}). Raise its version and add them: with ` +
      'Dexie spread `howdahStores` into `.stores({…})`, else call `addHowdahStores(database)` in `onupgradeneeded`.',
  );
}

const missing = (name: string) =>
  new HowdahError(
    'database-missing',
    `There is no IndexedDB database named "${name}". Open (and so create) it before you start Howdah on it.`,
  );

/**
 * Whether the browser lists a database, or can't tell. To open one that isn't there makes it and takes it away again,
 * which could take away what an app makes in that moment.
 */
async function isListed(name: string): Promise<boolean> {
  const listed = await globalThis.indexedDB?.databases?.().catch(() => undefined);
  return listed === undefined || listed.some((database) => database.name === name);
}

/**
 * Opens the app's database by a connection of Howdah's own, whatever made it and whichever version it has.
 * @throws {HowdahError} `database-missing`, `stores-missing`, `database-newer`
 */
export async function openDexieStore(name: string): Promise<Store> {
  if (!(await isListed(name))) throw missing(name);
  // No version is declared: Dexie then takes the schema as it finds it.
  const db = new Dexie(name, { chromeTransactionDurability: 'strict' });
  db.use({
    stack: 'dbcore',
    name: 'howdah-durability',
    create: (core) => ({
      ...core,
      transaction: (stores, mode, options) =>
        core.transaction(stores, mode, canBeRelaxed(stores) ? { durability: 'relaxed' } : options),
    }),
  });
  await db.open().catch('NoSuchDatabaseError', () => {
    throw missing(name);
  });
  assertStores(db);
  const transaction = transactionOn(db);
  try {
    await db.transaction('r', ['howdah_meta'], async () => assertFormat(transaction, name));
  } catch (error) {
    db.close();
    throw error;
  }
  const connection = keepOpen(db);

  return {
    name,
    // Dexie follows native promises only out of a function that is itself declared async.
    read: (stores, work) =>
      connection.run(true, (begun) =>
        db.transaction('r', [...stores], async () => {
          begun();
          return work(transaction);
        }),
      ),
    write: (stores, work) =>
      connection.run(false, (begun) =>
        db.transaction('rw', [...stores], async () => {
          begun();
          return work(transaction);
        }),
      ),
    live: (query) =>
      liveOf((onValue, onProblem) => {
        let failures = 0;
        let timer: ReturnType<typeof setTimeout> | undefined;
        let subscription: { unsubscribe(): void } | undefined;
        let readings = 0;
        let shown = 0;
        /**
         * Dexie asks anew when something was written while it asked, and passes nothing on: for as long as it is written
         * without a pause. What was read is shown all the same, in a turn of its own, which Dexie has nothing to do with.
         */
        const read = async () => {
          readings += 1;
          const reading = readings;
          const value = await query(transaction);
          setTimeout(() => {
            if (reading <= shown) return;
            shown = reading;
            onValue(value);
          });
          return value;
        };
        const ask = () => {
          clearTimeout(timer);
          subscription?.unsubscribe();
          subscription = liveQuery(read).subscribe({
            next(value) {
              failures = 0;
              shown = readings;
              onValue(value);
            },
            error(error) {
              onProblem(error);
              timer = setTimeout(ask, Math.min(longestLiveWait, 250 * 2 ** failures));
              failures += 1;
            },
          });
        };
        ask();
        // Dexie says nothing to those that a closed connection cut off.
        const stopWatching = connection.onReopen((problem) => {
          if (problem === undefined) ask();
          else onProblem(problem);
        });
        return () => {
          shown = Number.POSITIVE_INFINITY;
          stopWatching();
          clearTimeout(timer);
          subscription?.unsubscribe();
        };
      }),
    schemaOf(store) {
      const schema = db.tables.find((table) => table.name === store)?.schema;
      if (schema === undefined) return undefined;
      return {
        keyPath: schema.primKey.keyPath || null,
        indexes: schema.indexes.map(({ name, keyPath }) => ({ name, keyPath: keyPath ?? name })),
      };
    },
    onOutsideWrite(listener) {
      const channel = new BroadcastChannel(wakeChannelName(name));
      channel.addEventListener('message', listener);
      return () => channel.close();
    },
    close: () => connection.close(),
  };
}
