import type { BundleDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { checkPlace } from '../../el/places.ts';
import { allElements } from '../../tree/navigate.ts';
import { attributeValue, elementValue, type Value } from '../../tree/value.ts';
import { rangeWithin } from '../advice/advise.ts';
import { namesAtSubmit } from '../formal-parameters.ts';
import { refusalIn } from '../refusal.ts';
import type { Rule } from '../rule.ts';

/** Expressions: Oozie evaluates the whole document, wherever they stand. */
export const expressions: Rule<BundleDefinition> = (checking) => {
  const { tree } = checking.definition;
  const names = namesAtSubmit(checking);
  const found: Diagnostic[] = [];
  const check = (value: Value | undefined) => {
    if (!value?.text.includes('{')) return;
    for (const problem of checkPlace(value.text, 'bundle', names && { names })) {
      if (problem.severity !== 'error') continue;
      const { code, message } = problem;
      found.push(refusalIn(rangeWithin(tree, value, problem), { code, oozieCode: 'E1310', message }));
    }
  };
  for (const element of allElements(tree)) {
    for (const { name } of element.attributes) check(attributeValue(element, name));
    if (element.children.every(({ kind }) => kind !== 'element')) check(elementValue(element));
  }
  return found;
};
