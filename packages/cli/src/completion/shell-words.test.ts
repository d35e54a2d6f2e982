import { expect, it } from 'vitest';
import { shellWords } from './shell-words.ts';

it.each([
  ['howdah jo', ['howdah', 'jo']],
  ['howdah job ', ['howdah', 'job', '']],
  ['howdah --server http://a:1/oozie job', ['howdah', '--server', 'http://a:1/oozie', 'job']],
  [String.raw`howdah --name 'a b' "c \"d" e\ f`, ['howdah', '--name', 'a b', 'c "d', 'e f']],
  ["howdah --name 'a b", ['howdah', '--name', 'a b']],
  ["howdah ''", ['howdah', '']],
  ['', ['']],
])('%s is read as a shell reads it', (line, words) => {
  expect(shellWords(line)).toEqual(words);
});
