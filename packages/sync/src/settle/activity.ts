import type { Store, StoreTransaction } from '../store/store.ts';
import type { Activity } from '../view/view-types.ts';

/** How many activities are kept. */
const kept = 500;

/** Notes what the engine did, within a transaction over `howdah_activity`, and lets the oldest go now and then. */
export async function noteActivities(
  transaction: StoreTransaction,
  activities: readonly Activity[],
): Promise<void> {
  if (activities.length === 0) return;
  for (const activity of activities) await transaction.put('howdah_activity', activity);
  const [newest] = await transaction.page('howdah_activity', { descending: true, limit: 1 });
  const seq = newest?.seq ?? 0;
  if (seq % 100 >= activities.length) return;
  const old = await transaction.page('howdah_activity', { below: seq - kept, limit: 1_000 });
  await transaction.delete(
    'howdah_activity',
    old.flatMap((activity) => (activity.seq === undefined ? [] : [activity.seq])),
  );
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
