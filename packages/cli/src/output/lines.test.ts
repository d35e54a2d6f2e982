import { expect, it } from 'vitest';
import { inLines, lastOf } from './lines.ts';

async function* pieces(...texts: string[]) {
  yield* texts;
}

async function all(lines: AsyncIterable<string>): Promise<string[]> {
  const found = [];
  for await (const line of lines) found.push(line);
  return found;
}

it('text is cut at its line ends, however it arrives', async () => {
  expect(await all(inLines(pieces('a', 'b\nc\n', '\nd')))).toEqual(['ab', 'c', '', 'd']);
  expect(await all(inLines(pieces('a\n')))).toEqual(['a']);
  expect(await all(inLines(pieces()))).toEqual([]);
});

it('the last lines are kept of any number', async () => {
  const many = pieces(...Array.from({ length: 5000 }, (_, at) => `${at}`));
  expect(await all(lastOf(many, 2))).toEqual(['4998', '4999']);
  expect(await all(lastOf(pieces('a'), 2))).toEqual(['a']);
  expect(await all(lastOf(pieces('a', 'b'), 0))).toEqual([]);
});
