import { expect, expectTypeOf, test } from 'vitest';
import { isOozieError, OozieError } from './oozie-error.ts';

const missing = new OozieError('gone', { kind: 'not-found', reachedServer: 'yes', code: 'E0604' });

test('an error is told by its kinds', () => {
  expect(isOozieError(missing)).toBe(true);
  expect(isOozieError(missing, 'not-found')).toBe(true);
  expect(isOozieError(missing, 'forbidden', 'not-found')).toBe(true);
  expect(isOozieError(missing, 'forbidden')).toBe(false);
  for (const other of [new Error('gone'), { ...missing }, undefined, 'not-found']) {
    expect(isOozieError(other)).toBe(false);
    expect(isOozieError(other, 'not-found')).toBe(false);
  }
});

test('what is left is known to be of those kinds', () => {
  const error: unknown = missing;
  if (!isOozieError(error, 'not-found', 'precondition')) throw error;
  expectTypeOf(error.kind).toEqualTypeOf<'not-found' | 'precondition'>();
  expectTypeOf(error.code).toEqualTypeOf<string | undefined>();
});
