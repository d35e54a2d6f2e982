import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, expect, it, vi } from 'vitest';
import { howdahStores } from '../store/tables.ts';
import { appDatabase } from '../testing-ground/app-database.ts';
import { queuedLocks } from '../testing-ground/queued-locks.ts';
import { startHowdah } from './start-howdah.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

it('an app’s new version that another tab keeps waiting says so, and goes on when that tab is closed', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const name = await appDatabase();
  const older = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
  });
  const database = new Dexie(name);
  database.version(2).stores({ surveys: 'id, status', photos: 'id', ...howdahStores });
  const told: (string | null)[] = [];
  const starting = startHowdah({
    database,
    collections: [],
    oozie: { url: 'http://127.0.0.1:9/oozie', definitionRoot: 'hdfs://nn/howdah', hints: false },
    locks: queuedLocks(),
    onBlocked: (problem) => told.push(problem),
  });
  await vi.waitFor(() => expect(told).toEqual([expect.stringContaining('Close or reload the other tabs')]));
  older.close();
  const howdah = await starting;
  expect(told[1]).toBeNull();
  await howdah.stop();
  database.close();
});
