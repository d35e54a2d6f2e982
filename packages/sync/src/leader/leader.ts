import { HowdahError } from '../howdah-error.ts';

/** The part of `navigator.locks` that leadership needs. */
export type Locks = Pick<LockManager, 'request'> & Partial<Pick<LockManager, 'query'>>;

/** The lock of whoever leads a database. */
export const leaderLock = (database: string) => `howdah:${database}`;

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
 * tab while it leads. With `takesLead` it doesn't wait, and whoever leads has lost the lead.
 */
export async function leadWhenFirst(
  locks: Locks,
  database: string,
  signal: AbortSignal,
  lead: () => Promise<void>,
  takesLead = false,
): Promise<void> {
  try {
    // What is taken is had at once: there is nothing to abort, and the browser allows no signal.
    const how: LockOptions = takesLead ? { steal: true } : { signal };
    await locks.request(leaderLock(database), { mode: 'exclusive', ...how }, lead);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
