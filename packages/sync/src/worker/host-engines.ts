import type { Howdah } from '../engine/options.ts';
import type { EngineOptions } from '../engine/run-engine.ts';
import { runEngine } from '../engine/run-engine.ts';
import { platformLocks } from '../leader/leader.ts';
import { isLedByWorker } from '../leader/lifeline.ts';
import { openDexieStore } from '../store/dexie-store.ts';
import type { SyncStatus } from '../view/view-types.ts';
import { carried, type ToPage, type ToStart } from './messages.ts';

/** What the engine runs with; the page gives the database (`connectHowdah`). */
export type ServeOptions = Omit<
  EngineOptions,
  'memory' | 'presence' | 'persist' | 'onBlocked' | 'random' | 'takesLead'
>;

/** How a page is told. */
export type TellPage = (message: ToPage) => void;

/** One engine, and the pages that it runs for. */
interface Hosted {
  pages: Set<TellPage>;
  engine: Promise<Howdah>;
  role: SyncStatus['role'];
  /** By which a lost database is recognised: what the first page remembered, then what the engine found. */
  mark: string | undefined;
}

/** The engines of a worker: one for each database, started by its first page and stopped when the last has left. */
export interface EngineHost {
  join(page: TellPage, start: ToStart): Promise<void>;
  /** Resolves when the page has no part in an engine any more; the last one's is stopped then. */
  leave(page: TellPage): Promise<void>;
}

export function hostEngines(options: ServeOptions): EngineHost {
  const hosts = new Map<string, Hosted>();

  function begin({ database, born, gaveUp }: ToStart): Hosted {
    const hosted: Hosted = {
      pages: new Set(),
      engine: Promise.resolve().then(run),
      role: 'starting',
      mark: born,
    };
    const tellAll = (message: ToPage) => {
      for (const tell of hosted.pages) tell(message);
    };
    async function run(): Promise<Howdah> {
      const locks = options.locks ?? platformLocks();
      const store = await openDexieStore(database);
      const howdah = runEngine(store, {
        ...options,
        // Looked up last: opening waits for what the hung one has open, and another page may be first meanwhile.
        takesLead: gaveUp && (await isLedByWorker(locks, database)),
        // Only a page can ask, and only pages have a storage that outlives them.
        persist: false,
        memory: {
          recall: () => hosted.mark,
          remember(_, mark) {
            hosted.mark = mark;
            tellAll({ howdah: 'born', mark });
          },
        },
      });
      const { status } = howdah;
      status.subscribe(() => {
        const role = status.current?.role;
        if (role === undefined || role === hosted.role) return;
        hosted.role = role;
        tellAll({ howdah: 'role', role });
      });
      return howdah;
    }
    return hosted;
  }

  return {
    async join(page, start) {
      const { database } = start;
      const hosted = hosts.get(database) ?? begin(start);
      hosts.set(database, hosted);
      hosted.pages.add(page);
      try {
        await hosted.engine;
      } catch (error) {
        // The next page tries again: what was missing may be there then.
        if (hosts.get(database) === hosted) hosts.delete(database);
        page({ howdah: 'failed', error: carried(error) });
        return;
      }
      if (!hosted.pages.has(page)) return;
      if (hosted.mark !== undefined) page({ howdah: 'born', mark: hosted.mark });
      page({ howdah: 'role', role: hosted.role });
    },
    async leave(page) {
      for (const [database, hosted] of hosts) {
        if (!hosted.pages.delete(page) || hosted.pages.size > 0) continue;
        hosts.delete(database);
        const howdah = await hosted.engine.catch(() => undefined);
        await howdah?.stop();
      }
    },
  };
}
