import { useEffect, useState } from 'react';

const lookEvery = 3_000;

/**
 * Whether any tab of this browser runs the engine of a database: then what is decided here is sent at once, else when
 * its app is opened. Undefined until it was looked up.
 */
export function useIsSynced(database: string): boolean | undefined {
  const [isSynced, setSynced] = useState<boolean>();
  useEffect(() => {
    let isShown = true;
    const look = async () => {
      const { held = [] } = (await navigator.locks?.query()) ?? {};
      // The leader of a database holds the lock of this name (@howdah/sync, leader).
      if (isShown) setSynced(held.some(({ name }) => name === `howdah:${database}`));
    };
    void look();
    const timer = setInterval(look, lookEvery);
    return () => {
      isShown = false;
      clearInterval(timer);
    };
  }, [database]);
  return isSynced;
}
