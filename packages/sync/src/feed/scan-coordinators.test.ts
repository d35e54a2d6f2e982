import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movedAhead } from './scan-coordinators.ts';

const order = fc.uniqueArray(
  fc.integer({ min: 0, max: 60 }).map((n) => `${n}-C`),
  { minLength: 1, maxLength: 30 },
);
const at = fc.nat();

describe('a coordinator that moved ahead in the list has changed', () => {
  it('at rest only the first is suspect, which can move no further', () => {
    fc.assert(
      fc.property(order, (ids) => {
        expect([...movedAhead(ids, ids)]).toEqual(ids.slice(0, 1));
      }),
    );
  });
  it('any one that moved to the front is noticed, alone', () => {
    fc.assert(
      fc.property(order, at, (before, choice) => {
        const moved = before[choice % before.length] ?? '';
        const now = [moved, ...before.filter((id) => id !== moved)];
        expect([...movedAhead(now, before)]).toEqual([moved]);
      }),
    );
  });
  it('any one that now stands before others that it stood behind is noticed', () => {
    fc.assert(
      fc.property(order, at, at, (before, from, to) => {
        const moved = before[from % before.length] ?? '';
        const rest = before.filter((id) => id !== moved);
        const target = to % ((from % before.length) + 1);
        if (target === from % before.length) return;
        const now = [...rest.slice(0, target), moved, ...rest.slice(target)];
        expect(movedAhead(now, before).has(moved)).toBe(true);
      }),
    );
  });
  it('several that moved to the front are all noticed, when others stay between', () => {
    fc.assert(
      fc.property(order, fc.array(at, { maxLength: 8 }), (before, choices) => {
        const still = before[0] ?? '';
        const moved = [...new Set(choices.map((choice) => before[choice % before.length] ?? ''))].filter(
          (id) => id !== still,
        );
        const now = [...moved, ...before.filter((id) => !moved.includes(id))];
        for (const id of moved) expect(movedAhead(now, before).has(id)).toBe(true);
      }),
    );
  });
  it('new ones are noticed before ones that were there', () => {
    expect(movedAhead(['n', 'm', 'a', 'b'], ['a', 'b'])).toEqual(new Set(['n', 'm']));
  });
  it('ones that fell behind, or out of the list, are not', () => {
    expect(movedAhead(['b', 'c'], ['a', 'b', 'c'])).toEqual(new Set(['b']));
  });
  it('an empty list has no news', () => {
    expect(movedAhead([], ['a'])).toEqual(new Set());
  });
});
