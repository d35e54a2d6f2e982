import type { WorkflowDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { checkPlace, type ElPlace } from '../../el/places.ts';
import { childElements } from '../../tree/navigate.ts';
import { elementValue, type Value } from '../../tree/value.ts';
import { rangeWithin } from '../advice/advise.ts';
import { namesAtSubmit } from '../formal-parameters.ts';
import { refusalAt, refusalIn } from '../refusal.ts';
import type { Rule } from '../rule.ts';

/** Expressions that Oozie evaluates when a workflow is submitted: its name, how actions are retried, and SLAs. */
export const expressionsAtSubmit: Rule<WorkflowDefinition> = (checking) => {
  const { tree, model } = checking.definition;
  const names = namesAtSubmit(checking);
  const found: Diagnostic[] = [];
  const check = (value: Value | undefined, place: ElPlace, oozieCode: string) => {
    if (value === undefined || !value.text.includes('{')) return;
    for (const problem of checkPlace(value.text, place, names && { names })) {
      if (problem.severity !== 'error') continue;
      const { code, message } = problem;
      found.push(refusalIn(rangeWithin(tree, value, problem), { code, oozieCode, message }));
    }
  };
  check(model.name, 'workflow name', 'E0803');
  if (model.name?.text === '') {
    const message = 'The workflow has an empty name. Write one.';
    found.push(refusalAt(tree, model.name, { code: 'workflow-without-name', oozieCode: 'E0803', message }));
  }
  const slas = [model.sla];
  for (const node of model.nodes) {
    if (node.kind !== 'action') continue;
    for (const value of [node.retryMax, node.retryInterval, node.retryPolicy]) {
      check(value, 'workflow name', 'E0703');
    }
    slas.push(node.sla);
  }
  for (const sla of slas) {
    if (sla === undefined) continue;
    for (const child of childElements(sla.element)) check(elementValue(child), 'workflow sla', 'E0803');
  }
  return found;
};
