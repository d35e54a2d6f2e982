import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pad, printable, shorten, textWidth } from './text-width.ts';

describe('shortened text', () => {
  it('is as it was where it fits', () => {
    expect(shorten('short', 5)).toBe('short');
  });

  it('loses its end, or its middle where both ends tell it apart', () => {
    expect(shorten('0000001-oozie-W', 7)).toBe('000000…');
    expect(shorten('0000001-oozie-W', 7, 'middle')).toBe('000…e-W');
  });

  it('keeps characters whole that are made of several', () => {
    expect(shorten('👨‍👩‍👧‍👦 family', 4)).toBe('👨‍👩‍👧‍👦 …');
    expect(shorten('夜間バッチ', 4)).toBe('夜…');
  });

  it('never takes more room than there is', () => {
    const where = fc.constantFrom('end' as const, 'middle' as const);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), where, (text, width, leaveOut) => {
        expect(textWidth(shorten(printable(text), width, leaveOut))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

it('padding goes to either side, and takes nothing away', () => {
  expect(pad('夜', 4)).toBe('夜  ');
  expect(pad('12', 4, 'right')).toBe('  12');
  expect(pad('long', 2)).toBe('long');
});

it('text of several lines keeps its lines, but not what could play tricks', () => {
  expect(printable('a\r\n\tb\u001b]0;title\u0007', { lines: true })).toBe('a\n\tb\ufffd]0;title\ufffd');
  expect(printable('a\n\nb\tc')).toBe('a b c');
});
