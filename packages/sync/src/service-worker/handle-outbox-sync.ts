import { runEngine } from '../engine/run-engine.ts';
import { HowdahError } from '../howdah-error.ts';
import { isMarked } from '../storage/birth-mark.ts';
import { openDexieStore } from '../store/dexie-store.ts';
import type { Store } from '../store/store.ts';
import type { ServeOptions } from '../worker/host-engines.ts';
import { outboxSyncTag, somethingWaits, waitingStores } from './outbox-sync.ts';

const defaultPatienceMs = 120_000;

/** A `SyncEvent` of Background Sync, as far as it is needed. */
export interface OutboxSyncEvent {
  readonly tag: string;
  waitUntil(work: Promise<unknown>): void;
}

/** A service worker's `self`, as far as it is needed. */
export interface SyncScope {
  addEventListener(type: 'sync', listener: (event: OutboxSyncEvent) => void): void;
}

export type OutboxSyncOptions = ServeOptions & {
  /** The database's name. */
  database: string;
  /** How long to go on while something still waits, in ms; default 120,000. Browsers end such a worker after minutes. */
  patienceMs?: number;
};

/**
 * Sends what waits in the outbox when the browser wakes the service worker for it (`registerOutboxSync` on the page).
 * Call it once, at the top of the service worker's module.
 *
 * @example
 * handleOutboxSync(self, { database: 'field-survey', collections, oozie: { url: '/oozie' } });
 */
export function handleOutboxSync(scope: SyncScope, options: OutboxSyncOptions): void {
  scope.addEventListener('sync', (event) => {
    if (event.tag === outboxSyncTag(options.database)) event.waitUntil(flushOutbox(options));
  });
}

/**
 * Runs the engine until nothing waits any more. While a tab leads, it stands by like any other tab; so the two never
 * send side by side, and when the tab is closed halfway, this goes on. How jobs then fare is for the tabs to see.
 *
 * @throws {HowdahError} `still-queued` when something waits after all that time, so that the browser tries again
 */
export async function flushOutbox(options: OutboxSyncOptions): Promise<void> {
  const { database, patienceMs = defaultPatienceMs, ...engine } = options;
  const store = await existing(database);
  if (store === undefined) return;
  const isDue = await store.read(
    ['howdah_meta', ...waitingStores],
    // Only pages remember that there was a database before this one, so the first to lead a new one has to be a page.
    async (transaction) => (await isMarked(transaction)) && somethingWaits(transaction),
  );
  if (!isDue) {
    store.close();
    return;
  }
  const waits = store.live(somethingWaits);
  const howdah = runEngine(store, { ...engine, persist: false });
  try {
    const isSent = await new Promise<boolean>((resolve) => {
      const stop = waits.subscribe(() => {
        if (waits.current === false) end(true);
      });
      const late = setTimeout(() => end(false), patienceMs);
      const end = (outcome: boolean) => {
        clearTimeout(late);
        stop();
        resolve(outcome);
      };
    });
    if (!isSent) {
      throw new HowdahError(
        'still-queued',
        `Something in "${database}" still waits to be sent to Oozie after ${patienceMs / 1_000} s. It goes out when the browser tries again, or a tab of the app is opened.`,
      );
    }
  } finally {
    await howdah.stop();
  }
}

/** The store, or undefined when there is no such database: it was deleted, or never made. */
async function existing(database: string): Promise<Store | undefined> {
  try {
    return await openDexieStore(database);
  } catch (error) {
    if (error instanceof HowdahError && error.code === 'database-missing') return undefined;
    throw error;
  }
}
