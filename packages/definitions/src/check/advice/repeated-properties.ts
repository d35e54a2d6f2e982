import type { Property } from '../../configuration/configuration.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { removeNode } from '../../tree/edit-children.ts';
import { allElementsNamed, childrenNamed } from '../../tree/navigate.ts';
import { childValue } from '../../tree/value.ts';
import type { XmlTree } from '../../tree/xml-tree.ts';
import type { Rule } from '../rule.ts';
import { advise, fixBy } from './advise.ts';

/** Properties that come twice in one configuration, of which the last counts, or among parameters, of which the first does. */
export const repeatedProperties: Rule = ({ definition: { tree } }) => {
  const found: Diagnostic[] = [];
  const sections = ['configuration', 'parameters'].flatMap((name) => allElementsNamed(tree, name));
  for (const section of sections) {
    const byName = new Map<string, Named[]>();
    for (const element of childrenNamed(section, 'property')) {
      const name = childValue(element, 'name');
      if (name === undefined || name.text === '') continue;
      const named = { element, name, value: childValue(element, 'value') };
      const same = byName.get(name.text);
      if (same === undefined) byName.set(name.text, [named]);
      else same.push(named);
    }
    for (const [name, same] of byName) {
      if (same.length === 1) continue;
      const which = section.local === 'parameters' ? 'first' : 'last';
      const counts = which === 'first' ? same[0] : same.at(-1);
      for (const one of same) if (one !== counts) found.push(repeated(tree, name, one, counts, which));
    }
  }
  return found;
};

interface Named extends Pick<Property, 'element' | 'value'> {
  readonly name: NonNullable<Property['name']>;
}

function repeated(
  tree: XmlTree,
  name: string,
  one: Named,
  counts: Named | undefined,
  which: 'first' | 'last',
): Diagnostic {
  const differs = one.value?.text !== counts?.value?.text;
  return advise(tree, one.name, {
    code: 'repeated-property',
    severity: differs ? 'warning' : 'info',
    message: differs
      ? `${name} is here several times with different values. Oozie takes the ${which}; take the others out.`
      : `${name} is here several times. Take the others out.`,
    fix: fixBy(`Take out this ${name}`, () => removeNode(tree, one.element)),
  });
}
