import type { InputCondition } from '../../coordinator/input-logic.ts';
import type { CoordinatorDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { checkPlace, type ElPlace } from '../../el/places.ts';
import type { Value } from '../../tree/value.ts';
import { rangeWithin } from '../advice/advise.ts';
import { namesAtSubmit } from '../formal-parameters.ts';
import { refusalIn } from '../refusal.ts';
import type { Rule } from '../rule.ts';

/** Expressions in what the calendar doesn't look at: included documents and the attributes of input logic. */
export const expressions: Rule<CoordinatorDefinition> = (checking) => {
  const { tree, model } = checking.definition;
  const names = namesAtSubmit(checking);
  const found: Diagnostic[] = [];
  const check = (value: Value | undefined, place: ElPlace, severity: 'error' | 'warning' = 'error') => {
    if (value === undefined) return;
    for (const problem of checkPlace(value.text, place, names && { names })) {
      if (problem.severity !== 'error') continue;
      const { code, message } = problem;
      const range = rangeWithin(tree, value, problem);
      found.push(
        severity === 'error'
          ? refusalIn(range, { code, oozieCode: 'E1004', message })
          : { code, severity, message, range },
      );
    }
  };
  const checkConditions = (conditions: readonly InputCondition[]) => {
    for (const { name, dataset, min, wait, conditions: inner } of conditions) {
      check(name, 'event dataset');
      check(dataset, 'event dataset');
      // Oozie looks at these when it makes an action.
      check(min, 'event dataset', 'warning');
      check(wait, 'event dataset', 'warning');
      checkConditions(inner);
    }
  };
  for (const include of model.datasets?.includes ?? []) check(include, 'dataset attribute');
  checkConditions(model.inputLogic?.conditions ?? []);
  return found;
};
