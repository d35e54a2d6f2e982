import { javaTrim } from '../java-trim.ts';
import { javaPattern, javaReplacement } from './java-pattern.ts';
import type { ElFunction } from './scope.ts';
import { ElFault, ElUnknown } from './value.ts';

/**
 * The functions that only look at their arguments.
 * @see org.apache.oozie.util.ELConstantsFunctions
 */
export const textFunctions: ReadonlyMap<string, ElFunction> = new Map(
  Object.entries<ElFunction>({
    firstNotNull: (args) => args.any(0) ?? args.any(1),
    concat: (args) => args.text(0) + args.text(1),
    trim: (args) => javaTrim(args.text(0)),
    urlEncode: (args) => urlEncode(args.text(0)),
    replaceAll: (args) => replaceAll(args.text(0), args.text(1), args.text(2)),
    appendAll: (args) => appendAll(args.text(0), args.text(1), args.text(2)),
  }),
);

/** @see java.net.URLEncoder */
function urlEncode(text: string): string {
  const wellFormed = text.replace(/\p{Surrogate}/gu, '?');
  return encodeURIComponent(wellFormed).replace(/%20|[!'()~]/g, (found) =>
    found === '%20' ? '+' : `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function replaceAll(text: string, pattern: string, replacement: string): string {
  const compiled = compile(pattern, text);
  return text.replace(compiled, (...match: readonly unknown[]) => {
    const end = match.findIndex((piece) => typeof piece === 'number');
    const groups = match.slice(0, end).map((group) => (typeof group === 'string' ? group : undefined));
    const result = javaReplacement(replacement, groups);
    if (result === undefined) throw new ElFault(`"${replacement}" is no replacement: a $ must name a group.`);
    return result;
  });
}

function appendAll(text: string, addition: string, delimiter: string): string {
  const pieces = split(text, delimiter);
  const joined = pieces.map((piece) => piece + addition).join(delimiter);
  const lostFirst = text.startsWith(delimiter) && pieces.length > 0 && pieces[0] !== '';
  return lostFirst ? addition + joined : joined;
}

/** @see java.lang.String#split */
function split(text: string, delimiter: string): string[] {
  const compiled = compile(delimiter, text);
  if (text === '') return [''];
  const pieces: string[] = [];
  let start = 0;
  for (const match of text.matchAll(compiled)) {
    const end = match.index + match[0].length;
    if (end === 0 || (match[0] === '' && match.index === text.length)) continue;
    pieces.push(text.slice(start, match.index));
    start = end;
  }
  pieces.push(text.slice(start));
  while (pieces.length > 0 && pieces.at(-1) === '') pieces.pop();
  return pieces;
}

function compile(pattern: string, text: string): RegExp {
  const escaped = pattern.replace(/[-/\\^$*+?.()|[\]{}]/g, '\\$&');
  const compiled = escaped === pattern ? new RegExp(pattern, 'g') : javaPattern(pattern, text);
  if (compiled !== undefined) return compiled;
  throw new ElUnknown('only-in-java', `The regular expression ${pattern} is evaluated by the server only.`);
}
