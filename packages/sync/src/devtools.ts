/** An entry of its own: a log of what the engine decides and does, to be exported and replayed. */
export { exportLog, loggedEntries } from './devtools/export-log.ts';
export type { LogBudget } from './devtools/log-budget.ts';
export {
  type Replay,
  type ReplayedEntry,
  type ReplayOptions,
  type RowStory,
  replayLog,
} from './devtools/replay-log.ts';
export { stepLog } from './devtools/step-log.ts';
export type { StepLog } from './store/transaction-log.ts';
