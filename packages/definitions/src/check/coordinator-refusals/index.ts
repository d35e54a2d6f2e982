import type { CoordinatorDefinition } from '../../definition/definition.ts';
import type { Rule } from '../rule.ts';

/** What Oozie refuses in a coordinator that its schema takes. */
export const coordinatorRefusals: readonly Rule<CoordinatorDefinition>[] = [];
