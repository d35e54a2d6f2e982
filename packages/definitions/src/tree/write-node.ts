import { isQualifiedName } from './characters.ts';
import { writeCopy } from './copy.ts';
import { XmlEditError } from './edit-error.ts';
import { escapeAttribute, escapeText, refuseIllegalCharacters } from './escape.ts';
import { declaredPrefix, namespacesWithin } from './namespaces.ts';
import type { NewElement, NewNode } from './new-node.ts';
import type { XmlElement } from './xml-tree.ts';

/** Where a new node goes, as far as its text depends on that. */
export interface WritingPlace {
  /** What prefixes mean there. */
  readonly scope: ReadonlyMap<string, string>;
  /** The namespace and prefix of the element around it, which new elements take over. */
  readonly namespace: string | undefined;
  readonly prefix: string;
  /** The indentation of its line; `undefined` writes everything on one line. */
  readonly indentation: string | undefined;
  readonly step: string;
  readonly lineEnd: string;
}

/** The place within an element. */
export function placeWithin(
  parent: XmlElement | undefined,
  layout: Pick<WritingPlace, 'indentation' | 'step' | 'lineEnd'>,
): WritingPlace {
  return {
    scope: namespacesWithin(parent),
    namespace: parent === undefined ? '' : parent.namespace,
    prefix: parent?.prefix ?? '',
    ...layout,
  };
}

/** A node as text, for a place. @throws XmlEditError when it can't be written there */
export function writeNode(node: NewNode, place: WritingPlace): string {
  if (typeof node === 'string') return escapeText(node, place.lineEnd);
  if (node.kind === 'new-comment') return writeComment(node.text, place.lineEnd);
  if (node.kind === 'copy') return writeCopy(node, place);
  return writeElement(node, place);
}

function writeComment(text: string, lineEnd: string): string {
  if (text.includes('--') || text.endsWith('-')) {
    throw new XmlEditError(
      'illegal-character',
      'A comment can’t contain "--" or end with "-". Write it with a space.',
    );
  }
  refuseIllegalCharacters(text);
  return `<!--${text.replace(/\r\n?|\n/g, lineEnd)}-->`;
}

function writeElement(element: NewElement, place: WritingPlace): string {
  const { prefix, namespace, declaration } = nameAt(element, place);
  const name = prefix === '' ? element.name : `${prefix}:${element.name}`;
  if (!isQualifiedName(name) || element.name.includes(':')) {
    throw new XmlEditError('illegal-name', `"${element.name.slice(0, 60)}" can’t be the name of an element.`);
  }
  const scope = scopeWithin(element, place, declaration);
  const attributes = Object.entries(element.attributes)
    .map(([attribute, value]) =>
      value === undefined || attribute === 'xmlns' ? '' : writeAttribute(attribute, value, scope),
    )
    .join('');
  const start = `<${name}${declaration === undefined ? '' : ` xmlns="${escapeAttribute(declaration)}"`}${attributes}`;
  if (element.children.length === 0) return `${start}/>`;
  const indentation = element.onOneLine ? undefined : place.indentation;
  const content = writeChildren(element.children, { ...place, indentation, scope, prefix, namespace });
  return `${start}>${content}</${name}>`;
}

function writeChildren(children: readonly NewNode[], place: WritingPlace): string {
  const { indentation, step, lineEnd } = place;
  const onOneLine = indentation === undefined || children.some((child) => typeof child === 'string');
  if (onOneLine) {
    return children.map((child) => writeNode(child, { ...place, indentation: undefined })).join('');
  }
  const inner = { ...place, indentation: indentation + step };
  const lines = children.map((child) => `${lineEnd}${inner.indentation}${writeNode(child, inner)}`);
  return `${lines.join('')}${lineEnd}${indentation}`;
}

/** The prefix by which an element is in its namespace at that place, and what has to be declared for it. */
function nameAt(
  element: NewElement,
  place: WritingPlace,
): { prefix: string; namespace: string | undefined; declaration: string | undefined } {
  const namespace = element.namespace ?? element.attributes.xmlns ?? place.namespace;
  if (namespace === undefined || namespace === place.namespace) {
    return { prefix: place.prefix, namespace, declaration: undefined };
  }
  if (place.scope.get('') === namespace) return { prefix: '', namespace, declaration: undefined };
  for (const [prefix, bound] of place.scope) {
    if (bound === namespace && prefix !== '') return { prefix, namespace, declaration: undefined };
  }
  return { prefix: '', namespace, declaration: namespace };
}

function scopeWithin(
  element: NewElement,
  place: WritingPlace,
  declaration: string | undefined,
): ReadonlyMap<string, string> {
  const declared: [string, string][] = declaration === undefined ? [] : [['', declaration]];
  for (const [name, value] of Object.entries(element.attributes)) {
    const prefix = declaredPrefix(partsOf(name));
    if (prefix !== undefined && value !== undefined) declared.push([prefix, value]);
  }
  return declared.length === 0 ? place.scope : new Map([...place.scope, ...declared]);
}

/** An attribute with the space before it. @throws XmlEditError when its name is none or its prefix means nothing */
export function writeAttribute(name: string, value: string, scope: ReadonlyMap<string, string>): string {
  if (!isQualifiedName(name)) {
    throw new XmlEditError('illegal-name', `"${name.slice(0, 60)}" can’t be the name of an attribute.`);
  }
  const { prefix } = partsOf(name);
  if (prefix !== '' && prefix !== 'xmlns' && !scope.has(prefix)) {
    throw new XmlEditError(
      'undeclared-prefix',
      `The prefix "${prefix}" of the attribute "${name}" is not declared there. Declare xmlns:${prefix} first.`,
    );
  }
  return ` ${name}="${escapeAttribute(value)}"`;
}

export function partsOf(name: string): { prefix: string; local: string } {
  const colon = name.indexOf(':');
  return colon === -1
    ? { prefix: '', local: name }
    : { prefix: name.slice(0, colon), local: name.slice(colon + 1) };
}
