import type { Store, StoreTransaction } from '../store/store.ts';
import type { Activity } from '../view/view-types.ts';

/** How many activities are kept. */
const kept = 500;

/** How many are let go at a time. */
const mostTrimmed = 2_000;

/** Notes what the engine did, within a transaction over `howdah_activity`. */
export async function noteActivities(
  transaction: StoreTransaction,
  activities: readonly Activity[],
): Promise<void> {
  if (activities.length > 0) await transaction.put('howdah_activity', activities);
}

/** What there is to tell of the engine as a whole, and of no row. */
export const ofEngine = (at: number, message: string): Activity => ({
  at,
  step: 'connect',
  message,
  collection: null,
  rowKey: null,
  jobId: null,
});

/** Tells of the engine as a whole, in a transaction of its own; nothing goes wrong where that can't be written. */
export async function tellOfEngine(store: Store, message: string): Promise<void> {
  await store
    .write(['howdah_activity'], (transaction) => noteActivities(transaction, [ofEngine(Date.now(), message)]))
    .catch(() => {});
}

/** Lets the oldest activities go, within a transaction over `howdah_activity`. */
export async function trimActivities(transaction: StoreTransaction): Promise<void> {
  const [newest] = await transaction.page('howdah_activity', { descending: true, limit: 1 });
  const below = (newest?.seq ?? 0) - kept + 1;
  const old = await transaction.keys('howdah_activity', { below, limit: mostTrimmed });
  if (old.length > 0) await transaction.delete('howdah_activity', old);
}

/** Calls `onActivity` for each activity from now on, in order, whichever tab did it. */
export function watchActivity(store: Store, onActivity: (activity: Activity) => void): () => void {
  const startedAt = Date.now();
  let last = 0;
  const newest = store.live((transaction) =>
    transaction.page('howdah_activity', { descending: true, limit: 200 }),
  );
  return newest.subscribe(() => {
    const records = [...(newest.current ?? [])].reverse();
    const fresh = records.filter(({ seq = 0, at }) => seq > last && at >= startedAt);
    last = records.at(-1)?.seq ?? last;
    for (const { seq: _seq, ...activity } of fresh) onActivity(activity);
  });
}
