import type { Howdah } from '../engine/options.ts';
import type { EngineOptions } from '../engine/run-engine.ts';
import { runEngine } from '../engine/run-engine.ts';
import { openDexieStore } from '../store/dexie-store.ts';
import { carried, type MessageEnd, type ToPage, type ToWorker } from './messages.ts';

/** What the engine runs with; the page gives the database (`connectHowdah`). */
export type ServeOptions = Omit<EngineOptions, 'memory' | 'presence' | 'persist' | 'onBlocked' | 'random'>;

/**
 * Runs the engine in a dedicated worker, the app's mapping functions too, so that the page's thread stays its user's.
 * Call it once, at the top of the worker's module; `connectHowdah` on the page starts it.
 *
 * @example
 * serveHowdah(self, { collections: [surveys, schedules], oozie: { url: '/oozie' } });
 */
export function serveHowdah(scope: MessageEnd<ToWorker>, options: ServeOptions): void {
  let howdah: Howdah | undefined;
  const tell = (message: ToPage) => scope.postMessage(message);

  async function start(database: string, born: string | undefined): Promise<void> {
    let mark = born;
    howdah = runEngine(await openDexieStore(database), {
      ...options,
      // Only the page can ask, and only the page has a storage that outlives it.
      persist: false,
      memory: {
        recall: () => mark,
        remember(_, newMark) {
          mark = newMark;
          tell({ howdah: 'born', mark: newMark });
        },
      },
    });
    const { status } = howdah;
    let told: string | undefined;
    status.subscribe(() => {
      const role = status.current?.role;
      if (role === undefined || role === told) return;
      told = role;
      tell({ howdah: 'role', role });
    });
    tell({ howdah: 'role', role: 'starting' });
  }

  scope.addEventListener('message', ({ data }) => {
    switch (data.howdah) {
      case 'start':
        start(data.database, data.born).catch((error: unknown) =>
          tell({ howdah: 'failed', error: carried(error) }),
        );
        break;
      case 'ping':
        tell({ howdah: 'pong' });
        break;
      case 'online':
        // The engine listens to the event of its own scope; not every browser tells workers.
        globalThis.dispatchEvent?.(new Event('online'));
        break;
      case 'stop':
        void (howdah?.stop() ?? Promise.resolve()).finally(() => tell({ howdah: 'stopped' }));
        break;
    }
  });
}
