import type { StepChange, StepEvent } from '../outbox/step-machine.ts';
import type { Decision, RowContext, RowState } from '../plan/decision.ts';
import type { Store } from './store.ts';
import type { OutboxStep } from './tables.ts';

export type Decide = (context: RowContext, state: RowState) => Decision;

/** What is told of, within a transaction, of which a log is kept. */
export interface TransactionLog {
  /** Gives back what decides, so that what it was asked and what it decided is noted, the last time that it was. */
  watching(decide: Decide): Decide;
  /** An event came to a step; without a change the step's state didn't allow it. */
  stepped(
    step: OutboxStep,
    event: StepEvent,
    change: StepChange | undefined,
    changes: Partial<OutboxStep>,
    why?: string,
  ): void;
}

/** Keeps a log of what the engine decides and does: `stepLog` of `@howdah/sync/devtools`. */
export interface StepLog {
  /** The store, with a log kept of its transactions. */
  on(store: Store): Store;
}
