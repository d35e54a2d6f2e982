/** Whether anybody looks at the app: any tab of the profile, leader or not, is in sight. */
export interface Presence {
  isAnybodyLooking(): Promise<boolean>;
  /** Calls back when a tab comes into sight or goes out of it; gives what ends it. */
  onChange(listener: () => void): () => void;
}

/** Held, shared, by every tab that is in sight; the browser lets go of it when the tab dies. */
const inSight = (database: string) => `howdah-in-sight:${database}`;

/** Held, shared, by every tab. */
const openTab = (database: string) => `howdah-tab:${database}`;

/** On which tabs tell that they came into sight or went out of it, so that nobody needs to ask again and again. */
const channelName = (database: string) => `howdah-sight:${database}`;

/**
 * Tells the profile's leader whether this tab is in sight, until the returned function is called. For every page that
 * shows a database's rows; where there is no page, it does nothing.
 */
export function tellPresence(database: string): () => void {
  const { document } = globalThis;
  const locks = globalThis.navigator?.locks;
  if (document === undefined || !locks) return () => {};
  const channel = new BroadcastChannel(channelName(database));
  let letGo: (() => Promise<unknown>) | undefined;
  let isOver = false;
  // Told when it is so, or who asks the browser at once would still find what was before.
  const told = () => {
    if (!isOver) channel.postMessage('changed');
  };
  const hold = (name: string, granted = () => {}) => {
    const held = new AbortController();
    const holding = new Promise<void>((resolve) => held.signal.addEventListener('abort', () => resolve()));
    const released = locks
      .request(name, { mode: 'shared' }, () => {
        granted();
        return holding;
      })
      .catch(() => {});
    return () => {
      held.abort();
      return released;
    };
  };
  const leaveTab = hold(openTab(database));
  const tell = () => {
    if (document.visibilityState === 'hidden') {
      letGo?.().then(told);
      letGo = undefined;
    } else if (letGo === undefined) {
      letGo = hold(inSight(database), told);
    }
  };
  tell();
  document.addEventListener('visibilitychange', tell);
  return () => {
    document.removeEventListener('visibilitychange', tell);
    isOver = true;
    letGo?.();
    leaveTab();
    channel.close();
  };
}

/** Where pages can't be asked (no Web Locks, no page that tells), somebody may be looking. */
export function platformPresence(database: string): Presence {
  const locks = globalThis.navigator?.locks;
  return {
    async isAnybodyLooking() {
      if (typeof locks?.query !== 'function') return true;
      const { held = [] } = await locks.query();
      const isHeld = (name: string) => held.some((lock) => lock.name === name);
      return isHeld(inSight(database)) || !isHeld(openTab(database));
    },
    onChange(listener) {
      if (typeof BroadcastChannel !== 'function') return () => {};
      const channel = new BroadcastChannel(channelName(database));
      channel.addEventListener('message', listener);
      return () => channel.close();
    },
  };
}
