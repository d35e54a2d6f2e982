import type { MessageEnd, MessagePortEnd, ToPage } from './messages.ts';

/** Told when a worker can't be started. */
interface Startable {
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
}

/** A dedicated worker, or what does its work in a test. */
export type EngineWorker = MessageEnd<ToPage> & Startable & { terminate(): void };

/** A shared worker as its page has it, or what does its work in a test. */
export type SharedEngineWorker = Startable & { readonly port: MessagePortEnd<ToPage> };

/** How an app makes its workers, both of the same module. */
export interface EngineWorkers {
  /** One for all tabs. Where the browser has none (Chrome on Android), it throws, and `dedicated` is called. */
  shared?: () => SharedEngineWorker;
  /** One for this page. */
  dedicated: () => EngineWorker;
}

/** A worker of either sort. */
export interface MadeWorker {
  isShared: boolean;
  /** Where its messages go and come from. */
  messages: MessageEnd<ToPage>;
  onError(listener: (message: string) => void): void;
  /** Ends a dedicated one; a shared one can only be left. */
  end(): void;
}

/** The shared worker if it may be that one and there are such, else a dedicated one. */
export function makeWorker({ shared, dedicated }: EngineWorkers, mayBeShared: boolean): MadeWorker {
  const joined = mayBeShared ? sharedOf(shared) : undefined;
  if (joined !== undefined) {
    const { port } = joined;
    port.start();
    return { isShared: true, messages: port, onError: onErrorOf(joined), end: () => port.close() };
  }
  const worker = dedicated();
  return { isShared: false, messages: worker, onError: onErrorOf(worker), end: () => worker.terminate() };
}

function sharedOf(make: EngineWorkers['shared']): SharedEngineWorker | undefined {
  try {
    return make?.();
  } catch {
    // No such thing here, or forbidden in a frame like this one.
    return undefined;
  }
}

const onErrorOf = (worker: Startable) => (listener: (message: string) => void) =>
  worker.addEventListener('error', ({ message = '' }) => listener(message));
