import type { WorkflowDefinition } from '../../definition/definition.ts';
import { formalParameters } from '../formal-parameters.ts';
import type { Rule } from '../rule.ts';
import { actions } from './actions.ts';
import { definitionLength } from './definition-length.ts';
import { dryRunExpressions } from './dry-run-expressions.ts';
import { emptyJobXml } from './empty-job-xml.ts';
import { expressionsAtSubmit } from './expressions-at-submit.ts';
import { forksAndJoins } from './forks-and-joins.ts';
import { nodeNames } from './node-names.ts';
import { slas } from './slas.ts';
import { transitions } from './transitions.ts';

/** What Oozie refuses in a workflow that its schema takes. */
export const workflowRefusals: readonly Rule<WorkflowDefinition>[] = [
  definitionLength,
  formalParameters,
  nodeNames,
  actions,
  transitions,
  forksAndJoins,
  expressionsAtSubmit,
  slas,
];

/** What only a dry run refuses: warnings. */
export const dryRunRefusals: readonly Rule<WorkflowDefinition>[] = [dryRunExpressions, emptyJobXml];
