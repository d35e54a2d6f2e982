import type { CoordinatorDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { checkExpression } from '../../el/check.ts';
import { parseElText } from '../../el/parse.ts';
import { childElements } from '../../tree/navigate.ts';
import { elementValue } from '../../tree/value.ts';
import { rangeWithin } from '../advice/advise.ts';
import { namesAtSubmit } from '../formal-parameters.ts';
import { refusalIn } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import { oldAlerts } from '../workflow-refusals/slas.ts';

/**
 * Expressions of a coordinator's SLA, and values of an old one.
 * @see org.apache.oozie.command.coord.CoordSubmitXCommand#resolveSLA
 */
export const slas: Rule<CoordinatorDefinition> = (checking) => {
  const { tree, model } = checking.definition;
  const sla = model.action?.sla;
  if (sla === undefined) return [];
  const names = namesAtSubmit(checking);
  const found: Diagnostic[] = [...oldAlerts(tree, sla)];
  for (const field of childElements(sla.element)) {
    const value = elementValue(field);
    if (!value.text.includes('{')) continue;
    for (const problem of checkExpression(parseElText(value.text), 'coord-sla-submit', names && { names })) {
      if (problem.severity !== 'error') continue;
      const { code, message } = problem;
      found.push(refusalIn(rangeWithin(tree, value, problem), { code, oozieCode: 'E0803', message }));
    }
  }
  return found;
};
