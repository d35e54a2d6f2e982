import { SaxesParser } from 'saxes';

/** An element of a document. Comments and processing instructions are left out. */
export interface XmlElement {
  /** Without prefix. */
  readonly name: string;
  readonly namespace: string;
  /** As written, prefix and namespace declarations included. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: readonly (XmlElement | string)[];
}

/** A document that is not well-formed, with the parser's own words. */
export class MalformedXml extends Error {
  override readonly name = 'MalformedXml';
}

interface OpenElement {
  name: string;
  namespace: string;
  attributes: Record<string, string>;
  content: (XmlElement | string)[];
}

/** Reads a document. CDATA sections and the texts beside them stay apart. @throws {MalformedXml} */
export function parseXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  parser.on('error', (error) => {
    throw new MalformedXml(error.message);
  });
  parser.on('opentag', (tag) => {
    const attributes: Record<string, string> = {};
    for (const [name, { value }] of Object.entries(tag.attributes)) attributes[name] = value;
    open.push({ name: tag.local, namespace: tag.uri, attributes, content: [] });
  });
  parser.on('text', (piece) => {
    open.at(-1)?.content.push(piece);
  });
  parser.on('cdata', (piece) => {
    open.at(-1)?.content.push(piece);
  });
  parser.on('closetag', () => {
    const closed = open.pop();
    if (closed === undefined) return;
    const parent = open.at(-1);
    if (parent === undefined) root = closed;
    else parent.content.push(closed);
  });
  parser.write(text.replace(/^\ufeff/, '')).close();
  if (root === undefined) throw new MalformedXml('the document has no element');
  return root;
}

export function childrenOf(element: XmlElement, name?: string): XmlElement[] {
  return element.content.filter(
    (piece): piece is XmlElement => typeof piece !== 'string' && (name === undefined || piece.name === name),
  );
}

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element === undefined ? undefined : childrenOf(element, name)[0];
}

/** The element's own text. */
export function textOf(element: XmlElement): string {
  return element.content.filter((piece) => typeof piece === 'string').join('');
}

/**
 * Prints an element as Oozie keeps it: one element a line, two spaces a level, lines ended by CR LF, texts without the
 * white space around them.
 * @see org.apache.oozie.util.XmlUtils#prettyPrint
 */
export function printXml(element: XmlElement): string {
  const isDeclared = Object.values(element.attributes).includes(element.namespace);
  if (element.namespace === '' || isDeclared) return printElement(element, '');
  // A part of a document is printed with the namespace that it had from there.
  return printElement({ ...element, attributes: { xmlns: element.namespace, ...element.attributes } }, '');
}

function printElement(element: XmlElement, indent: string): string {
  const prefixed = prefixOf(element);
  const attributes = attributesInOrder(element.attributes)
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join('');
  const pieces = element.content.map((piece) => (typeof piece === 'string' ? piece.trim() : piece));
  const content = pieces.filter((piece) => piece !== '');
  if (content.length === 0) return `${indent}<${prefixed}${attributes} />`;
  if (content.every((piece) => typeof piece === 'string')) {
    const text = textOf(element).trim();
    return `${indent}<${prefixed}${attributes}>${escapeText(text)}</${prefixed}>`;
  }
  const inner = content.map((piece) =>
    typeof piece === 'string' ? `${indent}  ${escapeText(piece)}` : printElement(piece, `${indent}  `),
  );
  return [`${indent}<${prefixed}${attributes}>`, ...inner, `${indent}</${prefixed}>`].join('\r\n');
}

/** An element whose namespace was declared under a prefix is printed with it. */
function prefixOf(element: XmlElement): string {
  const declared = Object.entries(element.attributes).find(
    ([name, value]) => name.startsWith('xmlns:') && value === element.namespace,
  );
  return declared === undefined || element.attributes.xmlns === element.namespace
    ? element.name
    : `${declared[0].slice(6)}:${element.name}`;
}

function attributesInOrder(attributes: Readonly<Record<string, string>>): [string, string][] {
  const entries = Object.entries(attributes);
  const isDeclaration = ([name]: [string, string]) => name === 'xmlns' || name.startsWith('xmlns:');
  return [...entries.filter(isDeclaration), ...entries.filter((entry) => !isDeclaration(entry))];
}

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;');
}
