import { type Properties, type PropertyPairs, pairsOf } from './configuration.ts';
import { refusedInput } from './refused-input.ts';

/**
 * Reads a Java `.properties` file, such as the `job.properties` that Oozie's own command line takes. Comments begin
 * with `#` or `!`; names end at `=`, `:` or white space; a backslash takes the next line along or escapes a character,
 * as in `\:` and `\u00e9`. Of a name given twice the last value counts.
 *
 * Java reads the bytes of such a file as ISO-8859-1 unless it is told otherwise.
 * @throws {OozieError} `invalid-request` for a `\u` without four hexadecimal digits, with the line that it is in
 * @see java.util.Properties#load
 */
export function parseProperties(text: string): Properties {
  return Object.fromEntries(parsePropertyPairs(text));
}

/** {@link parseProperties}, but in the order of the file. A name that is given twice keeps its first place. */
export function parsePropertyPairs(text: string): [name: string, value: string][] {
  const properties = new Map<string, string>();
  for (const { content, line } of logicalLines(text)) {
    const nameEnd = endOfName(content);
    const separator = /[ \t\f]*[=:]?[ \t\f]*/y;
    separator.lastIndex = nameEnd;
    separator.exec(content);
    properties.set(
      unescaped(content.slice(0, nameEnd), line),
      unescaped(content.slice(separator.lastIndex), line),
    );
  }
  return [...properties];
}

interface LogicalLine {
  /** Without white space before it, and without the backslashes that joined it. */
  readonly content: string;
  /** Where it begins in the file, from 1. */
  readonly line: number;
}

/** Joins the lines that a backslash at their end joins, and leaves out comments and blank ones. */
function* logicalLines(text: string): Generator<LogicalLine, void, undefined> {
  let content = '';
  let begins = 0;
  let joining = false;
  const lines = text.split(/\r\n|\r|\n/);
  const last = /[^\r]\n$|\r$/.test(text) ? lines.length - 2 : lines.length - 1;
  for (const [index, physical] of lines.entries()) {
    const written = physical.replace(/^[ \t\f]+/, '');
    // So long as a line has nothing but the backslash that joins it to the next, that one may still be a comment.
    if (content === '' && (/^[#!]/.test(written) || (written === '' && !joining))) continue;
    if (content === '') begins = index + 1;
    joining = endsInBackslash(written);
    content += joining ? written.slice(0, -1) : written;
    if (joining && index < last) continue;
    // A lone backslash is an empty line, but for the very last, which Java takes for a property without name and value.
    if (content !== '' || joining) yield { content, line: begins };
    content = '';
    joining = false;
  }
}

/** Whether the last backslash is not itself escaped. */
function endsInBackslash(line: string): boolean {
  return (/\\*$/.exec(line)?.[0].length ?? 0) % 2 === 1;
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

function unescaped(text: string, line: number): string {
  return text.replace(/\\(?:u([\da-fA-F]{4})|(.))/gs, (_, digits: string | undefined, character = '') => {
    if (digits !== undefined) return String.fromCharCode(Number.parseInt(digits, 16));
    if (character === 'u') {
      throw refusedInput(
        `Line ${line} has a \\u without four hexadecimal digits after it: write \\u00e9, or \\\\u for a backslash before a u.`,
      );
    }
    return meanings.get(character) ?? character;
  });
}

/**
 * Prints properties as a Java `.properties` file, a line each. What is not ASCII is escaped, so that it does not matter
 * as what encoding the file is read.
 * @see java.util.Properties#store
 */
export function printProperties(properties: Properties | PropertyPairs): string {
  return Array.from(
    pairsOf(properties),
    ([name, value]) => `${escaped(name).replaceAll(' ', '\\ ')}=${escaped(value).replace(/^ /, '\\ ')}\n`,
  ).join('');
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\f', '\\f'],
]);

function escaped(text: string): string {
  return text.replace(/[\\=:#!]|[^ -~]/g, (character) => {
    if (/[ -~]/.test(character)) return `\\${character}`;
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return escapes.get(character) ?? `\\u${code}`;
  });
}
