import type { Definition } from '../definition/definition.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { childElements, nodeAt } from '../tree/navigate.ts';
import type { TextChange } from '../tree/text-change.ts';
import type { XmlElement, XmlTree } from '../tree/xml-tree.ts';

/**
 * The changes of all fixes that can be made at once, for `editDefinition`. Fixes that touch the same place, or would
 * together leave an element empty, wait for the next time: check the result, and fix again until nothing is left.
 * @example
 * const fixed = editDefinition(definition, fixAll(definition, checkDefinition(definition)));
 */
export function fixAll({ tree }: Definition, diagnostics: readonly Diagnostic[]): readonly TextChange[] {
  const taken: TextChange[] = [];
  const left = new Map<XmlElement, number>();
  const seen = new Set<string>();
  for (const { fix } of diagnostics) {
    if (fix === undefined || fix.changes.length === 0) continue;
    const key = JSON.stringify(fix.changes);
    if (seen.has(key) || fix.changes.some((change) => isInTheWay(taken, change))) continue;
    const emptied = parentsOfRemoved(tree, fix.changes);
    if (
      emptied.some((parent) => (left.get(parent) ?? childElements(parent).length) === 1 && left.has(parent))
    )
      continue;
    for (const parent of emptied) left.set(parent, (left.get(parent) ?? childElements(parent).length) - 1);
    seen.add(key);
    for (const change of fix.changes) taken.splice(placeOf(taken, change), 0, change);
  }
  return taken;
}

/** Where in the sorted changes another one belongs: behind those that begin before it or at the same place. */
function placeOf(taken: readonly TextChange[], { start, end }: TextChange): number {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = taken[middle];
    if (other === undefined || other.start > start || (other.start === start && other.end > end))
      high = middle;
    else low = middle + 1;
  }
  return low;
}

function isInTheWay(taken: readonly TextChange[], change: TextChange): boolean {
  const place = placeOf(taken, change);
  return [taken[place - 1], taken[place]].some((other) => {
    if (other === undefined) return false;
    if (other.start === other.end && change.start === change.end) return false;
    return other.start < change.end && change.start < other.end;
  });
}

/** The elements that lose a child each time that a change takes one out. */
function parentsOfRemoved(tree: XmlTree, changes: readonly TextChange[]): XmlElement[] {
  return changes.flatMap(({ start, end, text }) => {
    if (text !== '' || start === end) return [];
    const at = start + (/^\s*/.exec(tree.text.slice(start, end))?.[0].length ?? 0);
    const node = nodeAt(tree, at);
    if (node?.kind !== 'element' || node.start !== at || node.end > end || node.parent === undefined)
      return [];
    return [node.parent];
  });
}
