import type { Command } from './command.ts';
import { type OpenTable, openTable } from './job-table.ts';
import {
  type BundleJob,
  type CoordinatorJob,
  type JobLetter,
  jobId,
  type OozieState,
  type WorkflowJob,
} from './oozie-state.ts';

/**
 * A state under change. What is written goes into a copy; the state that it began with stays as it is, so giving a
 * draft up undoes all of it.
 */
export interface Draft {
  /** The moment at which things happen. */
  now: number;
  /** Everything but the tables; for those, use the members below. */
  state: OozieState;
  readonly workflows: OpenTable<WorkflowJob>;
  readonly coordinators: OpenTable<CoordinatorJob>;
  readonly bundles: OpenTable<BundleJob>;
  newId(letter: JobLetter): string;
  /** Queues a command; by default for as soon as Oozie's queue gets to it. */
  later(command: Command, delay?: number): void;
  /** The state that all the changes come to. */
  result(): OozieState;
}

export function openDraft(before: OozieState, now: number): Draft {
  const workflows = openTable(before.workflows);
  const coordinators = openTable(before.coordinators);
  const bundles = openTable(before.bundles);
  const draft: Draft = {
    now,
    state: before,
    workflows,
    coordinators,
    bundles,
    newId(letter) {
      const { counter } = draft.state;
      draft.state = { ...draft.state, counter: counter + 1 };
      return jobId(draft.state, counter, letter);
    },
    later(command, delay = draft.state.settings.queueDelay) {
      const queued = { at: draft.now + delay, command };
      const { queue } = draft.state;
      const behind = queue.findLastIndex(({ at }) => at <= queued.at) + 1;
      draft.state = {
        ...draft.state,
        queue: [...queue.slice(0, behind), queued, ...queue.slice(behind)],
      };
    },
    result() {
      const tables = {
        workflows: workflows.table(),
        coordinators: coordinators.table(),
        bundles: bundles.table(),
      };
      const { state } = draft;
      const isSame =
        state.workflows === tables.workflows &&
        state.coordinators === tables.coordinators &&
        state.bundles === tables.bundles;
      draft.state = isSame ? state : { ...state, ...tables };
      return draft.state;
    },
  };
  return draft;
}
