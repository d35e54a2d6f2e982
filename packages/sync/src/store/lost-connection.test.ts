import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { forceCloseDatabase } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { appDatabase, endOf } from '../testing-ground/app-database.ts';
import { openDexieStore } from './dexie-store.ts';
import type { Store } from './store.ts';
import { howdahStores } from './tables.ts';

const stores: Store[] = [];
const connections: IDBDatabase[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const store of stores.splice(0)) store.close();
  for (const connection of connections.splice(0)) connection.close();
});

async function opened(name: string): Promise<Store> {
  const store = await openDexieStore(name);
  stores.push(store);
  return store;
}

/** Tells every connection that is opened from now on. */
function watchConnections(): IDBDatabase[] {
  const found: IDBDatabase[] = [];
  const open = indexedDB.open.bind(indexedDB);
  vi.spyOn(indexedDB, 'open').mockImplementation((...given) => {
    const request = open(...given);
    request.addEventListener('success', () => found.push(request.result));
    return request;
  });
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  return found;
}

const put = (store: Store, name: string, value: unknown) =>
  store.write(['howdah_meta'], (transaction) => transaction.put('howdah_meta', { name, value }));
const get = (store: Store, name: string) =>
  store.read(['howdah_meta'], async (transaction) => (await transaction.get('howdah_meta', name))?.value);

function watched(store: Store, name: string) {
  const live = store.live(async (transaction) => (await transaction.get('howdah_meta', name))?.value);
  live.subscribe(() => {});
  return live;
}

/** Opens a database in a newer version, as another tab with the app's next release does. */
function upgrade(name: string, more: (database: IDBDatabase) => void = () => {}): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 99);
    request.onupgradeneeded = () => more(request.result);
    request.onsuccess = () => {
      connections.push(request.result);
      resolve(request.result);
    };
    request.onblocked = () => reject(new Error('The upgrade is blocked.'));
    request.onerror = () => reject(request.error);
  });
}

describe('a connection that the browser closes', () => {
  it('is opened again, and reading, writing and live values go on', async () => {
    const found = watchConnections();
    const store = await opened(await appDatabase());
    await put(store, 'a', 1);
    const live = watched(store, 'a');
    await vi.waitFor(() => expect(live.current).toBe(1));
    for (let times = 2; times <= 6; times += 1) {
      for (const connection of found.splice(0)) forceCloseDatabase(connection as never);
      await put(store, 'a', times);
      expect(await get(store, 'a')).toBe(times);
      await vi.waitFor(() => expect(live.current).toBe(times));
    }
  });

  it('takes live values with it that nobody else asks anything of: they go on by themselves', async () => {
    const found = watchConnections();
    const name = await appDatabase();
    const store = await opened(name);
    await put(store, 'a', 0);
    const live = watched(store, 'a');
    await vi.waitFor(() => expect(live.current).toBe(0));
    const own = found.splice(0);
    const other = await opened(name);
    for (const connection of own) forceCloseDatabase(connection as never);
    await put(other, 'a', 'by another tab');
    await vi.waitFor(() => expect(live.current).toBe('by another tab'));
  });

  it('says "connection is closing" to a transaction, which is begun again once', async () => {
    const store = await opened(await appDatabase());
    await put(store, 'a', 1);
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    for (let closings = 0; closings < 5; closings += 1) {
      transaction.mockImplementationOnce(() => {
        throw new DOMException('The database connection is closing.', 'InvalidStateError');
      });
      expect(await get(store, 'a')).toBe(1);
    }
  });

  it('in the middle of a write leaves it to whoever wrote to look what became of it', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const store = await opened(await appDatabase());
    let times = 0;
    const writing = store.write(['howdah_meta'], async (transaction) => {
      times += 1;
      await transaction.put('howdah_meta', { name: 'a', value: times });
      throw new DOMException(
        'Connection to Indexed Database server lost. Refresh the page to try again',
        'UnknownError',
      );
    });
    await expect(writing).rejects.toThrow();
    expect(times).toBe(1);
    await put(store, 'b', 2);
    expect(await get(store, 'b')).toBe(2);
  });
});

describe('another tab that upgrades the database', () => {
  it('is not held up, and what looks on sees what is written after', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const name = await appDatabase();
    const store = await opened(name);
    const live = watched(store, 'a');
    await put(store, 'a', 1);
    const newer = await upgrade(name, (database) => database.createObjectStore('photos'));
    const transaction = newer.transaction('howdah_meta', 'readwrite');
    transaction.objectStore('howdah_meta').put({ name: 'a', value: 2 });
    await endOf(transaction);
    await vi.waitFor(() => expect(live.current).toBe(2));
    await put(store, 'a', 3);
    await vi.waitFor(() => expect(live.current).toBe(3));
    expect(store.schemaOf('photos')).toBeDefined();
  });
});

describe('a database that is deleted', () => {
  it('is missed, in words, and found again when the app has made it anew', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const name = await appDatabase();
    const store = await opened(name);
    await put(store, 'a', 1);
    const live = watched(store, 'a');
    await vi.waitFor(() => expect(live.current).toBe(1));
    await Dexie.delete(name);
    await expect(get(store, 'a')).rejects.toThrow(/exist/);
    await vi.waitFor(() => expect(live.problem?.message).toMatch(/exist/), { timeout: 5_000 });
    expect(await Dexie.exists(name)).toBe(false);
    const app = new Dexie(name);
    app.version(3).stores({ surveys: 'id', ...howdahStores });
    await app.open();
    await app.table('howdah_meta').put({ name: 'a', value: 'anew' });
    await vi.waitFor(() => expect(live.current).toBe('anew'), { timeout: 5_000 });
    expect(live.problem).toBeUndefined();
    app.close();
  });
});

describe('a live value whose query fails', () => {
  it('says so, keeps what it had, and goes on when it can be read again', async () => {
    const store = await opened(await appDatabase());
    let isBroken = false;
    const live = store.live(async (transaction) => {
      const record = await transaction.get('howdah_meta', 'a');
      if (isBroken) throw new Error('a record that nobody understands');
      return record?.value;
    });
    let told = 0;
    live.subscribe(() => {
      told += 1;
    });
    await put(store, 'a', 1);
    await vi.waitFor(() => expect(live.current).toBe(1));
    isBroken = true;
    const before = told;
    await put(store, 'a', 2);
    await vi.waitFor(() => expect(live.problem?.message).toBe('a record that nobody understands'));
    expect(told).toBeGreaterThan(before);
    expect(live.current).toBe(1);
    isBroken = false;
    await vi.waitFor(() => expect(live.current).toBe(2), { timeout: 5_000 });
    expect(live.problem).toBeUndefined();
  });
});
