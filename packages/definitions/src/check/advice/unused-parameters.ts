import type { Definition } from '../../definition/definition.ts';
import { removeNode } from '../../tree/edit-children.ts';
import { childElements } from '../../tree/navigate.ts';
import { parametersOf } from '../parameters-of.ts';
import type { Rule } from '../rule.ts';
import { advise, fixBy } from './advise.ts';

/** Formal parameters that nothing in the definition uses. */
export const unusedParameters: Rule = ({ definition }) => {
  const section = definition.model?.parameters;
  if (section === undefined || passesOnEverything(definition)) return [];
  const { parameters, moreByName } = parametersOf(definition);
  if (moreByName) return [];
  const { tree } = definition;
  const alone = childElements(section.element).length === 1;
  return parameters.flatMap(({ name, declaration, uses, required }) => {
    if (declaration?.name === undefined || uses.length > 0 || name.includes('.')) return [];
    return [
      advise(tree, declaration.name, {
        code: 'unused-parameter',
        severity: required ? 'warning' : 'info',
        message: required
          ? `Every job has to give ${name}, and nothing here uses it. Use it, or take it out.`
          : `Nothing here uses the parameter ${name}. Take it out, unless a script or a called workflow reads it.`,
        fix: fixBy(`Take out ${name}`, () => removeNode(tree, alone ? section.element : declaration.element)),
      }),
    ];
  });
};

/** Whether the properties go on to where we don't see how they are used. */
function passesOnEverything(definition: Definition): boolean {
  if (definition.kind === 'coordinator' || definition.kind === 'bundle') return true;
  if (definition.kind !== 'workflow') return false;
  return definition.model.nodes.some((node) => {
    if (node.kind !== 'action' || node.action === undefined) return false;
    return (
      node.action.type === 'extension' ||
      (node.action.type === 'sub-workflow' && node.action.propagateConfiguration)
    );
  });
}
