import type { UnknownDefinition } from '../../definition/definition.ts';
import { appendChild, removeNode } from '../../tree/edit-children.ts';
import { setValue } from '../../tree/edit-content.ts';
import { childNamed, childrenNamed } from '../../tree/navigate.ts';
import { newDocument } from '../../tree/new-document.ts';
import { newElement } from '../../tree/new-node.ts';
import type { TextChange } from '../../tree/text-change.ts';
import { elementValue, trimmed } from '../../tree/value.ts';
import type { XmlElement, XmlTree } from '../../tree/xml-tree.ts';

/** Properties by name, or one by one where their order matters. */
export type PropertyValues =
  | Readonly<Record<string, string>>
  | Iterable<readonly [name: string, value: string]>;

/**
 * The properties of a configuration such as a `config-default.xml`, or of a `<configuration>` within a definition, as
 * Oozie reads them: of a name that is given twice the last counts, and what has no value is left out.
 * @see org.apache.oozie.util.XConfiguration
 */
export function propertiesOf(configuration: XmlElement): Record<string, string> {
  const found = new Map<string, string>();
  for (const property of propertiesWithin(configuration)) {
    const name = trimmed(firstText(childrenNamed(property, 'name').at(-1)) ?? '');
    const value = firstText(childrenNamed(property, 'value').at(-1));
    if (name !== '' && value !== undefined) found.set(name, value);
  }
  return Object.fromEntries(found);
}

/** Configurations may be in each other. */
function propertiesWithin(configuration: XmlElement): XmlElement[] {
  return configuration.children.flatMap((child) => {
    if (child.kind !== 'element') return [];
    if (child.local === 'property') return [child];
    return child.local === 'configuration' ? propertiesWithin(child) : [];
  });
}

/** What Oozie takes of an element: text up to the first CDATA section, or the section that comes first. */
function firstText(element: XmlElement | undefined): string | undefined {
  let text = '';
  for (const child of element?.children ?? []) {
    if (child.kind === 'comment' || (child.kind === 'cdata' && child.value === '')) continue;
    if (child.kind === 'cdata' && text === '') return child.value;
    if (child.kind !== 'text') break;
    text += child.value;
  }
  return text === '' ? undefined : text;
}

/**
 * Sets a property of a configuration that is a document of its own, or takes it away when `value` is `undefined`. For
 * a configuration within a definition there is `setProperty`.
 */
export function setConfigurationProperty(
  tree: XmlTree,
  configuration: XmlElement,
  name: string,
  value: string | undefined,
): TextChange[] {
  const known = propertiesWithin(configuration).filter((property) => {
    const element = childNamed(property, 'name');
    return element !== undefined && elementValue(element).text === name;
  });
  if (value === undefined) return known.flatMap((property) => removeNode(tree, property));
  const last = known.at(-1);
  if (last === undefined) return appendChild(tree, configuration, newProperty(name, value));
  const element = childNamed(last, 'value');
  if (element === undefined) return appendChild(tree, last, newElement('value', {}, value));
  return setValue(tree, elementValue(element), value);
}

/**
 * Properties as a configuration: what Oozie takes when a job is submitted, and what a `config-default.xml` holds.
 * @throws XmlEditError for characters that XML can't contain
 */
export function configurationFrom(properties: PropertyValues): UnknownDefinition {
  const pairs = Symbol.iterator in properties ? [...properties] : Object.entries(properties);
  const children = pairs.map(([name, value]) => newProperty(name, value));
  return { kind: 'unknown', model: undefined, ...newDocument('configuration', {}, children) };
}

/** A `<property>` of a configuration. */
export function newProperty(name: string, value: string) {
  return newElement('property', {}, [newElement('name', {}, name), newElement('value', {}, value)]);
}
