import { describe, expect, it } from 'vitest';
import { changeText } from './text-change.ts';

describe('changes of a text', () => {
  it('are made at once, whatever their order', () => {
    expect(
      changeText('abc', [
        { start: 2, end: 3, text: 'C' },
        { start: 0, end: 1, text: 'A' },
      ]),
    ).toBe('AbC');
  });

  it('at the same place stay in their order, insertions before what replaces', () => {
    expect(
      changeText('abc', [
        { start: 1, end: 2, text: 'B' },
        { start: 1, end: 1, text: '1' },
        { start: 1, end: 1, text: '2' },
      ]),
    ).toBe('a12Bc');
  });

  it('are refused when they overlap or are of another text', () => {
    const first = { start: 0, end: 2, text: '' };
    expect(() => changeText('abc', [first, { start: 1, end: 3, text: '' }])).toThrow(RangeError);
    expect(() => changeText('abc', [{ start: 2, end: 4, text: '' }])).toThrow(
      'outside of the document (3 characters)',
    );
    expect(() => changeText('abc', [{ start: 2, end: 1, text: '' }])).toThrow(RangeError);
    expect(changeText('abc', [])).toBe('abc');
  });
});
