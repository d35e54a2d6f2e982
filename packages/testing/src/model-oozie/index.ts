export { answer } from './answer.ts';
export type { Command } from './command.ts';
export type { OozieRequest, OozieResponse } from './envelope.ts';
export type { Jobs } from './job-counts.ts';
export type { JobTable } from './job-table.ts';
export type { Listening } from './listen.ts';
export {
  type Clock,
  createModelOozie,
  type Ending,
  type ModelOozie,
  type ModelOozieOptions,
} from './model-oozie.ts';
export {
  type ActionOutcome,
  type BundleAction,
  type BundleJob,
  type CoordinatorAction,
  type CoordinatorJob,
  newOozie,
  type OozieState,
  oozieDefaults,
  type RunScript,
  type ServiceName,
  type Settings,
  type SystemMode,
  type WorkflowAction,
  type WorkflowJob,
} from './oozie-state.ts';
export { advance, nextEvent } from './services.ts';
