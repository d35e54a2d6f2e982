import { type Locks, leaderLock } from './leader.ts';

/** Held by every shared worker that runs an engine, followed by a name of its own. */
const workerPrefix = 'howdah-worker:';

export const workerLifeline = (id: string) => `${workerPrefix}${id}`;

export const pageLifeline = (id: string) => `howdah-page:${id}`;

/**
 * Holds a lock by which others learn that this page or worker is gone: the browser lets go of it, whatever ended them.
 * Resolves when it is held, with what lets go of it.
 */
export function holdLifeline(locks: Locks, name: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    locks
      .request(name, { mode: 'exclusive' }, () => new Promise<void>((letGo) => resolve(() => letGo())))
      .catch(reject);
  });
}

/** Resolves when whoever holds the lifeline is gone; rejects when `signal` aborts before. */
export async function outlive(locks: Locks, lifeline: string, signal: AbortSignal): Promise<void> {
  await locks.request(lifeline, { mode: 'exclusive', signal }, async () => {});
}

/** Whether a shared worker leads a database. Where nobody can tell, it may be. */
export async function isLedByWorker(locks: Locks, database: string): Promise<boolean> {
  if (locks.query === undefined) return true;
  const { held = [] } = await locks.query();
  const leader = held.find(({ name }) => name === leaderLock(database))?.clientId;
  return held.some(({ name, clientId }) => name?.startsWith(workerPrefix) && clientId === leader);
}
