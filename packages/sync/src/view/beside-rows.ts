import { compareKeys, nameOfKey } from '../store/key-order.ts';
import type { KeyRange, StoreTransaction } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';

/** Tables that keep a record beside a row, under `[collection, rowKey]`. */
export type TableBesideRows = 'howdah_journal' | 'howdah_intents';

/** Gives the records beside rows, in the order of the rows' keys. */
type ReadBeside<T extends TableBesideRows> = (
  rowKeys: readonly IDBValidKey[],
) => Promise<(Tables[T] | undefined)[]>;

/** More records than rows may lie in a range: those of rows that are deleted and not settled. */
const spare = 20;

/**
 * Reads what a table has beside the rows of a query together with the rows, before it is known which those are: a range
 * costs one request, where each record by its key costs one of its own, and a wait. Where the range turns out to hold
 * mostly other rows' records, those beside the last rows are read ahead instead.
 */
export function besideRows<T extends TableBesideRows>(
  table: T,
  collection: string,
  query: KeyRange & { limit: number },
): (transaction: StoreTransaction) => Promise<ReadBeside<T>> {
  const range = rangeBeside(collection, query);
  /** Where the range is of no use: the rows shown last. */
  let lastShown: readonly IDBValidKey[] | undefined;

  return async (transaction) => {
    // Another reading may end while this one goes on.
    const ahead = lastShown;
    const known = new Map<string, Tables[T] | undefined>();
    const readEach = async (rowKeys: readonly IDBValidKey[]) => {
      if (rowKeys.length === 0) return;
      const records = await transaction.getMany(
        table,
        rowKeys.map((rowKey) => [collection, rowKey]),
      );
      for (const [at, rowKey] of rowKeys.entries()) known.set(nameOfKey(rowKey), records[at]);
    };
    /** Up to which row's key nothing is missing; undefined: none is. */
    let knownTo: { rowKey: IDBValidKey } | undefined;
    if (ahead === undefined) {
      const records = await transaction.page(table, range);
      for (const record of records) known.set(nameOfKey(record.rowKey), record);
      if (records.length === range.limit) knownTo = records.at(-1);
    } else await readEach(ahead);

    return async (rowKeys) => {
      const unknown = rowKeys.filter(
        (rowKey) =>
          !known.has(nameOfKey(rowKey)) &&
          (ahead !== undefined || (knownTo !== undefined && compareKeys(rowKey, knownTo.rowKey) > 0)),
      );
      await readEach(unknown);
      if (lastShown !== undefined || unknown.length * 2 > rowKeys.length) lastShown = rowKeys;
      return rowKeys.map((rowKey) => known.get(nameOfKey(rowKey)));
    };
  };
}

/** The records beside a query's rows where it asks for these in the order of their keys; else the collection's first. */
function rangeBeside(collection: string, query: KeyRange & { limit: number }): KeyRange {
  const limit = query.limit + spare;
  const { index, equals, above, below, descending } = query;
  const isByKey = index === undefined && !descending;
  if (isByKey && equals !== undefined) return { equals: [collection, equals], limit };
  return {
    above: isByKey && above !== undefined ? [collection, above] : [collection],
    // The name that comes right behind the collection's.
    below: isByKey && below !== undefined ? [collection, below] : [`${collection}\0`],
    limit,
  };
}
