import type { TextChange } from '../../tree/text-change.ts';
import { logicalLines } from './properties-lines.ts';

/** A `.properties` file as it was written: the text is the truth, and `properties` say where in it is what. */
export interface PropertiesFile {
  readonly text: string;
  /** In the order of the file, names that are given twice included; of these, Java takes the last. */
  readonly properties: readonly FileProperty[];
}

/** A property, and where it is. Offsets count UTF-16 code units from 0. */
export interface FileProperty {
  readonly name: string;
  readonly value: string;
  /** Where its line begins; it may go over several. */
  readonly start: number;
  /** Behind the line end. */
  readonly end: number;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Has a `\u` without four hexadecimal digits behind it, at which Java fails. Kept as it is written. */
  readonly malformed: boolean;
}

/**
 * Reads a Java `.properties` file, such as a `job.properties`, so that it can be edited without losing comments, order
 * or layout. Never throws.
 * @example
 * const file = readPropertiesFile('# where\nnameNode = hdfs://nn\n');
 * changeText(file.text, setFileProperty(file, 'nameNode', 'hdfs://other')); // '# where\nnameNode = hdfs://other\n'
 * @see java.util.Properties#load
 */
export function readPropertiesFile(text: string): PropertiesFile {
  const properties: FileProperty[] = [];
  for (const { start, end, content, offsets } of logicalLines(text)) {
    if (content === undefined) continue;
    const nameEnd = endOfName(content);
    const separator = /[ \t\f]*[=:]?[ \t\f]*/y;
    separator.lastIndex = nameEnd;
    separator.exec(content);
    const [name, value] = [content.slice(0, nameEnd), content.slice(separator.lastIndex)];
    const offset = (index: number) => offsets[index] ?? end;
    properties.push({
      name: unescaped(name),
      value: unescaped(value),
      start,
      end,
      nameStart: offset(0),
      nameEnd: behind(offset, nameEnd),
      valueStart: value === '' ? offset(content.length) : offset(separator.lastIndex),
      valueEnd: offset(content.length),
      malformed: /(?<!\\)(?:\\\\)*\\u(?![\da-fA-F]{4})/.test(content),
    });
  }
  return { text, properties };
}

/** The properties by name, as Java has them. */
export function propertiesIn(file: PropertiesFile): Record<string, string> {
  return Object.fromEntries(file.properties.map(({ name, value }) => [name, value]));
}

/**
 * Sets a property, or takes it away when `value` is `undefined`. Of properties with the same name, the last counts, and
 * is set; all are taken away. A new one comes last. Nothing else changes.
 */
export function setFileProperty(file: PropertiesFile, name: string, value: string | undefined): TextChange[] {
  const known = file.properties.filter((property) => property.name === name);
  const last = known.at(-1);
  if (value === undefined) return known.map(({ start, end }) => ({ start, end, text: '' }));
  if (last === undefined) return [added(file, name, value)];
  if (last.value === value && !last.malformed) return [];
  const { nameEnd, valueStart, valueEnd } = last;
  const separated = /[=:\s]/.test(file.text.slice(nameEnd, valueStart).replace(/\\(?:\r\n|\r|\n)/g, ''));
  return [{ start: valueStart, end: valueEnd, text: `${separated ? '' : '='}${escapedValue(value)}` }];
}

/** A property as a line of a `.properties` file, without the line end. In ASCII, so that any encoding does. */
export function propertyLine(name: string, value: string): string {
  return `${escaped(name, /[\\=:#! ]|[^ -~]/g)}=${escapedValue(value)}`;
}

function added({ text }: PropertiesFile, name: string, value: string): TextChange {
  const lineEnd = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const line = propertyLine(name, value);
  // A backslash at the end would join the new line to it.
  const joint = /(?<!\\)(?:\\\\)*\\$/.test(text) ? lineEnd : '';
  const broken = text === '' || /[\r\n]$/.test(text) ? '' : lineEnd;
  return { start: text.length, end: text.length, text: `${joint}${broken}${line}${lineEnd}` };
}

function behind(offset: (index: number) => number, end: number): number {
  return end === 0 ? offset(0) : offset(end - 1) + 1;
}

function endOfName(content: string): number {
  const name = /(?:\\.|[^\\=: \t\f])*/sy;
  name.exec(content);
  return name.lastIndex;
}

const meanings: ReadonlyMap<string, string> = new Map([
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
  ['f', '\f'],
]);

function unescaped(text: string): string {
  return text.replace(/\\(?:u([\da-fA-F]{4})|(.))/gs, (all, digits: string | undefined, character = '') => {
    if (digits !== undefined) return String.fromCharCode(Number.parseInt(digits, 16));
    return character === 'u' ? all : (meanings.get(character) ?? character);
  });
}

function escapedValue(value: string): string {
  return escaped(value, /\\|[^ -~]/g).replace(/^ /, '\\ ');
}

function escaped(text: string, special: RegExp): string {
  return text.replace(special, (character) => {
    if (/[ -~]/.test(character)) return `\\${character}`;
    for (const [letter, meaning] of meanings) if (meaning === character) return `\\${letter}`;
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
