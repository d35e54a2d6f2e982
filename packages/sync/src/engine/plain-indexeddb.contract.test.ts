import 'fake-indexeddb/auto';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { journaledStore } from '../journal/journaled-store.ts';
import { addHowdahStores } from '../store/tables.ts';
import { type Survey, surveys, until, workflowsNamed } from '../testing-ground/inspectors-profile.ts';
import { queuedLocks } from '../testing-ground/queued-locks.ts';
import type { Howdah } from './options.ts';
import { startHowdah } from './start-howdah.ts';

const url = inject('oozieUrl');
const oozie = { url, user: 'inspector', definitionRoot: inject('definitionRoot'), timeoutMs: 5_000 };
let howdah: Howdah | undefined;
let made = 0;

afterEach(async () => {
  await howdah?.stop();
  howdah = undefined;
});

/** A database that an app made by hand, with an index on the mark that it sets in changed rows. */
function openByHand(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 3);
    request.onupgradeneeded = () => {
      const store = request.result.createObjectStore('surveys', { keyPath: 'id' });
      store.createIndex('by status', 'status');
      store.createIndex('by mark', 'changed');
      addHowdahStores(request.result);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

const done = (transaction: IDBTransaction) =>
  new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });

const read = (db: IDBDatabase, id: string) =>
  new Promise<Survey | undefined>((resolve, reject) => {
    const request = db.transaction('surveys').objectStore('surveys').get(id);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function freshName(): string {
  made += 1;
  return `by-hand-${Date.now().toString(36)}-${made}`;
}

describe('an app on plain IndexedDB', () => {
  it('journals its writes and deletes itself, in its own transactions', async () => {
    const name = freshName();
    const db = await openByHand(name);
    const collection = surveys({ outgoing: { index: 'by status', equals: 'finished' } });
    howdah = await startHowdah({
      database: name,
      collections: [collection],
      oozie,
      locks: queuedLocks(),
      pollIntervalMs: 200,
    });

    const writing = db.transaction(['surveys', 'howdah_intents'], 'readwrite');
    const store = journaledStore(writing, 'surveys');
    store.put({ id: name, severity: 9, status: 'finished' });
    store.put({ id: `${name}-draft`, severity: 9, status: 'draft' });
    await done(writing);
    await until(async () => expect(await read(db, name)).toMatchObject({ jobStatus: 'SUCCEEDED' }));
    expect(await read(db, `${name}-draft`)).toEqual({ id: `${name}-draft`, severity: 9, status: 'draft' });
    expect(await workflowsNamed(url, name)).toHaveLength(1);
    db.close();
  });

  it('marks its changed rows; the mark is taken off with the change', async () => {
    const name = freshName();
    const db = await openByHand(name);
    const collection = surveys({ outgoing: { index: 'by mark', equals: 1, mark: true } });
    howdah = await startHowdah({
      database: name,
      collections: [collection],
      oozie,
      locks: queuedLocks(),
      pollIntervalMs: 200,
    });

    const writing = db.transaction('surveys', 'readwrite');
    writing.objectStore('surveys').put({ id: name, severity: 2, status: 'finished', changed: 1 });
    writing.objectStore('surveys').put({ id: `${name}-quiet`, severity: 2, status: 'finished' });
    await done(writing);
    await until(async () => expect(await read(db, name)).toMatchObject({ jobStatus: 'SUCCEEDED' }));
    expect(await read(db, name)).not.toHaveProperty('changed');
    expect(await workflowsNamed(url, name)).toHaveLength(1);
    expect(await workflowsNamed(url, `${name}-quiet`)).toHaveLength(0);
    db.close();
  });

  it('is told what its database lacks', async () => {
    const name = freshName();
    const bare = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore('surveys', { keyPath: 'id' });
      request.onsuccess = () => resolve(request.result);
    });
    bare.close();
    const start = (database: string, options = {}) =>
      startHowdah({ database, collections: [surveys(options)], oozie, locks: queuedLocks() });
    await expect(start(name)).rejects.toMatchObject({
      code: 'stores-missing',
      message: expect.stringContaining('addHowdahStores'),
    });
    await expect(start(`${name}-none`)).rejects.toMatchObject({ code: 'database-missing' });
    (await openByHand(`${name}-full`)).close();
    await expect(start(`${name}-full`, { store: 'nowhere' })).rejects.toMatchObject({
      code: 'store-unknown',
    });
    await expect(start(`${name}-full`, { outgoing: { index: 'x', equals: 1 } })).rejects.toMatchObject({
      code: 'index-unknown',
      message: expect.stringContaining('"x"'),
    });
  });
});
