import type { Row } from '../collection/collection.ts';
import { liveOf } from '../view/live.ts';
import { createMemoryTable, type MemoryTable, type MemoryTableSchema } from './memory-table.ts';
import { copyOf } from './record-copy.ts';
import type { Store, StoreTransaction } from './store.ts';
import { tableNames, tableSchemas } from './tables.ts';

/** A record that a transaction changed, as it was before and as it is; undefined where it wasn't or isn't there. */
export interface RecordChange {
  readonly store: string;
  readonly key: IDBValidKey;
  readonly before: object | undefined;
  readonly after: object | undefined;
}

/** A database in memory: what stays when a tab dies. Any number of stores can be opened on it, as tabs do. */
export interface MemoryDatabase {
  readonly name: string;
  /** Opens it, as a tab does. What `die` is called on does nothing any more: its calls never come back. */
  open(): Store & { die(): void };
  /** Called with what each transaction changed, when it is complete. */
  onCommit(listener: (changes: readonly RecordChange[]) => void): void;
}

interface Running {
  readonly stores: readonly string[];
  readonly isWrite: boolean;
}

/**
 * Makes a database that keeps everything in memory, with Howdah's tables and the given stores of an app. It keeps what
 * the port promises (`describeStore`): transactions, the order of keys, live values.
 */
export function createMemoryDatabase(
  name: string,
  appStores: Readonly<Record<string, MemoryTableSchema>>,
): MemoryDatabase {
  const tables = new Map<string, MemoryTable>();
  for (const table of tableNames) {
    const { keyPath, autoIncrement, indexes } = tableSchemas[table];
    const named = indexes.map((path) => ({
      name: Array.isArray(path) ? `[${path.join('+')}]` : path,
      keyPath: path,
    }));
    tables.set(table, createMemoryTable({ keyPath, autoIncrement: autoIncrement ?? false, indexes: named }));
  }
  for (const [store, schema] of Object.entries(appStores)) tables.set(store, createMemoryTable(schema));
  const everything = [...tables.keys()];

  let running: Running[] = [];
  let waiting: { readonly work: Running; readonly start: () => void }[] = [];
  const onCommits: ((changes: readonly RecordChange[]) => void)[] = [];
  /** Live values, told of the stores that a transaction changed. */
  const watchers = new Set<(changed: ReadonlySet<string>) => void>();

  const excludes = (one: Running, other: Running): boolean =>
    (one.isWrite || other.isWrite) && one.stores.some((store) => other.stores.includes(store));

  /** Starts what has to wait for nothing that runs, or that has waited for longer. */
  function startNext(): void {
    const still: typeof waiting = [];
    for (const next of waiting) {
      const isHeld = [...running, ...still.map(({ work }) => work)].some((other) =>
        excludes(next.work, other),
      );
      if (isHeld) still.push(next);
      else {
        running.push(next.work);
        next.start();
      }
    }
    waiting = still;
  }

  function tableIn(work: Running, store: string): MemoryTable {
    const table = tables.get(store);
    if (table === undefined || !work.stores.includes(store)) {
      throw new DOMException(`The transaction doesn't cover a store "${store}".`, 'NotFoundError');
    }
    return table;
  }

  return {
    name,
    onCommit: (listener) => onCommits.push(listener),
    open() {
      let isDead = false;
      const never = new Promise<never>(() => {});
      /** Takes back what each transaction under way has changed so far. */
      const unfinished = new Set<() => void>();

      async function transact<T>(
        stores: readonly string[],
        isWrite: boolean,
        perform: (transaction: StoreTransaction) => Promise<T>,
        touched?: Set<string>,
      ): Promise<T> {
        if (isDead) return never;
        const work: Running = { stores, isWrite };
        await new Promise<void>((start) => {
          waiting.push({ work, start });
          startNext();
        });
        if (isDead) {
          end(work);
          return never;
        }
        const changes: RecordChange[] = [];
        const numbers = new Map<MemoryTable, number>();
        const takeBack = () => {
          for (const { store, key, before } of changes.reverse()) {
            const table = tableIn(work, store);
            if (before === undefined) table.delete(key);
            else table.put(before);
          }
          for (const [table, number] of numbers) table.nextNumber = number;
          unfinished.delete(takeBack);
          end(work);
        };
        unfinished.add(takeBack);
        try {
          const result = await perform(transactionIn(work, changes, numbers, touched));
          if (isDead) return never;
          unfinished.delete(takeBack);
          end(work);
          commit(changes);
          return result;
        } catch (error) {
          if (isDead) return never;
          takeBack();
          throw error;
        }
      }

      function transactionIn(
        work: Running,
        changes: RecordChange[],
        numbers: Map<MemoryTable, number>,
        touched: Set<string> | undefined,
      ): StoreTransaction {
        const reading = async (store: string): Promise<MemoryTable> => {
          if (isDead) return never;
          touched?.add(store);
          return tableIn(work, store);
        };
        // Nothing is waited for between the look whether the tab lives and the change.
        const writing = (store: string): MemoryTable => {
          if (!work.isWrite) throw new DOMException('The transaction only reads.', 'ReadOnlyError');
          const table = tableIn(work, store);
          if (!numbers.has(table)) numbers.set(table, table.nextNumber);
          return table;
        };
        const put = async (store: string, record: object): Promise<void> => {
          if (isDead) return never;
          const table = writing(store);
          const { key, before } = table.put(copyOf(record));
          changes.push({ store, key, before, after: table.get(key) });
        };
        const remove = async (store: string, key: IDBValidKey): Promise<void> => {
          if (isDead) return never;
          const table = writing(store);
          const before = table.delete(key);
          if (before !== undefined) changes.push({ store, key, before, after: undefined });
        };
        return {
          // The tables hold what was put there under their own types.
          get: async (table, key) => copyOf((await reading(table)).get(key)) as never,
          async getMany(table, keys) {
            const read = await reading(table);
            return keys.map((key) => copyOf(read.get(key))) as never;
          },
          keys: async (table, range = {}) => (await reading(table)).range(range).map(({ key }) => key),
          page: async (table, range = {}) =>
            (await reading(table)).range(range).map(({ record }) => copyOf(record)) as never,
          count: async (table, range = {}) => (await reading(table)).range(range).length,
          async put(table, records) {
            for (const record of Array.isArray(records) ? records : [records]) await put(table, record);
          },
          async delete(table, keys) {
            for (const key of keys) await remove(table, key);
          },
          row: async (store, key) => copyOf((await reading(store)).get(key)) as Row | undefined,
          rows: async (store, range) =>
            (await reading(store)).range(range).map(({ record }) => copyOf(record)),
          async rowKeysBy(store, index, key, limit) {
            const range = { index, equals: key, ...(limit === undefined ? {} : { limit }) };
            return (await reading(store)).range(range).map((found) => found.key);
          },
          putRow: put,
          deleteRow: remove,
        };
      }

      function end(work: Running): void {
        running = running.filter((other) => other !== work);
        startNext();
      }

      function commit(changes: readonly RecordChange[]): void {
        if (changes.length === 0) return;
        for (const listener of onCommits) listener(changes);
        const changed = new Set(changes.map(({ store }) => store));
        for (const watcher of watchers) watcher(changed);
      }

      return {
        name,
        read: (stores, work) => transact(stores, false, work),
        write: (stores, work) => transact(stores, true, work),
        live: (query) =>
          liveOf((onValue, onProblem) => {
            let touched = new Set<string>();
            let isStopped = false;
            const ask = () => {
              const now = new Set<string>();
              touched = now;
              transact(everything, false, query, now).then(
                (value) => {
                  if (!isStopped) onValue(value);
                },
                (error: unknown) => {
                  if (!isStopped) onProblem(error);
                },
              );
            };
            const watcher = (changed: ReadonlySet<string>) => {
              if ([...touched].some((store) => changed.has(store))) ask();
            };
            watchers.add(watcher);
            ask();
            return () => {
              isStopped = true;
              watchers.delete(watcher);
            };
          }),
        schemaOf(store) {
          const schema = tables.get(store)?.schema;
          if (schema === undefined) return undefined;
          return {
            keyPath: schema.keyPath,
            indexes: schema.indexes.map((index) => ({ ...index })),
          };
        },
        onOutsideWrite: () => () => {},
        close: () => {},
        die() {
          isDead = true;
          for (const takeBack of [...unfinished]) takeBack();
        },
      };
    },
  };
}
