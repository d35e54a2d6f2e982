import { refusedInput } from './refused-input.ts';
import { malformedXml, readXml, type XmlToken } from './xml-scanner.ts';

/** A job's properties by name, in the order in which they are printed. */
export type Properties = Readonly<Record<string, string>>;

/**
 * Reads a configuration as Oozie prints it in `conf`. A name given twice keeps its last value, as in Hadoop; names
 * are trimmed, values are not.
 * @throws {OozieError} `malformed-answer` when the text is not a configuration
 * @see org.apache.oozie.util.XConfiguration
 */
export function parseConfiguration(xml: string): Properties {
  const properties = new Map<string, string>();
  const path: string[] = [];
  let property = new Map<string, string>();
  for (const token of readXml(xml)) {
    if (token.kind === 'text') {
      addText(property, path, token);
      continue;
    }
    if (token.kind === 'open') {
      path.push(token.name);
      expectPlace(path, token.at);
      if (path.length === 2) property = new Map();
      if (path.length === 3) property.set(token.name, '');
      continue;
    }
    if (path.length === 2) {
      const name = property.get('name')?.trim();
      if (!name) throw malformedXml('a <property> without a <name>', token.at);
      properties.set(name, property.get('value') ?? '');
    }
    path.pop();
  }
  return Object.fromEntries(properties);
}

function addText(
  property: Map<string, string>,
  path: readonly string[],
  token: XmlToken & { kind: 'text' },
): void {
  const field = path[2];
  if (field !== undefined) property.set(field, (property.get(field) ?? '') + token.text);
  else if (token.text.trim()) throw malformedXml('text outside of <name> and <value>', token.at);
}

function expectPlace(path: readonly string[], at: number): void {
  const expected = ['configuration', 'property'];
  const wrong = path.findIndex((name, depth) => (depth < 2 ? name !== expected[depth] : depth > 2));
  if (wrong >= 0) throw malformedXml(`<${path[wrong]}> where it does not belong`, at);
}

/** What XML 1.0 has no way to write: most control characters, and halves of surrogate pairs. */
const notXml = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/**
 * Prints properties as the configuration that Oozie takes. Oozie trims values and drops empty ones. A record keeps
 * the order of its names, except that names which are whole numbers come first.
 * @throws {OozieError} `invalid-request` when a name is empty, or has a character that XML 1.0 cannot carry
 */
export function printConfiguration(properties: Properties): string {
  const printed = Object.entries(properties).map(([name, value]) => {
    if (!name.trim()) throw refusedInput('A property has no name.');
    if (notXml.test(name) || notXml.test(value)) {
      throw refusedInput(
        `The property ${name} has a character that XML cannot carry; remove it, or encode the value.`,
      );
    }
    return `<property><name>${escapeText(name)}</name><value>${escapeText(value)}</value></property>`;
  });
  return `<configuration>${printed.join('')}</configuration>`;
}

function escapeText(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // An XML parser reads a bare carriage return as a line feed.
      .replaceAll('\r', '&#13;')
  );
}
