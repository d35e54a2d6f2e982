import { describe, expect, it } from 'vitest';
import { asKind, draftOf, isPlain, kindOf, looksLikeTime, parseDraft } from './field-value.ts';

const noon = Date.UTC(2026, 10, 23, 12, 0, 0, 250);

describe('a number is taken for a time', () => {
  it.each([
    ['pause', noon, true],
    ['startedAt', noon, true],
    ['value', Date.UTC(2026, 0), true],
    ['bytes', noon, false],
    ['concurrency', 4, false],
    ['endTime', 1_700_000_000, false],
    ['endTime', Date.UTC(2150, 0), false],
  ])('%s = %i: %s', (field, value, expected) => {
    expect(looksLikeTime(field, value)).toBe(expected);
  });
});

it.each([
  ['severity', 4.5],
  ['pause', noon],
  ['pause', noon - 250],
  ['notes', 'crack in beam 7'],
  ['notes', ''],
  ['done', false],
  ['pause', null],
  ['jobId', undefined],
  ['tags', ['roof', { floor: 3 }]],
])('%s = %j comes through the form unchanged', (field, value) => {
  expect(parseDraft(draftOf(field, value))).toEqual({ value });
});

it.each([
  [{ kind: 'number', text: '' } as const, 'Enter a number.'],
  [{ kind: 'number', text: '12x' } as const, 'Enter a number.'],
  [{ kind: 'time', text: '' } as const, 'Enter a date and a time.'],
  [{ kind: 'json', text: '{' } as const, /^This is not JSON/],
])('%j is refused', (draft, problem) => {
  expect(parseDraft(draft)).toEqual({ problem: expect.stringMatching(problem) });
});

it('keeps what was typed when the kind changes, where that makes sense', () => {
  expect(asKind({ kind: 'text', text: '12' }, 'number', noon)).toEqual({ kind: 'number', text: '12' });
  expect(asKind({ kind: 'number', text: '12' }, 'text', noon)).toEqual({ kind: 'text', text: '12' });
  expect(asKind({ kind: 'null', text: '' }, 'json', noon)).toEqual({ kind: 'json', text: 'null' });
  expect(parseDraft(asKind({ kind: 'null', text: '' }, 'time', noon))).toEqual({ value: noon });
});

it('knows which values can’t be typed in', () => {
  expect(isPlain({ tags: ['a', 1, null] })).toBe(true);
  expect(isPlain(new Date())).toBe(false);
  expect(isPlain({ photo: new Blob([]) })).toBe(false);
  expect(kindOf('photo', new Date())).toBe('json');
});
