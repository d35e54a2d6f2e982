import { endOfName, isLegalCharacter } from './characters.ts';
import { nextOf, type Reading, report } from './reading.ts';

const predefined = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The text from `start` to `end` with references resolved and line ends as `\n`. */
export function textBetween(reading: Reading, start: number, end: number): string {
  const lineEnds = nextOf(reading, 'nextCarriageReturn', start) < end;
  if (nextOf(reading, 'nextAmpersand', start) >= end) {
    const text = reading.text.slice(start, end);
    return lineEnds ? text.replace(/\r\n?/g, '\n') : text;
  }
  return resolved(reading, start, end, (literal) => (lineEnds ? literal.replace(/\r\n?/g, '\n') : literal));
}

/** An attribute's value: references resolved, each white space character or line end as one space. */
export function attributeBetween(reading: Reading, start: number, end: number): string {
  if (nextOf(reading, 'nextAmpersand', start) >= end) return spaced(reading.text.slice(start, end));
  return resolved(reading, start, end, spaced);
}

function spaced(literal: string): string {
  return /[\t\n\r]/.test(literal) ? literal.replace(/\r\n?|[\t\n]/g, ' ') : literal;
}

function resolved(reading: Reading, start: number, end: number, literal: (text: string) => string): string {
  const { text } = reading;
  const pieces: string[] = [];
  let at = start;
  while (at < end) {
    const ampersand = Math.min(nextOf(reading, 'nextAmpersand', at), end);
    if (ampersand > at) pieces.push(literal(text.slice(at, ampersand)));
    if (ampersand === end) break;
    const reference = referenceAt(reading, ampersand, end);
    pieces.push(reference.value);
    at = reference.end;
  }
  return pieces.join('');
}

/** What a reference stands for, and where it ends. One that stands for nothing stays as it is written. */
function referenceAt(reading: Reading, start: number, limit: number): { value: string; end: number } {
  const { text } = reading;
  const named = text.charAt(start + 1) !== '#';
  const nameEnd = Math.min(named ? endOfName(text, start + 1) : endOfDigits(text, start + 2), limit);
  if (nameEnd === start + 1 || nameEnd >= limit || text.charAt(nameEnd) !== ';') {
    report(
      reading,
      'xml-reference',
      start,
      nameEnd,
      'This "&" begins no reference. Write it as &amp;, or end the reference with ";".',
    );
    return { value: text.slice(start, nameEnd), end: nameEnd };
  }
  const end = nameEnd + 1;
  const name = text.slice(start + 1, nameEnd);
  const value = named ? predefined.get(name) : character(name);
  if (value !== undefined) return { value, end };
  const written = `&${name.slice(0, 40)};`;
  if (!named) {
    report(reading, 'xml-reference', start, end, `${written} is no character that XML 1.0 allows.`);
  } else if (reading.entities.has(name)) {
    report(
      reading,
      'xml-entity',
      start,
      end,
      `The entity ${written} is declared in the DOCTYPE, which Oozie refuses; it is not expanded. Write its text instead.`,
    );
  } else {
    report(
      reading,
      'xml-entity',
      start,
      end,
      `There is no entity ${written}. XML knows &lt; &gt; &amp; &quot; &apos; and numbers like &#160;.`,
    );
  }
  return { value: text.slice(start, end), end };
}

function endOfDigits(text: string, from: number): number {
  let at = text.charAt(from) === 'x' ? from + 1 : from;
  while (/^[0-9a-fA-F]$/.test(text.charAt(at))) at += 1;
  return at;
}

/** The character that `#38` or `#x26` stands for. */
function character(reference: string): string | undefined {
  const hexadecimal = reference.charAt(1) === 'x';
  const digits = reference.slice(hexadecimal ? 2 : 1);
  if (!(hexadecimal ? /^[0-9a-fA-F]+$/ : /^[0-9]+$/).test(digits)) return undefined;
  const code = Number.parseInt(digits, hexadecimal ? 16 : 10);
  return isLegalCharacter(code) ? String.fromCodePoint(code) : undefined;
}
