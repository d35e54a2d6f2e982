import { expect, it } from 'vitest';
import { roleWords } from './connection-advice.ts';

it('tells when nobody syncs a database', () => {
  expect(roleWords('stopped', false)).toMatch(/not open in this browser/);
  expect(roleWords('stopped', true)).toMatch(/tab of its app/);
});
