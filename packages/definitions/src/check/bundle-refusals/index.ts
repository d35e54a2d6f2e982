import type { BundleDefinition } from '../../definition/definition.ts';
import { formalParameters } from '../formal-parameters.ts';
import type { Rule } from '../rule.ts';
import { coordinatorNames } from './coordinator-names.ts';
import { expressions } from './expressions.ts';
import { kickOffTime } from './kick-off-time.ts';

/** What Oozie refuses in a bundle that its schema takes. */
export const bundleRefusals: readonly Rule<BundleDefinition>[] = [
  formalParameters,
  expressions,
  coordinatorNames,
  kickOffTime,
];
