import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Collection, workflowRuns } from '../collection/collection.ts';
import type { Howdah } from '../engine/options.ts';
import { leaderLock } from '../leader/leader.ts';
import { openDexieStore } from '../store/dexie-store.ts';
import { appDatabase } from '../testing-ground/app-database.ts';
import { dedicatedThread, sharedThread } from '../testing-ground/message-threads.ts';
import { type ClientLocks, locksOfClients } from '../testing-ground/queued-locks.ts';
import { connectHowdah } from './connect-howdah.ts';
import { serveHowdah } from './serve-howdah.ts';

const surveys = workflowRuns<{ id: string }>({
  store: 'surveys',
  toOozie: () => ({ definition: '<workflow-app/>', properties: {} }),
  fromOozie: () => ({}),
});

const until = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 6_000, interval: 10 });

let locks: ClientLocks;
let database: string;
let pages: Howdah[] = [];
beforeEach(async () => {
  locks = locksOfClients();
  database = await appDatabase();
});
afterEach(async () => {
  await Promise.all(pages.map((page) => page.stop()));
  pages = [];
});

const engine = (thread: string, collections: readonly Collection[]) => ({
  collections,
  locks: locks(thread),
  oozie: {
    url: 'http://oozie.invalid/oozie',
    fetch: () => Promise.reject(new TypeError('no network')),
  },
});

/** The browser’s shared worker: made by the first page, and anew when it is gone. */
function browserWithSharedWorker(collections: readonly Collection[] = [surveys]) {
  let made = 0;
  let isHung = false;
  let current: ReturnType<typeof sharedThread> | undefined;
  return {
    get made() {
      return made;
    },
    connect() {
      if (current === undefined) {
        made += 1;
        const thread = `shared-${made}`;
        current = sharedThread(
          (scope) => serveHowdah(scope, engine(thread, collections)),
          () => !isHung,
        );
      }
      return current.connect();
    },
    crash() {
      isHung = true;
      current = undefined;
      locks.die(`shared-${made}`);
      isHung = false;
    },
    hang() {
      isHung = true;
      locks.hang(`shared-${made}`);
    },
  };
}

async function openPage(
  thread: string,
  browser: { connect(): ReturnType<ReturnType<typeof sharedThread>['connect']> },
  collections: readonly Collection[] = [surveys],
): Promise<Howdah> {
  const page = await connectHowdah(
    {
      shared: () => browser.connect(),
      dedicated: () => dedicatedThread((scope) => serveHowdah(scope, engine(`${thread}-own`, collections))),
    },
    { database, collections, locks: locks(thread), patienceMs: 300 },
  );
  for (const live of [page.status, page.activity]) live.subscribe(() => {});
  pages.push(page);
  return page;
}

const roles = (...of: Howdah[]) => of.map((page) => page.status.current?.role);

async function leads(): Promise<string | undefined> {
  const { held = [] } = (await locks('nobody').query?.()) ?? {};
  return held.find(({ name }) => name === leaderLock(database))?.clientId;
}

async function epoch(): Promise<unknown> {
  const store = await openDexieStore(database);
  const record = await store.read(['howdah_meta'], (transaction) => transaction.get('howdah_meta', 'epoch'));
  store.close();
  return record?.value;
}

it('all tabs have one engine, which the first starts and the last stops', async () => {
  const browser = browserWithSharedWorker();
  const first = await openPage('page-1', browser);
  const second = await openPage('page-2', browser);
  await until(() => expect(roles(first, second)).toEqual(['leader', 'leader']));
  await first.stop();
  expect(roles(first, second)).toEqual(['stopped', 'leader']);
  expect([await leads(), await epoch(), browser.made]).toEqual(['shared-1', 1, 1]);
  await second.stop();
  expect(await leads()).toBeUndefined();
});

it('a tab that crashes without a word is missed by its lock, and the engine stops with the last', async () => {
  const browser = browserWithSharedWorker();
  const first = await openPage('page-1', browser);
  const second = await openPage('page-2', browser);
  await until(() => expect(roles(first, second)).toEqual(['leader', 'leader']));
  locks.die('page-1');
  await second.stop();
  await until(async () => expect(await leads()).toBeUndefined());
});

it('a shared worker that dies is missed at once, and the tabs start another', async () => {
  const browser = browserWithSharedWorker();
  const first = await openPage('page-1', browser);
  const second = await openPage('page-2', browser);
  await until(() => expect(roles(first, second)).toEqual(['leader', 'leader']));
  browser.crash();
  await until(async () => expect(await leads()).toBe('shared-2'));
  await until(() => expect(roles(first, second)).toEqual(['leader', 'leader']));
  expect(browser.made).toBe(2);
  const told = second.activity.current?.map(({ message }) => message);
  expect(told).toContainEqual(expect.stringContaining('the worker of the engine is gone'));
});

it('the lead is taken from a shared worker that hangs, by one worker of one tab', async () => {
  const browser = browserWithSharedWorker();
  const first = await openPage('page-1', browser);
  const second = await openPage('page-2', browser);
  await until(() => expect(roles(first, second)).toEqual(['leader', 'leader']));
  browser.hang();
  await until(() => expect(roles(first, second).sort()).toEqual(['follower', 'leader']));
  expect(await leads()).toMatch(/^page-[12]-own$/);
  expect(await epoch()).toBe(2);
  const newcomer = await openPage('page-3', browser);
  expect(roles(newcomer)).not.toEqual(['leader']);
  expect(await epoch()).toBe(2);
});

it('every tab is told why the engine can’t start', async () => {
  const nowhere = { ...surveys, store: 'nowhere' };
  const browser = browserWithSharedWorker([nowhere]);
  const failing = ['page-1', 'page-2'].map((thread) =>
    openPage(thread, browser, [nowhere]).catch((error: unknown) => error),
  );
  for (const failed of await Promise.all(failing)) {
    expect(failed).toMatchObject({ code: 'store-unknown', message: expect.stringContaining('"nowhere"') });
  }
});

it('where there are no shared workers, each tab has its own', async () => {
  const none = {
    connect: () => {
      throw new ReferenceError('SharedWorker is not defined');
    },
  };
  const first = await openPage('page-1', none);
  const second = await openPage('page-2', none);
  await until(() => expect(roles(first, second).sort()).toEqual(['follower', 'leader']));
});
