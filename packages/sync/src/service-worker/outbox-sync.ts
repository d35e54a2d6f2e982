import { hasOpenIntent } from '../journal/open-intents.ts';
import { hasStepUnderWay } from '../outbox/outbox.ts';
import type { StoreTransaction } from '../store/store.ts';

/** The tag of the Background Sync that sends what a database's outbox holds. */
export const outboxSyncTag = (database: string): string => `howdah:outbox:${database}`;

/** The stores that {@link somethingWaits} reads. */
export const waitingStores = ['howdah_intents', 'howdah_journal', 'howdah_outbox'] as const;

/** Whether something is to be sent, or on its way. What only a person can settle doesn't count. */
export async function somethingWaits(transaction: StoreTransaction): Promise<boolean> {
  return (await hasStepUnderWay(transaction)) || (await hasOpenIntent(transaction));
}
