import type { BundleDefinition } from '../../definition/definition.ts';
import { evaluateText } from '../../el/evaluate.ts';
import { bundleScope } from '../../el/workflow-scope.ts';
import { parseOozieDate, processingInUtc } from '../../time/oozie-date.ts';
import { textOf } from '../../tree/navigate.ts';
import { propertiesAtSubmit } from '../formal-parameters.ts';
import { refusalAt } from '../refusal.ts';
import type { Rule } from '../rule.ts';

/** A kick-off time that is no time. */
export const kickOffTime: Rule<BundleDefinition> = (checking) => {
  const { tree, model } = checking.definition;
  const value = model.controls?.kickOffTime;
  if (value === undefined) return [];
  const properties = propertiesAtSubmit(checking);
  // Oozie takes the text as it is, with the blanks around it.
  const outcome = evaluateText(
    textOf(value.element),
    bundleScope({
      properties: properties ?? {},
      moreProperties: properties === undefined,
    }),
  );
  if (outcome.kind !== 'value' || outcome.text === '') return [];
  if (parseOozieDate(outcome.text, processingInUtc) !== undefined) return [];
  return [
    refusalAt(tree, value, {
      code: 'bundle-kick-off-time',
      oozieCode: 'E1310',
      message: `"${outcome.text}" is no time such as 2026-03-29T02:30Z.`,
    }),
  ];
};
