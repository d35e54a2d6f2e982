import {
  createModelOozie,
  createVirtualClock,
  type Fault,
  type FaultyFetch,
  faultyFetch,
  type ModelOozie,
  type VirtualClock,
} from '@howdah/testing';
import type { Collection, Row } from '../collection/collection.ts';
import type { HistoryBudget } from '../history/history.ts';
import { intentOf } from '../journal/capture.ts';
import { keyAt } from '../store/key-order.ts';
import { createMemoryDatabase, type MemoryDatabase } from '../store/memory-store.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import { type TableName, tableNames, tableSchemas } from '../store/tables.ts';
import type { StepLog } from '../store/transaction-log.ts';
import { createFeed, createMemory, createSight } from './profile-surroundings.ts';
import { startTab, type Tab } from './tab.fixture.ts';
import { type ProfileLocks, profileLocks } from './tab-locks.ts';

export interface ProfileOptions {
  collections: readonly Collection[];
  /** By the names of the app's stores: the fields of their indexes. Their key is `id`. */
  stores: Readonly<Record<string, readonly string[]>>;
  /** Decides all that is left to chance. */
  random: () => number;
  /** Which jobs of the server the engine keeps. */
  mirror: 'linked' | 'all';
  /** How much is kept of jobs that are gone. */
  history?: HistoryBudget;
  /** A gateway stands before the server and tells of changes, as far as it sees them at once. */
  hints?: boolean;
  /** How often the engine looks by itself, in ms; default 10,000. */
  pollIntervalMs?: number;
  /** Keeps a log of what the engine does. */
  log?: StepLog;
  /** Everybody gets the leader's lock. */
  brokenLocks?: boolean;
}

/** A request as the server gets it. */
export interface RequestThere {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The tab that sent it. */
  readonly tab: string;
  /** The moments at which it was sent, and at which it came to the server. */
  readonly sent: number;
  readonly came: number;
}

/** A browser profile with an app's database, its tabs, a network and an Oozie, all in memory and in virtual time. */
export interface Profile {
  /** Around when schedules lie, in epoch ms. */
  readonly begin: number;
  readonly clock: VirtualClock;
  readonly oozie: ModelOozie;
  readonly network: FaultyFetch;
  readonly database: MemoryDatabase;
  readonly tabs: readonly Tab[];
  openTab(): Tab;
  /** Stops a tab's engine in good order, as closing the page does. */
  stopTab(tab: Tab): Promise<void>;
  /** Writes a row as the app does: with its note, in one transaction, in a tab that nothing happens to. */
  put(collection: string, row: Row): Promise<void>;
  remove(collection: string, id: string): Promise<void>;
  /** The app's own connection. */
  readonly app: Store;
  /** Injects a fault for the n-th request from now on. */
  failRequest(inSoMany: number, action: Fault['action']): void;
  /** From now on the tabs' calls of which it is so find no room, e.g. `put howdah_jobs`. */
  fillDisk(isFull: (call: string) => boolean): void;
  /** Empties Howdah's stores, as a database is that was deleted and made anew, with the app's rows put back. */
  loseDatabase(): Promise<void>;
  /** Nobody looks at any tab any more, or somebody does again. */
  hideTabs(hidden: boolean): void;
  /** Tells the tabs, where there are hints, that something may have changed. */
  hint(): void;
  /** Calls back with each request of a tab when it has come to the server, before the server acts. */
  onRequest(listener: (request: RequestThere) => void): void;
  /** Calls back whenever a row of the app, or what is agreed about one, changes. */
  watchRows(listener: () => void): () => void;
  /** A number that is larger each time: the order of what happens, where the clock stands still. */
  readonly moment: number;
  /** Whether a message may come long after it was sent. */
  readonly mayBeLate: boolean;
  /** Whether a tab asked and asked without an end. */
  readonly ranAway: boolean;
  /** Ends everything. */
  end(): void;
}

/** Tells the server's end of the wire when a request was sent, which its coming doesn't. */
const sentHeader = 'proof-sent';

/** When it begins: in the middle of a minute, as most things do. */
const startAt = Date.parse('2026-03-28T22:58:20.400Z');

export function createProfile(options: ProfileOptions): Profile {
  const clock = createVirtualClock({ startAt, settle: twoTurns });
  const uninstall = clock.install();
  // The server's clock is its own: it doesn't jump with the browser's.
  const oozie = createModelOozie({ clock: { now: () => startAt + clock.elapsed() } });
  const requestListeners: ((request: RequestThere) => void)[] = [];
  const feed = createFeed();
  const sight = createSight();
  const memory = createMemory();
  let moment = 0;
  const answer: typeof fetch = async (input, init) => {
    const { pathname, searchParams } = new URL(String(input));
    if (pathname === '/howdah/feed') return feed.open(init?.signal ?? undefined);
    moment += 1;
    const method = init?.method ?? 'GET';
    const [sent, tab = ''] = new Headers(init?.headers).get(sentHeader)?.split(' ') ?? [];
    for (const listener of requestListeners)
      listener({ method, path: pathname, query: searchParams, tab, sent: Number(sent), came: moment });
    const answered = await oozie.fetch(input, init);
    if (init?.method !== undefined && init.method !== 'GET') feed.hint();
    return answered;
  };
  const network = faultyFetch(answer, { clock });
  const database = createMemoryDatabase('app', schemasOf(options.stores));
  const locks: ProfileLocks = profileLocks(options.brokenLocks);
  const app = database.open();
  const rowListeners = new Set<() => void>();
  const rowStores = new Set([...Object.keys(options.stores), 'howdah_journal']);
  database.onCommit((changes) => {
    if (!changes.some(({ store }) => rowStores.has(store))) return;
    for (const listener of [...rowListeners]) listener();
  });
  let tabs: Tab[] = [];
  let tabsOpened = 0;
  let ranAway = false;
  let isFull: (call: string) => boolean = () => false;
  let mayBeLate = false;
  const lastRequest = () => network.requests.at(-1)?.number ?? 0;

  function openTab(): Tab {
    tabsOpened += 1;
    const name = `tab-${tabsOpened}`;
    const tab = startTab({
      database,
      lock: locks.ofTab(),
      fetch: (input, init) => {
        moment += 1;
        const headers = new Headers(init?.headers);
        headers.set(sentHeader, `${moment} ${name}`);
        return network.fetch(input, { ...init, headers });
      },
      engine: {
        collections: options.collections,
        oozie: {
          url: 'http://oozie.example/oozie',
          user: 'inspector',
          definitionRoot: 'hdfs://localhost:8020/howdah',
          hints: options.hints ?? false,
        },
        presence: sight,
        memory,
        ...(options.history === undefined ? {} : { history: options.history }),
        ...(options.log === undefined ? {} : { log: options.log }),
        pollIntervalMs: options.pollIntervalMs ?? 10_000,
        random: options.random,
        mirror: options.mirror,
      },
      isFull: (call) => isFull(call),
      onDeath() {
        tabs = tabs.filter((other) => other !== tab);
      },
      onRunningAway() {
        ranAway = true;
      },
    });
    tabs.push(tab);
    return tab;
  }

  return {
    begin: Date.parse('2026-03-29T00:00Z'),
    clock,
    oozie,
    network,
    database,
    app,
    get tabs() {
      return tabs;
    },
    get moment() {
      moment += 1;
      return moment;
    },
    get mayBeLate() {
      return mayBeLate;
    },
    get ranAway() {
      return ranAway;
    },
    openTab,
    async stopTab(tab) {
      let isStopped = false;
      tab.howdah.stop().then(() => {
        isStopped = true;
      });
      // What is under way ends first, which may need time; a tab that dies meanwhile never stops.
      await clock.runUntil(() => isStopped || tab.isDead);
      tab.crash();
    },
    put: (collection, row) =>
      app.write([collection, 'howdah_intents'], async (transaction) => {
        await transaction.putRow(collection, row);
        await transaction.put('howdah_intents', intentOf(collection, (row as { id: string }).id));
      }),
    remove: (collection, id) =>
      app.write([collection, 'howdah_intents'], async (transaction) => {
        await transaction.deleteRow(collection, id);
        await transaction.put('howdah_intents', intentOf(collection, id));
      }),
    failRequest(inSoMany, action) {
      mayBeLate ||= action.kind === 'repeat' || action.kind === 'delay';
      const at = lastRequest() + inSoMany;
      network.inject({ match: ({ number }) => number === at, action });
    },
    hideTabs: sight.hide,
    fillDisk(full) {
      isFull = full;
    },
    loseDatabase: () =>
      app.write([...Object.keys(options.stores), ...tableNames], async (transaction) => {
        for (const table of tableNames) {
          for (const key of await keysOf(transaction, table)) await transaction.delete(table, [key]);
        }
      }),
    hint: feed.hint,
    onRequest: (listener) => requestListeners.push(listener),
    watchRows(listener) {
      const own = () => listener();
      rowListeners.add(own);
      return () => rowListeners.delete(own);
    },
    end() {
      for (const tab of tabs) tab.crash();
      app.die();
      uninstall();
    },
  };
}

/** What a virtual timer set off has ended by then: bodies of answers take more than a turn. */
async function twoTurns(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}

async function keysOf(transaction: StoreTransaction, table: TableName): Promise<IDBValidKey[]> {
  const { keyPath } = tableSchemas[table];
  const records: object[] = await transaction.page(table);
  return records.flatMap((record) => keyAt(record, keyPath) ?? []);
}

const schemasOf = (stores: ProfileOptions['stores']) =>
  Object.fromEntries(
    Object.entries(stores).map(([name, indexes]) => [
      name,
      { keyPath: 'id', indexes: indexes.map((field) => ({ name: field, keyPath: field })) },
    ]),
  );
