import { describe, expect, it } from 'vitest';
import { differenceFrom } from './difference.ts';

describe('what differs is marked by whole words', () => {
  it.each([
    ['crack in beam 7', 'crack in beam 9', ['crack in beam ', '9', '']],
    ['crack in beam', 'wide crack in beam', ['', 'wide ', 'crack in beam']],
    ['closed at night', 'closed by night', ['closed ', 'by', ' night']],
    ['same', 'same', ['same', '', '']],
    ['', 'new', ['', 'new', '']],
    ['gone', '', ['', '', '']],
    ['12', '14', ['', '14', '']],
  ])('%j to %j', (other, text, parts) => {
    const { before, differing, after } = differenceFrom(other, text);
    expect([before, differing, after]).toEqual(parts);
  });
});

it('never loses a character', () => {
  const texts = ['', 'a', 'a b', 'b a', 'abc abd', 'abd abc', 'a\nb\nc', 'aa', 'aaa'];
  for (const other of texts) {
    for (const text of texts) {
      const { before, differing, after } = differenceFrom(other, text);
      expect(before + differing + after).toBe(text);
    }
  }
});
