import { assertEpoch } from '../leader/epoch.ts';
import { noteActivities } from '../settle/activity.ts';
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

/**
 * Keeps how the way to Oozie stands, and holds everything back while there is none: one try at a time, at growing
 * intervals, is enough to find out that it is there again.
 */
export interface ConnectionGuard {
  /** For how long, in ms, nothing has to be tried; 0 when it can be. */
  heldFor(): number;
  /** Whether Oozie answered the last time. Before, and while it doesn't, one try is enough. */
  readonly isOpen: boolean;
  tell(connection: Connection, retryAfterMs?: number): Promise<void>;
  /** The network seems to be back: try at once. */
  tryNow(): void;
}

export async function guardConnection(context: EngineContext): Promise<ConnectionGuard> {
  /** By the clock that only goes forwards: a wall clock that is set back would hold everything for hours. */
  let heldUntil = 0;
  let failures = 0;
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
    stored = value;
    await context.store.write(['howdah_meta', 'howdah_activity'], async (transaction) => {
      await assertEpoch(transaction, context.epoch);
      await transaction.put('howdah_meta', { name: connectionName, value });
      if (!changed) return;
      const message = isOnline
        ? 'Oozie answers'
        : `${connection.connection}: ${connection.connectionProblem ?? ''}`;
      await noteActivities(transaction, [
        { at: now, step: 'connect', message, collection: null, rowKey: null, jobId: null },
      ]);
    });
  }

  return {
    heldFor: () => Math.max(0, heldUntil - context.elapsed()),
    get isOpen() {
      return heldUntil === 0;
    },
    async tell(connection, retryAfterMs = 0) {
      const now = context.now();
      if (connection.connection === 'online') {
        failures = 0;
        heldUntil = 0;
      } else {
        const wait = backoff(failures, context.random, 500, longestWait);
        failures += 1;
        heldUntil = Math.max(heldUntil, context.elapsed() + Math.max(wait, retryAfterMs));
      }
      await keep(connection, now);
    },
    tryNow() {
      heldUntil = 0;
    },
  };
}
