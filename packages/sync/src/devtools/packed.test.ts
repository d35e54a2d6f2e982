import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, NotKept, packed, textTable, unpacked } from './packed.ts';

/** What IndexedDB keeps. */
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.constant('long '.repeat(60)),
    // Rows are compared with `===`, to which there is one zero.
    fc.double().map((number) => number + 0),
    fc.integer(),
    fc.bigInt(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.date(),
    fc.uint8Array(),
    fc.float64Array().map((numbers) => numbers.map((number) => number + 0)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constant('$')), tie('value'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
    fc.array(fc.tuple(fc.string(), tie('value')), { maxLength: 3 }).map((pairs) => new Map(pairs)),
    fc.array(fc.string(), { maxLength: 3 }).map((parts) => new Set(parts)),
  ),
}));

describe('what is packed', () => {
  it('is JSON, and comes out as it was', () => {
    fc.assert(
      fc.property(value, (given) => {
        const table = textTable();
        const json = JSON.stringify(packed(given, table));
        expect(unpacked(JSON.parse(json), table.texts)).toEqual(given);
      }),
    );
  });

  it('keeps a long text once', () => {
    const definition = '<workflow-app/>'.repeat(100);
    const table = textTable();
    const json = JSON.stringify(packed([{ definition }, { definition }], table));
    expect(json.length).toBeLessThan(100);
    expect(table.texts).toEqual([definition]);
  });

  it('is the same text for the same fields in another order', () => {
    expect(canonical({ id: 's1', severity: 3 })).toBe(canonical({ severity: 3, id: 's1' }));
    expect(canonical({ id: 's1' })).not.toBe(canonical({ id: 's2' }));
  });

  it('has a stand-in for what has no text form', () => {
    const photo = unpacked(packed({ photo: new Blob(['jpeg']) }));
    expect(photo).toEqual({ photo: new NotKept('Blob') });
    expect(canonical(photo)).toBe(canonical({ photo: new Blob(['jpeg']) }));
  });
});
