import type {
  BundleDefinition,
  CoordinatorDefinition,
  WorkflowDefinition,
} from '../../definition/definition.ts';
import type { Rule } from '../rule.ts';

/** What an experienced operator would say about a workflow that Oozie takes. */
export const workflowAdvice: readonly Rule<WorkflowDefinition>[] = [];

/** What an experienced operator would say about a coordinator that Oozie takes. */
export const coordinatorAdvice: readonly Rule<CoordinatorDefinition>[] = [];

/** What an experienced operator would say about a bundle that Oozie takes. */
export const bundleAdvice: readonly Rule<BundleDefinition>[] = [];
