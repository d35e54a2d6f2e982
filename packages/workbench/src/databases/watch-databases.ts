import {
  createHowdahDatabase,
  type Howdah,
  type Live,
  listHowdahDatabases,
  openSyncView,
  type SyncView,
} from '@howdah/sync';
import { connectHowdah } from '@howdah/sync/worker';

/** The workbench's own database: a mirror of all jobs of the server. */
export const ownDatabase = 'howdah-workbench';

/** How often to look for databases of apps that were started or removed meanwhile, in ms. */
const listEvery = 15_000;

export interface Databases {
  /** The workbench's own engine; undefined while it starts, or when it can't. */
  own: Howdah | undefined;
  /** Why the workbench's own engine couldn't start, and what to do. */
  problem: string | null;
  /** The databases of the apps of this origin, by name. */
  apps: readonly SyncView[];
}

/** The engine mirrors all jobs of a server, which may be many: that is none of the page's thread. */
const workers = {
  shared: () => new SharedWorker(new URL('./sync-worker.ts', import.meta.url), { type: 'module' }),
  dedicated: () => new Worker(new URL('./sync-worker.ts', import.meta.url), { type: 'module' }),
};

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Starts the workbench's own engine and follows which other databases of this origin Howdah syncs. */
export function watchDatabases(): Live<Databases> {
  const listeners = new Set<() => void>();
  let current: Databases = { own: undefined, problem: null, apps: [] };
  const tell = (news: Partial<Databases>) => {
    current = { ...current, ...news };
    for (const listener of listeners) listener();
  };

  async function startOwn(): Promise<void> {
    try {
      await createHowdahDatabase(ownDatabase);
      const own = await connectHowdah(workers, { database: ownDatabase, collections: [] });
      tell({ own, problem: null });
    } catch (error) {
      tell({ problem: messageOf(error) });
    }
  }

  let isListing = false;
  async function list(): Promise<void> {
    if (isListing || document.visibilityState === 'hidden') return;
    isListing = true;
    try {
      const names = (await listHowdahDatabases()).filter((name) => name !== ownDatabase).sort();
      const known = new Map(current.apps.map((view) => [view.database, view]));
      const isSame = names.length === known.size && names.every((name) => known.has(name));
      if (isSame) return;
      const opened = await Promise.all(names.map(async (name) => known.get(name) ?? openSyncView(name)));
      tell({ apps: opened });
      for (const view of known.values()) if (!names.includes(view.database)) await view.close();
    } catch {
      // A database that was removed just now, or that is being upgraded: the next look finds how it is.
    } finally {
      isListing = false;
    }
  }

  void startOwn().then(list);
  setInterval(list, listEvery);
  document.addEventListener('visibilitychange', list);

  return {
    get current() {
      return current;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
