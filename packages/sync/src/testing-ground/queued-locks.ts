import type { Locks } from '../leader/leader.ts';

interface Held {
  clientId: string;
  /** Rejects when it was taken away. */
  lost: Promise<never>;
  lose(): void;
}

/** Exclusive locks that are granted in the order in which they were asked for, as browsers' Web Locks are. */
export const queuedLocks = (): Locks => locksOfClients()('only');

/** The locks of several threads. */
export interface ClientLocks {
  (clientId: string): Locks;
  /** What the browser does when a thread is gone: nobody waits or holds in its name any more. */
  die(clientId: string): void;
  /** A thread that is busy for ever: it keeps what it has, and what it is granted it never comes to. */
  hang(clientId: string): void;
}

/** The same for several threads, each by its own name; one can take a lock away from another (`steal`). */
export function locksOfClients(): ClientLocks {
  const held = new Map<string, Held>();
  const hung = new Set<string>();
  const waiting = new Map<string, { clientId: string; grant(): void }[]>();

  const passOn = (name: string) => waiting.get(name)?.shift()?.grant();

  function grant(name: string, clientId: string): Held {
    let lose = () => {};
    const lost = new Promise<never>((_, reject) => {
      lose = () => reject(new DOMException('Lock broken by another request.', 'AbortError'));
    });
    lost.catch(() => {});
    const granted: Held = { clientId, lost, lose };
    held.set(name, granted);
    return granted;
  }

  function queue(name: string, clientId: string, signal: AbortSignal | undefined): Promise<Held> {
    return new Promise((resolve, reject) => {
      const line = waiting.get(name) ?? [];
      waiting.set(name, line);
      const turn = { clientId, grant: () => resolve(grant(name, clientId)) };
      line.push(turn);
      signal?.addEventListener('abort', () => {
        const place = line.indexOf(turn);
        if (place >= 0) line.splice(place, 1);
        reject(signal.reason);
      });
    });
  }

  function die(gone: string): void {
    for (const line of waiting.values()) {
      line.splice(0, line.length, ...line.filter(({ clientId }) => clientId !== gone));
    }
    for (const [name, { clientId, lose }] of held) {
      if (clientId !== gone) continue;
      lose();
      held.delete(name);
      passOn(name);
    }
  }

  const locksOf = (clientId: string): Locks => {
    async function request(
      name: string,
      { signal, steal = false }: LockOptions,
      callback: (lock: Lock | null) => unknown,
    ): Promise<unknown> {
      signal?.throwIfAborted();
      if (steal) held.get(name)?.lose();
      const mine = steal || !held.has(name) ? grant(name, clientId) : await queue(name, clientId, signal);
      try {
        if (hung.has(clientId)) return await mine.lost;
        return await Promise.race([mine.lost, callback({ name, mode: 'exclusive' })]);
      } finally {
        if (held.get(name) === mine) {
          held.delete(name);
          passOn(name);
        }
      }
    }
    return {
      request: request as Locks['request'],
      query: async () => ({
        held: [...held].map(([name, each]) => ({
          name,
          clientId: each.clientId,
          mode: 'exclusive' as const,
        })),
      }),
    };
  };
  return Object.assign(locksOf, { die, hang: (clientId: string) => void hung.add(clientId) });
}
