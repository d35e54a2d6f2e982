import { expect, test } from 'vitest';
import { asOozieResolves, beyondOozie } from './configuration.fixture.ts';
import { normaliseProperties, resolveProperties } from './resolve-properties.ts';

test.each(asOozieResolves)('%s is resolved', (_, properties, expected) => {
  expect(resolveProperties(properties)).toEqual(expect.objectContaining({ a: expected }));
});

test.each(beyondOozie)('a value that refers to %s is refused, for Oozie fails on it', (_, properties) => {
  expect(() => resolveProperties(properties)).toThrow(
    expect.objectContaining({ kind: 'invalid-request', message: expect.stringContaining('property a ') }),
  );
});

test('properties become what Oozie stores', () => {
  expect(
    normaliseProperties({
      ' a ': ` x\${b}\t`,
      b: ' 1 ',
      empty: '',
      blank: ' \n',
      fromBlank: `\${blank}`,
      'user.name': 'alice',
      nbsp: '\u00a0',
    }),
  ).toEqual({ a: 'x1', b: '1', 'user.name': 'alice', 'mapreduce.job.user.name': 'alice', nbsp: '\u00a0' });
});

test('of a name given twice the last value counts', () => {
  expect(
    normaliseProperties([
      ['a', '1'],
      [' a', '2'],
    ]),
  ).toEqual({ a: '2' });
});

test('an old and a new name with different values are refused, for Oozie takes either', () => {
  const names = { 'mapred.job.name': 'x', 'mapreduce.job.name': 'y' };
  expect(() => normaliseProperties(names)).toThrow(/old name of mapreduce.job.name/);
  expect(normaliseProperties({ ...names, 'mapred.job.name': 'y' })).toEqual({
    ...names,
    'mapred.job.name': 'y',
  });
});
