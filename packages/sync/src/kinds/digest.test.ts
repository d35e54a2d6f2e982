import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asText, digestOf } from './digest.ts';

describe('a digest', () => {
  it('is the same in whatever order the fields stand, however deep', () => {
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(turned);
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, each]) => [name, turned(each)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(digestOf({ value: turned(value) })).toBe(digestOf({ value }));
      }),
    );
  });
  it('differs when the content does', () => {
    const digests = [
      { a: 1 },
      { a: '1' },
      { a: 2 },
      { b: 1 },
      { a: [1, 2] },
      { a: [2, 1] },
      {},
      { a: null },
    ].map(digestOf);
    expect(new Set(digests).size).toBe(digests.length);
  });
  it('is not told apart by a field that is missing or undefined', () => {
    expect(digestOf({ a: 1, b: undefined })).toBe(digestOf({ a: 1 }));
  });
});

describe('properties', () => {
  it('are text on Oozie', () => {
    expect(asText({ text: 'x', number: 1.5, yes: true })).toEqual({ text: 'x', number: '1.5', yes: 'true' });
    expect(asText()).toEqual({});
  });
});
