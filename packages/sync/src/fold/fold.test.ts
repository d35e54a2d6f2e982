import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConflictPolicy, Row } from '../collection/collection.ts';
import { type FoldInput, fieldOf, fieldsOf, fold, sameValue } from './fold.ts';

type Values = Record<string, unknown>;

const value = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant(null), fc.constant([1, { two: 2 }]));
/** The fields that the app decides on (a, b, c) and one that is the server's own (status). */
const row = fc.record({ a: value, b: value, c: value, status: value });
const isOurs = (field: string) => field !== 'status';

const merging = (base: Row | null, local: Row, remote: Row, more: Partial<FoldInput> = {}) =>
  fold({ base, local, remote, policy: 'merge', decides: isOurs, ...more });

const differ = (field: string, one: Row, other: Row) =>
  !sameValue(fieldOf(one, field), fieldOf(other, field));

describe('the three-way laws', () => {
  it('what only Oozie changed is taken: merge(b, b, r) = r', () => {
    fc.assert(
      fc.property(row, row, (base, remote) => {
        const folded = merging(base, base, remote);
        expect(folded.merged).toEqual(remote);
        expect(folded).toMatchObject({ conflicts: [], changedHere: [] });
      }),
    );
  });

  it('what only the user changed stays, but for the server’s own fields: merge(b, l, b) = l', () => {
    fc.assert(
      fc.property(row, row, (base, local) => {
        const folded = merging(base, local, base);
        expect(folded.merged).toEqual({ ...local, status: base.status });
        expect(folded.conflicts).toEqual([]);
        expect(folded.changedHere).toEqual(['a', 'b', 'c'].filter((field) => differ(field, base, local)));
      }),
    );
  });

  it('the same change on both sides is no conflict: merge(b, x, x) = x', () => {
    fc.assert(
      fc.property(fc.option(row), row, (base, both) => {
        for (const policy of ['merge', 'local', 'remote', 'manual'] as const) {
          const folded = merging(base, both, both, { policy });
          expect(folded.merged).toEqual(both);
          expect(folded).toMatchObject({ conflicts: [], changedHere: [], taken: [] });
        }
      }),
    );
  });

  it('merging again changes nothing', () => {
    fc.assert(
      fc.property(
        row,
        row,
        row,
        fc.constantFrom<ConflictPolicy<Row>>('merge', 'local', 'remote'),
        (b, l, r, policy) => {
          const once = merging(b, l, r, { policy });
          const again = merging(b, once.merged, r, { policy });
          expect(again.merged).toEqual(once.merged);
          expect(again.conflicts).toEqual(once.conflicts);
          expect(new Set(again.changedHere)).toEqual(new Set(once.changedHere));
        },
      ),
    );
  });

  it('asks exactly when both changed the same field of the user’s to different values', () => {
    fc.assert(
      fc.property(row, row, row, (base, local, remote) => {
        const expected = ['a', 'b', 'c'].filter(
          (field) =>
            differ(field, base, local) && differ(field, base, remote) && differ(field, local, remote),
        );
        expect(merging(base, local, remote).conflicts).toEqual(expected);
      }),
    );
  });

  it('makes up no values', () => {
    fc.assert(
      fc.property(
        fc.option(row),
        row,
        row,
        fc.constantFrom<ConflictPolicy<Row>>('merge', 'local', 'remote', 'manual'),
        (b, l, r, policy) => {
          const { merged } = merging(b, l, r, { policy });
          for (const field of fieldsOf(merged)) {
            const values = [fieldOf(l, field), fieldOf(r, field)];
            expect(values).toContainEqual(fieldOf(merged, field));
          }
        },
      ),
    );
  });

  it('does not depend on the order of fields', () => {
    const reversed = (fields: Values) => Object.fromEntries(Object.entries(fields).reverse());
    fc.assert(
      fc.property(row, row, row, (base, local, remote) => {
        const one = merging(base, local, remote);
        const other = merging(reversed(base), reversed(local), reversed(remote));
        expect(other.merged).toEqual(one.merged);
        expect(new Set(other.conflicts)).toEqual(new Set(one.conflicts));
        expect(new Set(other.changedHere)).toEqual(new Set(one.changedHere));
      }),
    );
  });
});

describe('before the first agreement', () => {
  it('what the user has goes out, and what is the server’s own comes in', () => {
    const folded = merging(null, { a: 1, b: 2, note: 'mine' }, { a: 5, b: 2, status: 'RUNNING' });
    expect(folded.merged).toEqual({ a: 1, b: 2, note: 'mine', status: 'RUNNING' });
    expect(folded).toMatchObject({ conflicts: [], changedHere: ['a'], taken: ['status'] });
  });
});

describe('fields that are not the user’s to decide', () => {
  it('are always taken from Oozie, whatever the app wrote into them and whatever the policy', () => {
    fc.assert(
      fc.property(
        fc.option(row),
        row,
        row,
        fc.constantFrom<ConflictPolicy<Row>>('merge', 'local', 'remote', 'manual', () => ({})),
        (base, local, remote, policy) => {
          const folded = merging(base, local, remote, { policy });
          expect(fieldOf(folded.merged, 'status')).toEqual(remote.status);
          expect([...folded.conflicts, ...folded.changedHere]).not.toContain('status');
        },
      ),
    );
  });

  it('stay the app’s own when Oozie tells nothing of them', () => {
    const folded = merging({ a: 1, note: 'old' }, { a: 1, note: 'new' }, { a: 2 });
    expect(folded.merged).toEqual({ a: 2, note: 'new' });
  });
});

describe('when both changed the same field', () => {
  const base = { a: 1, b: 1, status: 'RUNNING' };
  const local = { a: 2, b: 2, status: 'RUNNING' };
  const remote = { a: 3, b: 1, status: 'PAUSED' };

  it('"local" keeps the user’s value and brings it to Oozie', () => {
    const folded = merging(base, local, remote, { policy: 'local' });
    expect(folded.merged).toEqual({ a: 2, b: 2, status: 'PAUSED' });
    expect(new Set(folded.changedHere)).toEqual(new Set(['a', 'b']));
    expect(folded.conflicts).toEqual([]);
  });

  it('"remote" takes Oozie’s value and still brings what only the user changed', () => {
    const folded = merging(base, local, remote, { policy: 'remote' });
    expect(folded.merged).toEqual({ a: 3, b: 2, status: 'PAUSED' });
    expect(folded).toMatchObject({ conflicts: [], changedHere: ['b'] });
  });

  it('"merge" asks about that field, and merges the others', () => {
    const folded = merging(base, local, remote);
    expect(folded.merged).toEqual({ a: 2, b: 2, status: 'PAUSED' });
    expect(folded).toMatchObject({ conflicts: ['a'], changedHere: ['b'], taken: ['status'] });
  });

  it('a function decides', () => {
    const folded = merging(base, local, remote, {
      policy: ({ base: before, local: mine, remote: theirs, fields }) => {
        expect({ before, mine, theirs, fields }).toEqual({
          before: base,
          mine: local,
          theirs: { ...local, ...remote },
          fields: ['a'],
        });
        return { a: 10 };
      },
    });
    expect(folded.merged).toEqual({ a: 10, b: 2, status: 'PAUSED' });
    expect(folded.conflicts).toEqual([]);
    expect(new Set(folded.changedHere)).toEqual(new Set(['a', 'b']));
  });

  it('a function that takes Oozie’s value brings nothing to Oozie', () => {
    const folded = merging(base, { ...base, a: 2 }, remote, { policy: () => ({ a: 3 }) });
    expect(folded).toMatchObject({ conflicts: [], changedHere: [] });
  });

  it('a function may give what only touches fields in conflict', () => {
    const folded = merging(base, local, remote, { policy: () => ({ a: 9, b: 99, status: 'mine' }) });
    expect(folded.merged).toEqual({ a: 9, b: 2, status: 'PAUSED' });
  });

  it.each<[string, ConflictPolicy<Row>]>([
    [
      'throws',
      () => {
        throw new Error('cannot decide');
      },
    ],
    ['leaves the field out', () => ({ b: 5 })],
    ['promises an answer for later', (() => Promise.resolve({ a: 5 })) as ConflictPolicy<Row>],
    ['returns nothing', (() => undefined) as unknown as ConflictPolicy<Row>],
  ])('the user is asked when the function %s', (_, policy) => {
    expect(merging(base, local, remote, { policy }).conflicts).toEqual(['a']);
  });

  it('a function is not asked when nothing is in conflict', () => {
    const policy = () => {
      throw new Error('asked in vain');
    };
    expect(merging(base, { ...base, b: 2 }, remote, { policy })).toMatchObject({
      conflicts: [],
      changedHere: ['b'],
    });
  });
});

describe('with "manual"', () => {
  const base = { a: 1, b: 1, status: 'RUNNING' };

  it('the user is asked even about different fields, with all of them shown', () => {
    const folded = merging(base, { ...base, a: 2 }, { ...base, b: 2 }, { policy: 'manual' });
    expect(new Set(folded.conflicts)).toEqual(new Set(['a', 'b']));
    expect(folded.changedHere).toEqual([]);
  });

  it('nobody is asked when one side only changed the row', () => {
    expect(merging(base, { ...base, a: 2 }, base, { policy: 'manual' })).toMatchObject({
      conflicts: [],
      changedHere: ['a'],
    });
    expect(merging(base, base, { ...base, a: 2 }, { policy: 'manual' })).toMatchObject({
      conflicts: [],
      taken: ['a'],
    });
  });

  it('the server’s own fields are no reason to ask', () => {
    const folded = merging(base, { ...base, a: 2 }, { ...base, status: 'PAUSED' }, { policy: 'manual' });
    expect(folded).toMatchObject({ conflicts: [], changedHere: ['a'], taken: ['status'] });
  });
});
