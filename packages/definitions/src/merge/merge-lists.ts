import { diff3Merge, diffIndices } from 'node-diff3';

/**
 * Brings two edits of a list together, whose items are alike when their texts are. `undefined` where both change the
 * same place differently. Where order doesn't count (`asSet`), what both add at one place is all taken.
 */
export function mergedList(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
  asSet: boolean,
): readonly string[] | undefined {
  const merged: string[] = [];
  for (const { ok, conflict } of diff3Merge([...mine], [...base], [...theirs])) {
    if (ok !== undefined) merged.push(...ok);
    else if (conflict !== undefined) {
      const { a, o, b } = conflict;
      if (same(a, b)) merged.push(...a);
      else if (asSet && o.length === 0) merged.push(...new Set([...a, ...b].sort()));
      else return byPlace(base, mine, theirs);
    }
  }
  return merged;
}

/** Lists of one length, where no place was changed by both. */
function byPlace(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): readonly string[] | undefined {
  if (mine.length !== base.length || theirs.length !== base.length) return undefined;
  const merged: string[] = [];
  for (const [index, before] of base.entries()) {
    const [own, other] = [mine[index] ?? '', theirs[index] ?? ''];
    if (own !== before && other !== before && own !== other) return undefined;
    merged.push(own === before ? other : own);
  }
  return merged;
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}

/** What makes one list of another: at `start`, `removed` items give way to `added`. */
export interface ListChange {
  readonly start: number;
  readonly removed: number;
  readonly added: readonly string[];
}

export function changesOfList(from: readonly string[], to: readonly string[]): ListChange[] {
  return diffIndices([...from], [...to]).map(({ buffer1: [start, removed], buffer2Content }) => ({
    start,
    removed,
    added: buffer2Content,
  }));
}
