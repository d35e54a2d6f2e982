import type { Range } from '../diagnostic.ts';
import { createPlaces, type Places } from './places.ts';
import type { XmlAttribute, XmlElement, XmlNode, XmlTree } from './xml-tree.ts';

/** The elements among an element's children. */
export function childElements(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => child.kind === 'element');
}

/** The child elements with a local name, whatever their prefix. */
export function childrenNamed(element: XmlElement, local: string): XmlElement[] {
  const named: XmlElement[] = [];
  for (const child of element.children) {
    if (child.kind === 'element' && child.local === local) named.push(child);
  }
  return named;
}

/** The first child element with a local name, whatever its prefix. */
export function childNamed(element: XmlElement, local: string): XmlElement | undefined {
  for (const child of element.children) {
    if (child.kind === 'element' && child.local === local) return child;
  }
  return undefined;
}

/** The attribute without a prefix of that name. */
export function attributeNamed(element: XmlElement, name: string): XmlAttribute | undefined {
  return element.attributes.find((attribute) => attribute.name === name);
}

/** The text and CDATA directly within an element, joined; comments and elements between are passed over. */
export function textOf(element: XmlElement): string {
  let text = '';
  for (const child of element.children) {
    if (child.kind === 'text' || child.kind === 'cdata') text += child.value;
  }
  return text;
}

/** An element and all nodes within it (or all nodes of a document), in the order of the text. */
export function* nodesWithin(within: XmlElement | XmlTree): Generator<XmlNode> {
  const waiting: XmlNode[] = 'kind' in within ? [within] : within.children.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    if (node.kind === 'element') {
      for (let index = node.children.length - 1; index >= 0; index -= 1) {
        const child = node.children[index];
        if (child !== undefined) waiting.push(child);
      }
    }
  }
}

/** An element and all elements within it, in the order of the text. */
export function* elementsWithin(within: XmlElement | XmlTree): Generator<XmlElement> {
  const waiting: XmlElement[] = [];
  if ('kind' in within) waiting.push(within);
  else pushElements(waiting, within.children);
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    yield element;
    pushElements(waiting, element.children);
  }
}

interface Elements {
  readonly all: readonly XmlElement[];
  readonly byName: ReadonlyMap<string, readonly XmlElement[]>;
}

const elementsOf = new WeakMap<XmlTree, Elements>();

function elements(tree: XmlTree): Elements {
  let known = elementsOf.get(tree);
  if (known === undefined) {
    const all = tree.root === undefined ? [] : [...elementsWithin(tree.root)];
    known = { all, byName: byLocalName(all) };
    elementsOf.set(tree, known);
  }
  return known;
}

function byLocalName(all: readonly XmlElement[]): Map<string, XmlElement[]> {
  const byName = new Map<string, XmlElement[]>();
  for (const element of all) {
    const same = byName.get(element.local);
    if (same === undefined) byName.set(element.local, [element]);
    else same.push(element);
  }
  return byName;
}

/** The root and all elements within it, in the order of the text. Found once, so that who asks again walks no tree. */
export function allElements(tree: XmlTree): readonly XmlElement[] {
  return elements(tree).all;
}

/** All elements of a local name, whatever their prefix, in the order of the text. Found once. */
export function allElementsNamed(tree: XmlTree, local: string): readonly XmlElement[] {
  return elements(tree).byName.get(local) ?? [];
}

function pushElements(waiting: XmlElement[], nodes: readonly XmlNode[]): void {
  for (let index = nodes.length - 1; index >= 0; index -= 1) {
    const node = nodes[index];
    if (node?.kind === 'element') waiting.push(node);
  }
}

/** The innermost node at an offset; of two that meet there, the one that begins. */
export function nodeAt(tree: XmlTree, offset: number): XmlNode | undefined {
  let found: XmlNode | undefined;
  let among: readonly XmlNode[] = tree.children;
  for (;;) {
    const node = nodeIn(among, offset);
    if (node === undefined) return found;
    found = node;
    if (node.kind !== 'element') return found;
    among = node.children;
  }
}

function nodeIn(nodes: readonly XmlNode[], offset: number): XmlNode | undefined {
  let low = 0;
  let high = nodes.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const node = nodes[middle];
    if (node === undefined || node.start > offset) high = middle - 1;
    else if (node.end <= offset) low = middle + 1;
    else return node;
  }
  return undefined;
}

const placesOf = new WeakMap<XmlTree, Places>();

function places(tree: XmlTree): Places {
  let known = placesOf.get(tree);
  if (known === undefined) {
    known = createPlaces(tree.text);
    placesOf.set(tree, known);
  }
  return known;
}

/** Lines and columns of the part of a document between two offsets: of a node, of an attribute's value … */
export function rangeBetween(tree: XmlTree, start: number, end: number): Range {
  return places(tree).range(start, end);
}

/** Where a node is. For an element with many lines, its {@link nameRange} is a better place to point at. */
export function rangeOf(tree: XmlTree, part: { readonly start: number; readonly end: number }): Range {
  return rangeBetween(tree, part.start, part.end);
}

/** Where the name in an element's start tag is. */
export function nameRange(tree: XmlTree, element: XmlElement): Range {
  return rangeBetween(tree, element.start + 1, element.start + 1 + element.name.length);
}

/** The document as text: byte for byte what was read. */
export function printXml(tree: XmlTree): string {
  return tree.text;
}

/** A part of the document as written. */
export function sourceOf(tree: XmlTree, part: { readonly start: number; readonly end: number }): string {
  return tree.text.slice(part.start, part.end);
}
