import type { XmlElement, XmlTree } from './xml-tree.ts';

/** What can be put into a document: an element, text, a comment, or a copy of an element from this or another one. */
export type NewNode = NewElement | string | NewComment | XmlCopy;

export interface NewElement {
  readonly kind: 'new-element';
  /** Without a prefix: it gets the one that its namespace has at its place. */
  readonly name: string;
  /** By default that of the element around it. Declared where it is not yet. */
  readonly namespace: string | undefined;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly children: readonly NewNode[];
  /** Writes what is in it on the line where it begins. */
  readonly onOneLine?: boolean;
}

export interface NewComment {
  readonly kind: 'new-comment';
  readonly text: string;
}

/** An element of a document, to be put elsewhere as it is written. */
export interface XmlCopy {
  readonly kind: 'copy';
  readonly tree: XmlTree;
  readonly element: XmlElement;
}

/**
 * An element to be put into a document, e.g. `newElement('ok', { to: 'end' })` or
 * `newElement('exec', {}, 'run.sh')`. Attributes that are `undefined` are left out.
 */
export function newElement(
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  children: readonly NewNode[] | string = [],
  namespace?: string,
): NewElement {
  return {
    kind: 'new-element',
    name,
    namespace,
    attributes,
    children: typeof children === 'string' ? (children === '' ? [] : [children]) : children,
  };
}

/** The same element, written on one line with all that is in it. */
export function onOneLine(element: NewElement): NewElement {
  return { ...element, onOneLine: true };
}

export function newComment(text: string): NewComment {
  return { kind: 'new-comment', text };
}

/**
 * A copy of an element with all that is in it, comments and formatting included. At its new place it gets the
 * indentation there, and declarations of the prefixes it uses, where they mean something else.
 */
export function copyOf(tree: XmlTree, element: XmlElement): XmlCopy {
  return { kind: 'copy', tree, element };
}
