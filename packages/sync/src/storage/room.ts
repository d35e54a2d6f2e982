import type { HistoryKeeper, HistorySize } from '../history/history.ts';
import { historySize } from '../history/history.ts';
import { assertEpoch } from '../leader/epoch.ts';
import { noteActivities, ofEngine } from '../settle/activity.ts';
import type { EngineContext } from '../settle/context.ts';
import type { StoreTransaction } from '../store/store.ts';

/** How much room the origin has, as every tab of the profile sees it. */
export interface StorageStatus {
  /** Why not everything is kept, and what to do about it; null when everything is. */
  problem: string | null;
  /** Bytes that the whole origin uses and may use, as the browser estimates them; null where it doesn't tell. */
  usedBytes: number | null;
  quotaBytes: number | null;
  /** Whether the browser keeps it until the user says otherwise; if not, it may delete it when the disk is full. */
  persisted: boolean | null;
  /** What is kept of jobs that the server no longer has. */
  history: HistorySize;
}

const storageName = 'storage';

const nothingKnown: Omit<StorageStatus, 'history'> = {
  problem: null,
  usedBytes: null,
  quotaBytes: null,
  persisted: null,
};

/** How the room is, as the leader last kept it, within a transaction over `howdah_meta`. */
export async function storageStatus(transaction: StoreTransaction): Promise<StorageStatus> {
  const record = await transaction.get('howdah_meta', storageName);
  // Written by this same module.
  const known = record?.value as Omit<StorageStatus, 'history'> | undefined;
  return { ...nothingKnown, ...known, history: await historySize(transaction) };
}

/** What has to outlive a term of leadership: a term may end because there was no room. */
export interface RoomMemory {
  /** By the clock that only goes forwards. */
  fullUntil: number;
}

/** How long, in ms, nothing is mirrored but what rows need, after there was no room for it. */
const restAfterFull = 5 * 60_000;

/** How often, in ms, the browser is asked how much room there is. */
const estimateEvery = 10 * 60_000;

/** A change of use that is worth writing down, in bytes. */
const worthTelling = 2 ** 20;

/** Watches how much room there is, and gives way when there is none. */
export interface Room {
  readonly isFull: boolean;
  /** There was no room for a write: lets history go, and mirrors nothing that can be done without for some time. */
  full(): Promise<void>;
  /** Looks how much room there is, now and then; true when there is room again, where there was none. */
  look(): Promise<boolean>;
}

export function watchRoom(context: EngineContext, history: HistoryKeeper, memory: RoomMemory): Room {
  let estimatedAt = Number.NEGATIVE_INFINITY;
  let wasFull = context.elapsed() < memory.fullUntil;

  async function keep(changes: Partial<Omit<StorageStatus, 'history'>>, message?: string): Promise<void> {
    await context.store.write(['howdah_meta', 'howdah_activity'], async (transaction) => {
      await assertEpoch(transaction, context.epoch);
      const { history: _history, ...known } = await storageStatus(transaction);
      await transaction.put('howdah_meta', { name: storageName, value: { ...known, ...changes } });
      if (message === undefined || known.problem === changes.problem) return;
      await noteActivities(transaction, [ofEngine(context.now(), message)]);
    });
  }

  async function estimate(): Promise<void> {
    const storage = globalThis.navigator?.storage;
    if (typeof storage?.estimate !== 'function') return;
    const [{ usage, quota }, persisted] = await Promise.all([storage.estimate(), storage.persisted()]);
    const known = await context.store.read(['howdah_meta'], storageStatus);
    const moved = Math.abs((usage ?? 0) - (known.usedBytes ?? 0));
    if (moved < worthTelling && known.persisted === persisted && known.usedBytes !== null) return;
    await keep({ usedBytes: usage ?? null, quotaBytes: quota ?? null, persisted });
  }

  return {
    get isFull() {
      return context.elapsed() < memory.fullUntil;
    },
    async full() {
      memory.fullUntil = context.elapsed() + restAfterFull;
      wasFull = true;
      const went = await history.makeRoom();
      const problem =
        'The browser has no more room for this site. Rows are still sent and followed, but no other jobs are kept. ' +
        'Free space on the disk, or delete data of this site that isn’t needed.';
      await keep({ problem }, `${problem} ${went} jobs that Oozie no longer has were let go.`);
    },
    async look() {
      if (context.elapsed() >= estimatedAt + estimateEvery) {
        estimatedAt = context.elapsed();
        // A browser that doesn't tell is no reason to stop.
        await estimate().catch((error: unknown) => {
          if (context.signal.aborted) throw error;
        });
      }
      if (!wasFull || context.elapsed() < memory.fullUntil) return false;
      wasFull = false;
      await keep({ problem: null }, 'there is room again: all jobs are kept');
      return true;
    },
  };
}
