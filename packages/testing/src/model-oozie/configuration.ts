import { fail } from './refusal.ts';
import { childrenOf, escapeText, MalformedXml, parseXml, type XmlElement } from './xml-tree.ts';

/** A job's properties by name. */
export type Configuration = Readonly<Record<string, string>>;

/** Java's `trim`: everything up to the space goes, and nothing else. */
export function javaTrim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 32) start += 1;
  while (end > start && text.charCodeAt(end - 1) <= 32) end -= 1;
  return text.slice(start, end);
}

/**
 * Reads the configuration that came with a request, with trimmed names and values: of a value, its first piece of
 * text. A property without any text is left out.
 * @see org.apache.oozie.util.XConfiguration#parse
 * @throws {Refusal} status 500, as Oozie does not expect what is none
 */
export function parseConfiguration(xml: string): Record<string, string> {
  let root: XmlElement;
  try {
    root = parseXml(xml);
  } catch (error) {
    if (error instanceof MalformedXml) throw fail(`java.io.IOException: ${error.message}`);
    throw error;
  }
  if (root.name !== 'configuration') {
    throw fail(`java.io.IOException: the document is a <${root.name}>, not a <configuration>`);
  }
  return propertiesIn(root);
}

/** The properties in a `<configuration>` element, e.g. of an action. */
export function propertiesIn(element: XmlElement): Record<string, string> {
  const properties: Record<string, string> = {};
  for (const property of childrenOf(element, 'property')) {
    const fields = childrenOf(property);
    const first = (name: string) => {
      const piece = fields.find((field) => field.name === name)?.content[0];
      return typeof piece === 'string' ? javaTrim(piece) : undefined;
    };
    const name = first('name');
    const value = first('value');
    if (name !== undefined && value !== undefined) setProperty(properties, name, value);
  }
  return properties;
}

/**
 * Sets a property under all its names: Hadoop has renamed many, and keeps old and new ones alike.
 * @see org.apache.hadoop.conf.Configuration
 */
export function setProperty(properties: Record<string, string>, name: string, value: string): void {
  properties[name] = value;
  for (const other of otherNames[name] ?? []) properties[other] = value;
}

/** Some of Hadoop's renamed properties: those that jobs commonly set. */
const renamed: Readonly<Record<string, string>> = {
  'user.name': 'mapreduce.job.user.name',
  'fs.default.name': 'fs.defaultFS',
  'mapred.job.queue.name': 'mapreduce.job.queuename',
  'mapred.job.name': 'mapreduce.job.name',
  'mapred.job.tracker': 'mapreduce.jobtracker.address',
  'mapred.input.dir': 'mapreduce.input.fileinputformat.inputdir',
  'mapred.output.dir': 'mapreduce.output.fileoutputformat.outputdir',
  'mapred.map.tasks': 'mapreduce.job.maps',
  'mapred.reduce.tasks': 'mapreduce.job.reduces',
};

const otherNames: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(renamed).flatMap(([old, now]) => [
    [old, [now]],
    [now, [old]],
  ]),
);

/** After so many replacements in one value, Oozie gives up. */
const mostReplacements = 20;

/**
 * Replaces `${name}` in a value by the property of that name, over and over, until one is found that names none.
 * @see org.apache.oozie.util.XConfiguration#substituteVars
 * @throws {Refusal} status 500, for a value with more than 20 of them
 */
function resolveValue(properties: Configuration, value: string): string {
  let resolved = value;
  for (let round = 0; round < mostReplacements; round += 1) {
    const match = /\$\{[^}$ ]+\}/.exec(resolved);
    if (match === null) return resolved;
    const found = properties[match[0].slice(2, -1)];
    if (found === undefined) return resolved;
    resolved = resolved.slice(0, match.index) + found + resolved.slice(match.index + match[0].length);
  }
  throw fail(
    `java.lang.IllegalStateException: more than ${mostReplacements} variables in ${value.slice(0, 60)}`,
  );
}

export function resolveAll(properties: Configuration): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      value.includes('${') ? resolveValue(properties, value) : value,
    ]),
  );
}

/** Prints properties as Oozie's `conf` fields have them. Their order, which is random there, is theirs here. */
export function printConfiguration(properties: Configuration): string {
  const lines = Object.entries(properties).flatMap(([name, value]) => [
    '  <property>',
    `    <name>${escapeText(name)}</name>`,
    value === '' ? '    <value />' : `    <value>${escapeText(value)}</value>`,
    '  </property>',
  ]);
  if (lines.length === 0) return '<configuration />';
  return ['<configuration>', ...lines, '</configuration>'].join('\r\n');
}
