import { v7 as uuidv7 } from 'uuid';
import type { Howdah, HowdahOptions } from '../engine/options.ts';
import { askRefresh, refreshAnswered } from '../engine/refresh.ts';
import { createRole } from '../engine/role.ts';
import { connect } from '../engine/start-howdah.ts';
import { HowdahError } from '../howdah-error.ts';
import { tellPresence } from '../leader/presence.ts';
import { noteActivities, watchActivity } from '../settle/activity.ts';
import { platformMemory } from '../storage/birth-mark.ts';
import { askToPersist } from '../storage/persist.ts';
import { viewOf } from '../view/view.ts';
import { arrived, type MessageEnd, type ToPage, type ToWorker } from './messages.ts';

const defaultPatienceMs = 30_000;

/** How often a worker is asked whether it is alive, within the patience. */
const asksWithinPatience = 3;

/** A dedicated worker, or what does its work in a test. */
export type EngineWorker = MessageEnd<ToPage> & {
  terminate(): void;
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
};

export type ConnectOptions = Pick<
  HowdahOptions,
  'database' | 'collections' | 'persist' | 'onBlocked' | 'onActivity'
> & {
  /** How long the worker may not answer, in ms, until it is ended and started anew; default 30,000. */
  patienceMs?: number;
};

/**
 * Syncs a database by an engine in a worker (`serveHowdah`), and gives the page what `startHowdah` would: what is
 * shown is read from the database here, and what is decided is written to it here, so that neither waits for the
 * worker. Each tab has a worker of its own; one of them leads. A worker that doesn't answer any more is ended, a new
 * one is started, and the activities tell; whatever it was doing is settled as after a crash.
 *
 * @example
 * const howdah = await connectHowdah(
 *   () => new Worker(new URL('./sync-worker.ts', import.meta.url), { type: 'module' }),
 *   { database: db, collections: [surveys, schedules] },
 * );
 *
 * @throws {HowdahError} what `startHowdah` throws, and `worker-broken` when the worker's module can't be run
 */
export async function connectHowdah(
  makeWorker: () => EngineWorker,
  options: ConnectOptions,
): Promise<Howdah> {
  const store = await connect(options);
  const { patienceMs = defaultPatienceMs } = options;
  const role = createRole();
  const stopping = new AbortController();
  let worker: EngineWorker | undefined;
  let unanswered = 0;
  let onStopped = () => {};
  const say = (message: ToWorker) => worker?.postMessage(message);

  /** Resolves when the engine of a new worker runs or stands by. */
  function start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const begun = makeWorker();
      worker = begun;
      unanswered = 0;
      begun.addEventListener('error', ({ message = '' }) =>
        reject(
          new HowdahError(
            'worker-broken',
            `The worker that syncs "${store.name}" could not be started. Look whether its module is served and runs. ${message}`.trim(),
          ),
        ),
      );
      begun.addEventListener('message', ({ data }) => {
        // What a worker that was given up still says is about what was.
        if (worker !== begun) return;
        unanswered = 0;
        if (data.howdah === 'role') {
          role.set(data.role);
          resolve();
        } else if (data.howdah === 'born') platformMemory.remember(store.name, data.mark);
        else if (data.howdah === 'failed') reject(arrived(data.error));
        else if (data.howdah === 'stopped') onStopped();
      });
      say({ howdah: 'start', database: store.name, born: platformMemory.recall(store.name) });
    });
  }

  async function restart(): Promise<void> {
    worker?.terminate();
    role.set('starting');
    const message = 'the worker of the engine didn’t answer any more; a new one is started';
    await store
      .write(['howdah_activity'], (transaction) =>
        noteActivities(transaction, [
          { at: Date.now(), step: 'connect', message, collection: null, rowKey: null, jobId: null },
        ]),
      )
      .catch(() => {});
    // Where it can't be started either, it doesn't answer, and the next one is tried.
    if (!stopping.signal.aborted) await start().catch(() => {});
  }

  try {
    await start();
  } catch (error) {
    worker?.terminate();
    store.close();
    throw error;
  }
  // Counted, not timed: a page that was frozen has asked nothing meanwhile, and gives its worker the time to wake up.
  const timer = setInterval(() => {
    if (unanswered >= asksWithinPatience) void restart();
    else {
      unanswered += 1;
      say({ howdah: 'ping' });
    }
  }, patienceMs / asksWithinPatience);
  const { signal } = stopping;
  if (typeof globalThis.addEventListener === 'function') {
    globalThis.addEventListener('online', () => say({ howdah: 'online' }), { signal });
  }
  const leaveSight = tellPresence(store.name);
  const stopAsking = options.persist === false ? () => {} : askToPersist(store);
  const stopActivity = options.onActivity === undefined ? () => {} : watchActivity(store, options.onActivity);

  async function stop(): Promise<void> {
    if (signal.aborted) return;
    stopping.abort(new DOMException('Howdah was stopped.', 'AbortError'));
    clearInterval(timer);
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, patienceMs);
      onStopped = () => {
        clearTimeout(late);
        resolve();
      };
      say({ howdah: 'stop' });
    });
    worker?.terminate();
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
