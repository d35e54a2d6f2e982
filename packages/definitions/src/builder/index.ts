export type {
  ActionOptions,
  BuiltProperties,
  FsStep,
  LaunchedOptions,
  LauncherOptions,
} from './action-options.ts';
export { type Barrier, BuildError, type BuildProblem } from './build-error.ts';
export { type BundleBuilder, type BundleOptions, bundle } from './bundle-builder.ts';
export {
  type CoordinatorBuilder,
  type CoordinatorOptions,
  coordinator,
  type DatasetOptions,
  type InputInstances,
  type InputRule,
} from './coordinator-builder.ts';
export { newSla, type SlaOptions } from './new-sla.ts';
export type { OozieTime } from './oozie-time.ts';
export type {
  ActionStepOptions,
  Branch,
  DecisionCase,
  Outcome,
  StepMethods,
  StepOptions,
  Steps,
} from './steps.ts';
export { type WorkflowBuilder, type WorkflowOptions, workflow } from './workflow-builder.ts';
