import { dequal } from 'dequal';

/** A value that changes over time, for any framework: fits React's `useSyncExternalStore` as it is. */
export interface Live<T> {
  /** The newest value; undefined until the first read has finished. Keeps its identity while nothing changed. */
  readonly current: T | undefined;
  /** Why `current` may be out of date: the read failed, and is tried again. Gone with the next value. */
  readonly problem?: Error | undefined;
  /** Calls `listener` on every change until the returned function is called. Reading starts with the first listener. */
  subscribe(listener: () => void): () => void;
}

/**
 * Makes a live value of a source that pushes values, and errors that don't end it. The source is started with the first listener, stopped with the
 * last, and a value that equals the one before is not passed on.
 */
export function liveOf<T>(
  start: (onValue: (value: T) => void, onProblem: (error: unknown) => void) => () => void,
): Live<T> {
  const listeners = new Set<() => void>();
  let current: T | undefined;
  let isKnown = false;
  let problem: Error | undefined;
  let stop: (() => void) | undefined;
  const tell = () => {
    for (const each of [...listeners]) each();
  };
  return {
    get current() {
      return current;
    },
    get problem() {
      return problem;
    },
    subscribe(listener) {
      // Wrapped, so that the same function subscribed twice is called twice and leaves on its own.
      const own = () => listener();
      listeners.add(own);
      stop ??= start(
        (value) => {
          const isNews = problem !== undefined || !isKnown || !dequal(current, value);
          problem = undefined;
          if (!isKnown || !dequal(current, value)) current = value;
          isKnown = true;
          if (isNews) tell();
        },
        (error) => {
          problem = error instanceof Error ? error : new Error(String(error));
          tell();
        },
      );
      return () => {
        listeners.delete(own);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },
  };
}

/** One live value of many: the newest values in the order of the sources, undefined where none was read yet. */
export function joinLive<T>(sources: readonly Live<T>[]): Live<(T | undefined)[]> {
  let current: (T | undefined)[] | undefined;
  return {
    get current() {
      const newest = sources.map((source) => source.current);
      const isSame =
        current?.length === newest.length && newest.every((value, at) => value === current?.[at]);
      if (!isSame) current = newest;
      return current;
    },
    subscribe(listener) {
      const stops = sources.map((source) => source.subscribe(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
