import { expect, it } from 'vitest';
import { came, isChangedAgain } from './changed-again.ts';

const same = Object.is;

it('what a change brought is waited for until it is there, or somebody made something else of it', () => {
  const unseen = came({ brought: 2, was: 1, is: 1 }, same);
  const there = came({ brought: 2, was: 1, is: 2 }, same);
  const other = came({ brought: 2, was: 1, is: 3 }, same);
  const unbrought = came<number>({ brought: undefined, was: 1, is: 3 }, same);
  expect(isChangedAgain([unseen])).toBe(false);
  expect(isChangedAgain([there])).toBe(false);
  expect(isChangedAgain([there, other])).toBe(true);
  expect(isChangedAgain([unbrought, other])).toBe(true);
  expect(isChangedAgain([unbrought])).toBe(false);
});

it('a field that Oozie ignored isn’t believed done because another was changed by somebody else', () => {
  const ignored = came({ brought: 2, was: 1, is: 1 }, same);
  const changed = came({ brought: 2, was: 1, is: 3 }, same);
  expect(isChangedAgain([ignored, changed])).toBe(false);
});
