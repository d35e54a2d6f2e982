export {
  type BundlesOptions,
  bundles,
  type Collection,
  type ConflictPolicy,
  type ConflictSides,
  type CoordinatorsOptions,
  coordinators,
  type FieldPolicy,
  type Outgoing,
  type Row,
  type WholePolicy,
  type WorkflowRunsOptions,
  workflowRuns,
} from './collection/collection.ts';
export type { Formerly } from './collection/formerly.ts';
export { askWithin } from './commands/ask.ts';
export type { Actions, Command, Dates, Numbers, Rerun, RerunActions } from './commands/command.ts';
export type { Howdah, HowdahOptions, OozieConnection } from './engine/options.ts';
export { startHowdah } from './engine/start-howdah.ts';
export type { HistoryBudget, HistorySize } from './history/history.ts';
export { HowdahError, type HowdahErrorCode } from './howdah-error.ts';
export { captureWrites } from './journal/capture.ts';
export { type JournaledStore, journaledStore } from './journal/journaled-store.ts';
export type { BundleJob, BundleSpec } from './kinds/bundle/spec.ts';
export type { CoordinatorJob, CoordinatorSpec } from './kinds/coordinator/spec.ts';
export type { KindName } from './kinds/kind-names.ts';
export type { WorkflowRun, WorkflowRunSpec } from './kinds/workflow-run/spec.ts';
export type { Paused } from './pause/paused.ts';
export type { DefinitionReference } from './plan/references.ts';
export { createHowdahDatabase, listHowdahDatabases } from './store/databases.ts';
export { addHowdahStores, howdahStores } from './store/tables.ts';
export { joinLive, type Live } from './view/live.ts';
export { openSyncView } from './view/view.ts';
export type * from './view/view-types.ts';
