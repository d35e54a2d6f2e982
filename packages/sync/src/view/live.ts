import { dequal } from 'dequal';

/** A value that changes over time, for any framework: fits React's `useSyncExternalStore` as it is. */
export interface Live<T> {
  /** The newest value; undefined until the first read has finished. Keeps its identity while nothing changed. */
  readonly current: T | undefined;
  /** Calls `listener` on every change until the returned function is called. Reading starts with the first listener. */
  subscribe(listener: () => void): () => void;
}

/**
 * Makes a live value of a source that pushes values. The source is started with the first listener, stopped with the
 * last, and a value that equals the one before is not passed on.
 */
export function liveOf<T>(start: (onValue: (value: T) => void) => () => void): Live<T> {
  const listeners = new Set<() => void>();
  let current: T | undefined;
  let isKnown = false;
  let stop: (() => void) | undefined;
  return {
    get current() {
      return current;
    },
    subscribe(listener) {
      // Wrapped, so that the same function subscribed twice is called twice and leaves on its own.
      const own = () => listener();
      listeners.add(own);
      stop ??= start((value) => {
        if (isKnown && dequal(current, value)) return;
        current = value;
        isKnown = true;
        for (const each of [...listeners]) each();
      });
      return () => {
        listeners.delete(own);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },
  };
}
