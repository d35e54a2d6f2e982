import { expect, it } from 'vitest';
import { settledWords } from './settled-words.ts';

const row = (rowKey: string) => ({ collection: 'schedules', rowKey });

it('counts what was settled in all databases, and says what was settled elsewhere', () => {
  expect(settledWords('mine', [{ settled: [row('a')], passed: [] }])).toBe('1 row: kept mine.');
  expect(
    settledWords('theirs', [
      { settled: [row('a'), row('b')], passed: [row('c')] },
      { settled: [row('d')], passed: [row('e')] },
    ]),
  ).toBe('3 rows: took theirs. 2 others had been settled elsewhere.');
});
