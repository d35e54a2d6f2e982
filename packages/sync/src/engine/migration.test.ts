import 'fake-indexeddb/auto';
import { createModelOozie } from '@howdah/testing';
import { Dexie } from 'dexie';
import { afterEach, expect, it, vi } from 'vitest';
import { type Collection, workflowRuns } from '../collection/collection.ts';
import { storeFormat } from '../store/format.ts';
import { howdahStores } from '../store/tables.ts';
import { newDatabaseName } from '../testing-ground/app-database.ts';
import { decidingWorkflow } from '../testing-ground/jobs.ts';
import { queuedLocks } from '../testing-ground/queued-locks.ts';
import { startHowdah } from './start-howdah.ts';

const oozie = createModelOozie({ clock: { now: Date.now } });
const offline: typeof fetch = () => Promise.reject(new TypeError('offline'));
const until = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 4_000, interval: 20 });

let end: () => Promise<void> = async () => {};
afterEach(() => end());

async function opened(db: Dexie, collections: readonly Collection[], fetching: typeof fetch) {
  const howdah = await startHowdah({
    database: db,
    collections,
    oozie: {
      url: 'http://oozie.example/oozie',
      user: 'inspector',
      definitionRoot: 'hdfs://localhost:8020/howdah',
      fetch: fetching,
    },
    pollIntervalMs: 50,
    locks: queuedLocks(),
  });
  const close = async () => {
    await howdah.stop();
    db.close();
    end = async () => {};
  };
  end = close;
  return { howdah, close };
}

const surveys = workflowRuns<{ id: string; severity: number; jobId?: string }>({
  store: 'surveys',
  toOozie: ({ id, severity }) => ({ definition: decidingWorkflow, properties: { jobName: id, severity } }),
  fromOozie: ({ id }) => ({ jobId: id }),
});

it('a store that was renamed, with other keys and fields, keeps its jobs and what is queued', async () => {
  const name = newDatabaseName();
  const before = new Dexie(name);
  before.version(1).stores({ surveys: 'id', ...howdahStores });
  const first = await opened(before, [surveys], oozie.fetch);
  await before.table('surveys').add({ id: 'done', severity: 1 });
  await until(async () => expect(await before.table('surveys').get('done')).toHaveProperty('jobId'));
  await until(async () =>
    expect(await before.table('howdah_journal').get(['surveys', 'done'])).toMatchObject({ state: 'settled' }),
  );
  await first.close();
  const alone = new Dexie(name);
  alone.version(1).stores({ surveys: 'id', ...howdahStores });
  const second = await opened(alone, [surveys], offline);
  await alone.table('surveys').add({ id: 'queued', severity: 2 });
  await until(async () =>
    expect(await alone.table('howdah_outbox').toArray()).toContainEqual(
      expect.objectContaining({ rowKey: 'queued', state: 'queued' }),
    ),
  );
  await second.close();

  const after = new Dexie(name);
  after
    .version(2)
    .stores({ surveys: null, inspections: 'number', ...howdahStores })
    .upgrade(async (transaction) => {
      const rows = await transaction.table('surveys').toArray();
      await transaction
        .table('inspections')
        .bulkAdd(rows.map(({ id, severity, jobId }) => ({ number: `no-${id}`, gravity: severity, jobId })));
    });
  const inspections = workflowRuns<{ number: string; gravity: number; jobId?: string }>({
    store: 'inspections',
    formerly: {
      store: 'surveys',
      key: (id) => `no-${String(id)}`,
      row: (row) => {
        const { id, severity, ...rest } = { id: '', severity: 0, ...row };
        return { ...rest, number: `no-${id}`, gravity: severity };
      },
    },
    toOozie: ({ number, gravity }) => ({
      definition: decidingWorkflow,
      properties: { jobName: number.slice(3), severity: gravity },
    }),
    fromOozie: ({ id }) => ({ jobId: id }),
  });
  const { howdah } = await opened(after, [inspections], oozie.fetch);
  await until(async () => {
    for (const id of ['done', 'queued']) {
      expect(await after.table('howdah_journal').get(['inspections', `no-${id}`])).toMatchObject({
        state: 'settled',
      });
      expect(await after.table('inspections').get(`no-${id}`)).toHaveProperty('jobId');
    }
    expect(await after.table('howdah_intents').count()).toBe(0);
  });
  await howdah.refresh();
  expect(
    oozie
      .jobs()
      .workflows.map(({ appName }) => appName)
      .sort(),
  ).toEqual(['done', 'queued']);
  expect((await after.table('howdah_journal').toArray()).map(({ collection }) => collection)).toEqual([
    'inspections',
    'inspections',
  ]);
});

it('a database that a newer Howdah has used is refused, and nothing in it is changed', async () => {
  const db = new Dexie(newDatabaseName());
  db.version(1).stores({ surveys: 'id', ...howdahStores });
  await db.open();
  await db.table('howdah_meta').put({ name: 'format', value: storeFormat + 1 });
  db.close();
  const again = new Dexie(db.name);
  await expect(opened(again, [], oozie.fetch)).rejects.toMatchObject({
    code: 'database-newer',
    message: expect.stringContaining('load the newer version'),
  });
  again.close();
  await db.open();
  expect(await db.table('howdah_meta').toArray()).toEqual([{ name: 'format', value: storeFormat + 1 }]);
  db.close();
});
