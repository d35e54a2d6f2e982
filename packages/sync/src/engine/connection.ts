import { assertEpoch } from '../leader/epoch.ts';
import { noteActivities, ofEngine } from '../settle/activity.ts';
import type { EngineContext } from '../settle/context.ts';
import type { StoreTransaction } from '../store/store.ts';
import { backoff } from '../transport/backoff.ts';
import type { Connection } from '../transport/outcome.ts';

/** How the way to Oozie stands, as it is kept for all tabs under `connection` in `howdah_meta`. */
export interface StoredConnection extends Connection {
  lastContactAt: number | null;
}

const connectionName = 'connection';

/** How the way to Oozie was last kept; undefined before the first leader has told. */
export async function storedConnection(transaction: StoreTransaction): Promise<StoredConnection | undefined> {
  const record = await transaction.get('howdah_meta', connectionName);
  // Written by the engine of this same package.
  return record?.value as StoredConnection | undefined;
}

/** How long contact may last, in ms, until its time is written again. */
const contactEvery = 10_000;

/** The longest wait, in ms, between two tries while there is no connection. */
const longestWait = 15_000;

/** The longest, in ms, that a server is left alone because it asks for it. */
const longestAsked = 3_600_000;

/** What somebody wants of Oozie: to read, or to change something. A server in safe mode allows the first alone. */
export type Wish = 'look' | 'change';

/**
 * Keeps how the way to Oozie stands, and holds everything back while there is none: one try at a time, at growing
 * intervals, is enough to find out that it is there again.
 */
export interface ConnectionGuard {
  /** For how long, in ms, nothing has to be tried; 0 when it can be. */
  heldFor(wish: Wish): number;
  /** Whether Oozie did so the last time. Before, and while it doesn't, one try is enough. */
  isOpenFor(wish: Wish): boolean;
  /** What came of a try; `retryAfterMs` as the server asks. */
  tell(connection: Connection, by: Wish, retryAfterMs?: number): Promise<void>;
  /** The network seems to be back: try at once, unless the server has asked to be left alone. */
  tryNow(): void;
}

/** Tries that are held back, by the clock that only goes forwards: a wall clock set back would hold them for hours. */
interface Hold {
  until: number;
  /** Up to when the server itself asked to be left alone. */
  askedUntil: number;
  failures: number;
}

const newHold = (): Hold => ({ until: 0, askedUntil: 0, failures: 0 });

export async function guardConnection(context: EngineContext): Promise<ConnectionGuard> {
  const all = newHold();
  /** While the server is in safe mode. */
  const changes = newHold();
  const holdsOn = (wish: Wish) => (wish === 'look' ? [all] : [all, changes]);
  // What the leader before kept: after a reload without a network, the last contact is still known.
  let stored = await context.store.read(['howdah_meta'], storedConnection);

  async function keep(connection: Connection, now: number): Promise<void> {
    const isOnline = connection.connection === 'online';
    const lastContactAt = isOnline ? now : (stored?.lastContactAt ?? null);
    const isSame =
      stored?.connection === connection.connection &&
      stored.connectionProblem === connection.connectionProblem;
    if (isSame && (!isOnline || now - (stored?.lastContactAt ?? 0) < contactEvery)) return;
    const changed = stored?.connection !== connection.connection;
    const value: StoredConnection = { ...connection, lastContactAt };
    const before = stored;
    stored = value;
    const writing = context.store.write(['howdah_meta', 'howdah_activity'], async (transaction) => {
      await assertEpoch(transaction, context.epoch);
      await transaction.put('howdah_meta', { name: connectionName, value });
      if (!changed) return;
      const message = isOnline
        ? 'Oozie answers'
        : `${connection.connection}: ${connection.connectionProblem ?? ''}`;
      await noteActivities(transaction, [ofEngine(now, message)]);
    });
    await writing.catch((error: unknown) => {
      // What wasn't written has to be written the next time.
      if (stored === value) stored = before;
      throw error;
    });
  }

  function hold(which: Hold, retryAfterMs: number): void {
    const wait = backoff(which.failures, context.random, 500, longestWait);
    which.failures += 1;
    which.askedUntil = context.elapsed() + Math.min(retryAfterMs, longestAsked);
    which.until = Math.max(which.until, context.elapsed() + wait, which.askedUntil);
  }

  return {
    heldFor: (wish) => Math.max(0, ...holdsOn(wish).map(({ until }) => until - context.elapsed())),
    isOpenFor: (wish) => holdsOn(wish).every(({ until }) => until === 0),
    async tell(connection, by, retryAfterMs = 0) {
      const now = context.now();
      if (connection.connection === 'online') {
        // What was under way still comes to an end, which is no leave to go on.
        if (holdsOn(by).some(({ askedUntil }) => askedUntil > context.elapsed())) return;
        for (const each of holdsOn(by)) Object.assign(each, newHold());
        // That it can be read says nothing about whether it can be changed again.
        if (changes.until > 0) return;
      } else {
        hold(connection.connection === 'safe-mode' ? changes : all, retryAfterMs);
      }
      await keep(connection, now);
    },
    tryNow() {
      for (const each of [all, changes]) {
        if (each.until > 0) each.until = Math.max(Number.MIN_VALUE, each.askedUntil);
      }
    },
  };
}
