import type { Locks } from '../leader/leader.ts';

/** Exclusive locks that are granted in the order in which they were asked for, as browsers' Web Locks are. */
export function queuedLocks(): Locks {
  const tails = new Map<string, Promise<unknown>>();
  const request = async (
    name: string,
    options: LockOptions,
    callback: (lock: Lock | null) => unknown,
  ): Promise<unknown> => {
    const before = tails.get(name) ?? Promise.resolve();
    const aborted = new Promise<never>((_, reject) => {
      const { signal } = options;
      if (signal?.aborted) reject(signal.reason);
      signal?.addEventListener('abort', () => reject(signal.reason));
    });
    let release: (value?: unknown) => void = () => {};
    tails.set(
      name,
      before.then(
        () =>
          new Promise((resolve) => {
            release = resolve;
          }),
      ),
    );
    aborted.catch(() => {});
    try {
      await Promise.race([before, aborted]);
      return await callback({ name, mode: 'exclusive' });
    } finally {
      before.then(() => release());
    }
  };
  return { request: request as Locks['request'] };
}
