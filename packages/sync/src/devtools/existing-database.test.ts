import 'fake-indexeddb/auto';
import { createModelOozie } from '@howdah/testing';
import { Dexie } from 'dexie';
import { afterEach, expect, it, vi } from 'vitest';
import { workflowRuns } from '../collection/collection.ts';
import { startHowdah } from '../engine/start-howdah.ts';
import { listHowdahDatabases } from '../store/databases.ts';
import { howdahStores } from '../store/tables.ts';
import { newDatabaseName } from '../testing-ground/app-database.ts';
import { decidingWorkflow } from '../testing-ground/jobs.ts';
import { queuedLocks } from '../testing-ground/queued-locks.ts';
import { exportLog, loggedEntries } from './export-log.ts';
import { replayLog } from './replay-log.ts';
import { stepLog } from './step-log.ts';

const oozie = createModelOozie({ clock: { now: Date.now } });
const offline: typeof fetch = () => Promise.reject(new TypeError('offline'));
const until = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 4_000, interval: 20 });

/** The stores as they were before there was a log. */
const { howdah_log: _log, ...formerStores } = howdahStores;

const surveys = workflowRuns<{ id: string; taken?: Date; jobId?: string }>({
  store: 'surveys',
  toOozie: ({ id }) => ({ definition: decidingWorkflow, properties: { jobName: id, severity: 1 } }),
  fromOozie: ({ id }) => ({ jobId: id }),
});

let end: () => Promise<void> = async () => {};
afterEach(() => end());

async function opened(database: Dexie, fetching: typeof fetch) {
  const howdah = await startHowdah({
    database,
    collections: [surveys],
    oozie: {
      url: 'http://oozie.example/oozie',
      user: 'inspector',
      definitionRoot: 'hdfs://localhost:8020/howdah',
      fetch: fetching,
    },
    pollIntervalMs: 50,
    locks: queuedLocks(),
    log: stepLog(),
  });
  end = async () => {
    end = async () => {};
    await howdah.stop();
    database.close();
  };
  return howdah;
}

it('a database from before the log goes on without one, and says so; upgraded, it sends what was queued, and logs', async () => {
  const before = new Dexie(newDatabaseName());
  before.version(1).stores({ surveys: 'id', ...formerStores });
  const howdah = await opened(before, offline);
  howdah.activity.subscribe(() => {});
  await before.table('surveys').add({ id: 'queued', taken: new Date(0) });
  await until(async () => expect(await before.table('howdah_outbox').count()).toBe(1));
  await until(() =>
    expect(howdah.activity.current?.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('no log is kept'),
    ),
  );
  expect(await listHowdahDatabases()).toContain(before.name);
  expect(await loggedEntries(before.name)).toBe(0);
  await end();

  const after = new Dexie(before.name);
  after.version(2).stores({ surveys: 'id', ...howdahStores });
  await opened(after, oozie.fetch);
  await until(async () =>
    expect(await after.table('howdah_journal').get(['surveys', 'queued'])).toMatchObject({
      state: 'settled',
    }),
  );
  expect(oozie.jobs().workflows.map(({ appName }) => appName)).toEqual(['queued']);
  expect(await loggedEntries(after.name)).toBeGreaterThan(4);
  const { rows, entries } = replayLog(await exportLog(after.name));
  expect(entries.filter(({ same }) => same !== true)).toEqual([]);
  expect(rows).toMatchObject([{ collection: 'surveys', rowKey: 'queued' }]);
  await end();

  // The app's release before the log can be taken back: it doesn't see the store that it doesn't know.
  const again = new Dexie(before.name);
  again.version(2).stores({ surveys: 'id', ...formerStores });
  await opened(again, oozie.fetch);
  await again.table('surveys').add({ id: 'later' });
  await until(async () => expect(await again.table('surveys').get('later')).toHaveProperty('jobId'));
});

it('a database that has no log, or isn’t there, says what to do', async () => {
  await expect(exportLog('nowhere')).rejects.toMatchObject({ code: 'database-missing' });
  expect(await loggedEntries('nowhere')).toBe(0);
  const db = new Dexie(newDatabaseName());
  db.version(1).stores(howdahStores);
  await db.open();
  db.close();
  await expect(exportLog(db.name)).rejects.toMatchObject({
    code: 'no-log',
    message: expect.stringContaining('log: stepLog()'),
  });
});
