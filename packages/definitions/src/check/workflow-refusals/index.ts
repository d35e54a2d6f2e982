import type { WorkflowDefinition } from '../../definition/definition.ts';
import type { Rule } from '../rule.ts';

/** What Oozie refuses in a workflow that its schema takes. */
export const workflowRefusals: readonly Rule<WorkflowDefinition>[] = [];
