import { elementsWithin } from './navigate.ts';
import type { XmlElement, XmlNode, XmlTree } from './xml-tree.ts';

/** The white space before a node that is the first thing on its line; `undefined` when something else is. */
export function indentationOf(tree: XmlTree, node: XmlNode): string | undefined {
  const { text } = tree;
  let at = node.start;
  while (at > tree.start && isSpace(text.charAt(at - 1))) at -= 1;
  if (at > tree.start && !isLineEnd(text.charAt(at - 1))) return undefined;
  return text.slice(at, node.start);
}

/** The line end before a place, or the first one of the document, or `\n`. */
export function lineEndAt(tree: XmlTree, offset: number): string {
  const { text } = tree;
  let at = offset;
  while (at > tree.start && isSpace(text.charAt(at - 1))) at -= 1;
  if (text.charAt(at - 1) === '\n') return text.charAt(at - 2) === '\r' ? '\r\n' : '\n';
  if (text.charAt(at - 1) === '\r') return '\r';
  return /\r\n?|\n/.exec(text)?.[0] ?? '\n';
}

/** Behind the line end at an offset, or the offset itself when there is none. */
export function behindLineEnd(text: string, at: number): number {
  if (text.startsWith('\r\n', at)) return at + 2;
  return isLineEnd(text.charAt(at)) ? at + 1 : at;
}

/** Behind the spaces at an offset. */
export function behindSpaces(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charAt(at))) at += 1;
  return at;
}

/** How much deeper an element's children are indented: as its children are, or others in the document. */
export function indentationStep(tree: XmlTree, element: XmlElement): string {
  const own = stepOf(tree, element);
  if (own !== undefined) return own;
  let step = stepsOfTrees.get(tree);
  if (step === undefined) {
    step = firstStep(tree);
    stepsOfTrees.set(tree, step);
  }
  return step;
}

/** Many edits of a document ask, and one without indentation would be searched to its end each time. */
const stepsOfTrees = new WeakMap<XmlTree, string>();

function firstStep(tree: XmlTree): string {
  if (tree.root === undefined) return '    ';
  for (const element of elementsWithin(tree.root)) {
    const step = stepOf(tree, element);
    if (step !== undefined) return step;
  }
  return '    ';
}

function stepOf(tree: XmlTree, element: XmlElement): string | undefined {
  const outer = indentationOf(tree, element);
  if (outer === undefined) return undefined;
  const child = element.children.find((node) => node.kind !== 'text');
  const inner = child && indentationOf(tree, child);
  if (inner === undefined) return undefined;
  return inner.length > outer.length && inner.startsWith(outer) ? inner.slice(outer.length) : undefined;
}

export function isLineEnd(character: string): boolean {
  return character === '\n' || character === '\r';
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\t';
}
