import { appendChild } from './edit-children.ts';
import { editXml } from './edit-xml.ts';
import { escapeAttribute } from './escape.ts';
import type { NewNode } from './new-node.ts';
import { type ParsedXml, parseXml } from './parse-xml.ts';

/**
 * A new document, with a declaration and four blanks of indentation.
 * @throws XmlEditError for characters that XML can't contain
 */
export function newDocument(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly NewNode[],
): ParsedXml {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`);
  const { tree } = parseXml(
    `<?xml version="1.0" encoding="UTF-8"?>\n<${name}${written.join('')}>\n</${name}>\n`,
  );
  const { root } = tree;
  if (root === undefined) throw new Error(`<${name}> is the root element.`);
  return editXml(tree, appendChild(tree, root, ...children));
}
