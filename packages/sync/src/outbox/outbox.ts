import type { KeyRange, StoreTransaction } from '../store/store.ts';
import type { OutboxStep } from '../store/tables.ts';
import { type StepEffect, type StepEvent, type StepState, stepAfter } from './step-machine.ts';

/** The range of all steps in a state, those due first at the front. */
export const inState = (
  state: StepState,
  due: { readonly after?: number; readonly before?: number } = {},
): KeyRange => ({
  index: '[state+dueAt]',
  above: [state, due.after ?? Number.NEGATIVE_INFINITY],
  below: [state, due.before ?? Number.POSITIVE_INFINITY],
});

/** The states in which a step isn't over. */
const openStates: readonly StepState[] = ['queued', 'sending', 'unknown', 'parked'];

/** A row's open step, if it has one; it never has two. */
export async function openStepOf(
  transaction: StoreTransaction,
  collection: string,
  rowKey: IDBValidKey,
): Promise<OutboxStep | undefined> {
  const steps = await transaction.page('howdah_outbox', {
    index: '[collection+rowKey]',
    equals: [collection, rowKey],
    descending: true,
    limit: 1,
  });
  return steps.find(({ state }) => openStates.includes(state));
}

/** The states in which a step goes on by itself. */
const statesUnderWay: readonly StepState[] = ['queued', 'sending', 'unknown'];

/** Whether a step is to be sent, on its way, or looked up. */
export async function hasStepUnderWay(transaction: StoreTransaction): Promise<boolean> {
  for (const state of statesUnderWay) {
    const [step] = await transaction.page('howdah_outbox', { ...inState(state), limit: 1 });
    if (step !== undefined) return true;
  }
  return false;
}

/**
 * Applies an event to a step and stores it; undefined when the step's state doesn't allow it, or it is gone. `why` is for
 * the log.
 */
export async function advance(
  transaction: StoreTransaction,
  step: OutboxStep,
  event: StepEvent,
  changes: Partial<OutboxStep> = {},
  why?: string,
): Promise<{ step: OutboxStep; effect: StepEffect } | undefined> {
  const change = stepAfter(step.state, event);
  transaction.log?.stepped(step, event, change, changes, why);
  if (change === undefined || step.seq === undefined) return undefined;
  if (change.to === 'gone') {
    await transaction.delete('howdah_outbox', [step.seq]);
    return { step, effect: change.effect };
  }
  const advanced = { ...step, ...changes, state: change.to };
  await transaction.put('howdah_outbox', advanced);
  return { step: advanced, effect: change.effect };
}

/** A tab that was killed while it sent leaves steps of which nobody knows whether Oozie acted on them. */
export async function recoverInterrupted(transaction: StoreTransaction, now: number): Promise<number> {
  const interrupted = await transaction.page('howdah_outbox', inState('sending'));
  for (const step of interrupted) await advance(transaction, step, 'lost', { dueAt: now });
  return interrupted.length;
}

/** How long finished steps are kept for those who look back, in ms. */
const doneKept = 7 * 86_400_000;

/** Lets finished steps go that nobody will look back to any more. */
export async function pruneDone(transaction: StoreTransaction, now: number): Promise<void> {
  const old = await transaction.page('howdah_outbox', {
    ...inState('done', { before: now - doneKept }),
    limit: 1_000,
  });
  await transaction.delete(
    'howdah_outbox',
    old.flatMap(({ seq }) => (seq === undefined ? [] : [seq])),
  );
}
