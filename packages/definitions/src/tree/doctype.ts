import { endOfName, skipWhitespace } from './characters.ts';
import { add, type Reading, report } from './reading.ts';

/**
 * Reads the DOCTYPE at `start` without obeying it: it is kept as written, nothing it names is loaded, and the
 * entities it declares are remembered only to say that they are not expanded.
 */
export function readDoctype(reading: Reading, start: number): number {
  const { text } = reading;
  const end = endOfDoctype(reading, start);
  if (end === undefined) {
    report(reading, 'xml-unclosed-doctype', start, start + 9, 'This DOCTYPE has no ">".');
  } else if (reading.root !== undefined || reading.doctype) {
    report(
      reading,
      'xml-doctype',
      start,
      end,
      'A DOCTYPE can stand only once, before the root element; and Oozie refuses any. Remove it.',
    );
  } else {
    report(
      reading,
      'xml-doctype',
      start,
      end,
      'Oozie refuses documents with a DOCTYPE. Remove it, and write the text of its entities instead.',
      'warning',
    );
  }
  reading.doctype = true;
  add(reading, { kind: 'doctype', start, end: end ?? text.length, parent: reading.open.at(-1) });
  return end ?? text.length;
}

/** Behind the `>`; `undefined` when there is none. Quotes, comments and instructions may contain anything. */
function endOfDoctype(reading: Reading, start: number): number | undefined {
  const { text } = reading;
  let inSubset = false;
  let at = start + 9;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '"' || character === "'") {
      at = behind(text, character, at + 1);
    } else if (character === '>' && !inSubset) {
      return at + 1;
    } else if (character === '[') {
      inSubset = true;
      at += 1;
    } else if (character === ']') {
      inSubset = false;
      at += 1;
    } else if (inSubset && text.startsWith('<!--', at)) {
      at = behind(text, '-->', at + 4);
    } else if (inSubset && text.startsWith('<?', at)) {
      at = behind(text, '?>', at + 2);
    } else if (inSubset && text.startsWith('<!ENTITY', at)) {
      const nameStart = skipWhitespace(text, at + 8);
      const nameEnd = endOfName(text, nameStart);
      reading.entities.add(text.slice(nameStart, nameEnd));
      at = Math.max(nameEnd, at + 8);
    } else {
      at += 1;
    }
  }
  return undefined;
}

function behind(text: string, closing: string, from: number): number {
  const found = text.indexOf(closing, from);
  return found === -1 ? text.length : found + closing.length;
}
