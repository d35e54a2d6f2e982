import { expect, test } from 'vitest';
import { forbiddenName, refuseForbiddenNames } from './configuration-names.ts';

test('names that mean something else to Oozie are told, with the reason', () => {
  expect(forbiddenName('KB', 'workflow')).toMatch(/constant/);
  expect(forbiddenName(' MAP_IN ', 'bundle')).toMatch(/counters/);
  expect(forbiddenName('YEAR', 'coordinator')).toMatch(/date/);
  expect(forbiddenName('YEAR', 'workflow')).toBeUndefined();
  expect(forbiddenName('kb', 'workflow')).toBeUndefined();
});

test('a job with such a name is refused, but not for a property that Oozie drops', () => {
  expect(() => refuseForbiddenNames({ a: '1', DAY: '2' }, 'coordinator')).toThrow(
    expect.objectContaining({ kind: 'invalid-request', message: expect.stringContaining('property DAY') }),
  );
  refuseForbiddenNames({ a: '1', DAY: '' }, 'coordinator');
});
