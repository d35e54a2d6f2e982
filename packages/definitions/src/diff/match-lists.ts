/** How two lists go together: by indexes of the one and of the other. */
export interface MatchedLists {
  /** The same, at another place among the others. */
  readonly moved: readonly (readonly [before: number, after: number])[];
  /** What stands where something else stood; `undefined` on the side that has nothing there. */
  readonly replaced: readonly (readonly [before: number | undefined, after: number | undefined])[];
}

/** Above this many pairs, repeated items are told apart by which of them they are, not by what fits best. */
const mostPairs = 1_000_000;

/**
 * What became of a list: as few items as can be moved or replaced, all others stay in their order. Items are alike when
 * their texts are.
 */
export function matchLists(before: readonly string[], after: readonly string[]): MatchedLists {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const shorter = Math.min(before.length, after.length) - start;
  while (end < shorter && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const [one, other] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const kept = one.length * other.length <= mostPairs ? longestCommon(one, other) : commonByCount(one, other);
  const [stays, arrives] = [new Map(kept), new Map(kept.map(([from, to]) => [to, from]))];
  const waiting = new Map<string, number[]>();
  for (const [index, item] of other.entries()) {
    if (arrives.has(index)) continue;
    const others = waiting.get(item);
    if (others === undefined) waiting.set(item, [index]);
    else others.push(index);
  }
  const moved: [number, number][] = [];
  for (const [index, item] of one.entries()) {
    if (stays.has(index)) continue;
    const to = waiting.get(item)?.shift();
    if (to === undefined) continue;
    moved.push([start + index, start + to]);
    stays.set(index, to);
    arrives.set(to, index);
  }
  return { moved, replaced: gaps(one.length, other.length, kept, stays, arrives, start) };
}

/** What is left between two items that stay goes together in its order. */
function gaps(
  before: number,
  after: number,
  kept: readonly (readonly [number, number])[],
  stays: ReadonlyMap<number, number>,
  arrives: ReadonlyMap<number, number>,
  start: number,
): [number | undefined, number | undefined][] {
  const replaced: [number | undefined, number | undefined][] = [];
  let [from, to] = [0, 0];
  for (const [untilBefore, untilAfter] of [...kept, [before, after] as const]) {
    const gone: number[] = [];
    const come: number[] = [];
    for (; from < untilBefore; from += 1) if (!stays.has(from)) gone.push(start + from);
    for (; to < untilAfter; to += 1) if (!arrives.has(to)) come.push(start + to);
    for (let index = 0; index < Math.max(gone.length, come.length); index += 1) {
      replaced.push([gone[index], come[index]]);
    }
    from = untilBefore + 1;
    to = untilAfter + 1;
  }
  return replaced;
}

function longestCommon(one: readonly string[], other: readonly string[]): [number, number][] {
  const width = other.length + 1;
  const lengths = new Uint32Array((one.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        one[row] === other[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const found: [number, number][] = [];
  let [row, column] = [0, 0];
  while (row < one.length && column < other.length) {
    if (one[row] === other[column]) {
      found.push([row, column]);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return found;
}

/** The first of a text goes with the first of the same text, the second with the second; of these, as many as keep their order. */
function commonByCount(one: readonly string[], other: readonly string[]): [number, number][] {
  const places = new Map<string, number[]>();
  for (const [index, item] of other.entries()) {
    const known = places.get(item);
    if (known === undefined) places.set(item, [index]);
    else known.push(index);
  }
  const taken = new Map<string, number>();
  const pairs: { readonly pair: [number, number]; readonly before: number | undefined }[] = [];
  /** For each length, the pair that ends a row of that length soonest. */
  const ends: number[] = [];
  for (const [index, item] of one.entries()) {
    const count = taken.get(item) ?? 0;
    taken.set(item, count + 1);
    const to = places.get(item)?.[count];
    if (to === undefined) continue;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.pair[1] ?? 0) < to) low = middle + 1;
      else high = middle;
    }
    ends[low] = pairs.length;
    pairs.push({ pair: [index, to], before: low === 0 ? undefined : ends[low - 1] });
  }
  const found: [number, number][] = [];
  for (let at = ends.at(-1); at !== undefined; at = pairs[at]?.before) {
    const pair = pairs[at]?.pair;
    if (pair !== undefined) found.push(pair);
  }
  return found.toReversed();
}
