import { isBlank, isQualifiedName } from './characters.ts';
import { contentReplaced } from './edit-children.ts';
import { XmlEditError } from './edit-error.ts';
import { asCdata, escapeAttribute, escapeText } from './escape.ts';
import { lineEndAt } from './layout.ts';
import { declaredPrefix, namespacesWithin, wrongDeclaration } from './namespaces.ts';
import { attributeNamed, textOf } from './navigate.ts';
import { parseXml } from './parse-xml.ts';
import { changeText, type TextChange } from './text-change.ts';
import { trimmed, type Value } from './value.ts';
import { partsOf, writeAttribute } from './write-node.ts';
import type { XmlAttribute, XmlElement, XmlTree } from './xml-tree.ts';

/**
 * Gives an element a text, exactly. A CDATA section stays one; comments in it stay.
 * @throws XmlEditError when it holds elements, or the text characters that XML can't contain
 */
export function setText(tree: XmlTree, element: XmlElement, text: string): TextChange[] {
  if (element.children.some((child) => child.kind === 'element')) {
    throw new XmlEditError('has-elements', `<${element.name}> holds elements; text can’t take their place.`);
  }
  if (textOf(element) === text) return [];
  const pieces = element.children.filter((child) => child.kind === 'text' || child.kind === 'cdata');
  const [first, ...others] = pieces;
  const lineEnd = lineEndAt(tree, element.start);
  const cdata =
    pieces.some((piece) => piece.kind === 'cdata') && text !== '' ? asCdata(text, lineEnd) : undefined;
  const written = cdata ?? escapeText(text, lineEnd);
  if (first === undefined) {
    if (element.children.length === 0) return contentReplaced(tree, element, written);
    return [{ start: element.endTagStart, end: element.endTagStart, text: written }];
  }
  return [
    { start: first.start, end: first.end, text: written },
    ...others.map(({ start, end }) => ({ start, end, text: '' })),
  ];
}

/** Gives a value another text. White space around an element's text stays as it is. */
export function setValue(tree: XmlTree, value: Value, text: string): TextChange[] {
  const { element, attribute } = value;
  if (attribute !== undefined) return setAttribute(tree, element, attribute.name, text);
  if (value.text === text) return [];
  const [only, ...others] = element.children;
  if (
    only?.kind !== 'text' ||
    others.length > 0 ||
    isBlank(only.value) ||
    trimmed(text) !== text ||
    text === ''
  ) {
    return setText(tree, element, text);
  }
  const source = tree.text.slice(only.start, only.end);
  const start = only.start + source.indexOf(trimmed(source));
  const end = start + trimmed(source).length;
  return [{ start, end, text: escapeText(text, lineEndAt(tree, element.start)) }];
}

/**
 * Gives an element an attribute, or another value to the one it has; the quotes stay as they are.
 * @throws XmlEditError when the document would not be well-formed any more
 */
export function setAttribute(tree: XmlTree, element: XmlElement, name: string, value: string): TextChange[] {
  const existing = attributeNamed(element, name);
  if (existing?.value === value && existing.quote !== '') return [];
  const scope = namespacesWithin(element);
  const prefix = declaredPrefix(partsOf(name));
  if (prefix !== undefined) {
    const wrong = wrongDeclaration(prefix, value);
    if (wrong !== undefined) throw new XmlEditError('illegal-name', wrong);
    scope.set(prefix, value);
  }
  const written = writeAttribute(name, value, scope);
  refuseSameUnderOtherPrefix(element, name, scope);
  const change = existing === undefined ? added(tree, element, written) : changed(existing, value);
  if (prefix !== undefined) refuseBrokenNamespaces(tree, change);
  return [change];
}

/** Takes an attribute away, with the white space before it. An attribute that isn't there is nothing to do. */
export function removeAttribute(tree: XmlTree, element: XmlElement, name: string): TextChange[] {
  const attribute = attributeNamed(element, name);
  if (attribute === undefined) return [];
  let { start } = attribute;
  while (isBlank(tree.text.charAt(start - 1))) start -= 1;
  const change: TextChange = { start, end: attribute.end, text: '' };
  if (declaredPrefix(attribute) !== undefined) refuseBrokenNamespaces(tree, change);
  return [change];
}

/** Gives an element another name, in both its tags. With a prefix, it has to be declared there. */
export function renameElement(tree: XmlTree, element: XmlElement, name: string): TextChange[] {
  if (name === element.name) return [];
  const { prefix } = partsOf(name);
  if (!isQualifiedName(name)) {
    throw new XmlEditError('illegal-name', `"${name.slice(0, 60)}" can’t be the name of an element.`);
  }
  if (prefix === 'xmlns' || (prefix !== '' && !namespacesWithin(element).has(prefix))) {
    throw new XmlEditError('undeclared-prefix', `The prefix "${prefix}" is not declared there.`);
  }
  const start = element.start + 1;
  const changes = [{ start, end: start + element.name.length, text: name }];
  if (element.form === 'tags') {
    const end = /^[^\s>]*/.exec(tree.text.slice(element.endTagStart + 2, element.end))?.[0].length ?? 0;
    changes.push({ start: element.endTagStart + 2, end: element.endTagStart + 2 + end, text: name });
  }
  return changes;
}

function changed(attribute: XmlAttribute, value: string): TextChange {
  const { quote, start, end, valueStart, valueEnd, name } = attribute;
  if (quote === '') return { start, end, text: `${name}="${escapeAttribute(value)}"` };
  return { start: valueStart, end: valueEnd, text: escapeAttribute(value, quote) };
}

/** Behind the last attribute; on a line of its own when that one is. */
function added(tree: XmlTree, element: XmlElement, written: string): TextChange {
  const last = element.attributes.at(-1);
  const at = last?.end ?? element.start + 1 + element.name.length;
  let spaceStart = last?.start ?? at;
  while (last !== undefined && isBlank(tree.text.charAt(spaceStart - 1))) spaceStart -= 1;
  const space = tree.text.slice(spaceStart, last?.start ?? at);
  return { start: at, end: at, text: /[\r\n]/.test(space) ? `${space}${written.slice(1)}` : written };
}

function refuseSameUnderOtherPrefix(
  element: XmlElement,
  name: string,
  scope: ReadonlyMap<string, string>,
): void {
  const { prefix, local } = partsOf(name);
  if (prefix === '' || prefix === 'xmlns') return;
  const same = element.attributes.find(
    (other) => other.name !== name && other.local === local && other.namespace === scope.get(prefix),
  );
  if (same !== undefined) {
    throw new XmlEditError('duplicate-attribute', `"${same.name}" is the same attribute as "${name}".`);
  }
}

/** A declaration can be used anywhere below it, so the changed document is read to see. */
function refuseBrokenNamespaces(tree: XmlTree, change: TextChange): void {
  const errors = (text: string) =>
    parseXml(text, tree.limits).diagnostics.filter(({ severity }) => severity === 'error').length;
  if (errors(changeText(tree.text, [change])) > errors(tree.text)) {
    throw new XmlEditError(
      'namespace-in-use',
      'The declaration is in use: without it, the document would not be well-formed.',
    );
  }
}
