import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addHowdahStores, tableNames, tableSchemas } from '../store/tables.ts';
import { endOf, newDatabaseName, openPlain, resultOf } from '../testing-ground/app-database.ts';
import { journaledStore } from './journaled-store.ts';
import { wakeChannelName } from './wake-channel.ts';

let database: IDBDatabase;
beforeEach(async () => {
  database = await openPlain(newDatabaseName(), (upgrading) => {
    upgrading.createObjectStore('surveys', { keyPath: 'id' });
    upgrading.createObjectStore('photos', { keyPath: 'id', autoIncrement: true });
    addHowdahStores(upgrading);
    addHowdahStores(upgrading);
  });
});
afterEach(() => database.close());

const write = (store = 'surveys') => database.transaction([store, 'howdah_intents'], 'readwrite');
const read = <T>(store: string): Promise<T[]> =>
  resultOf<T[]>(database.transaction(store).objectStore(store).getAll());
const noted = async () =>
  (await read<{ collection: string; rowKey: IDBValidKey; by: string }>('howdah_intents')).map(
    ({ collection, rowKey, by }) => [collection, rowKey, by],
  );

describe('an app on plain IndexedDB', () => {
  it('gets all of Howdah’s stores with their indexes', () => {
    const transaction = database.transaction([...tableNames]);
    for (const name of tableNames) {
      const store = transaction.objectStore(name);
      expect(store.keyPath).toEqual(tableSchemas[name].keyPath);
      expect(store.autoIncrement).toBe(tableSchemas[name].autoIncrement ?? false);
      expect([...store.indexNames].map((index) => store.index(index).keyPath)).toEqual(
        expect.arrayContaining(tableSchemas[name].indexes),
      );
    }
  });
  it('has its writes noted: added, put and deleted', async () => {
    const transaction = write();
    const surveys = journaledStore(transaction, 'surveys');
    surveys.add({ id: 'a' });
    surveys.put({ id: 'b' });
    surveys.delete('c');
    expect(await endOf(transaction)).toBe('complete');
    expect(await noted()).toEqual([
      ['surveys', 'a', 'app'],
      ['surveys', 'b', 'app'],
      ['surveys', 'c', 'app'],
    ]);
    expect(await read('surveys')).toEqual([{ id: 'a' }, { id: 'b' }]);
  });
  it('has the key noted that the database gave', async () => {
    const transaction = write('photos');
    const key = resultOf(journaledStore(transaction, 'photos').add({ title: 'roof' }));
    await endOf(transaction);
    expect(await noted()).toEqual([['photos', await key, 'app']]);
  });
  it('leaves neither row nor note when its transaction is aborted', async () => {
    const transaction = write();
    const ended = endOf(transaction);
    const surveys = journaledStore(transaction, 'surveys');
    surveys.delete('x');
    await resultOf(surveys.put({ id: 'a' }));
    transaction.abort();
    expect(await ended).toBe('abort');
    expect(await noted()).toEqual([]);
    expect(await read('surveys')).toEqual([]);
  });
  it('leaves no note of a row that was refused, when it goes on all the same', async () => {
    const first = write();
    first.objectStore('surveys').put({ id: 'a' });
    await endOf(first);
    const transaction = write();
    const surveys = journaledStore(transaction, 'surveys');
    const refused = surveys.add({ id: 'a' });
    refused.onerror = (event) => event.preventDefault();
    surveys.add({ id: 'b' });
    expect(await endOf(transaction)).toBe('complete');
    expect(await noted()).toEqual([['surveys', 'b', 'app']]);
  });
  it('wakes the engine when the write is safe', async () => {
    const channel = new BroadcastChannel(wakeChannelName(database.name));
    const woken = new Promise((resolve) => {
      channel.onmessage = resolve;
    });
    const transaction = write();
    journaledStore(transaction, 'surveys').put({ id: 'a' });
    await endOf(transaction);
    await woken;
    channel.close();
  });
});
