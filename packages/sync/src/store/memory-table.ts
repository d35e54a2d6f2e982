import { compareKeys, keyAt } from './key-order.ts';
import type { KeyRange } from './store.ts';

/** What an object store in memory is declared with. */
export interface MemoryTableSchema {
  readonly keyPath: string | string[];
  readonly autoIncrement?: boolean;
  /** By its name: `status`, `[status+severity]`. */
  readonly indexes: readonly { readonly name: string; readonly keyPath: string | string[] }[];
}

interface Entry {
  readonly at: IDBValidKey;
  readonly primary: IDBValidKey;
  readonly record: object;
}

/** One object store with its indexes, kept in order. Records are handed out as they are: clone them. */
export interface MemoryTable {
  readonly schema: MemoryTableSchema;
  get(key: IDBValidKey): object | undefined;
  /** Keeps a record and gives its key, which it may get here. */
  put(record: object): { key: IDBValidKey; before: object | undefined };
  delete(key: IDBValidKey): object | undefined;
  /** Records of a range with their keys, in the order of the index. */
  range(range: KeyRange): { key: IDBValidKey; record: object }[];
  /** The next number that a record without a key gets; setting it undoes that one was given. */
  nextNumber: number;
}

export function createMemoryTable(schema: MemoryTableSchema): MemoryTable {
  const primary: Entry[] = [];
  const indexes = new Map(
    schema.indexes.map(({ name, keyPath }) => [name, { keyPath, entries: [] as Entry[] }]),
  );

  const table: MemoryTable = {
    schema,
    nextNumber: 1,
    get(key) {
      const place = placeOf(primary, key, key);
      return place.found ? primary[place.index]?.record : undefined;
    },
    put(given) {
      const { key, record } = keyed(given);
      const before = table.delete(key);
      insert(primary, { at: key, primary: key, record });
      for (const { keyPath, entries } of indexes.values()) {
        const at = keyAt(record, keyPath);
        if (at !== undefined) insert(entries, { at, primary: key, record });
      }
      return { key, before };
    },
    delete(key) {
      const place = placeOf(primary, key, key);
      if (!place.found) return undefined;
      const [removed] = primary.splice(place.index, 1);
      if (removed === undefined) return undefined;
      for (const { keyPath, entries } of indexes.values()) {
        const at = keyAt(removed.record, keyPath);
        if (at === undefined) continue;
        const inIndex = placeOf(entries, at, key);
        if (inIndex.found) entries.splice(inIndex.index, 1);
      }
      return removed.record;
    },
    range({ index, equals, above, below, descending, limit }) {
      const entries = index === undefined ? primary : indexes.get(index)?.entries;
      if (entries === undefined) throw new Error(`There is no index ${index}.`);
      const from = equals ?? above;
      const start = from === undefined ? 0 : firstFrom(entries, from, equals === undefined);
      const to = equals ?? below;
      const end = to === undefined ? entries.length : firstFrom(entries, to, equals !== undefined);
      const found = entries.slice(start, Math.max(start, end));
      const ordered = descending ? found.reverse() : found;
      return ordered.slice(0, limit).map(({ primary: key, record }) => ({ key, record }));
    },
  };

  function keyed(given: object): { key: IDBValidKey; record: object } {
    const key = keyAt(given, schema.keyPath);
    if (key !== undefined) {
      if (schema.autoIncrement && typeof key === 'number')
        table.nextNumber = Math.max(table.nextNumber, Math.floor(key) + 1);
      return { key, record: given };
    }
    if (!schema.autoIncrement || typeof schema.keyPath !== 'string') {
      throw new DOMException(`A record has no key under ${String(schema.keyPath)}.`, 'DataError');
    }
    const number = table.nextNumber;
    table.nextNumber += 1;
    return { key: number, record: { ...given, [schema.keyPath]: number } };
  }
  return table;
}

/** Where an entry is, or would be. */
function placeOf(
  entries: readonly Entry[],
  at: IDBValidKey,
  primary: IDBValidKey,
): { index: number; found: boolean } {
  const index = lowest(
    entries,
    (entry) => (compareKeys(entry.at, at) || compareKeys(entry.primary, primary)) >= 0,
  );
  const entry = entries[index];
  const found =
    entry !== undefined && compareKeys(entry.at, at) === 0 && compareKeys(entry.primary, primary) === 0;
  return { index, found };
}

/** The first entry that isn't before a key, or with `behind` the first behind it. */
const firstFrom = (entries: readonly Entry[], key: IDBValidKey, behind: boolean): number =>
  lowest(entries, ({ at }) => (behind ? compareKeys(at, key) > 0 : compareKeys(at, key) >= 0));

function insert(entries: Entry[], entry: Entry): void {
  entries.splice(placeOf(entries, entry.at, entry.primary).index, 0, entry);
}

/** The first place from which on it is so. */
function lowest(entries: readonly Entry[], isSo: (entry: Entry) => boolean): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry !== undefined && isSo(entry)) high = middle;
    else low = middle + 1;
  }
  return low;
}
