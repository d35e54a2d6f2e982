import { Dexie } from 'dexie';
import type { IntentRecord } from '../store/tables.ts';
import { howdahStores } from '../store/tables.ts';

let count = 0;

/** A name that no other test's database has. */
export function newDatabaseName(): string {
  count += 1;
  return `app-${Date.now()}-${count}`;
}

/** An app's own database with Howdah's stores in it, made and closed again; gives its name. */
export async function appDatabase(): Promise<string> {
  const db = new Dexie(newDatabaseName());
  db.version(1).stores({ surveys: 'id, status, [status+severity]', notes: '++id', ...howdahStores });
  await db.open();
  db.close();
  return db.name;
}

/** What is noted to be looked at: store and key of each row, in the order of the keys. */
export async function notedRows(db: Dexie): Promise<[string, unknown][]> {
  const intents: IntentRecord[] = await db.table('howdah_intents').toArray();
  return intents.map(({ collection, rowKey }) => [collection, rowKey]);
}

export function openPlain(name: string, upgrade?: (database: IDBDatabase) => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => upgrade?.(request.result);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Resolves with what became of a transaction. */
export function endOf(transaction: IDBTransaction): Promise<'complete' | 'abort'> {
  return new Promise((resolve) => {
    transaction.oncomplete = () => resolve('complete');
    transaction.onabort = () => resolve('abort');
  });
}

export function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
