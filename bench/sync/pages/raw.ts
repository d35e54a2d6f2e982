import { pagesOf, present } from './rival.ts';

const name = 'bench-raw';
const store = 'jobs';
let database: IDBDatabase | undefined;

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function open(): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, 1);
  // The same indexes as Howdah's mirror has.
  opening.onupgradeneeded = () => {
    const made = opening.result.createObjectStore(store, { keyPath: 'id' });
    made.createIndex('created', ['createdTime', 'id']);
    made.createIndex('status', ['status', 'createdTime', 'id']);
    made.createIndex('gone', ['goneAt', 'id']);
  };
  database = await done(opening);
  return database;
}

function put(into: IDBDatabase, jobs: readonly object[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = into.transaction(store, 'readwrite', { durability: 'relaxed' });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    const jobsStore = transaction.objectStore(store);
    for (const job of jobs) jobsStore.put(job);
    transaction.commit();
  });
}

present({
  async mirror(source) {
    const start = performance.now();
    const into = await open();
    for await (const jobs of pagesOf(source)) await put(into, jobs);
    return performance.now() - start;
  },
  async open() {
    await open();
  },
  page(status, after) {
    return new Promise((resolve, reject) => {
      if (database === undefined) throw new Error('It is not open.');
      const found: string[] = [];
      const before =
        after === undefined ? [status, Number.POSITIVE_INFINITY] : [status, after.createdTime, after.id];
      const range = IDBKeyRange.bound([status], before, true, true);
      const request = database
        .transaction(store)
        .objectStore(store)
        .index('status')
        .openCursor(range, 'prev');
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const cursor = request.result;
        if (cursor !== null) found.push(cursor.value.id);
        if (cursor === null || found.length === 50) resolve(found);
        else cursor.continue();
      };
    });
  },
});
