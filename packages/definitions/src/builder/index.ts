export type { ActionOptions, BuiltProperties, FsStep, LaunchedOptions } from './action-options.ts';
export { type Barrier, BuildError, type BuildProblem } from './build-error.ts';
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
