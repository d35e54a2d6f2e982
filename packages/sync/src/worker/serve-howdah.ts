import { v7 as uuidv7 } from 'uuid';
import { holdLifeline, outlive, workerLifeline } from '../leader/lifeline.ts';
import { type EngineHost, hostEngines, type ServeOptions, type TellPage } from './host-engines.ts';
import type { MessageEnd, MessagePortEnd, ToStart, ToWorker } from './messages.ts';

/** A shared worker's global scope: each page that connects brings a port. */
export interface SharedScope {
  readonly onconnect: unknown;
  addEventListener(
    type: 'connect',
    listener: (event: { readonly ports: readonly MessagePortEnd<ToWorker>[] }) => void,
  ): void;
}

/**
 * Runs the engine in a worker, the app's mapping functions too, so that the page's thread stays its user's: in a shared
 * worker one engine for all tabs of the profile, in a dedicated one an engine for its page. Call it once, at the top of
 * the worker's module; `connectHowdah` on the page starts it.
 *
 * @example
 * serveHowdah(self, { collections: [surveys, schedules], oozie: { url: '/oozie' } });
 */
export function serveHowdah(scope: MessageEnd<ToWorker> | SharedScope, options: ServeOptions): void {
  const host = hostEngines(options);
  if (!('onconnect' in scope)) {
    serve(scope, host);
    return;
  }
  const locks = options.locks ?? globalThis.navigator?.locks;
  const own = workerLifeline(uuidv7());
  let isHeld: Promise<unknown> | undefined;

  /** Each side learns by a lock when the other is gone: a port never tells. */
  async function join(page: TellPage, start: ToStart): Promise<void> {
    const { lifeline } = start;
    if (locks === undefined || lifeline === undefined) return host.join(page, start);
    isHeld ??= holdLifeline(locks, own);
    await isHeld;
    page({ howdah: 'alive', lifeline: own });
    const joined = host.join(page, start);
    void outlive(locks, lifeline, new AbortController().signal).then(() => host.leave(page));
    return joined;
  }

  scope.addEventListener('connect', ({ ports }) => {
    for (const port of ports) {
      serve(port, { ...host, join });
      port.start();
    }
  });
}

/** Answers one page. */
function serve(end: MessageEnd<ToWorker>, host: EngineHost): void {
  const tell: TellPage = (message) => end.postMessage(message);
  end.addEventListener('message', ({ data }) => {
    switch (data.howdah) {
      case 'start':
        void host.join(tell, data);
        break;
      case 'ping':
        tell({ howdah: 'pong' });
        break;
      case 'online':
        // The engine listens to the event of its own scope; not every browser tells workers.
        globalThis.dispatchEvent?.(new Event('online'));
        break;
      case 'stop':
        void host.leave(tell).finally(() => tell({ howdah: 'stopped' }));
        break;
    }
  });
}
