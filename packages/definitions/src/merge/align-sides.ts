import { renameDataIn, renameDataOut, renameDataset } from '../coordinator/edit-coordinator.ts';
import type { Definition } from '../definition/definition.ts';
import { editDefinition } from '../definition/edit-definition.ts';
import { partsOf } from '../diff/parts.ts';
import { renamesBetween } from '../diff/renames.ts';
import { setAttribute } from '../tree/edit-content.ts';
import { attributeNamed, childElements, rangeBetween, rangeOf, sourceOf } from '../tree/navigate.ts';
import { inOrder, type TextChange } from '../tree/text-change.ts';
import type { XmlAttribute, XmlElement } from '../tree/xml-tree.ts';
import { renameNode } from '../workflow/edit-workflow.ts';
import type { MergeChoices, MergeConflict, MergeSide } from './merge-conflict.ts';
import type { Origin } from './merge-elements.ts';

export type Sides = Readonly<Record<MergeSide, Definition>>;

/** Three documents in which what has another name or another version has the same one. */
export interface AlignedSides {
  readonly sides: Sides;
  readonly origin: Origin;
  readonly conflicts: readonly MergeConflict[];
}

const names: readonly MergeSide[] = ['base', 'mine', 'theirs'];

/**
 * Renames and upgrades that one side made are made in the others as well, so that what they changed beside finds its
 * place. What both named differently is a conflict, and has the name of `mine` until it is settled.
 */
export function alignSides(given: Sides, choices: MergeChoices): AlignedSides {
  const made: Record<MergeSide, TextChange[][]> = { base: [], mine: [], theirs: [] };
  let sides = given;
  const make = (side: MergeSide, changes: readonly TextChange[]) => {
    if (changes.length === 0) return;
    sides = { ...sides, [side]: editDefinition(sides[side], changes) };
    made[side].push(inOrder(changes));
  };
  const conflicts: MergeConflict[] = [];
  const renames = renamesOf(given, choices, conflicts);
  for (const side of names) {
    const of = ({ local, to, [side]: from }: Rename) => renamed(sides[side], local, from, to);
    const all = inOrder(renames.flatMap(of));
    if (all.every(({ start }, index) => start >= (all[index - 1]?.end ?? 0))) make(side, all);
    else for (const rename of renames) make(side, of(rename));
  }
  const changes: Record<MergeSide, TextChange[]> = { base: [], mine: [], theirs: [] };
  const { base, mine, theirs } = sides;
  if (base.tree.root && mine.tree.root && theirs.tree.root) {
    alignNamespaces(sides, changes, base.tree.root, mine.tree.root, theirs.tree.root);
  }
  for (const side of names) make(side, changes[side]);
  const origin: Origin = (side, start, end) => {
    const { tree } = given[side];
    const [from, to] = [start, end].map((offset) => made[side].reduceRight(offsetBefore, offset));
    const [first = start, last = end] = [from, to];
    return { text: tree.text.slice(first, last), range: rangeBetween(tree, first, last) };
  };
  return { sides, origin, conflicts };
}

/** Where an offset was before changes, which are in order. */
function offsetBefore(offset: number, changes: readonly TextChange[]): number {
  let shift = 0;
  for (const { start, end, text } of changes) {
    if (offset <= start + shift) break;
    if (offset < start + shift + text.length) return start;
    shift += text.length - (end - start);
  }
  return offset - shift;
}

/** What something is called on each side; `undefined` where it isn't there. */
interface Rename extends Readonly<Record<MergeSide, string | undefined>> {
  readonly local: string;
  readonly to: string;
}

function renamesOf(
  { base, mine, theirs }: Sides,
  choices: MergeChoices,
  conflicts: MergeConflict[],
): Rename[] {
  const [root, own, others] = [base, mine, theirs].map(({ tree }) => tree.root);
  if (!root || !own || !others || root.local !== own.local || root.local !== others.local) return [];
  const [byMine, byTheirs] = [own, others].map(
    (other) => new Map([...renamesBetween(root, other).elements].map(([now, before]) => [before, now])),
  );
  const found: Rename[] = [];
  for (const before of new Set([...(byMine?.keys() ?? []), ...(byTheirs?.keys() ?? [])])) {
    const b = nameOf(before);
    const here = byMine?.get(before) ?? sameNamed(own, before);
    const there = byTheirs?.get(before) ?? sameNamed(others, before);
    if (b === undefined) continue;
    if (here === undefined || there === undefined) {
      const rename = removedAndRenamed(
        { base, mine, theirs },
        before,
        { mine: here, theirs: there },
        choices,
      );
      if (rename !== undefined && 'code' in rename) conflicts.push(rename);
      else if (rename !== undefined) found.push(rename);
      continue;
    }
    const [m, t] = [nameOf(here), nameOf(there)];
    if (m === undefined || t === undefined) continue;
    const both = m.value !== b.value && t.value !== b.value && m.value !== t.value;
    const key = isNode(before) ? `node "${b.value}"` : `${before.local} "${b.value}"`;
    const choice = both ? choices.get(`${key} / @name`) : undefined;
    const chosen = typeof choice === 'string' ? { base: b, mine: m, theirs: t }[choice].value : choice?.text;
    const to = chosen ?? (m.value === b.value ? t.value : m.value);
    // What has the name already is another one.
    const taken = [
      b.value !== to && sameNamed(root, before, to),
      m.value !== to && sameNamed(own, before, to),
      t.value !== to && sameNamed(others, before, to),
    ];
    if (taken.some((one) => one)) continue;
    found.push({ local: before.local, base: b.value, mine: m.value, theirs: t.value, to });
    if (!both || choice !== undefined) continue;
    const side = ({ tree }: Definition, one: XmlAttribute) => {
      return { text: one.value, range: rangeBetween(tree, one.valueStart, one.valueEnd) };
    };
    const path = [key, '@name'];
    const all = { base: side(base, b), mine: side(mine, m), theirs: side(theirs, t) };
    conflicts.push({ id: path.join(' / '), code: 'renamed-differently', path, ...all });
  }
  return found;
}

/**
 * What one side removed and the other renamed: a conflict. Until it is settled, it stays under its new name. Whoever
 * wants it removed has it under its old name again, under which the removal finds it.
 */
function removedAndRenamed(
  sides: Sides,
  before: XmlElement,
  after: Readonly<Record<'mine' | 'theirs', XmlElement | undefined>>,
  choices: MergeChoices,
): Rename | MergeConflict | undefined {
  const by = after.mine === undefined ? 'theirs' : 'mine';
  const renamed = after[by];
  const [from, to] = [renamed && nameOf(renamed)?.value, nameOf(before)?.value];
  if (renamed === undefined || from === undefined || to === undefined) return undefined;
  const key = isNode(before) ? `node "${to}"` : `${before.local} "${to}"`;
  const choice = choices.get(key);
  if (choice === by) return undefined;
  if (choice === 'mine' || choice === 'theirs') {
    return { local: before.local, base: to, mine: undefined, theirs: undefined, [by]: from, to };
  }
  const side = ({ tree }: Definition, element: XmlElement) => ({
    text: sourceOf(tree, element),
    range: rangeOf(tree, element),
  });
  const code = 'removed-and-changed';
  const absent = { mine: undefined, theirs: undefined };
  return {
    id: key,
    code,
    path: [key],
    base: side(sides.base, before),
    ...absent,
    [by]: side(sides[by], renamed),
  };
}

const nodes = new Set(['action', 'fork', 'join', 'decision', 'kill', 'end']);
const isNode = ({ local, parent }: XmlElement) => parent?.local === 'workflow-app' && nodes.has(local);

function nameOf(element: XmlElement): XmlAttribute | undefined {
  return attributeNamed(element, 'name');
}

/** What has the name of another one, and stands where it stands. */
function sameNamed(root: XmlElement, like: XmlElement, name = nameOf(like)?.value): XmlElement | undefined {
  const holders =
    like.parent?.parent === undefined
      ? [root]
      : childElements(root).filter(({ local }) => local === like.parent?.local);
  const locals = isNode(like) ? nodes : new Set([like.local]);
  return holders.flatMap(childElements).find((one) => locals.has(one.local) && nameOf(one)?.value === name);
}

function renamed(definition: Definition, local: string, from: string | undefined, to: string): TextChange[] {
  if (from === undefined || from === to) return [];
  if (definition.kind === 'workflow') return nodes.has(local) ? renameNode(definition, from, to) : [];
  if (definition.kind === 'coordinator') {
    if (local === 'data-in') return renameDataIn(definition, from, to);
    return local === 'data-out' ? renameDataOut(definition, from, to) : renameDataset(definition, from, to);
  }
  const { tree } = definition;
  const bundled = tree.root && childElements(tree.root).find((one) => nameOf(one)?.value === from);
  return bundled === undefined ? [] : setAttribute(tree, bundled, 'name', to);
}

/** Gives the elements of one place the version that one side gave to its own. */
function alignNamespaces(
  sides: Sides,
  changes: Record<MergeSide, TextChange[]>,
  base: XmlElement,
  mine: XmlElement,
  theirs: XmlElement,
): void {
  const elements = { base, mine, theirs };
  const [b, m, t] = [base, mine, theirs].map((element) => declared(element));
  if (b && m && t && new Set([b.value, m.value, t.value]).size > 1) {
    const to =
      m.value === b.value ? t.value : t.value === b.value || t.value === m.value ? m.value : undefined;
    for (const side of to === undefined ? [] : names) {
      const own = declared(elements[side]);
      if (own === undefined || own.value === to || to === undefined) continue;
      changes[side].push(...setAttribute(sides[side].tree, elements[side], own.name, to));
    }
  }
  const [parts, own, others] = [partsOf(base), partsOf(mine), partsOf(theirs)];
  for (const [key, [before, ...more]] of parts) {
    const [here, there] = [own.get(key), others.get(key)];
    if (before === undefined || more.length > 0 || here?.length !== 1 || there?.length !== 1) continue;
    if (here[0] && there[0]) alignNamespaces(sides, changes, before, here[0], there[0]);
  }
}

/** The attribute of an element that says what its own namespace is. */
function declared(element: XmlElement): XmlAttribute | undefined {
  return attributeNamed(element, element.prefix === '' ? 'xmlns' : `xmlns:${element.prefix}`);
}
