import { setTimeout as pause } from 'node:timers/promises';
import { type FaultAction, startFaultProxy } from '@howdah/testing';
import type { Collection } from '../collection/collection.ts';
import { intentOf } from '../journal/capture.ts';
import { setPaused } from '../pause/paused.ts';
import { createMemoryDatabase } from '../store/memory-store.ts';
import { createMemory, createSight } from './profile-surroundings.ts';
import { type RealOozie, realOozie } from './real-oozie.fixture.ts';
import type { Stage } from './stage.ts';
import { startTab, type Tab } from './tab.fixture.ts';
import { profileLocks } from './tab-locks.ts';

export interface RealProfileOptions {
  readonly oozieUrl: string;
  readonly definitionRoot: string;
  /** Whose jobs they are: nobody else's are looked at. */
  readonly user: string;
  readonly collections: readonly Collection[];
  readonly begin: number;
  readonly random: () => number;
}

/** A profile in memory, whose engine talks to a real Oozie in real time, through a network that fails. */
export interface RealProfile extends Stage<Tab, FaultAction> {
  readonly oozie: RealOozie;
  /** Every request, a line for each. */
  trace(): string;
  /** Lets nothing fail any more, makes room, and has somebody look at a tab that is alive. */
  heal(): Promise<void>;
  end(): Promise<void>;
}

/** How much sooner things happen than in virtual time, and how long the longest wait is, in ms. */
const hurry = 20;
const longest = 1_500;

/** Late messages have come after so long, in ms. */
const late = 4_000;

export async function createRealProfile(options: RealProfileOptions): Promise<RealProfile> {
  const { oozieUrl, user, begin } = options;
  const oozie = realOozie(oozieUrl, user);
  const proxy = await startFaultProxy({ target: new URL(oozieUrl).origin });
  const database = createMemoryDatabase('app', {
    surveys: { keyPath: 'id', indexes: [{ name: 'status', keyPath: 'status' }] },
    schedules: { keyPath: 'id', indexes: [] },
  });
  const locks = profileLocks();
  const sight = createSight();
  const app = database.open();
  const memory = createMemory();
  let isFull: (call: string) => boolean = () => false;
  let tabs: Tab[] = [];

  function openTab(): Tab {
    const tab = startTab({
      database,
      lock: locks.ofTab(),
      fetch: globalThis.fetch,
      engine: {
        collections: options.collections,
        oozie: {
          url: `${proxy.url}${new URL(oozieUrl).pathname}`,
          user,
          definitionRoot: options.definitionRoot,
          timeoutMs: 2_000,
          hints: false,
        },
        presence: sight,
        memory,
        pollIntervalMs: 300,
        random: options.random,
        mirror: 'linked',
      },
      isFull: (call) => isFull(call),
      onDeath() {
        tabs = tabs.filter((other) => other !== tab);
      },
    });
    tabs.push(tab);
    return tab;
  }

  return {
    begin,
    app,
    oozie,
    get tabs() {
      return tabs;
    },
    openTab,
    async stopTab(tab) {
      await Promise.race([tab.howdah.stop(), pause(longest)]);
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
      const at = (proxy.requests.at(-1)?.number ?? 0) + inSoMany;
      // An old change that comes once more after a newer one undoes it, which nobody can help.
      const atOnce = action.kind === 'repeat' ? ({ kind: 'duplicate' } as const) : action;
      proxy.inject({ match: ({ number }) => number === at, action: atOnce });
    },
    hideTabs: sight.hide,
    fillDisk(full) {
      isFull = full;
    },
    clock: {
      advance: (ms) => pause(Math.min(ms / hurry, longest)),
      // The machine's own clock can't be set here.
      jump() {},
    },
    network: { offline: (on) => proxy.offline(on) },
    trace: proxy.trace,
    async heal() {
      proxy.clear();
      await proxy.offline(false);
      await setPaused(app, undefined, false);
      sight.hide(false);
      isFull = () => false;
      for (const tab of tabs) tab.crashAfter(Number.POSITIVE_INFINITY);
      if (tabs.length === 0) openTab();
      // What is under way may come late.
      await pause(late);
    },
    async end() {
      for (const tab of tabs) tab.crash();
      app.die();
      await proxy.stop();
    },
  };
}
