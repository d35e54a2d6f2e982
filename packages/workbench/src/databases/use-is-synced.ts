import { useCallback } from 'react';
import { useLookedUp } from './use-looked-up.ts';

const lookEvery = 3_000;

/**
 * Whether any tab of this browser runs the engine of a database: then what is decided here is sent at once, else when
 * its app is opened. Undefined until it was looked up.
 */
export function useIsSynced(database: string): boolean | undefined {
  const look = useCallback(async () => {
    const { held = [] } = (await navigator.locks?.query()) ?? {};
    // The leader of a database holds the lock of this name (@howdah/sync, leader).
    return held.some(({ name }) => name === `howdah:${database}`);
  }, [database]);
  return useLookedUp(look, lookEvery);
}
