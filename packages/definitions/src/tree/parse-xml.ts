import type { Diagnostic } from '../diagnostic.ts';
import { endOfName, illegalCharacters, isWhitespace, skipWhitespace, startsName } from './characters.ts';
import { readDoctype } from './doctype.ts';
import { addText, readCdata, readComment, readDeclaration, readInstruction } from './markup.ts';
import { declaredPrefix, unbind } from './namespaces.ts';
import { createPlaces } from './places.ts';
import {
  add,
  countOpen,
  type OpenElement,
  type Reading,
  report,
  shown,
  startReading,
  type XmlProblem,
} from './reading.ts';
import { readStartTag } from './start-tag.ts';
import { defaultXmlLimits, type XmlLimits, type XmlTree } from './xml-tree.ts';

export interface ParsedXml {
  readonly tree: XmlTree;
  /** In the order of the document. No error among them means that the document is well-formed. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads an XML document, however broken, into a tree that owns every character of it. Never throws; what is
 * wrong comes as diagnostics with codes `xml-…`. Loads nothing, expands no entities, takes time and memory in
 * proportion to the text, and refuses what is beyond the limits.
 */
export function parseXml(text: string, limits: Partial<XmlLimits> = {}): ParsedXml {
  const reading = startReading(text, { ...defaultXmlLimits, ...limits });
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (text.length > reading.limits.length) {
    report(
      reading,
      'xml-too-large',
      0,
      0,
      `The document has ${text.length} characters; at most ${reading.limits.length} are read.`,
    );
    add(reading, { kind: 'junk', start, end: text.length, parent: undefined });
  } else {
    readDocument(reading, start);
  }
  const tree: XmlTree = {
    text,
    start,
    children: reading.top,
    root: reading.root,
    limits: reading.limits,
  };
  return { tree, diagnostics: diagnosticsOf(reading) };
}

function readDocument(reading: Reading, start: number): void {
  const { text } = reading;
  findIllegalCharacters(reading);
  let at = start;
  if (
    text.startsWith('<?xml', at) &&
    (isWhitespace(text.charCodeAt(at + 5)) || text.startsWith('?>', at + 5))
  ) {
    at = readDeclaration(reading, at);
  }
  while (at < text.length) at = readNext(reading, at);
  while (reading.open.length > 0) leaveUnclosed(reading, text.length);
  if (reading.root === undefined) {
    report(reading, 'xml-no-root', text.length, text.length, 'The document has no root element.');
  }
}

/** Reads one node, or the text up to the next one; returns where the next begins. */
function readNext(reading: Reading, at: number): number {
  const { text } = reading;
  const markup = nextMarkup(reading, at);
  if (markup > at) {
    addText(reading, at, markup);
    return markup;
  }
  const second = text.charAt(at + 1);
  if (second === '/') return readEndTag(reading, at);
  if (second === '?') return readInstruction(reading, at);
  if (second !== '!') return openElement(reading, at);
  if (text.startsWith('<!--', at)) return readComment(reading, at);
  return text.startsWith('<![CDATA[', at) ? readCdata(reading, at) : readDoctype(reading, at);
}

/** The next "<" that begins anything. Others are text, as they were meant, and are reported. */
function nextMarkup(reading: Reading, from: number): number {
  const { text } = reading;
  for (let at = from; ; ) {
    const found = text.indexOf('<', at);
    if (found === -1) return text.length;
    if (
      startsName(text, found + 1) ||
      text.startsWith('<?', found) ||
      text.startsWith('<!--', found) ||
      text.startsWith('<![CDATA[', found) ||
      text.startsWith('<!DOCTYPE', found) ||
      (text.startsWith('</', found) && startsName(text, found + 2))
    ) {
      return found;
    }
    report(reading, 'xml-stray-less-than', found, found + 1, 'This "<" begins nothing. Write it as &lt;.');
    at = found + 1;
  }
}

function openElement(reading: Reading, start: number): number {
  const { text, limits, open } = reading;
  if (open.length >= limits.depth) {
    report(
      reading,
      'xml-too-deep',
      start,
      start + 1,
      `Elements are nested deeper than ${limits.depth}. The rest of the document is not read.`,
    );
    add(reading, { kind: 'junk', start, end: text.length, parent: open.at(-1) });
    while (open.length > 0) close(reading, text.length, text.length, 'unclosed');
    return text.length;
  }
  const element = readStartTag(reading, start);
  if (open.length === 0) {
    if (reading.root === undefined) reading.root = element;
    else {
      report(
        reading,
        'xml-second-root',
        start,
        element.startTagEnd,
        `A document has one root element; <${shown(element.name)}> is another one.`,
      );
    }
  }
  add(reading, element);
  if (element.form === 'empty') {
    forgetNamespaces(reading, element);
  } else {
    open.push(element);
    countOpen(reading, element.name, 1);
  }
  return element.startTagEnd;
}

function readEndTag(reading: Reading, start: number): number {
  const { text, open } = reading;
  const nameEnd = endOfName(text, start + 2);
  const end = endOfEndTag(reading, start, nameEnd);
  const innermost = open.at(-1);
  if (innermost?.name.length === nameEnd - start - 2 && text.startsWith(innermost.name, start + 2)) {
    close(reading, start, end, 'tags');
    return end;
  }
  const name = text.slice(start + 2, nameEnd);
  if ((reading.names.get(name)?.open ?? 0) > 0) {
    while (open.at(-1)?.name !== name) leaveUnclosed(reading, start);
    close(reading, start, end, 'tags');
  } else if (innermost?.parent !== undefined && looksLikeTheEndOf(text, innermost, start)) {
    report(
      reading,
      'xml-mismatched-end-tag',
      start,
      end,
      `<${shown(innermost.name)}> ends with </${shown(name)}>. Write </${shown(innermost.name)}>.`,
    );
    close(reading, start, end, 'tags');
  } else {
    report(
      reading,
      'xml-stray-end-tag',
      start,
      end,
      `</${shown(name)}> ends nothing: no <${shown(name)}> is open.`,
    );
    add(reading, { kind: 'junk', start, end, parent: innermost });
  }
  return end;
}

function endOfEndTag(reading: Reading, start: number, nameEnd: number): number {
  const { text } = reading;
  const afterSpace = skipWhitespace(text, nameEnd);
  if (text.charAt(afterSpace) === '>') return afterSpace + 1;
  let at = afterSpace;
  while (at < text.length && !'<>'.includes(text.charAt(at))) at += 1;
  const end = text.charAt(at) === '>' ? at + 1 : nameEnd;
  report(reading, 'xml-end-tag', start, end, 'An end tag is </name> and nothing else.');
  return end;
}

/** Whether a wrong end tag is a misspelt one: on the same line as the start tag, or below it with the same indentation. */
function looksLikeTheEndOf(text: string, element: OpenElement, endTag: number): boolean {
  if (endTag - element.start < 1000 && !/[\n\r]/.test(text.slice(element.start, endTag))) return true;
  const indentation = indentationBefore(text, endTag);
  return indentation !== undefined && indentation === indentationBefore(text, element.start);
}

/** The white space before a tag that is the first thing on its line. */
function indentationBefore(text: string, at: number): string | undefined {
  const line = text.slice(Math.max(0, at - 200), at);
  return /(?:^|[\n\r])([ \t]*)$/.exec(line)?.[1];
}

function leaveUnclosed(reading: Reading, at: number): void {
  const element = reading.open.at(-1);
  if (element === undefined) return;
  report(
    reading,
    'xml-unclosed-element',
    element.start,
    element.start + 1 + element.name.length,
    `<${shown(element.name)}> has no end tag.`,
  );
  close(reading, at, at, 'unclosed');
}

function close(reading: Reading, endTagStart: number, end: number, form: 'tags' | 'unclosed'): void {
  const element = reading.open.pop();
  if (element === undefined) return;
  element.endTagStart = endTagStart;
  element.end = end;
  element.form = form;
  // As long as it has to be; it has grown with room to spare.
  if (element.children.length > 1) element.children = element.children.slice();
  countOpen(reading, element.name, -1);
  forgetNamespaces(reading, element);
}

function forgetNamespaces(reading: Reading, element: OpenElement): void {
  for (const attribute of element.attributes) {
    const prefix = declaredPrefix(attribute);
    if (prefix !== undefined) unbind(reading.namespaces, prefix);
  }
}

function findIllegalCharacters(reading: Reading): void {
  for (const found of reading.text.matchAll(illegalCharacters)) {
    const code = found[0].charCodeAt(0);
    report(
      reading,
      'xml-character',
      found.index,
      found.index + 1,
      `The character U+${code.toString(16).toUpperCase().padStart(4, '0')} is not allowed in XML. Remove it.`,
    );
  }
}

function diagnosticsOf(reading: Reading): Diagnostic[] {
  const { problems, problemsLeftOut, text } = reading;
  const shownProblems: XmlProblem[] = problems.toSorted((a, b) => a.start - b.start);
  if (problemsLeftOut > 0) {
    shownProblems.push({
      code: 'xml-too-many-problems',
      severity: 'error',
      message: `There are ${problemsLeftOut} more problems. They are left out.`,
      start: text.length,
      end: text.length,
    });
  }
  const places = createPlaces(text);
  return shownProblems.map(({ code, severity, message, start, end }) => ({
    code,
    severity,
    message,
    range: places.range(start, end),
  }));
}
