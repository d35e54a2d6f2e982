import { useSyncExternalStore } from 'react';
import type { Live } from '../view/live.ts';

/** On a server there is no database: what is live is unknown until the page runs. */
const unknownOnServer = () => undefined;

/**
 * The newest value of a live value; undefined until it was read, and while rendering on a server. Make the live value
 * outside of the component, or with `useMemo`: a new one is read anew.
 */
export function useLive<T>(live: Live<T>): T | undefined {
  return useSyncExternalStore(live.subscribe, () => live.current, unknownOnServer);
}
