export {
  type Collection,
  type ConflictPolicy,
  type ConflictSides,
  type CoordinatorsOptions,
  coordinators,
  type Outgoing,
  type Row,
  type WorkflowRunsOptions,
  workflowRuns,
} from './collection/collection.ts';
export type { Howdah, HowdahOptions, OozieConnection } from './engine/options.ts';
export type { CoordinatorJob, CoordinatorSpec } from './kinds/coordinator/spec.ts';
export type { KindName } from './kinds/kind-names.ts';
export type { WorkflowRun, WorkflowRunSpec } from './kinds/workflow-run/spec.ts';
export type { Live } from './view/live.ts';
export type * from './view/view-types.ts';
