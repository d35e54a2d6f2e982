/** The kinds of token inside an expression; `illegal` is a character that can't stand where it does. */
export type TokenKind = 'integer' | 'float' | 'string' | 'word' | 'keyword' | 'symbol' | 'illegal' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** The source of it. */
  readonly image: string;
  readonly start: number;
  readonly end: number;
  /** Of an illegal quote: where the string that it begins can't go on, so that nothing is looked at twice. */
  readonly resume?: number;
}

/** Words with a meaning of their own, which can name neither a variable nor a property. */
export const keywords: ReadonlySet<string> = new Set(
  'true false null gt lt ge le eq ne not and or empty instanceof div mod'.split(' '),
);

// The ranges are those of the server's own parser; it also takes # and $ where Java would not.
const letter =
  '$A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u00ff\\u0100-\\u1fff\\u3040-\\u318f\\u3300-\\u337f\\u3400-\\u3d2d\\u4e00-\\u9fff\\uf900-\\ufaff';
const digit =
  '0-9\\u0660-\\u0669\\u06f0-\\u06f9\\u0966-\\u096f\\u09e6-\\u09ef\\u0a66-\\u0a6f\\u0ae6-\\u0aef\\u0b66-\\u0b6f\\u0be7-\\u0bef\\u0c66-\\u0c6f\\u0ce6-\\u0cef\\u0d66-\\u0d6f\\u0e50-\\u0e59\\u0ed0-\\u0ed9\\u1040-\\u1049';
const blank = /[ \t\n\r]*/y;
const number = /(?:\d+\.\d*|\.\d+)(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\d+/y;
const word = new RegExp(`[#${letter}][${letter}${digit}]*`, 'y');
const symbol = /&&|\|\||[<>=!]=|->|\+=|[.()[\]{}:;,<>!*+\-?/%=]/y;

/** The token at or behind `from`, blanks left out. */
export function tokenAt(source: string, from: number): Token {
  const start = from + lengthOf(blank, source, from);
  if (start >= source.length) return { kind: 'end', image: '', start, end: start };
  const token = (kind: TokenKind, length: number): Token => {
    const end = start + length;
    return { kind, image: source.slice(start, end), start, end };
  };
  const digits = lengthOf(number, source, start);
  if (digits > 0) {
    const found = token('integer', digits);
    return /^\d+$/.test(found.image) ? found : { ...found, kind: 'float' };
  }
  const letters = lengthOf(word, source, start);
  if (letters > 0) {
    const found = token('word', letters);
    return keywords.has(found.image) ? { ...found, kind: 'keyword' } : found;
  }
  const signs = lengthOf(symbol, source, start);
  if (signs > 0) return token('symbol', signs);
  const quoted = stringAt(source, start);
  if (quoted === undefined) return token('illegal', 1);
  return quoted.whole ? token('string', quoted.end - start) : { ...token('illegal', 1), resume: quoted.end };
}

/**
 * The string that begins at `start`: not whole when its quote doesn't come again, or an escape is not one of three.
 * Undefined where no quote stands.
 */
function stringAt(source: string, start: number): { end: number; whole: boolean } | undefined {
  const quote = source.charAt(start);
  if (quote !== '"' && quote !== "'") return undefined;
  for (let at = start + 1; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === quote) return { end: at + 1, whole: true };
    if (character === '\\') {
      at += 1;
      if (!`\\"'`.includes(source.charAt(at) || ' ')) return { end: at, whole: false };
    }
  }
  return { end: source.length, whole: false };
}

function lengthOf(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0].length ?? 0;
}

/** Java's words, by which the server refuses to call a variable or a property. */
const javaWords: ReadonlySet<string> = new Set(
  'abstract assert boolean break byte case catch char class const continue default do double else enum extends false final finally float for goto if implements import instanceof int interface long native new null package private protected public return short static strictfp super switch synchronized this throw throws transient true try void volatile while'.split(
    ' ',
  ),
);

/** Whether the server takes a word that it read for the name of a variable or a property. */
export function isName(image: string): boolean {
  return !javaWords.has(image) && !image.startsWith('#');
}

/** What a string literal means. */
export function unquote(image: string): string {
  return image.slice(1, -1).replace(/\\([\\"'])/g, '$1');
}

export function quoteOf(image: string): '"' | "'" {
  return image.startsWith('"') ? '"' : "'";
}
