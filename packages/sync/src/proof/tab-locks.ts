import type { Locks } from '../leader/leader.ts';

/** The locks of one browser profile, which tabs ask for and lose when they die. */
export interface ProfileLocks {
  /** The locks as one tab sees them, and what happens to them when it dies. */
  ofTab(): { locks: Locks; die(): void };
}

interface Request {
  readonly name: string;
  readonly tab: object;
  grant(): void;
}

/**
 * Exclusive locks, granted in the order in which they were asked for. With `broken` everybody gets every lock at
 * once, as two profiles on one database would: what the locks keep apart has to hold without them.
 */
export function profileLocks(broken = false): ProfileLocks {
  let held: Request[] = [];
  let waiting: Request[] = [];

  function grantNext(): void {
    for (const request of [...waiting]) {
      if (!broken && held.some(({ name }) => name === request.name)) continue;
      waiting = waiting.filter((other) => other !== request);
      held.push(request);
      request.grant();
    }
  }
  const forget = (isForgotten: (request: Request) => boolean) => {
    held = held.filter((request) => !isForgotten(request));
    waiting = waiting.filter((request) => !isForgotten(request));
    grantNext();
  };

  return {
    ofTab() {
      const tab = {};
      let isDead = false;
      const request = async (
        name: string,
        { signal }: LockOptions,
        callback: (lock: Lock | null) => unknown,
      ): Promise<unknown> => {
        if (isDead) return new Promise(() => {});
        signal?.throwIfAborted();
        const granted = await new Promise<Request>((resolve, reject) => {
          const giveUp = () => {
            forget((other) => other === own);
            reject(signal?.reason);
          };
          const grant = () => {
            signal?.removeEventListener('abort', giveUp);
            resolve(own);
          };
          const own: Request = { name, tab, grant };
          signal?.addEventListener('abort', giveUp, { once: true });
          waiting.push(own);
          grantNext();
        });
        try {
          return await callback({ name, mode: 'exclusive' });
        } finally {
          forget((other) => other === granted);
        }
      };
      return {
        locks: { request: request as Locks['request'] },
        die() {
          isDead = true;
          forget((other) => other.tab === tab);
        },
      };
    },
  };
}
