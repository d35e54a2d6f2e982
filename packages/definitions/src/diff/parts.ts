import { elementTypeOf } from '../schema/schemas.ts';
import { childElements, childNamed, textOf } from '../tree/navigate.ts';
import { elementValue, trimmed } from '../tree/value.ts';
import type { XmlAttribute, XmlElement } from '../tree/xml-tree.ts';

/** Elements in which the order of all operations, cases or conditions counts, whatever their names. */
const ordered = new Set(['prepare', 'fs', 'switch', 'input-logic', 'and', 'or', 'combine']);
const settings = new Set(['name-node', 'job-xml', 'configuration', 'default']);
const namedParts = new Set(['dataset', 'async-dataset', 'data-in', 'data-out', 'coordinator', 'credential']);
const holders = new Set(['configuration', 'parameters', 'credential']);
const nodes = new Set(['action', 'fork', 'join', 'decision', 'kill', 'end']);

/** The parts of an element by what they are known by, in the order in which they first come. */
export function partsOf(element: XmlElement): Map<string, XmlElement[]> {
  const parts = new Map<string, XmlElement[]>();
  for (const child of childElements(element)) {
    const key = keyOf(element, child);
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [child]);
    else part.push(child);
  }
  return parts;
}

/** Nodes of all kinds share their names, as in Oozie. */
function keyOf(parent: XmlElement, child: XmlElement): string {
  if (parent.local === 'workflow-app' && nodes.has(child.local)) return `node "${nameOf(child)}"`;
  if (child.local === 'property' && holders.has(parent.local)) {
    const name = childNamed(child, 'name');
    return `property "${name === undefined ? '' : elementValue(name).text}"`;
  }
  if (ordered.has(parent.local) && !settings.has(child.local)) return `order of ${parent.local}`;
  if (namedParts.has(child.local)) return `${child.local} "${nameOf(child)}"`;
  // Nobody knows what an action of others makes of its elements.
  if (parent.parent !== undefined && elementTypeOf(parent) === undefined) return `order of ${parent.local}`;
  return child.local;
}

function nameOf(element: XmlElement): string {
  return element.attributes.find(({ name }) => name === 'name')?.value ?? '';
}

/** Attributes that say something: declarations of prefixes only say how names are written. */
export function attributesOf(element: XmlElement): XmlAttribute[] {
  return element.attributes.filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns');
}

const known = new WeakMap<XmlElement, string>();

/**
 * What an element says, however it is written: two elements that Oozie reads alike have the same. Prefixes, comments,
 * white space, and the order of attributes and of parts with names don't count.
 */
export function meaningOf(element: XmlElement): string {
  const before = known.get(element);
  if (before !== undefined) return before;
  // No character of XML is below the tab, so that these separate without escaping, however deep.
  const attributes = attributesOf(element)
    .map(({ namespace, local, value }) => `${namespace}\u0001${local}\u0001${value}`)
    .sort();
  const parts = [...partsOf(element)].map(
    ([key, part]) => `${key}\u0004${part.map(meaningOf).join('\u0005')}`,
  );
  const content = [...attributes, trimmed(textOf(element)), ...parts.sort()].join('\u0002');
  const meaning = `\u0006${element.namespace}\u0001${element.local}\u0002${content}\u0003`;
  known.set(element, meaning);
  return meaning;
}
