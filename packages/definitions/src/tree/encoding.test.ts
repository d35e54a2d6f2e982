import { describe, expect, it } from 'vitest';
import { decodeXml, encodeXml } from './encoding.ts';

const bytesOf = (...parts: (string | number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)),
  );

describe('a document’s bytes', () => {
  it.each([
    ['UTF-8 by default', bytesOf('<a>', [0xc3, 0xa9], '</a>'), '<a>é</a>', 'UTF-8'],
    ['UTF-8 with a byte order mark', bytesOf([0xef, 0xbb, 0xbf], '<a/>'), '\ufeff<a/>', 'UTF-8'],
    [
      'Latin 1 as declared',
      bytesOf('<?xml version="1.0" encoding="iso-8859-1"?><a>', [0xe9, 0x80], '</a>'),
      '<?xml version="1.0" encoding="iso-8859-1"?><a>é\u0080</a>',
      'ISO-8859-1',
    ],
    [
      'UTF-16, little end first',
      bytesOf([0xff, 0xfe, 0x3c, 0, 0x61, 0, 0x3e, 0x20]),
      '\ufeff<a\u203e',
      'UTF-16LE',
    ],
    ['UTF-16 without a mark', bytesOf([0, 0x3c, 0, 0x61]), '<a', 'UTF-16BE'],
  ])('are read and written as %s', (_what, bytes, text, encoding) => {
    expect(decodeXml(bytes)).toEqual({ text, encoding, lossless: true });
    expect(encodeXml(text, encoding)).toEqual(bytes);
  });

  it('tell when they are not what they say', () => {
    expect(decodeXml(bytesOf('<a>', [0xff], '</a>'))).toEqual({
      text: '<a>\ufffd</a>',
      encoding: 'UTF-8',
      lossless: false,
    });
    expect(decodeXml(bytesOf('<?xml version="1.0" encoding="klingon"?><a/>')).encoding).toBe('UTF-8');
  });

  it('can be read in encodings that can’t be written', () => {
    const bytes = bytesOf('<?xml version="1.0" encoding="Shift_JIS"?><a>', [0x93, 0xfa], '</a>');
    expect(decodeXml(bytes)).toMatchObject({ encoding: 'SHIFT_JIS', lossless: false });
    expect(decodeXml(bytes).text).toContain('<a>日</a>');
    expect(() => encodeXml('<a/>', 'SHIFT_JIS')).toThrow(/Write UTF-8/);
  });

  it('hold a character that their encoding lacks as a reference', () => {
    expect(Buffer.from(encodeXml('<a>日é😀</a>', 'ISO-8859-1')).toString('latin1')).toBe(
      '<a>&#26085;é&#128512;</a>',
    );
    expect(Buffer.from(encodeXml('é', 'us-ascii')).toString()).toBe('&#233;');
  });
});
