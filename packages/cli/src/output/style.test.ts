import { expect, it } from 'vitest';
import { surroundingsWith } from '../surroundings.fixture.ts';
import { createStyle, wantsColours } from './style.ts';

const wants = (when: 'auto' | 'always' | 'never', terminal: boolean, env: Record<string, string> = {}) =>
  wantsColours(when, surroundingsWith({ terminal, env }).surroundings);

it('there are colours on a terminal, and none in a pipe', () => {
  expect(wants('auto', true)).toBe(true);
  expect(wants('auto', false)).toBe(false);
  expect(wants('auto', true, { TERM: 'dumb' })).toBe(false);
});

it('NO_COLOR takes them away, and FORCE_COLOR puts them into a pipe', () => {
  expect(wants('auto', true, { NO_COLOR: '1' })).toBe(false);
  expect(wants('auto', true, { NO_COLOR: '' })).toBe(true);
  expect(wants('auto', false, { FORCE_COLOR: '1' })).toBe(true);
  expect(wants('auto', true, { FORCE_COLOR: '0' })).toBe(false);
});

it('what the user says goes before both', () => {
  expect(wants('always', false, { NO_COLOR: '1' })).toBe(true);
  expect(wants('never', true, { FORCE_COLOR: '1' })).toBe(false);
});

it('a status that this program was not written for is left as it is', () => {
  expect(createStyle(true).status('SUCCEEDED')).not.toBe('SUCCEEDED');
  expect(createStyle(false).status('FAILED')).toBe('FAILED');
  expect(createStyle(true).status('TELEPORTED')).toContain('TELEPORTED');
});
