import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { noteActivities, ofEngine } from '../settle/activity.ts';
import { appDatabase, newDatabaseName, openPlain } from '../testing-ground/app-database.ts';
import { createHowdahDatabase, listHowdahDatabases } from './databases.ts';
import { openDexieStore } from './dexie-store.ts';
import { describeStore } from './store-conformance.ts';
import { addHowdahStores, howdahStores } from './tables.ts';

describeStore('Dexie', async () => openDexieStore(await appDatabase()));

describe('a live value', () => {
  it('shows what there was while it is written without a pause', async () => {
    const name = await appDatabase();
    const [store, other] = [await openDexieStore(name), await openDexieStore(name)];
    // Takes longer than a write does.
    const activities = store.live(async (transaction) => {
      let count = 0;
      for (let times = 0; times < 20; times += 1) count = await transaction.count('howdah_activity');
      return count;
    });
    let isWriting = true;
    onTestFinished(() => {
      isWriting = false;
    });
    const stop = activities.subscribe(() => {});
    const writing = (async () => {
      for (let at = 0; isWriting; at += 1)
        await other.write(['howdah_activity'], (transaction) =>
          noteActivities(transaction, [ofEngine(at, '')]),
        );
    })();
    await vi.waitFor(() => expect(activities.current).toBeGreaterThan(20), {
      timeout: 3_000,
      interval: 1,
    });
    isWriting = false;
    await writing;
    const all = await store.read(['howdah_activity'], (transaction) => transaction.count('howdah_activity'));
    await vi.waitFor(() => expect(activities.current).toBe(all));
    stop();
    store.close();
    other.close();
  });
});

describe('opening an app’s database', () => {
  it('that does not exist says so, and asks for none, which would make it', async () => {
    const open = vi.spyOn(indexedDB, 'open');
    await expect(openDexieStore(newDatabaseName())).rejects.toMatchObject({ code: 'database-missing' });
    expect(open).not.toHaveBeenCalled();
    open.mockRestore();
  });
  it.each([
    ['lists databases', {}],
    ['can’t list databases', { databases: () => Promise.reject(new Error('private window')) }],
    ['knows no such list', { databases: undefined }],
  ])('that does not exist says so where the browser %s, and does not make it', async (_, lacking) => {
    const listing = Object.assign(indexedDB, lacking);
    onTestFinished(() => {
      Reflect.deleteProperty(listing, 'databases');
    });
    const name = newDatabaseName();
    await expect(openDexieStore(name)).rejects.toMatchObject({
      code: 'database-missing',
      message: expect.stringContaining(name),
    });
    expect(await Dexie.exists(name)).toBe(false);
  });
  it('without Howdah’s stores names what is missing', async () => {
    const name = newDatabaseName();
    const { howdah_jobs: _, ...some } = howdahStores;
    const db = new Dexie(name);
    db.version(1).stores({ surveys: 'id', ...some });
    await db.open();
    db.close();
    await expect(openDexieStore(name)).rejects.toMatchObject({
      code: 'stores-missing',
      message: expect.stringContaining('(howdah_jobs)'),
    });
    // Nothing is left open that would hold up the app's own upgrade.
    await Dexie.delete(name);
  });
  it('made without Dexie, works', async () => {
    const name = newDatabaseName();
    const database = await openPlain(name, (upgrading) => {
      const surveys = upgrading.createObjectStore('surveys', { keyPath: 'id' });
      surveys.createIndex('byStatus', 'status');
      surveys.createIndex('byBoth', ['status', 'severity']);
      upgrading.createObjectStore('photos');
      addHowdahStores(upgrading);
    });
    database.close();
    const store = await openDexieStore(name);
    expect(store.schemaOf('surveys')?.indexes).toContainEqual({ name: 'byStatus', keyPath: 'status' });
    expect(store.schemaOf('photos')?.keyPath).toBeNull();
    await store.write(['surveys', 'howdah_meta'], async (transaction) => {
      await transaction.putRow('surveys', { id: 'a', status: 'finished', severity: 2 });
      expect(await transaction.rowKeysBy('surveys', 'byStatus', 'finished')).toEqual(['a']);
      expect(await transaction.rowKeysBy('surveys', 'byBoth', ['finished', 2])).toEqual(['a']);
    });
    store.close();
  });
});

describe('a power cut', () => {
  it('loses nothing that was decided about a row, only what the server tells again', async () => {
    const begin = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const store = await openDexieStore(await appDatabase());
    const durabilityOf = async (...stores: string[]) => {
      begin.mockClear();
      await store.write(stores, async (transaction) => {
        await transaction.keys('howdah_journal');
      });
      return begin.mock.calls.map(([, , options]) => options?.durability);
    };
    expect(await durabilityOf('howdah_jobs', 'howdah_journal', 'howdah_meta')).toEqual(['relaxed']);
    expect(await durabilityOf('howdah_journal')).toEqual(['strict']);
    expect(await durabilityOf('howdah_journal', 'howdah_intents')).toEqual(['strict']);
    expect(await durabilityOf('howdah_journal', 'howdah_outbox', 'howdah_jobs')).toEqual(['strict']);
    expect(await durabilityOf('howdah_journal', 'surveys')).toEqual(['strict']);
    begin.mockRestore();
    store.close();
  });
});

describe('the databases that Howdah syncs', () => {
  it('are found among all of the origin’s', async () => {
    const mine = newDatabaseName();
    const other = newDatabaseName();
    await createHowdahDatabase(mine);
    await createHowdahDatabase(mine);
    (await openPlain(other, (upgrading) => upgrading.createObjectStore('x'))).close();
    const found = await listHowdahDatabases();
    expect(found).toContain(mine);
    expect(found).not.toContain(other);
  });
});
