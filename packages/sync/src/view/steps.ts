import { inState } from '../outbox/outbox.ts';
import type { StoreTransaction } from '../store/store.ts';
import type { OpenStep } from './view-types.ts';

/** The states of a step that isn't done, in the order in which a step goes through them. */
const openStates: readonly OpenStep['state'][] = ['queued', 'sending', 'unknown', 'parked'];

/** The steps that aren't done, the oldest first. */
export async function readSteps(transaction: StoreTransaction): Promise<OpenStep[]> {
  const steps: OpenStep[] = [];
  for (const state of openStates) {
    for (const step of await transaction.page('howdah_outbox', inState(state))) {
      const { seq = 0, collection, rowKey, action, fields, attempts, createdAt, dueAt, problem } = step;
      steps.push({ seq, collection, rowKey, action, state, fields, attempts, createdAt, dueAt, problem });
    }
  }
  return steps.sort((one, other) => one.seq - other.seq);
}
