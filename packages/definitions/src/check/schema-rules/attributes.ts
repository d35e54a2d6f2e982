import type { Diagnostic } from '../../diagnostic.ts';
import { nearest } from '../../el/nearest.ts';
import type { AttributeType } from '../../schema/content-model.ts';
import { attributeNamed, nameRange, rangeBetween } from '../../tree/navigate.ts';
import type { XmlAttribute, XmlElement, XmlTree } from '../../tree/xml-tree.ts';
import { listed, refuse, shown } from './refuse.ts';
import { wrongText } from './text-types.ts';

const schemaInstance = 'http://www.w3.org/2001/XMLSchema-instance';
/** Of that namespace, what may stand in any element. */
const everywhere = new Set(['schemaLocation', 'noNamespaceSchemaLocation']);

/** Attributes that an element can't have, lacks, or has with a wrong value. */
export function checkAttributes(
  tree: XmlTree,
  element: XmlElement,
  types: readonly AttributeType[],
): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const attribute of element.attributes) {
    if (attribute.name === 'xmlns' || attribute.prefix === 'xmlns') continue;
    const type = attribute.prefix === '' ? types.find(({ name }) => name === attribute.local) : undefined;
    if (type === undefined) {
      if (attribute.namespace === schemaInstance && everywhere.has(attribute.local)) continue;
      if (attribute.prefix !== '' && attribute.namespace === undefined) continue;
      found.push(unknownAttribute(tree, element, attribute, types));
      continue;
    }
    const wrong = wrongText(attribute.value, type.text);
    if (wrong === undefined) continue;
    found.push(
      refuse(rangeBetween(tree, attribute.valueStart, attribute.valueEnd), {
        code: 'schema-bad-value',
        message: `"${shown(attribute.value)}" can’t be the ${attribute.name} of <${element.name}>. ${wrong}`,
      }),
    );
  }
  for (const { name, required } of types) {
    if (!required || attributeNamed(element, name) !== undefined) continue;
    found.push(
      refuse(nameRange(tree, element), {
        code: 'schema-missing-attribute',
        message: `<${shown(element.name)}> needs the attribute ${name}. Write ${name}="…".`,
      }),
    );
  }
  return found;
}

function unknownAttribute(
  tree: XmlTree,
  element: XmlElement,
  attribute: XmlAttribute,
  types: readonly AttributeType[],
): Diagnostic {
  const free = types.flatMap(({ name }) => (attributeNamed(element, name) === undefined ? [name] : []));
  const meant = nearest(attribute.local, free);
  const allowed =
    types.length === 0
      ? 'It takes none.'
      : `It takes ${listed(
          types.map(({ name }) => name),
          'and',
        )}.`;
  return refuse(rangeBetween(tree, attribute.start, attribute.start + attribute.name.length), {
    code: 'schema-unknown-attribute',
    message: `<${shown(element.name)}> can’t have an attribute ${shown(attribute.name)}. ${meant === undefined ? allowed : `Did you mean ${meant}?`}`,
    fix:
      meant === undefined
        ? undefined
        : {
            title: `Rename to ${meant}`,
            changes: [{ start: attribute.start, end: attribute.start + attribute.name.length, text: meant }],
          },
  });
}
