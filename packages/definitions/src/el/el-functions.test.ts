import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { askedPlaces, callOf, elFunctionsPage } from './el-functions.fixture.ts';
import { functionSignatures } from './functions.ts';
import { checkPlace } from './places.ts';

/** The rows of the page: a function, a number of arguments, and a verdict for each place. */
const rows = readFileSync(elFunctionsPage, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.slice(2, -2).split(' | '));

test('the page has every function, and says of each call what we say', () => {
  const wrong: string[] = [];
  for (const [title = '', count = '', ...verdicts] of rows) {
    const signature = functionSignatures.get(title.replaceAll('`', ''));
    if (signature === undefined) {
      wrong.push(`${title} is no function`);
      continue;
    }
    for (const [index, place] of askedPlaces.entries()) {
      const verdict = verdicts[index]?.trim() ?? '';
      const text = callOf(signature, Number(count), place);
      const ours = checkPlace(text, place).length === 0 ? '+' : '−';
      if (verdict === '' ? ours === '+' : !verdict.endsWith(`/${ours}`))
        wrong.push(`${place}: ${text}: ${ours}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(new Set(rows.map(([title]) => title))).toEqual(
    new Set([...functionSignatures.keys()].map((name) => `\`${name}\``)),
  );
});
