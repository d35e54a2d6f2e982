import { expect, it } from 'vitest';
import { parseEdit, parseRow, takeValue } from './field-edit.ts';

it('takes a side’s value as it is, even one that can’t be typed', () => {
  const photo = new Date(0);
  expect(parseEdit(takeValue('photo', photo))).toEqual({ value: photo });
});

it('takes what was typed over it', () => {
  expect(parseEdit({ draft: { kind: 'number', text: '7' } })).toEqual({ value: 7 });
});

it.each([
  ['{"id": 1}', { row: { id: 1 } }],
  ['[1]', { problem: 'A row is an object: { … }.' }],
  ['null', { problem: 'A row is an object: { … }.' }],
])('reads %s as a row', (json, expected) => {
  expect(parseRow(json)).toEqual(expected);
});
