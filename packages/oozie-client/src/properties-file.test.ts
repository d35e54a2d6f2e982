import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseProperties, parsePropertyPairs, printProperties } from './properties-file.ts';

test('a file is read as people write it', () => {
  const file = String.raw`# comment \
nameNode=hdfs://host:8020
  jobTracker : host:8032
! another
queue default

list=a, \
     b, \
  # c
key\ with\:all\==\u00e9\tx\qy
empty
again=1
again=2
`;
  expect(parseProperties(file)).toEqual({
    nameNode: 'hdfs://host:8020',
    jobTracker: 'host:8032',
    queue: 'default',
    list: 'a, b, # c',
    'key with:all=': 'é\txqy',
    empty: '',
    again: '2',
  });
});

test('properties are printed in their order, and in ASCII', () => {
  expect(
    printProperties([
      ['b c', ' é=1 2 '],
      ['10', 'a\\b#!:\r\n'],
    ]),
  ).toBe('b\\ c=\\ \\u00e9\\=1 2 \n10=a\\\\b\\#\\!\\:\\r\\n\n');
});

test('a \\u without four digits is refused, with its line', () => {
  expect(() => parseProperties('a=1\nb=\\\nC:\\users')).toThrow(
    expect.objectContaining({ kind: 'invalid-request', message: expect.stringContaining('Line 2 ') }),
  );
});

test('what is printed is read back', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(text, text), { selector: ([name]) => name }), (pairs) => {
      expect(parsePropertyPairs(printProperties(pairs))).toEqual(pairs);
    }),
  );
});
