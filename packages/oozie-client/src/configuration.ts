import { javaTrim } from './java-trim.ts';
import { refusedInput } from './refused-input.ts';
import { malformedXml, readXml } from './xml-scanner.ts';

/** A job's properties by name. To Oozie they have no order. */
export type Properties = Readonly<Record<string, string>>;

/**
 * Properties one by one, for those who want to keep the order in which they are written: an object puts names that
 * are whole numbers before all others.
 */
export type PropertyPairs = Iterable<readonly [name: string, value: string]>;

/** The properties one by one, in their order. */
export function pairsOf(properties: Properties | PropertyPairs): PropertyPairs {
  return isPairs(properties) ? properties : Object.entries(properties);
}

function isPairs(properties: Properties | PropertyPairs): properties is PropertyPairs {
  return Symbol.iterator in properties;
}

/**
 * Reads a configuration as Oozie does, be it one that Oozie prints in `conf` or one that a person wrote:
 * - of a `<name>` or `<value>`, the text up to the first CDATA section, or the section that it begins with
 * - names are trimmed, values are not (Oozie trims those when a job is submitted)
 * - a property without a value, or with an empty one, is left out, and so is one without a name
 * - of a name given twice the last value counts
 * @throws {OozieError} `malformed-answer` for what Oozie would not read
 * @see org.apache.oozie.util.XConfiguration
 */
export function parseConfiguration(xml: string): Properties {
  return Object.fromEntries(parseConfigurationPairs(xml));
}

/** {@link parseConfiguration}, but in the order of the document. A name that is given twice keeps its first place. */
export function parseConfigurationPairs(xml: string): [name: string, value: string][] {
  const properties = new Map<string, string>();
  const open: Part[] = [];
  let property: { name?: string; value?: string } = {};
  let first: FirstText = nothingYet;
  for (const token of readXml(xml)) {
    const part = open.at(-1);
    const field = part === 'name' || part === 'value' ? part : undefined;
    if (token.kind === 'text') {
      if (field) first = withText(first, token);
      continue;
    }
    if (token.kind === 'close') {
      if (field && first.text !== undefined) property[field] = first.text;
      if (part === 'property') {
        const name = javaTrim(property.name ?? '');
        if (name !== '' && property.value !== undefined) properties.set(name, property.value);
      }
      open.pop();
      continue;
    }
    if (field) {
      if (first.text === undefined)
        throw malformedXml(`a <${field}> that does not begin with text`, token.at);
      first = { ...first, complete: true };
    }
    if (token.kind === 'instruction') continue;
    const opened = partOf(token.name, part, token.at);
    if (opened === 'property') property = {};
    if (opened === 'name' || opened === 'value') first = nothingYet;
    open.push(opened);
  }
  return [...properties];
}

/** What an element is to a configuration. */
type Part = 'configuration' | 'property' | 'name' | 'value' | 'other';

/** Configurations may be in each other; namespaces mean nothing. */
function partOf(tag: string, parent: Part | undefined, at: number): Part {
  const name = tag.slice(tag.indexOf(':') + 1);
  if (parent === undefined || parent === 'configuration') {
    if (name === 'configuration') return name;
    if (parent !== undefined && name === 'property') return name;
    throw malformedXml(`<${tag}> where it does not belong`, at);
  }
  return parent === 'property' && (name === 'name' || name === 'value') ? name : 'other';
}

/** The text of an element's first node, `complete` when a node of another kind has followed. */
interface FirstText {
  readonly text: string | undefined;
  readonly complete: boolean;
}

const nothingYet: FirstText = { text: undefined, complete: false };

function withText(first: FirstText, next: { text: string; section: boolean }): FirstText {
  if (next.text === '' || first.complete) return first;
  if (first.text === undefined) return { text: next.text, complete: next.section };
  return next.section ? { ...first, complete: true } : { text: first.text + next.text, complete: false };
}

/** What XML 1.0 has no way to write: most control characters, and halves of surrogate pairs. */
const notXml = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/**
 * Prints properties as the configuration that Oozie takes. Oozie trims names and values and drops empty values; see
 * {@link normaliseProperties}. An object keeps the order of its names, except that names which are whole numbers come
 * first; pairs keep theirs.
 * @throws {OozieError} `invalid-request` when a name is empty, or has a character that XML 1.0 cannot carry
 */
export function printConfiguration(properties: Properties | PropertyPairs): string {
  const printed = Array.from(pairsOf(properties), ([name, value]) => {
    if (javaTrim(name) === '') throw refusedInput('A property has no name.');
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
