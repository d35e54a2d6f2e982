import { HowdahError } from '../howdah-error.ts';

/** The part of `navigator.locks` that leadership needs. */
export type Locks = Pick<LockManager, 'request'>;

/** @throws {HowdahError} `locks-missing` where the platform has no Web Locks, e.g. on a page without https */
export function platformLocks(): Locks {
  const locks = globalThis.navigator?.locks;
  if (locks === undefined) {
    throw new HowdahError(
      'locks-missing',
      'This page has no Web Locks, so two tabs could not be kept apart. Serve it from https or from localhost.',
    );
  }
  return locks;
}

/**
 * Waits in line to lead the profile's tabs, then leads until `signal` aborts or `lead` ends. The lock is queued for
 * and held, so that the next tab takes over the moment this one is closed, and so that the browser doesn't freeze the
 * tab while it leads.
 */
export async function leadWhenFirst(
  locks: Locks,
  database: string,
  signal: AbortSignal,
  lead: () => Promise<void>,
): Promise<void> {
  try {
    await locks.request(`howdah:${database}`, { mode: 'exclusive', signal }, lead);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
