import { insertAfter } from '../../tree/edit-children.ts';
import { newElement } from '../../tree/new-node.ts';
import { parametersOf } from '../parameters-of.ts';
import type { Rule } from '../rule.ts';
import { adviseAt, fixBy } from './advise.ts';

/** Names that a definition uses beside those that it lists in its `<parameters>`. */
export const undeclaredParameters: Rule = ({ definition }) => {
  const last = definition.model?.parameters?.properties.at(-1);
  if (last === undefined) return [];
  return parametersOf(definition).parameters.flatMap(({ name, declaration, uses }) => {
    const use = uses.find(({ optional, inDefault }) => !optional && !inDefault);
    if (declaration !== undefined || use === undefined) return [];
    return [
      adviseAt(use.range, {
        code: 'undeclared-parameter',
        severity: 'info',
        message: `${name} is used, and is not among the <parameters>. Add it, so that a job without it is refused at once.`,
        fix: fixBy(`Add ${name} to the parameters`, () =>
          insertAfter(
            definition.tree,
            last.element,
            newElement('property', {}, [newElement('name', {}, name)]),
          ),
        ),
      }),
    ];
  });
};
