/** A document's text, and the encoding its bytes are in. */
export interface DecodedXml {
  readonly text: string;
  readonly encoding: string;
  /** Whether every byte made a character, so that `encodeXml` gives back the same bytes. */
  readonly lossless: boolean;
}

/** Encodings that can be written as well as read. */
const writable = ['UTF-8', 'UTF-16LE', 'UTF-16BE', 'ISO-8859-1', 'US-ASCII'] as const;

/**
 * Turns a document's bytes into text: by its byte order mark, else by the encoding it declares, else as UTF-8.
 * The byte order mark stays in the text.
 */
export function decodeXml(bytes: Uint8Array): DecodedXml {
  const encoding = byOrderMark(bytes) ?? declaredEncoding(bytes) ?? 'UTF-8';
  if (encoding === 'ISO-8859-1' || encoding === 'US-ASCII') {
    return { text: latin1(bytes), encoding: 'ISO-8859-1', lossless: true };
  }
  const decoder = decoderFor(encoding);
  if (decoder === undefined)
    return { ...decodeXmlAs(bytes, new TextDecoder('utf-8', keepMark)), encoding: 'UTF-8' };
  return { ...decodeXmlAs(bytes, decoder), encoding };
}

/**
 * Turns text into bytes. Characters that the encoding doesn't have become references, which is what they have to
 * be in XML.
 * @throws RangeError for an encoding that can be read only; write UTF-8 then, and declare it
 */
export function encodeXml(text: string, encoding = 'UTF-8'): Uint8Array {
  switch (writable.find((known) => known === encoding.toUpperCase())) {
    case 'UTF-8':
      return new TextEncoder().encode(text);
    case 'UTF-16LE':
    case 'UTF-16BE':
      return utf16(text, encoding.toUpperCase() === 'UTF-16LE');
    case 'ISO-8859-1':
      return singleBytes(text, 0xff);
    case 'US-ASCII':
      return singleBytes(text, 0x7f);
    default:
      throw new RangeError(
        `Can’t write ${encoding}, only ${writable.join(', ')}. Write UTF-8, and declare it.`,
      );
  }
}

const keepMark = { ignoreBOM: true, fatal: false };

function decodeXmlAs(bytes: Uint8Array, decoder: TextDecoder): { text: string; lossless: boolean } {
  const text = decoder.decode(bytes);
  const encoding = writable.find((known) => known.toLowerCase() === decoder.encoding);
  const lossless = encoding !== undefined && sameBytes(encodeXml(text, encoding), bytes);
  return { text, lossless };
}

function decoderFor(encoding: string): TextDecoder | undefined {
  try {
    return new TextDecoder(encoding, keepMark);
  } catch {
    return undefined; // An encoding that no browser knows: UTF-8 is the best guess, and `lossless` tells.
  }
}

function byOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16BE';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16LE';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'UTF-8';
  // "<" in UTF-16 without a mark.
  if (bytes[0] === 0 && bytes[1] === 0x3c) return 'UTF-16BE';
  if (bytes[0] === 0x3c && bytes[1] === 0) return 'UTF-16LE';
  return undefined;
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const start = latin1(bytes.subarray(0, 200));
  return /^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(start)?.[1]?.toUpperCase();
}

function latin1(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 10_000) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 10_000)));
  }
  return pieces.join('');
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
  return bytes;
}

function singleBytes(text: string, highest: number): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code <= highest) bytes.push(code);
    else for (const digit of `&#${code};`) bytes.push(digit.charCodeAt(0));
  }
  return Uint8Array.from(bytes);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
