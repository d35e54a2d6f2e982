import type { Side } from '../diff/diff-definitions.ts';
import { attributesOf, meaningOf, partsOf } from '../diff/parts.ts';
import { insertAfter, insertBefore, removeNode, replaceNode } from '../tree/edit-children.ts';
import { removeAttribute, setAttribute, setText } from '../tree/edit-content.ts';
import { textOf } from '../tree/navigate.ts';
import { copyOf } from '../tree/new-node.ts';
import type { TextChange } from '../tree/text-change.ts';
import { trimmed } from '../tree/value.ts';
import type { XmlAttribute, XmlElement, XmlTree } from '../tree/xml-tree.ts';
import type { Addition } from './additions.ts';
import type { MergeChoices, MergeConflict, MergeConflictCode, MergeSide } from './merge-conflict.ts';
import { changesOfList, mergedList } from './merge-lists.ts';

/** Where a part of a side is in the document that was given. */
export type Origin = (side: MergeSide, start: number, end: number) => Side;

export interface MergedElements {
  /** Of the document `mine`. */
  readonly changes: TextChange[];
  /** What comes in besides, when these changes are made. */
  readonly additions: Addition[];
  readonly conflicts: MergeConflict[];
}

interface Merging extends MergedElements {
  readonly trees: Readonly<Record<MergeSide, XmlTree>>;
  readonly choices: MergeChoices;
  readonly origin: Origin;
}

/** An element on each side. Without a `base`, both sides made it. */
type Three = {
  readonly base: XmlElement | undefined;
  readonly mine: XmlElement;
  readonly theirs: XmlElement;
};

/** Only hold others: what both sides put into one that wasn't there before goes together. */
const sections = new Set([
  'parameters',
  'global',
  'configuration',
  'credentials',
  'datasets',
  'input-events',
  'output-events',
]);
/** Can be there several times, in any order. */
const inAnyOrder = new Set(['file', 'archive', 'path', 'job-xml']);

/** The changes that bring what `theirs` changed into `mine`, and what can't be. */
export function mergeElements(
  trees: Readonly<Record<MergeSide, XmlTree>>,
  roots: Three,
  choices: MergeChoices,
  origin: Origin,
): MergedElements {
  const at: Merging = { trees, choices, origin, changes: [], additions: [], conflicts: [] };
  mergeElement(at, [], roots);
  return at;
}

function mergeElement(at: Merging, path: readonly string[], three: Three): void {
  const { base, mine, theirs } = three;
  const [before, here, there] = [base && meaningOf(base), meaningOf(mine), meaningOf(theirs)];
  if (there === before || there === here) return;
  const elements = [base, mine, theirs].flatMap((one) => one ?? []);
  const kinds = new Set(elements.map(({ local, namespace }) => `${namespace} ${local}`));
  const [text, own, other] = [base, mine, theirs].map((one) => (one ? trimmed(textOf(one)) : ''));
  const takesText = other !== text && other !== own;
  const isText = elements.every((one) => partsOf(one).size === 0);
  if (kinds.size > 1 || (takesText && (own !== text || !isText))) {
    if (here !== before || mine.parent === undefined) settle(at, 'changed-differently', path, listed(three));
    else at.changes.push(...replaceNode(at.trees.mine, mine, copyOf(at.trees.theirs, theirs)));
    return;
  }
  if (takesText) at.changes.push(...setText(at.trees.mine, mine, textOf(theirs)));
  mergeAttributes(at, path, three);
  mergeParts(at, path, three);
}

function mergeAttributes(at: Merging, path: readonly string[], { base, mine, theirs }: Three): void {
  const named = (element: XmlElement | undefined) =>
    new Map((element ? attributesOf(element) : []).map((one) => [one.name, one]));
  const [old, own, others] = [named(base), named(mine), named(theirs)];
  for (const name of new Set([...old.keys(), ...own.keys(), ...others.keys()])) {
    const [b, m, t] = [old.get(name), own.get(name), others.get(name)];
    if (t?.value === b?.value || t?.value === m?.value) continue;
    let value = t?.value;
    if (m?.value !== b?.value) {
      const here = [...path, `@${name}`];
      const choice = at.choices.get(here.join(' / '));
      if (choice === undefined) {
        const code =
          b === undefined ? 'added-differently' : m && t ? 'changed-differently' : 'removed-and-changed';
        const side = (of: MergeSide, one: XmlAttribute | undefined) =>
          one && { ...at.origin(of, one.valueStart, one.valueEnd), text: one.value };
        conflict(at, code, here, side('base', b), side('mine', m), side('theirs', t));
        continue;
      }
      value = typeof choice === 'string' ? { base: b, mine: m, theirs: t }[choice]?.value : choice.text;
    }
    at.changes.push(
      ...(value === undefined
        ? removeAttribute(at.trees.mine, mine, name)
        : setAttribute(at.trees.mine, mine, name, value)),
    );
  }
}

/** The parts of one key on each side. */
type Lists = Readonly<Record<MergeSide, readonly XmlElement[]>>;

function listed({ base, mine, theirs }: Three): Lists {
  return { base: base ? [base] : [], mine: [mine], theirs: [theirs] };
}

function mergeParts(at: Merging, path: readonly string[], { base, mine, theirs }: Three): void {
  const none: ReadonlyMap<string, XmlElement[]> = new Map();
  const [old, own, others] = [base ? partsOf(base) : none, partsOf(mine), partsOf(theirs)];
  for (const key of new Set([...old.keys(), ...own.keys(), ...others.keys()])) {
    const lists = { base: old.get(key) ?? [], mine: own.get(key) ?? [], theirs: others.get(key) ?? [] };
    mergeListed(at, [...path, key], lists);
  }
}

function mergeListed(at: Merging, path: readonly string[], lists: Lists): void {
  const { base, mine, theirs } = lists;
  const [before, here, there] = [base, mine, theirs].map((list) => list.map(meaningOf));
  if (before === undefined || here === undefined || there === undefined) return;
  const [was, is, wanted] = [before, here, there].map((texts) => texts.join('\u0005'));
  if (wanted === was || wanted === is) return;
  const [b, m, t] = [base[0], mine[0], theirs[0]];
  const single = base.length <= 1 && mine.length === 1 && theirs.length === 1;
  if (single && m && t && (b !== undefined || sections.has(m.local))) {
    mergeElement(at, path, { base: b, mine: m, theirs: t });
    return;
  }
  if (is === was) {
    putParts(at, path, lists, 'theirs', there);
    return;
  }
  if (base.length > 0 && mine.length * theirs.length === 0) {
    settle(at, 'removed-and-changed', path, lists);
    return;
  }
  const asSet = inAnyOrder.has(m?.local ?? '');
  const merged = base.length > 0 || asSet ? mergedList(before, here, there, asSet) : undefined;
  if (merged !== undefined && merged.length > 0) putParts(at, path, lists, 'theirs', merged);
  else settle(at, base.length === 0 ? 'added-differently' : 'changed-differently', path, lists);
}

/** Makes the parts of mine what the texts say; what mine doesn't have is copied from a side. */
function putParts(
  at: Merging,
  path: readonly string[],
  lists: Lists,
  from: MergeSide,
  wanted: readonly string[],
): void {
  const { mine } = lists;
  const frame = at.trees.mine;
  const copies = (side: MergeSide) =>
    lists[side].map((element) => [meaningOf(element), copyOf(at.trees[side], element)] as const);
  const source = new Map([...copies('mine'), ...copies(from)]);
  for (const { start, removed, added } of changesOfList(mine.map(meaningOf), wanted)) {
    const come = added.flatMap((text) => source.get(text) ?? []);
    const gone = mine.slice(start, start + removed);
    gone.forEach((element, index) => {
      const copy = come[index];
      at.changes.push(...(copy ? replaceNode(frame, element, copy) : removeNode(frame, element)));
    });
    const rest = come.slice(gone.length);
    const [previous, next] = [mine[start + removed - 1], mine[start + removed]];
    if (rest.length === 0) continue;
    if (previous !== undefined) at.changes.push(...insertAfter(frame, previous, ...rest));
    else if (next !== undefined) at.changes.push(...insertBefore(frame, next, ...rest));
    else at.additions.push({ path: path.slice(0, -1), content: rest });
  }
}

function settle(at: Merging, code: MergeConflictCode, path: readonly string[], lists: Lists): void {
  const choice = at.choices.get(path.join(' / '));
  const { mine } = lists;
  const [first, ...others] = mine;
  if (choice === undefined) {
    const side = (of: MergeSide) => {
      const [start, end] = [lists[of][0]?.start, lists[of].at(-1)?.end];
      return start === undefined || end === undefined ? undefined : at.origin(of, start, end);
    };
    conflict(at, code, path, side('base'), side('mine'), side('theirs'));
  } else if (typeof choice === 'string') {
    putParts(at, path, lists, choice, lists[choice].map(meaningOf));
  } else if (first === undefined) {
    at.additions.push({ path: path.slice(0, -1), content: choice.text });
  } else {
    at.changes.push({ start: first.start, end: first.end, text: choice.text });
    for (const element of others) at.changes.push(...removeNode(at.trees.mine, element));
  }
}

function conflict(
  at: Merging,
  code: MergeConflictCode,
  path: readonly string[],
  base: Side | undefined,
  mine: Side | undefined,
  theirs: Side | undefined,
): void {
  const bare = (side: Side | undefined) => side?.text.replace(/\s+/g, '');
  const alike = mine !== undefined && bare(mine) === bare(theirs);
  const proposal = alike ? { proposal: mine.text } : {};
  at.conflicts.push({ id: path.join(' / '), code, path, base, mine, theirs, ...proposal });
}
