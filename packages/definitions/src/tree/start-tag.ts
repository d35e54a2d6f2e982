import { type ReadAttribute, readAttribute } from './attribute.ts';
import { isWhitespace, skipWhitespace, startsName } from './characters.ts';
import { bind, boundTo, declaredPrefix, wrongDeclaration } from './namespaces.ts';
import { type OpenElement, type Reading, readName, report, shown } from './reading.ts';
import type { XmlNode } from './xml-tree.ts';

const noAttributes: ReadAttribute[] = [];
/** Shared, for nothing is ever put into it: the first child comes with an array of its own. */
const noChildren: XmlNode[] = [];

/** Reads the start tag at `start` (a `<` before a name) and declares its prefixes. */
export function readStartTag(reading: Reading, start: number): OpenElement {
  const { text } = reading;
  const { name, prefix, local } = readName(reading, start + 1);
  let attributes = noAttributes;
  let at = start + 1 + name.length;
  let empty = false;
  for (;;) {
    const afterSpace = skipWhitespace(text, at);
    const next = text.charAt(afterSpace);
    if (next === '>') {
      at = afterSpace + 1;
      break;
    }
    if (next === '/' && text.charAt(afterSpace + 1) === '>') {
      at = afterSpace + 2;
      empty = true;
      break;
    }
    if (next === '' || next === '<') {
      at = afterSpace;
      report(reading, 'xml-unclosed-tag', start, at, `The start tag <${shown(name)} has no ">".`);
      break;
    }
    if (startsName(text, afterSpace)) {
      if (afterSpace === at) {
        report(reading, 'xml-attribute', at, at, 'Attributes need white space between them.');
      }
      const attribute = readAttribute(reading, afterSpace);
      if (attributes.length === 0) attributes = [attribute];
      else attributes.push(attribute);
      at = attribute.end;
    } else {
      at = reportRubbish(reading, afterSpace);
    }
  }
  if (attributes.length > 0) {
    declareNamespaces(reading, attributes);
    resolveNamespaces(reading, attributes);
    if (attributes.length > 1) reportDuplicates(reading, attributes);
  }
  return {
    kind: 'element',
    name,
    prefix,
    local,
    namespace: elementNamespace(reading, prefix, start + 1),
    attributes,
    children: noChildren,
    parent: reading.open.at(-1),
    start,
    startTagEnd: at,
    endTagStart: at,
    end: at,
    form: empty ? 'empty' : 'unclosed',
  };
}

/** Reports what can't stand in a tag; returns where it ends. */
function reportRubbish(reading: Reading, start: number): number {
  const { text } = reading;
  let end = start + 1;
  while (
    end < text.length &&
    !isWhitespace(text.charCodeAt(end)) &&
    !'<>/'.includes(text.charAt(end)) &&
    !startsName(text, end)
  ) {
    end += 1;
  }
  report(reading, 'xml-attribute', start, end, `"${shown(text.slice(start, end))}" can’t stand in a tag.`);
  return end;
}

function declareNamespaces(reading: Reading, attributes: readonly ReadAttribute[]): void {
  for (const attribute of attributes) {
    const prefix = declaredPrefix(attribute);
    if (prefix === undefined) continue;
    const { value, start, end } = attribute;
    const wrong = wrongDeclaration(prefix, value);
    if (wrong !== undefined) report(reading, 'xml-namespace', start, end, wrong);
    bind(reading.namespaces, prefix, value);
  }
}

function resolveNamespaces(reading: Reading, attributes: readonly ReadAttribute[]): void {
  for (const attribute of attributes) {
    if (attribute.prefix !== '') {
      attribute.namespace = namespaceOf(reading, attribute.prefix, attribute.start);
    }
  }
}

function elementNamespace(reading: Reading, prefix: string, nameStart: number): string | undefined {
  if (prefix === 'xmlns') {
    report(reading, 'xml-prefix', nameStart, nameStart + 5, 'Elements can’t have the prefix "xmlns".');
    return undefined;
  }
  return namespaceOf(reading, prefix, nameStart);
}

function namespaceOf(reading: Reading, prefix: string, start: number): string | undefined {
  const namespace = boundTo(reading.namespaces, prefix);
  if (namespace === undefined) {
    const written = shown(prefix);
    report(
      reading,
      'xml-prefix',
      start,
      start + prefix.length,
      `The prefix "${written}" is not declared. Add xmlns:${written}="…" to this element or one around it.`,
    );
  }
  return namespace;
}

function reportDuplicates(reading: Reading, attributes: readonly ReadAttribute[]): void {
  const seen = new Set<string>();
  for (const { name, local, namespace, start, end } of attributes) {
    const key = namespace === '' || namespace === undefined ? name : `{${namespace}}${local}`;
    if (seen.has(key)) {
      report(
        reading,
        'xml-duplicate-attribute',
        start,
        end,
        `There is an attribute "${shown(name)}" already. Remove one of them.`,
      );
    }
    seen.add(key);
  }
}
