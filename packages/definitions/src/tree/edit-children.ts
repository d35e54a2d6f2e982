import { isBlank } from './characters.ts';
import { reindented } from './copy.ts';
import { XmlEditError } from './edit-error.ts';
import {
  behindLineEnd,
  behindSpaces,
  indentationOf,
  indentationStep,
  isLineEnd,
  lineEndAt,
} from './layout.ts';
import type { NewElement, NewNode } from './new-node.ts';
import type { TextChange } from './text-change.ts';
import { placeWithin, type WritingPlace, writeNode } from './write-node.ts';
import type { XmlElement, XmlNode, XmlTree } from './xml-tree.ts';

/**
 * Puts new nodes before another one: on lines of their own when that one is, above the comments that belong to
 * it. Like all edits, it returns the changes of the text; nothing is changed yet.
 * @throws XmlEditError when the document would not be well-formed any more
 */
export function insertBefore(tree: XmlTree, sibling: XmlNode, ...nodes: NewNode[]): TextChange[] {
  refuseSecondRoot(sibling.parent, nodes);
  const place = placeBeside(tree, sibling, nodes);
  if (place.indentation === undefined) return insertedAt(tree, sibling.start, writeAll(nodes, place));
  const first = withItsComments(tree, sibling);
  const lineStart = first.start - (indentationOf(tree, first)?.length ?? 0);
  const lines = nodes.map((node) => `${place.indentation}${writeNode(node, place)}${place.lineEnd}`);
  return insertedAt(tree, lineStart, lines.join(''));
}

/** Puts new nodes behind another one, and behind a comment that follows it on the same line. */
export function insertAfter(tree: XmlTree, sibling: XmlNode, ...nodes: NewNode[]): TextChange[] {
  refuseSecondRoot(sibling.parent, nodes);
  const last = withCommentOnItsLine(tree, sibling);
  const place = placeBeside(tree, sibling, nodes);
  if (place.indentation === undefined || !endsItsLine(tree, last)) {
    return insertedAt(tree, sibling.end, writeAll(nodes, { ...place, indentation: undefined }));
  }
  const lines = nodes.map((node) => `${place.lineEnd}${place.indentation}${writeNode(node, place)}`);
  return insertedAt(tree, last.end, lines.join(''));
}

/** Puts new nodes behind everything that is in an element. */
export function appendChild(tree: XmlTree, parent: XmlElement, ...nodes: NewNode[]): TextChange[] {
  if (nodes.length === 0) return [];
  const meaningful = parent.children.filter((child) => child.kind !== 'text' || !isBlank(child.value));
  const last = meaningful.at(-1);
  if (last === undefined) return filled(tree, parent, nodes);
  const texts = meaningful.some((child) => child.kind === 'text' || child.kind === 'cdata');
  if (!texts) return insertAfter(tree, last, ...nodes);
  return insertedAt(tree, last.end, writeAll(nodes, placeBeside(tree, last, ['']))); // among text: no white space
}

/** Takes a node out, with its line when there is nothing else on it. */
export function removeNode(tree: XmlTree, node: XmlNode): TextChange[] {
  if (node === tree.root) {
    throw new XmlEditError('root', 'A document needs its root element. Replace it instead.');
  }
  const { text } = tree;
  const indentation = indentationOf(tree, node);
  const rest = behindSpaces(text, node.end);
  if (
    indentation !== undefined &&
    node.kind !== 'text' &&
    (rest === text.length || isLineEnd(text.charAt(rest)))
  ) {
    return [{ start: node.start - indentation.length, end: behindLineEnd(text, rest), text: '' }];
  }
  return [withoutCdataEnd(tree, node.start, node.end)];
}

/** Puts a new node in the place of another one. */
export function replaceNode(tree: XmlTree, node: XmlNode, replacement: NewNode): TextChange[] {
  const element =
    typeof replacement !== 'string' && (replacement.kind === 'new-element' || replacement.kind === 'copy');
  if (node.parent === undefined && element !== (node.kind === 'element')) {
    throw new XmlEditError('root', 'A document has one root element, and no text beside it.');
  }
  const place = placeBeside(tree, node, [replacement]);
  return [{ ...guarded(tree, node.start, node.end, writeNode(replacement, place)) }];
}

/**
 * Puts an element around one node or several neighbours; what is in them is indented accordingly. The element
 * has to be without children.
 */
export function wrapNodes(tree: XmlTree, first: XmlNode, last: XmlNode, wrapper: NewElement): TextChange[] {
  if (first.parent === undefined || first.parent !== last.parent || last.start < first.start) {
    throw new XmlEditError(
      'broken',
      'Only neighbours within one element can be wrapped, from the first to the last.',
    );
  }
  const place = placeBeside(tree, first, [wrapper]);
  const written = writeNode({ ...wrapper, children: [] }, place);
  if (/\sxmlns="[^"]*"/.test(written)) {
    throw new XmlEditError(
      'undeclared-prefix',
      `No prefix is declared for "${wrapper.namespace}", and a default namespace would change what is inside.`,
    );
  }
  const startTag = `${written.slice(0, -2)}>`;
  const endTag = `</${/^<([^\s/>]+)/.exec(written)?.[1] ?? wrapper.name}>`;
  if (place.indentation === undefined || !endsItsLine(tree, last)) {
    return [...insertedAt(tree, first.start, startTag), ...insertedAt(tree, last.end, endTag)];
  }
  const { indentation, lineEnd } = place;
  const inner = indentation + indentationStep(tree, first.parent);
  const changes = insertedAt(tree, first.start, `${startTag}${lineEnd}${inner}`);
  const between = first.parent.children.filter((node) => node.start >= first.start && node.end <= last.end);
  for (const node of between) {
    if (node.kind === 'element') changes.push(...reindented(tree, node, inner));
    else if (node.kind === 'text' && isBlank(node.value))
      changes.push(...deeper(tree, node, indentation, inner));
  }
  return [...changes, ...insertedAt(tree, last.end, `${lineEnd}${indentation}${endTag}`)];
}

function deeper(tree: XmlTree, space: XmlNode, from: string, to: string): TextChange[] {
  const written = tree.text.slice(space.start, space.end);
  const text = written.replace(/(\r\n?|\n)([ \t]*)/g, (all, end: string, spaces: string) =>
    spaces.startsWith(from) && !(spaces === '' && from === '')
      ? `${end}${to}${spaces.slice(from.length)}`
      : all,
  );
  return text === written ? [] : [{ start: space.start, end: space.end, text }];
}

/** How a node is written that comes beside another one. */
function placeBeside(tree: XmlTree, sibling: XmlNode, nodes: readonly NewNode[]): WritingPlace {
  const { parent } = sibling;
  const amongText =
    nodes.some((node) => typeof node === 'string') ||
    sibling.kind === 'text' ||
    parent?.children.some((child) => child.kind === 'text' && !isBlank(child.value)) === true;
  return placeWithin(parent, {
    indentation: amongText ? undefined : indentationOf(tree, sibling),
    step: parent === undefined ? '    ' : indentationStep(tree, parent),
    lineEnd: lineEndAt(tree, sibling.start),
  });
}

function writeAll(nodes: readonly NewNode[], place: WritingPlace): string {
  return nodes.map((node) => writeNode(node, place)).join('');
}

/** Gives an element without content its first children, on lines of their own when the element has one. */
function filled(tree: XmlTree, parent: XmlElement, nodes: readonly NewNode[]): TextChange[] {
  const outer = indentationOf(tree, parent);
  const multiline =
    outer !== undefined && /[\r\n]/.test(tree.text) && nodes.every((node) => typeof node !== 'string');
  const step = indentationStep(tree, parent);
  const lineEnd = lineEndAt(tree, parent.start);
  const indentation = multiline ? outer + step : undefined;
  const place = placeWithin(parent, { indentation, step, lineEnd });
  const content = multiline
    ? `${nodes.map((node) => `${lineEnd}${indentation}${writeNode(node, place)}`).join('')}${lineEnd}${outer}`
    : writeAll(nodes, place);
  return contentReplaced(tree, parent, content);
}

/** The change that puts text between the tags of an element that has none to keep. */
export function contentReplaced(tree: XmlTree, element: XmlElement, content: string): TextChange[] {
  if (element.form !== 'empty') {
    return [{ start: element.startTagEnd, end: element.endTagStart, text: content }];
  }
  let start = element.end - 2;
  while (isBlank(tree.text.charAt(start - 1))) start -= 1;
  return [{ start, end: element.end, text: `>${content}</${element.name}>` }];
}

function refuseSecondRoot(parent: XmlElement | undefined, nodes: readonly NewNode[]): void {
  if (parent !== undefined) return;
  if (nodes.some((node) => typeof node === 'string' || node.kind !== 'new-comment')) {
    throw new XmlEditError('root', 'Only comments can stand beside the root element.');
  }
}

/** Comments on the lines right above a node belong to it. */
function withItsComments(tree: XmlTree, node: XmlNode): XmlNode {
  if (node.kind === 'comment') return node;
  const siblings = node.parent?.children ?? tree.children;
  let first: XmlNode = node;
  for (let index = siblings.indexOf(node) - 1; index >= 1; index -= 2) {
    const space = siblings[index];
    const comment = siblings[index - 1];
    if (space?.kind !== 'text' || comment?.kind !== 'comment') break;
    if (!isBlank(space.value) || space.value.split('\n').length !== 2) break;
    if (indentationOf(tree, comment) === undefined) break;
    first = comment;
  }
  return first;
}

function withCommentOnItsLine(tree: XmlTree, node: XmlNode): XmlNode {
  const siblings = node.parent?.children ?? tree.children;
  const index = siblings.indexOf(node);
  const next = siblings[index + 1];
  const comment = next?.kind === 'text' ? siblings[index + 2] : next;
  if (comment?.kind !== 'comment') return node;
  const between = tree.text.slice(node.end, comment.start);
  return isBlank(between) && !/[\r\n]/.test(between) && endsItsLine(tree, comment) ? comment : node;
}

/** Whether only the end of the line or an end tag comes behind a node. */
function endsItsLine(tree: XmlTree, node: XmlNode): boolean {
  const rest = behindSpaces(tree.text, node.end);
  return rest >= tree.text.length || isLineEnd(tree.text.charAt(rest)) || tree.text.startsWith('</', rest);
}

function insertedAt(tree: XmlTree, at: number, text: string): TextChange[] {
  return text === '' ? [] : [guarded(tree, at, at, text)];
}

/** A change whose text does not join its neighbours to a `]]>` where that must not be. */
function guarded(tree: XmlTree, start: number, end: number, text: string): TextChange {
  if (text === '') return withoutCdataEnd(tree, start, end);
  const joins = text.endsWith(']') && /^\]?>/.test(tree.text.slice(end, end + 2));
  return { start, end, text: joins ? `${text.slice(0, -1)}&#93;` : text };
}

/** The removal of a part, without joining a `]` before it and a `>` behind it to the end of a CDATA section. */
function withoutCdataEnd(tree: XmlTree, start: number, end: number): TextChange {
  const before = tree.text.slice(Math.max(0, start - 2), start);
  const behind = tree.text.slice(end, end + 2);
  const joined = /\]$/.test(before) && `${before}${behind}`.indexOf(']]>') !== -1;
  if (!joined) return { start, end, text: '' };
  const greaterThan = end + behind.indexOf('>');
  return { start, end: greaterThan + 1, text: `${tree.text.slice(end, greaterThan)}&gt;` };
}
