import { endOfName, isWhitespace, skipWhitespace } from './characters.ts';
import { add, nextOf, type Reading, report, shown } from './reading.ts';
import { textBetween } from './references.ts';

/** Reads the comment at `start`; returns the offset behind it. */
export function readComment(reading: Reading, start: number): number {
  const { text } = reading;
  const dashes = text.indexOf('--', start + 4);
  let closing = dashes;
  if (dashes !== -1 && text.charAt(dashes + 2) !== '>') {
    report(
      reading,
      'xml-comment',
      dashes,
      dashes + 2,
      'A comment can’t contain "--". Write it with a space between.',
    );
    closing = text.indexOf('-->', dashes);
  }
  if (closing === -1) {
    report(reading, 'xml-unclosed-comment', start, start + 4, 'This comment has no "-->".');
  }
  const end = closing === -1 ? text.length : closing + 3;
  const value = lineEndsAsNewlines(text.slice(start + 4, closing === -1 ? end : closing));
  add(reading, { kind: 'comment', value, start, end, parent: reading.open.at(-1) });
  return end;
}

export function readCdata(reading: Reading, start: number): number {
  const { text } = reading;
  const parent = reading.open.at(-1);
  if (parent === undefined) {
    report(reading, 'xml-outside-root', start, start + 9, 'There is text outside of the root element.');
  }
  const closing = nextOf(reading, 'nextCdataEnd', start + 9);
  const closed = closing < text.length;
  if (!closed) report(reading, 'xml-unclosed-cdata', start, start + 9, 'This CDATA section has no "]]>".');
  const end = closed ? closing + 3 : text.length;
  const value = lineEndsAsNewlines(text.slice(start + 9, closing));
  add(reading, { kind: 'cdata', value, start, end, parent });
  return end;
}

export function readInstruction(reading: Reading, start: number): number {
  const { text } = reading;
  const targetEnd = endOfName(text, start + 2);
  const target = text.slice(start + 2, targetEnd);
  const closing = text.indexOf('?>', targetEnd);
  const end = closing === -1 ? text.length : closing + 2;
  const behindTarget = text.charCodeAt(targetEnd);
  if (closing === -1) {
    report(reading, 'xml-unclosed-instruction', start, start + 2, 'This processing instruction has no "?>".');
  } else if (target.toLowerCase() === 'xml') {
    report(
      reading,
      'xml-declaration',
      start,
      end,
      'The XML declaration has to be the very first thing in the document, before any space.',
    );
  } else if (
    target === '' ||
    target.includes(':') ||
    !(isWhitespace(behindTarget) || targetEnd === closing)
  ) {
    report(
      reading,
      'xml-instruction',
      start,
      Math.max(targetEnd, start + 2),
      'A processing instruction begins with a name without colon: <?name …?>.',
    );
  }
  const data = lineEndsAsNewlines(
    text.slice(skipWhitespace(text, targetEnd), closing === -1 ? end : closing),
  );
  add(reading, { kind: 'instruction', target, data, start, end, parent: reading.open.at(-1) });
  return end;
}

const space = '[ \\t\\r\\n]';
const pair = (name: string) => `${name}${space}*=${space}*(?:"([^"]*)"|'([^']*)')`;
const declarationContent = new RegExp(
  `^${space}+${pair('version')}(?:${space}+${pair('encoding')})?(?:${space}+${pair('standalone')})?${space}*$`,
);

/** Reads the `<?xml …?>` at the document's start. */
export function readDeclaration(reading: Reading, start: number): number {
  const { text } = reading;
  const closing = text.indexOf('?>', start);
  const end = closing === -1 ? text.length : closing + 2;
  const content = text.slice(start + 5, closing === -1 ? Math.min(end, start + 500) : closing);
  const match = declarationContent.exec(content);
  const version = match?.[1] ?? match?.[2];
  const encoding = match?.[3] ?? match?.[4];
  const standalone = match?.[5] ?? match?.[6];
  if (closing === -1) {
    report(reading, 'xml-unclosed-instruction', start, start + 5, 'The XML declaration has no "?>".');
  } else if (
    version === undefined ||
    !/^1\.[0-9]+$/.test(version) ||
    (encoding !== undefined && !/^[A-Za-z][A-Za-z0-9._-]*$/.test(encoding)) ||
    (standalone !== undefined && standalone !== 'yes' && standalone !== 'no')
  ) {
    report(
      reading,
      'xml-declaration',
      start,
      end,
      'The XML declaration is malformed. Write <?xml version="1.0" encoding="UTF-8"?>.',
    );
  } else if (version !== '1.0') {
    report(
      reading,
      'xml-version',
      start,
      end,
      `XML ${shown(version)} is read as XML 1.0. Declare version="1.0".`,
      'warning',
    );
  }
  add(reading, { kind: 'declaration', version, encoding, standalone, start, end, parent: undefined });
  return end;
}

/** Adds the text from `start` to `end`. */
export function addText(reading: Reading, start: number, end: number): void {
  const parent = reading.open.at(-1);
  const value = blankBetween(reading, start, end) ?? textBetween(reading, start, end);
  for (let at = start; ; ) {
    const found = nextOf(reading, 'nextCdataEnd', at);
    if (found + 3 > end) break;
    report(
      reading,
      'xml-cdata-end',
      found,
      found + 3,
      'Text can’t contain "]]>" outside of a CDATA section. Write it as ]]&gt;.',
    );
    at = found + 3;
  }
  if (parent === undefined && skipWhitespace(reading.text, start) < end) {
    report(
      reading,
      'xml-outside-root',
      skipWhitespace(reading.text, start),
      end,
      'There is text outside of the root element.',
    );
  }
  add(reading, { kind: 'text', value, start, end, parent });
}

const longestBlank = 40;

/** Indentation between two elements, as the same string as the last one of that length, so that no other is made. */
function blankBetween({ text, blanks }: Reading, start: number, end: number): string | undefined {
  const length = end - start;
  if (length > longestBlank || text.charCodeAt(start) !== newline || text.charCodeAt(end - 1) > 0x20)
    return undefined;
  const known = blanks[length];
  if (known !== undefined && text.startsWith(known, start)) return known;
  for (let at = start + 1; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== newline && code !== 0x09) return undefined;
  }
  const blank = text.slice(start, end);
  blanks[length] = blank;
  return blank;
}

const newline = 0x0a;

export function lineEndsAsNewlines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
