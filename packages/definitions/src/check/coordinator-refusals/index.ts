import type { CoordinatorDefinition } from '../../definition/definition.ts';
import { formalParameters } from '../formal-parameters.ts';
import type { Rule } from '../rule.ts';
import { calendar } from './calendar.ts';
import { expressions } from './expressions.ts';
import { inputLogic } from './input-logic.ts';
import { maximumFrequency } from './maximum-frequency.ts';
import { singleInstances } from './single-instances.ts';
import { slas } from './slas.ts';

/** What Oozie refuses in a coordinator that its schema takes. */
export const coordinatorRefusals: readonly Rule<CoordinatorDefinition>[] = [
  formalParameters,
  calendar,
  maximumFrequency,
  singleInstances,
  expressions,
  inputLogic,
  slas,
];
