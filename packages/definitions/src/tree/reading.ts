import type { Severity } from '../diagnostic.ts';
import { endOfName, isQualifiedName } from './characters.ts';
import { createBindings, type NamespaceBindings } from './namespaces.ts';
import type { XmlAttribute, XmlLimits, XmlNode } from './xml-tree.ts';

/** What can be wrong with XML. Stable: they are the codes of the diagnostics. */
export type XmlProblemCode =
  | 'xml-attribute'
  | 'xml-character'
  | 'xml-cdata-end'
  | 'xml-comment'
  | 'xml-declaration'
  | 'xml-doctype'
  | 'xml-duplicate-attribute'
  | 'xml-end-tag'
  | 'xml-entity'
  | 'xml-instruction'
  | 'xml-mismatched-end-tag'
  | 'xml-name'
  | 'xml-namespace'
  | 'xml-no-root'
  | 'xml-outside-root'
  | 'xml-prefix'
  | 'xml-reference'
  | 'xml-second-root'
  | 'xml-stray-end-tag'
  | 'xml-stray-less-than'
  | 'xml-too-deep'
  | 'xml-too-large'
  | 'xml-too-many-problems'
  | 'xml-unclosed-cdata'
  | 'xml-unclosed-comment'
  | 'xml-unclosed-doctype'
  | 'xml-unclosed-element'
  | 'xml-unclosed-instruction'
  | 'xml-unclosed-tag'
  | 'xml-version';

export interface XmlProblem {
  readonly code: XmlProblemCode;
  readonly severity: Severity;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** An element whose end has not been seen yet. It becomes an `XmlElement` as it is. */
export interface OpenElement {
  readonly kind: 'element';
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  readonly namespace: string | undefined;
  readonly attributes: readonly XmlAttribute[];
  children: XmlNode[];
  readonly parent: OpenElement | undefined;
  readonly start: number;
  readonly startTagEnd: number;
  endTagStart: number;
  end: number;
  form: 'tags' | 'empty' | 'unclosed';
}

/** A name as written, and its parts before and behind the colon. */
export interface ReadName {
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  readonly wellFormed: boolean;
  /** How many elements of that name are open, so that a stray end tag costs no search. */
  open: number;
}

/** How far a document has been read. */
export interface Reading {
  readonly text: string;
  readonly limits: XmlLimits;
  readonly problems: XmlProblem[];
  problemsLeftOut: number;
  /** The document's own children. */
  readonly top: XmlNode[];
  readonly open: OpenElement[];
  readonly namespaces: NamespaceBindings;
  /** Every name read so far: a document has few different ones. */
  readonly names: Map<string, ReadName>;
  /** White space between elements, which is the same again and again: the last of each length. */
  readonly blanks: string[];
  root: OpenElement | undefined;
  /** Whether there has been a DOCTYPE. */
  doctype: boolean;
  /** Entities that the DOCTYPE declares. They are not expanded. */
  readonly entities: Set<string>;
  /** Where the next of each is from the place of the last search on, so that no part is searched twice. */
  nextAmpersand: number;
  nextCarriageReturn: number;
  nextCdataEnd: number;
}

export function startReading(text: string, limits: XmlLimits): Reading {
  return {
    text,
    limits,
    problems: [],
    problemsLeftOut: 0,
    top: [],
    open: [],
    namespaces: createBindings(),
    names: new Map(),
    blanks: [],
    root: undefined,
    doctype: false,
    entities: new Set(),
    nextAmpersand: -1,
    nextCarriageReturn: -1,
    nextCdataEnd: -1,
  };
}

export function report(
  reading: Reading,
  code: XmlProblemCode,
  start: number,
  end: number,
  message: string,
  severity: Severity = 'error',
): void {
  if (reading.problems.length >= reading.limits.diagnostics) reading.problemsLeftOut += 1;
  else reading.problems.push({ code, severity, message, start, end: Math.max(start, end) });
}

export function add(reading: Reading, node: XmlNode): void {
  const parent = reading.open.at(-1);
  if (parent === undefined) reading.top.push(node);
  // An array that grows from nothing keeps room for 17, and most elements hold one text.
  else if (parent.children.length === 0) parent.children = [node];
  else parent.children.push(node);
}

/** The next `needle` from `from` on, the text's end without one. Searches every character once over a document. */
export function nextOf(
  reading: Reading,
  which: 'nextAmpersand' | 'nextCarriageReturn' | 'nextCdataEnd',
  from: number,
): number {
  if (reading[which] < from) {
    const needle = which === 'nextAmpersand' ? '&' : which === 'nextCarriageReturn' ? '\r' : ']]>';
    const found = reading.text.indexOf(needle, from);
    reading[which] = found === -1 ? reading.text.length : found;
  }
  return reading[which];
}

/** The name that begins at `start`. Reports one that has colons in wrong places. */
export function readName(reading: Reading, start: number): ReadName {
  const written = reading.text.slice(start, endOfName(reading.text, start));
  let read = reading.names.get(written);
  if (read === undefined) {
    const colon = written.indexOf(':');
    read = {
      name: written,
      prefix: colon === -1 ? '' : written.slice(0, colon),
      local: colon === -1 ? written : written.slice(colon + 1),
      wellFormed: colon === -1 || isQualifiedName(written),
      open: 0,
    };
    reading.names.set(written, read);
  }
  if (!read.wellFormed) {
    report(
      reading,
      'xml-name',
      start,
      start + written.length,
      `"${shown(written)}" is no name: a colon stands between a prefix and a name, once.`,
    );
  }
  return read;
}

/** Counts the open elements of a name that was read. */
export function countOpen({ names }: Reading, name: string, more: 1 | -1): void {
  const read = names.get(name);
  if (read !== undefined) read.open += more;
}

/** A name or a piece of the document for a message: names can be megabytes long. */
export function shown(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
