import { isWhitespace, skipWhitespace } from './characters.ts';
import { type Reading, readName, report, shown } from './reading.ts';
import { attributeBetween } from './references.ts';

/** An attribute while its element is read: its namespace is known when the whole tag is. */
export interface ReadAttribute {
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  namespace: string | undefined;
  readonly value: string;
  readonly start: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly end: number;
  readonly quote: '"' | "'" | '';
}

/** Reads the attribute whose name begins at `start`. */
export function readAttribute(reading: Reading, start: number): ReadAttribute {
  const { text } = reading;
  const { name, prefix, local } = readName(reading, start);
  const nameEnd = start + name.length;
  const equals = skipWhitespace(text, nameEnd);
  let valueStart = nameEnd;
  let valueEnd = nameEnd;
  let end = nameEnd;
  let quote: ReadAttribute['quote'] = '';
  if (text.charAt(equals) !== '=') {
    report(
      reading,
      'xml-attribute',
      start,
      nameEnd,
      `The attribute "${shown(name)}" has no value. Write ${shown(name)}="…".`,
    );
  } else {
    const opening = skipWhitespace(text, equals + 1);
    const first = text.charAt(opening);
    if (first === '"' || first === "'") {
      quote = first;
      valueStart = opening + 1;
      const closing = endOfQuoted(reading, valueStart, quote);
      const closed = closing >= 0;
      valueEnd = closed ? closing : -closing - 1;
      end = closed ? valueEnd + 1 : valueEnd;
      if (!closed) {
        const message = `The value of "${shown(name)}" lacks its closing ${quote}.`;
        report(reading, 'xml-attribute', start, valueEnd, message);
      }
    } else {
      valueStart = opening;
      end = endOfUnquoted(text, opening);
      valueEnd = end;
      report(reading, 'xml-attribute', start, end, `The value of "${shown(name)}" has to be in quotes.`);
    }
  }
  const value = attributeBetween(reading, valueStart, valueEnd);
  return { name, prefix, local, namespace: '', value, start, valueStart, valueEnd, end, quote };
}

const lessThan = 0x3c;

/**
 * Where a quoted value ends. A "<" is not allowed in it: with the closing quote on the same line, it was meant
 * as text; otherwise the closing quote was forgotten, and the value ends with the tag or the line it began in: minus
 * that place, and one less.
 */
function endOfQuoted(reading: Reading, valueStart: number, quote: string): number {
  const { text } = reading;
  const closing = text.indexOf(quote, valueStart);
  if (closing !== -1) {
    let written = valueStart;
    while (written < closing && text.charCodeAt(written) !== lessThan) written += 1;
    if (written === closing) return closing;
    if (!/[\n\r]/.test(text.slice(written, closing))) {
      report(
        reading,
        'xml-attribute',
        written,
        written + 1,
        'A "<" can’t stand in an attribute’s value. Write it as &lt;.',
      );
      return closing;
    }
  }
  let end = valueStart;
  while (end < text.length && !'<>\n\r'.includes(text.charAt(end))) end += 1;
  return -end - 1;
}

function endOfUnquoted(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isWhitespace(text.charCodeAt(at)) && !'<>'.includes(text.charAt(at))) {
    if (text.startsWith('/>', at)) break;
    at += 1;
  }
  return at;
}
