import type { Row } from '../collection/collection.ts';
import type { Live } from '../view/live.ts';
import type { TableName, Tables } from './tables.ts';
import type { TransactionLog } from './transaction-log.ts';

/** A range of keys of a table or of one of its indexes. */
export interface KeyRange {
  /** An index's name as `tableSchemas` declares it; left out: the primary key. */
  index?: string;
  equals?: IDBValidKey;
  above?: IDBValidKey;
  below?: IDBValidKey;
  /** Newest, that is highest, keys first. */
  descending?: boolean;
  limit?: number;
}

/** What can be done inside one transaction. Await nothing in it but these calls. */
export interface StoreTransaction {
  get<T extends TableName>(table: T, key: IDBValidKey): Promise<Tables[T] | undefined>;
  /** The records under several keys, in the order of the keys; undefined where there is none. */
  getMany<T extends TableName>(table: T, keys: readonly IDBValidKey[]): Promise<(Tables[T] | undefined)[]>;
  /** The primary keys of a range, in its order: far cheaper than the records. */
  keys(table: TableName, range?: KeyRange): Promise<IDBValidKey[]>;
  /** The records of a range, in the order of its keys. */
  page<T extends TableName>(table: T, range?: KeyRange): Promise<Tables[T][]>;
  count(table: TableName, range?: KeyRange): Promise<number>;
  put<T extends TableName>(table: T, records: Tables[T] | readonly Tables[T][]): Promise<void>;
  delete(table: TableName, keys: readonly IDBValidKey[]): Promise<void>;
  /** One row of an app's store. */
  row(store: string, key: IDBValidKey): Promise<Row | undefined>;
  /** The rows of a range of an app's store, in the order of its keys. An index is named as the store names it. */
  rows(store: string, range: KeyRange): Promise<Row[]>;
  /** Primary keys of the rows that an index of an app's store finds under a key. */
  rowKeysBy(store: string, index: string, key: IDBValidKey, limit?: number): Promise<IDBValidKey[]>;
  putRow(store: string, row: Row): Promise<void>;
  deleteRow(store: string, key: IDBValidKey): Promise<void>;
  /** Only where a log is kept. */
  readonly log?: TransactionLog;
}

/**
 * All of the engine's storage. A write resolves when its transaction is complete, and not before: a request's success
 * alone doesn't survive a killed browser.
 */
export interface Store {
  readonly name: string;
  read<T>(stores: readonly string[], work: (transaction: StoreTransaction) => Promise<T>): Promise<T>;
  write<T>(stores: readonly string[], work: (transaction: StoreTransaction) => Promise<T>): Promise<T>;
  /** Runs `query` again whenever something that it read was written, in any tab of the profile. */
  live<T>(query: (transaction: StoreTransaction) => Promise<T>): Live<T>;
  /** What the database says of an object store; undefined when it has none of this name. */
  schemaOf(
    store: string,
  ):
    | { keyPath: string | string[] | null; indexes: { name: string; keyPath: string | string[] }[] }
    | undefined;
  /** Calls back when an app wrote past this port (with `journaledStore`), in any tab; gives what ends it. */
  onOutsideWrite(listener: () => void): () => void;
  close(): void;
}
