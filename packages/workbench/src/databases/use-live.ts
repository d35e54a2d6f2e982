import type { Live } from '@howdah/sync';
import { useSyncExternalStore } from 'react';

/** The newest value of a live value; undefined until there is one. */
export function useLive<T>(live: Live<T>): T | undefined {
  return useSyncExternalStore(live.subscribe, () => live.current);
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
