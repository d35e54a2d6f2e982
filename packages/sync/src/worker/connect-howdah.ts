import { v7 as uuidv7 } from 'uuid';
import type { Howdah, HowdahOptions } from '../engine/options.ts';
import { askRefresh, refreshAnswered } from '../engine/refresh.ts';
import { createRole } from '../engine/role.ts';
import { connect } from '../engine/start-howdah.ts';
import { tellPresence } from '../leader/presence.ts';
import { tellOfEngine, watchActivity } from '../settle/activity.ts';
import { platformMemory } from '../storage/birth-mark.ts';
import { askToPersist } from '../storage/persist.ts';
import { viewOf } from '../view/view.ts';
import type { EngineWorker, EngineWorkers } from './engine-workers.ts';
import { keepWorker } from './keep-worker.ts';

const defaultPatienceMs = 30_000;

export type ConnectOptions = Pick<
  HowdahOptions,
  'database' | 'collections' | 'persist' | 'onBlocked' | 'onActivity' | 'locks'
> & {
  /** How long the worker may not answer, in ms, until it is given up and another is started; default 30,000. */
  patienceMs?: number;
};

/**
 * Syncs a database by an engine in a worker (`serveHowdah`), and gives the page what `startHowdah` would: what is
 * shown is read from the database here, and what is decided is written to it here, so that neither waits for the
 * worker. A shared worker runs one engine for all tabs of the profile, from the first that connects to the last that
 * leaves. Of dedicated ones each tab has its own, and one of them leads. A worker that is gone or doesn't answer any
 * more is replaced, and the activities tell; whatever it was doing is settled as after a crash. Since a shared worker
 * that hangs can't be ended by a page, a dedicated one takes the lead from it.
 *
 * @example
 * const howdah = await connectHowdah(
 *   {
 *     shared: () => new SharedWorker(new URL('./sync-worker.ts', import.meta.url), { type: 'module' }),
 *     dedicated: () => new Worker(new URL('./sync-worker.ts', import.meta.url), { type: 'module' }),
 *   },
 *   { database: db, collections: [surveys, schedules] },
 * );
 *
 * @throws {HowdahError} what `startHowdah` throws, and `worker-broken` when the worker's module can't be run
 */
export async function connectHowdah(
  workers: EngineWorkers | (() => EngineWorker),
  options: ConnectOptions,
): Promise<Howdah> {
  const store = await connect(options);
  const role = createRole();
  const stopping = new AbortController();
  const { signal } = stopping;
  const kept = keepWorker({
    workers: typeof workers === 'function' ? { dedicated: workers } : workers,
    database: store.name,
    memory: platformMemory,
    locks: options.locks ?? globalThis.navigator?.locks,
    patienceMs: options.patienceMs ?? defaultPatienceMs,
    onRole: (played) => role.set(played),
    onReplaced: (why) => void tellOfEngine(store, `the worker of the engine ${why}; another one is started`),
  });
  try {
    await kept.begun;
  } catch (error) {
    kept.giveUp();
    store.close();
    throw error;
  }
  if (typeof globalThis.addEventListener === 'function') {
    globalThis.addEventListener('online', () => kept.say({ howdah: 'online' }), { signal });
  }
  const leaveSight = tellPresence(store.name);
  const stopAsking = options.persist === false ? () => {} : askToPersist(store);
  const stopActivity = options.onActivity === undefined ? () => {} : watchActivity(store, options.onActivity);

  async function stop(): Promise<void> {
    if (signal.aborted) return;
    stopping.abort(new DOMException('Howdah was stopped.', 'AbortError'));
    await kept.stop();
    role.set('stopped');
    stopActivity();
    stopAsking();
    leaveSight();
    store.close();
  }
  return {
    ...viewOf(store, role, Date.now, stop),
    async refresh() {
      await askRefresh(store, uuidv7());
      await refreshAnswered(store, signal);
    },
    stop,
  };
}
