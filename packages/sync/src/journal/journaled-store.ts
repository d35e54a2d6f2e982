import { intentOf } from './capture.ts';
import { wakeChannelName } from './wake-channel.ts';

/** An app's object store whose writes are journaled in the same transaction. */
export interface JournaledStore {
  add(row: object): IDBRequest<IDBValidKey>;
  put(row: object): IDBRequest<IDBValidKey>;
  delete(key: IDBValidKey): IDBRequest<undefined>;
}

/**
 * Writes to a store of the app, on plain IndexedDB, so that Howdah learns of them. The transaction must cover
 * `howdah_intents` as well.
 *
 * @example
 * const transaction = database.transaction(['surveys', 'howdah_intents'], 'readwrite', { durability: 'strict' });
 * journaledStore(transaction, 'surveys').put(survey);
 */
export function journaledStore(transaction: IDBTransaction, store: string): JournaledStore {
  const rows = transaction.objectStore(store);
  const intents = transaction.objectStore('howdah_intents');
  transaction.addEventListener('complete', () => {
    // Dexie's own live queries don't see writes that were made without it.
    const channel = new BroadcastChannel(wakeChannelName(transaction.db.name));
    channel.postMessage(store);
    channel.close();
  });
  const noted = (request: IDBRequest<IDBValidKey>) => {
    request.addEventListener('success', () => intents.put(intentOf(store, request.result)));
    return request;
  };
  return {
    add: (row) => noted(rows.add(row)),
    put: (row) => noted(rows.put(row)),
    delete(key) {
      intents.put(intentOf(store, key));
      return rows.delete(key);
    },
  };
}
