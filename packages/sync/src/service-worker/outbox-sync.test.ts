import 'fake-indexeddb/auto';
import { createModelOozie } from '@howdah/testing';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { workflowRuns } from '../collection/collection.ts';
import type { Howdah } from '../engine/options.ts';
import { startHowdah } from '../engine/start-howdah.ts';
import type { Locks } from '../leader/leader.ts';
import { howdahStores } from '../store/tables.ts';
import { newDatabaseName } from '../testing-ground/app-database.ts';
import { decidingWorkflow } from '../testing-ground/jobs.ts';
import { queuedLocks } from '../testing-ground/queued-locks.ts';
import { handleOutboxSync, type OutboxSyncEvent, type OutboxSyncOptions } from './handle-outbox-sync.ts';
import { registerOutboxSync } from './register-outbox-sync.ts';

interface Survey {
  id: string;
  severity: number;
  jobId?: string;
}
const surveys = workflowRuns<Survey>({
  store: 'surveys',
  toOozie: ({ id, severity }) => ({ definition: decidingWorkflow, properties: { jobName: id, severity } }),
  fromOozie: ({ id }) => ({ jobId: id }),
});

const until = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 4_000, interval: 20 });
const submissions = () => oozie.jobs().workflows.length;

let oozie: ReturnType<typeof createModelOozie>;
let isOnline: boolean;
let locks: Locks;
let database: string;
let db: Dexie;
let howdah: Howdah | undefined;
let registered: string[];

beforeEach(() => {
  oozie = createModelOozie({ clock: { now: Date.now } });
  isOnline = false;
  locks = queuedLocks();
  database = newDatabaseName();
  registered = [];
});
afterEach(closeTab);

const options = () => ({
  collections: [surveys],
  oozie: {
    url: 'http://oozie.example/oozie',
    user: 'inspector',
    definitionRoot: 'hdfs://localhost:8020/howdah',
    fetch: ((...asked) =>
      isOnline ? oozie.fetch(...asked) : Promise.reject(new TypeError('no network'))) as typeof fetch,
  },
  pollIntervalMs: 50,
  locks,
});

async function openTab(): Promise<void> {
  db = new Dexie(database);
  db.version(1).stores({ surveys: 'id', ...howdahStores });
  howdah = await startHowdah({ database: db, ...options() });
  const sync = { register: async (tag: string) => void registered.push(tag) };
  registerOutboxSync(howdah, Promise.resolve({ scope: '/', sync }));
}

async function closeTab(): Promise<void> {
  await howdah?.stop();
  howdah = undefined;
  db?.close();
}

/** What the browser does when there is a network: it wakes the service worker, and hears what came of it. */
function woken(tag: string, more: Partial<OutboxSyncOptions> = {}): Promise<unknown> {
  let work: Promise<unknown> = Promise.resolve('nothing to do');
  const event: OutboxSyncEvent = {
    tag,
    waitUntil: (asked) => {
      work = asked;
    },
  };
  const scope = {
    addEventListener: (_: 'sync', listener: (event: OutboxSyncEvent) => void) => listener(event),
  };
  handleOutboxSync(scope, { database, ...options(), ...more });
  return work;
}

it('what was written offline is sent by the service worker when its tab is gone, once', async () => {
  await openTab();
  await db.table('surveys').add({ id: 's1', severity: 1 });
  await until(() => expect(registered).toContain(`howdah:outbox:${database}`));
  await closeTab();
  isOnline = true;
  await woken(registered[0] ?? '');
  expect(oozie.jobs().workflows.map(({ status }) => status)).toEqual(['SUCCEEDED']);
  await woken(registered[0] ?? '');
  await openTab();
  await until(async () => expect(await db.table('surveys').get('s1')).toHaveProperty('jobId'));
  expect(submissions()).toBe(1);
});

it('the browser is told to try again while there is no way to Oozie', async () => {
  await openTab();
  await db.table('surveys').add({ id: 's1', severity: 1 });
  await until(() => expect(registered).not.toEqual([]));
  await closeTab();
  await expect(woken(registered[0] ?? '', { patienceMs: 200 })).rejects.toMatchObject({
    code: 'still-queued',
    message: expect.stringContaining(database),
  });
  isOnline = true;
  await woken(registered[0] ?? '');
  expect(submissions()).toBe(1);
});

it('while a tab leads, the service worker stands by; it goes on when the tab is closed', async () => {
  await openTab();
  await db.table('surveys').add({ id: 's1', severity: 1 });
  await until(() => expect(howdah?.status.current?.role).toBe('leader'));
  await until(() => expect(registered).not.toEqual([]));
  const work = woken(registered[0] ?? '');
  await until(async () => expect(await db.table('howdah_outbox').count()).toBe(1));
  expect(await db.table('howdah_meta').get('epoch')).toMatchObject({ value: 1 });
  isOnline = true;
  await closeTab();
  await work;
  expect(submissions()).toBe(1);
});

it('nothing is begun for other tags, without a database, on one that no tab has led, and when nothing waits', async () => {
  expect(await woken('somebody-else')).toBe('nothing to do');
  await woken(`howdah:outbox:${database}`);
  expect(await Dexie.exists(database)).toBe(false);

  db = new Dexie(database);
  db.version(1).stores({ surveys: 'id', ...howdahStores });
  await db.open();
  await db.table('howdah_intents').put({ collection: 'surveys', rowKey: 's1', stamp: 'now', by: 'app' });
  await db.table('surveys').add({ id: 's1', severity: 1 });
  db.close();
  isOnline = true;
  await woken(`howdah:outbox:${database}`);
  expect(submissions()).toBe(0);

  await openTab();
  await until(async () => expect(await db.table('surveys').get('s1')).toHaveProperty('jobId'));
  await until(() => expect(howdah?.status.current).toMatchObject({ pending: 0, queued: 0, sending: 0 }));
  await closeTab();
  await woken(`howdah:outbox:${database}`);
  await db.open();
  expect(await db.table('howdah_meta').get('epoch')).toMatchObject({ value: 1 });
});

it('pages without Background Sync, or that may not use it, go on without', async () => {
  await openTab();
  if (howdah === undefined) throw new Error('There is no tab.');
  const stops = [
    registerOutboxSync(howdah, undefined),
    registerOutboxSync(howdah, Promise.resolve({ scope: '/' })),
    registerOutboxSync(
      howdah,
      Promise.resolve({ scope: '/', sync: { register: () => Promise.reject(new Error('not allowed')) } }),
    ),
  ];
  await db.table('surveys').add({ id: 's1', severity: 1 });
  isOnline = true;
  await until(async () => expect(await db.table('surveys').get('s1')).toHaveProperty('jobId'));
  for (const stop of stops) stop();
});
