import type { BundleDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { evaluateText } from '../../el/evaluate.ts';
import { bundleScope } from '../../el/workflow-scope.ts';
import { propertiesAtSubmit } from '../formal-parameters.ts';
import { refusalAt } from '../refusal.ts';
import type { Rule } from '../rule.ts';

/** Two coordinators of one name. */
export const coordinatorNames: Rule<BundleDefinition> = (checking) => {
  const { tree, model } = checking.definition;
  const properties = propertiesAtSubmit(checking);
  const scope = bundleScope({
    properties: properties ?? {},
    moreProperties: properties === undefined,
  });
  const seen = new Set<string>();
  const found: Diagnostic[] = [];
  for (const { name } of model.coordinators) {
    if (name === undefined) continue;
    const outcome = evaluateText(name.text, scope);
    const text = outcome.kind === 'value' ? outcome.text : name.text;
    if (seen.has(text)) {
      const message = `There is already a coordinator named ${text} in this bundle. Give this one another name.`;
      found.push(refusalAt(tree, name, { code: 'duplicate-coordinator-name', oozieCode: 'E1310', message }));
    }
    seen.add(text);
  }
  return found;
};
