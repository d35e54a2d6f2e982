import type { Definition } from '../definition/definition.ts';
import { parseDefinition } from '../definition/parse-definition.ts';
import { partsOf } from '../diff/parts.ts';
import { insertInOrder } from '../schema/insert-in-order.ts';
import { childElements } from '../tree/navigate.ts';
import { copyOf, type XmlCopy } from '../tree/new-node.ts';
import { parseXml } from '../tree/parse-xml.ts';
import { changeText, type TextChange } from '../tree/text-change.ts';
import type { XmlElement, XmlTree } from '../tree/xml-tree.ts';

/** What comes into an element, at the place that the schema has for it. */
export interface Addition {
  /** Of the element that it comes into. */
  readonly path: readonly string[];
  /** Elements of one name, or the XML of somebody who settled a conflict. */
  readonly content: readonly XmlCopy[] | string;
}

/** Makes additions: all at once, or one after the other where they would come into the same empty element. */
export function withAdditions(definition: Definition, additions: readonly Addition[]): Definition {
  if (additions.length === 0) return definition;
  const [text, { limits }] = [definition.tree.text, definition.tree];
  const parents = additions.map(({ path }) => elementAt(definition.tree, path));
  const empty = parents.filter((one) => one !== undefined && childElements(one).length === 0);
  if (new Set(empty).size === empty.length) {
    const changes = additions.flatMap((one, index) => added(definition.tree, parents[index], one));
    return parseDefinition(changeText(text, changes), limits);
  }
  let current = definition;
  for (const one of additions) {
    const changes = added(current.tree, elementAt(current.tree, one.path), one);
    current = parseDefinition(changeText(current.tree.text, changes), limits);
  }
  return current;
}

/** The element at a path of keys of parts, from the root on. */
export function elementAt({ root }: XmlTree, path: readonly string[]): XmlElement | undefined {
  let element = root;
  for (const key of path) element = element && partsOf(element).get(key)?.[0];
  return element;
}

function added(tree: XmlTree, parent: XmlElement | undefined, { content }: Addition): TextChange[] {
  if (parent === undefined) return [];
  if (typeof content !== 'string') return insertInOrder(tree, parent, ...content);
  const declared = namespacesAt(parent)
    .map(
      ([name, value]) =>
        ` ${name}="${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')}"`,
    )
    .join('');
  const { tree: own, diagnostics } = parseXml(`<${parent.name}${declared}>${content}</${parent.name}>`);
  const elements = own.root === undefined || diagnostics.length > 0 ? [] : childElements(own.root);
  if (elements.length > 0) return insertInOrder(tree, parent, ...elements.map((one) => copyOf(own, one)));
  return [{ start: parent.endTagStart, end: parent.endTagStart, text: content }];
}

function namespacesAt(element: XmlElement): [name: string, value: string][] {
  const found = new Map<string, string>();
  for (let one: XmlElement | undefined = element; one !== undefined; one = one.parent) {
    for (const { name, value } of one.attributes) {
      if (/^xmlns(:|$)/.test(name) && !found.has(name)) found.set(name, value);
    }
  }
  return [...found];
}
