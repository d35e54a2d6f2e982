import { createJobsClient } from '@howdah/oozie-client';
import { v7 as uuidv7 } from 'uuid';
import { movedStores, takeOverFormer } from '../collection/formerly.ts';
import { hintsOf, noHints } from '../feed/hints.ts';
import { keepHistory } from '../history/history.ts';
import { pruneRetired } from '../journal/retired-keys.ts';
import { nextEpoch, Superseded } from '../leader/epoch.ts';
import { leadWhenFirst, platformLocks } from '../leader/leader.ts';
import { type Presence, platformPresence, tellPresence } from '../leader/presence.ts';
import { pruneDone, recoverInterrupted } from '../outbox/outbox.ts';
import { pausedName } from '../pause/paused.ts';
import { noteActivities, ofEngine, tellOfEngine, watchActivity } from '../settle/activity.ts';
import type { Bound, EngineContext } from '../settle/context.ts';
import { adoptExisting } from '../settle/settle.ts';
import { type DatabaseMemory, markDatabase, platformMemory } from '../storage/birth-mark.ts';
import { askToPersist } from '../storage/persist.ts';
import { type RoomMemory, watchRoom } from '../storage/room.ts';
import { assertFormat, markFormat } from '../store/format.ts';
import { isQuotaExceeded } from '../store/storage-faults.ts';
import type { Store } from '../store/store.ts';
import { backoff } from '../transport/backoff.ts';
import { viewOf } from '../view/view.ts';
import { createAlarm, pause, ringSeldom } from './alarm.ts';
import { bindCollections } from './collections.ts';
import { guardConnection } from './connection.ts';
import { runDelivery } from './delivery-loop.ts';
import { runFeed } from './feed-loop.ts';
import { askGateway, notifying } from './gateway-facts.ts';
import type { Howdah, HowdahOptions } from './options.ts';
import { askedName, askRefresh, refreshAnswered } from './refresh.ts';
import { createRole } from './role.ts';

const defaultTimeoutMs = 30_000;
const defaultPollIntervalMs = 1_000;
const defaultConcurrency = 4;

/** A term that lasted so long, in ms, was a good one: the next failure is the first again. */
const goodTermMs = 60_000;

/** What an engine runs with, whatever its store is on. */
export type EngineOptions = Omit<HowdahOptions, 'database'> & {
  /** Between 0 and 1: scatters what would otherwise be tried by all at the same time. Default `Math.random`. */
  readonly random?: () => number;
  /** Whether anybody looks on. Default: the tabs of the profile tell. */
  readonly presence?: Presence;
  /** What tells that a database is lost. Default: the page's own memory and `localStorage`. */
  readonly memory?: DatabaseMemory;
  /** Whether to take the lead at first instead of waiting for it, from one that is known to hang. */
  readonly takesLead?: boolean;
};

/** One term of leadership: from the new epoch to the end of this tab, or to an error that ends the term. */
async function lead(
  options: EngineOptions,
  store: Store,
  collections: ReadonlyMap<string, Bound>,
  stopped: AbortSignal,
  roomMemory: RoomMemory,
): Promise<void> {
  const term = new AbortController();
  const end = () => term.abort(stopped.reason);
  // Stopped in the moment between the lock and here.
  if (stopped.aborted) return;
  stopped.addEventListener('abort', end, { once: true });
  const { signal } = term;
  const { random = Math.random, pollIntervalMs = defaultPollIntervalMs } = options;
  const { url, user, definitionRoot, timeoutMs = defaultTimeoutMs, fetch } = options.oozie;
  const facts = askGateway(url, fetch);
  const asked = createJobsClient({
    url,
    timeoutMs,
    // The engine itself tries again; a short pause here keeps a single lost packet from showing as offline.
    retries: 2,
    retryDelayMs: (attempt) => backoff(attempt, random, 200, 2_000),
    ...(user === undefined ? {} : { user }),
    ...(fetch === undefined ? {} : { fetch }),
  });
  const client = definitionRoot === undefined ? notifying(asked, facts, signal) : asked;
  const alarm = createAlarm();
  const feedAlarm = createAlarm();
  const restAlarm = createAlarm();
  const { memory = platformMemory } = options;
  let born: { mark: string; isLost: boolean } | undefined;
  const epoch = await store.write(['howdah_meta', 'howdah_activity', ...movedStores], async (transaction) => {
    // Another tab may have loaded a newer version meanwhile.
    await assertFormat(transaction, store.name);
    await markFormat(transaction);
    for (const { collection } of collections.values()) await takeOverFormer(transaction, collection);
    const begun = await nextEpoch(transaction);
    born = await markDatabase(transaction, store, memory, uuidv7(), Date.now());
    const interrupted = await recoverInterrupted(transaction, Date.now());
    await pruneDone(transaction, Date.now());
    await pruneRetired(transaction, Date.now());
    const lost = born.isLost
      ? '; the database was deleted, by a person or the browser, and is built anew'
      : '';
    const message = `the lead is taken (epoch ${begun})${lost}${interrupted > 0 ? `; ${interrupted} interrupted steps are looked up` : ''}`;
    await noteActivities(transaction, [ofEngine(Date.now(), message)]);
    return begun;
  });
  if (born !== undefined) memory.remember(store.name, born.mark);
  const context: EngineContext = {
    store,
    collections,
    client,
    transport: {
      client,
      definitionRoot: definitionRoot === undefined ? facts.definitionRoot : async () => definitionRoot,
      stored: new Map(),
      signal,
      wait: (ms) => pause(ms, signal),
    },
    signal,
    epoch,
    now: Date.now,
    elapsed: () => performance.now(),
    random,
    newKey: () => uuidv7(),
    timeoutMs,
    readBySteps: new Set(),
    get mirrorAll() {
      return options.mirror === 'all' && !room.isFull;
    },
  };
  const history = keepHistory(context, options.history);
  const room = watchRoom(context, history, roomMemory);
  const guard = await guardConnection(context);
  const presence = options.presence ?? platformPresence(store.name);
  const lookNow = () => {
    guard.tryNow();
    alarm.ring();
    feedAlarm.ring();
    restAlarm.ring();
  };
  const rowsChanged = () => {
    alarm.ring();
    restAlarm.ring();
  };
  const hints = hintsOf({
    oozieUrl: url,
    user,
    fetch: fetch ?? globalThis.fetch,
    signal,
    random,
    onHint: ringSeldom(feedAlarm, pollIntervalMs, random, signal),
  });
  const stopWaking = ringOn(store, presence, signal, rowsChanged, lookNow);
  try {
    for (const bound of collections.values()) await adoptExisting(context, bound);
    const fail = async (error: unknown) => {
      if (isQuotaExceeded(error) && !signal.aborted) await room.full().catch(() => {});
      term.abort(error);
      throw error;
    };
    await Promise.all([
      runDelivery(context, alarm, guard, options.concurrency ?? defaultConcurrency).catch(fail),
      runFeed(context, {
        alarm: feedAlarm,
        restAlarm,
        guard,
        hints: options.oozie.hints === false ? noHints : hints,
        presence,
        history,
        room,
        pollIntervalMs,
      }).catch(fail),
    ]);
  } finally {
    stopWaking();
    stopped.removeEventListener('abort', end);
    // Whatever ended the term, nothing of it listens any more.
    term.abort();
  }
}

/** Rings for changed rows of any tab, and for everything that makes another try at the server worth it. */
function ringOn(
  store: Store,
  presence: Presence,
  signal: AbortSignal,
  rowsChanged: () => void,
  lookNow: () => void,
): () => void {
  // The time makes every reading a new value, so that each write rings, whatever it did to the count.
  const changes = store.live(async (transaction) => ({
    intents: await transaction.count('howdah_intents'),
    at: performance.now(),
  }));
  const pauses = store.live(async (transaction) => transaction.get('howdah_meta', pausedName));
  const refreshes = store.live(async (transaction) => transaction.get('howdah_meta', askedName));
  const stops = [
    changes.subscribe(rowsChanged),
    pauses.subscribe(rowsChanged),
    refreshes.subscribe(lookNow),
    store.onOutsideWrite(rowsChanged),
    presence.onChange(lookNow),
  ];
  if (typeof globalThis.addEventListener === 'function') {
    globalThis.addEventListener('online', lookNow, { signal });
  }
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * Runs the engine on an open store: leads when it is this tab's turn, stands by otherwise, until it is stopped.
 * @throws {HowdahError} when a store or an index that it needs is missing, or there are no Web Locks; the store is closed then
 */
export function runEngine(given: Store, options: EngineOptions): Howdah {
  const store = options.log?.on(given) ?? given;
  const stopping = new AbortController();
  const { signal } = stopping;
  const { locks, collections } = prepared(store, options);
  const role = createRole();
  const roomMemory: RoomMemory = { fullUntil: Number.NEGATIVE_INFINITY };
  const leaveSight = tellPresence(store.name);
  const { random = Math.random } = options;
  let takesLead = options.takesLead ?? false;

  async function run(): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      role.set('follower');
      const ledFor = await leadOnce();
      failures = ledFor < goodTermMs ? failures + 1 : 1;
      if (!signal.aborted) await pause(backoff(failures - 1, random, 1_000, 30_000), signal).catch(() => {});
    }
    role.set('stopped');
  }

  /** Leads when it is its turn, until the term ends; gives for how long, in ms. */
  async function leadOnce(): Promise<number> {
    const term = new AbortController();
    const end = () => term.abort(signal.reason);
    signal.addEventListener('abort', end, { once: true });
    let ledSince = Number.POSITIVE_INFINITY;
    const leadTerm = async () => {
      ledSince = performance.now();
      role.set('leader');
      try {
        await lead(options, store, collections, term.signal, roomMemory);
      } catch (error) {
        if (!term.signal.aborted) await noteFailure(store, error);
      }
    };
    const takesItNow = takesLead;
    takesLead = false;
    try {
      await leadWhenFirst(locks, store.name, signal, leadTerm, takesItNow);
    } catch (error) {
      // The lock was taken away, or can't be had now: whoever has it leads, and this tab stands in line again.
      term.abort(error);
      await noteFailure(store, error);
    } finally {
      signal.removeEventListener('abort', end);
    }
    return Math.max(0, performance.now() - ledSince);
  }

  const running = run();
  const stopAsking = options.persist === false ? () => {} : askToPersist(store);
  const stopActivity = options.onActivity === undefined ? () => {} : watchActivity(store, options.onActivity);
  const stop = async () => {
    if (!signal.aborted) stopping.abort(new DOMException('Howdah was stopped.', 'AbortError'));
    await running;
    stopActivity();
    stopAsking();
    leaveSight();
    store.close();
  };
  return {
    ...viewOf(store, role, Date.now, stop),
    async refresh() {
      await askRefresh(store, uuidv7());
      await refreshAnswered(store, signal);
    },
    stop,
  };
}

/** What can be wrong with the page or the database, before anything runs. */
function prepared(store: Store, options: EngineOptions) {
  try {
    const locks = options.locks ?? platformLocks();
    return { locks, collections: bindCollections(store, options.collections) };
  } catch (error) {
    store.close();
    throw error;
  }
}

/** An error that ends a term is told, and the next term begins after a pause; nothing queued is lost by it. */
async function noteFailure(store: Store, error: unknown): Promise<void> {
  if (error instanceof Superseded) return;
  const message = `the engine starts again after: ${error instanceof Error ? error.message : String(error)}`;
  await tellOfEngine(store, message);
}
