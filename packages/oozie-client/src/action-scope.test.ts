import { expect, test } from 'vitest';
import {
  listedScope,
  printActionDates,
  printActionNumbers,
  printCoordinatorNames,
  printEachActionNumber,
  typedScope,
} from './action-scope.ts';

const refused = expect.objectContaining({ kind: 'invalid-request', reachedServer: 'no' });
const january = Date.parse('2009-01-01T00:00Z');
const february = Date.parse('2009-02-01T00:00Z');

test('actions are named by number and by range, as text or as numbers', () => {
  expect(printActionNumbers([1, [3, 5]])).toBe('1,3-5');
  expect(printActionNumbers(' 1 , 3 - 5 ')).toBe('1,3-5');
  expect(printActionNumbers([[2, 2]])).toBe('2-2');
});

test('actions are named by nominal time, as text or as epoch milliseconds', () => {
  expect(printActionDates([january, [january, february]])).toBe(
    '2009-01-01T00:00Z,2009-01-01T00:00Z::2009-02-01T00:00Z',
  );
  expect(printActionDates('2009-01-01T00:00Z :: 2009-02-01T00:00Z')).toBe(
    '2009-01-01T00:00Z::2009-02-01T00:00Z',
  );
  expect(printActionDates('2009-01-01T05:30+0530')).toBe('2009-01-01T05:30+0530');
});

test('what Oozie would refuse or misread is refused before it is sent', () => {
  for (const actions of ['', '1,', '0', '-1', '1-2-3', '5-3', 'one', '1.5', '2147483648', [], [0], [1.5]]) {
    expect(() => printActionNumbers(actions), String(actions)).toThrow(refused);
  }
  expect(() => printActionNumbers([[5, 3]])).toThrow(refused);
  for (const dates of ['', 'today', '2009-01-01', '2009-02-30T00:00Z', '2009-01-01T00:00Z::', []]) {
    expect(() => printActionDates(dates), String(dates)).toThrow(refused);
  }
  expect(() => printActionDates([[february, january]])).toThrow(refused);
  expect(() => printActionDates([Number.NaN])).toThrow(refused);
});

test('operations name actions by two kinds of parameters', () => {
  expect(typedScope({ actions: '1-2' })).toEqual({ type: 'action', scope: '1-2' });
  expect(typedScope({ dates: [january] })).toEqual({ type: 'date', scope: '2009-01-01T00:00Z' });
  expect(listedScope({ actions: [7] })).toEqual({ 'action-list': '7' });
  expect(listedScope({ dates: [january] })).toEqual({ date: '2009-01-01T00:00Z' });
  expect(listedScope()).toEqual({});
});

test('ranges are told one by one where Oozie misreads them', () => {
  expect(printEachActionNumber('1,3-5')).toBe('1,3,4,5');
  expect(printEachActionNumber([[1, 2000]]).split(',')).toHaveLength(2000);
  expect(() => printEachActionNumber([[1, 2000], 2001])).toThrow(refused);
  expect(() => printEachActionNumber([[1, 2147483647]])).toThrow(refused);
});

test('coordinators of a bundle are named as Oozie can read them', () => {
  expect(printCoordinatorNames(['left', 'right hand'])).toBe('left,right hand');
  for (const names of [[], [''], ['a,b'], [' a'], ['a ']]) {
    expect(() => printCoordinatorNames(names), String(names)).toThrow(refused);
  }
});
