import { useEffect, useState } from 'react';

/**
 * What a look found, for what nothing tells of changes: looked up at once, each time that `look` is another function,
 * and at intervals of `every` ms. Undefined until it was found first.
 */
export function useLookedUp<T>(look: () => Promise<T>, every: number): T | undefined {
  const [found, setFound] = useState<T>();
  useEffect(() => {
    let isShown = true;
    const lookUp = async () => {
      const now = await look();
      if (isShown) setFound(now);
    };
    void lookUp();
    const timer = setInterval(lookUp, every);
    return () => {
      isShown = false;
      clearInterval(timer);
    };
  }, [look, every]);
  return found;
}
