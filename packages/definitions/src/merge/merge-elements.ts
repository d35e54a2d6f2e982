import type { Definition } from '../definition/definition.ts';
import type { Side } from '../diff/diff-definitions.ts';
import { attributesOf, meaningOf, partsOf } from '../diff/parts.ts';
import { insertInOrder } from '../schema/insert-in-order.ts';
import { insertAfter, removeNode, replaceNode } from '../tree/edit-children.ts';
import { removeAttribute, setAttribute } from '../tree/edit-content.ts';
import { rangeBetween, textOf } from '../tree/navigate.ts';
import { copyOf } from '../tree/new-node.ts';
import type { TextChange } from '../tree/text-change.ts';
import { trimmed } from '../tree/value.ts';
import type { XmlAttribute, XmlElement, XmlTree } from '../tree/xml-tree.ts';

export type MergeSide = 'base' | 'mine' | 'theirs';

/** - `refused-together`: each side is fine, and Oozie would refuse the two together, e.g. a way to a node that is gone */
export type MergeConflictCode =
  | 'changed-differently'
  | 'removed-and-changed'
  | 'added-differently'
  | 'refused-together';

/** Something on which two edits of a definition don't agree. */
export interface MergeConflict {
  /** Names the conflict among those of its merge: where it is. `''` is the whole document. */
  readonly id: string;
  readonly code: MergeConflictCode;
  readonly path: readonly string[];
  /** `undefined` where it isn't there. */
  readonly base: Side | undefined;
  readonly mine: Side | undefined;
  readonly theirs: Side | undefined;
}

type Choices = ReadonlyMap<string, MergeSide | { readonly text: string }>;
type Trees = Readonly<Record<MergeSide, XmlTree>>;

export interface MergedElements {
  /** Of the document `mine`. */
  readonly changes: TextChange[];
  /** What comes in, besides. It can touch places of `changes`: then it has to be made after them. */
  readonly additions: TextChange[];
  readonly conflicts: MergeConflict[];
}

interface Merging extends MergedElements {
  readonly trees: Trees;
  readonly choices: Choices;
}

/** The changes that bring what `theirs` changed into `mine`, and what can't be. */
export function mergeElements(
  trees: Trees,
  base: XmlElement,
  mine: XmlElement,
  theirs: XmlElement,
  choices: Choices,
): MergedElements {
  const at: Merging = { trees, choices, changes: [], additions: [], conflicts: [] };
  mergeElement(at, [], base, mine, theirs);
  return at;
}

/** A conflict about everything. */
export function wholeDocument(
  code: MergeConflictCode,
  base: Definition,
  mine: Definition,
  theirs: Definition,
): MergeConflict {
  const side = ({ tree }: Definition): Side => part(tree, 0, tree.text.length);
  return { id: '', code, path: [], base: side(base), mine: side(mine), theirs: side(theirs) };
}

function mergeElement(
  at: Merging,
  path: readonly string[],
  base: XmlElement,
  mine: XmlElement,
  theirs: XmlElement,
): void {
  const [b, m, t] = [base, mine, theirs].map(meaningOf);
  if (t === b || t === m) return;
  const texts = [base, mine, theirs].map((element) => trimmed(textOf(element)));
  const alike = mine.local === theirs.local && mine.local === base.local;
  const sameNamespace = mine.namespace === theirs.namespace && mine.namespace === base.namespace;
  const mixed = texts.some((text) => text !== '') || partsOf(theirs).size === 0;
  const isRoot = mine.parent === undefined;
  if (!isRoot && m === b) {
    at.changes.push(...replaceNode(at.trees.mine, mine, copyOf(at.trees.theirs, theirs)));
  } else if (!alike || !sameNamespace || (mixed && !onlyAttributesDiffer(texts, base, mine, theirs))) {
    settle(at, 'changed-differently', path, [base], [mine], [theirs]);
  } else {
    mergeAttributes(at, path, base, mine, theirs);
    mergeParts(at, path, base, mine, theirs);
  }
}

function onlyAttributesDiffer(texts: readonly string[], ...elements: XmlElement[]): boolean {
  return new Set(texts).size === 1 && elements.every((element) => partsOf(element).size === 0);
}

function mergeAttributes(
  at: Merging,
  path: readonly string[],
  base: XmlElement,
  mine: XmlElement,
  theirs: XmlElement,
): void {
  const named = (element: XmlElement) => new Map(attributesOf(element).map((one) => [one.name, one]));
  const [old, own, others] = [named(base), named(mine), named(theirs)];
  const { trees } = at;
  for (const name of new Set([...old.keys(), ...own.keys(), ...others.keys()])) {
    const [b, m, t] = [old.get(name), own.get(name), others.get(name)];
    if (t?.value === b?.value || t?.value === m?.value) continue;
    const id = [...path, `@${name}`].join(' / ');
    const choice = at.choices.get(id);
    let value = t?.value;
    if (m?.value !== b?.value) {
      if (choice === undefined) {
        const side = (tree: XmlTree, one: XmlAttribute) => ({
          text: one.value,
          range: rangeBetween(tree, one.valueStart, one.valueEnd),
        });
        const code =
          b === undefined ? 'added-differently' : m && t ? 'changed-differently' : 'removed-and-changed';
        at.conflicts.push({
          id,
          code,
          path: [...path, `@${name}`],
          base: b && side(trees.base, b),
          mine: m && side(trees.mine, m),
          theirs: t && side(trees.theirs, t),
        });
        continue;
      }
      value = typeof choice === 'string' ? { base: b, mine: m, theirs: t }[choice]?.value : choice.text;
    }
    at.changes.push(
      ...(value === undefined
        ? removeAttribute(trees.mine, mine, name)
        : setAttribute(trees.mine, mine, name, value)),
    );
  }
}

function mergeParts(
  at: Merging,
  path: readonly string[],
  base: XmlElement,
  mine: XmlElement,
  theirs: XmlElement,
): void {
  const [old, own, others] = [partsOf(base), partsOf(mine), partsOf(theirs)];
  for (const key of new Set([...old.keys(), ...own.keys(), ...others.keys()])) {
    const [b, m, t] = [old.get(key) ?? [], own.get(key) ?? [], others.get(key) ?? []];
    const [before, here, there] = [b, m, t].map((part) => part.map(meaningOf).join('\u0005'));
    if (there === before || there === here) continue;
    const chosen = at.choices.get([...path, key].join(' / '));
    if (chosen === 'base' && here === before) continue;
    const [oneBefore, oneHere, oneThere] = [b[0], m[0], t[0]];
    if (b.length === 1 && m.length === 1 && t.length === 1 && oneBefore && oneHere && oneThere) {
      mergeElement(at, [...path, key], oneBefore, oneHere, oneThere);
    } else if (here === before) {
      putParts(at, mine, m, t);
    } else {
      const code =
        b.length === 0
          ? 'added-differently'
          : m.length * t.length === 0
            ? 'removed-and-changed'
            : 'changed-differently';
      settle(at, code, [...path, key], b, m, t, { mine, theirs, base });
    }
  }
}

/** Puts a part of another document in the place of one of mine: behind what it follows there, if it is new. */
function putParts(
  at: Merging,
  parent: XmlElement,
  mine: readonly XmlElement[],
  other: readonly XmlElement[],
  tree: XmlTree = at.trees.theirs,
): void {
  const kept = Math.min(mine.length, other.length);
  const frame = at.trees.mine;
  mine.forEach((element, index) => {
    const replacement = other[index];
    if (replacement === undefined) at.changes.push(...removeNode(frame, element));
    else if (meaningOf(element) !== meaningOf(replacement)) {
      at.changes.push(...replaceNode(frame, element, copyOf(tree, replacement)));
    }
  });
  const added = other.slice(kept).map((element) => copyOf(tree, element));
  const last = mine.at(-1);
  at.additions.push(
    ...(last === undefined ? insertInOrder(frame, parent, ...added) : insertAfter(frame, last, ...added)),
  );
}

function settle(
  at: Merging,
  code: MergeConflictCode,
  path: readonly string[],
  base: readonly XmlElement[],
  mine: readonly XmlElement[],
  theirs: readonly XmlElement[],
  parents?: Readonly<Record<MergeSide, XmlElement>>,
): void {
  const { trees } = at;
  const id = path.join(' / ');
  const choice = at.choices.get(id);
  if (choice === undefined) {
    const sides = {
      base: sideOf(trees.base, base),
      mine: sideOf(trees.mine, mine),
      theirs: sideOf(trees.theirs, theirs),
    };
    at.conflicts.push({ id, code, path, ...sides });
    return;
  }
  if (choice === 'mine') return;
  const [first, ...others] = mine;
  if (typeof choice !== 'string') {
    if (first !== undefined) {
      at.changes.push({ start: first.start, end: first.end, text: choice.text });
      for (const element of others) at.changes.push(...removeNode(trees.mine, element));
    } else if (parents !== undefined) {
      const end = parents.mine.endTagStart;
      at.changes.push({ start: end, end, text: choice.text });
    }
    return;
  }
  const chosen = choice === 'base' ? base : theirs;
  const parent = parents?.mine ?? first?.parent;
  if (parent !== undefined) putParts(at, parent, mine, chosen, trees[choice]);
}

function sideOf(tree: XmlTree, elements: readonly XmlElement[]): Side | undefined {
  const [first, last] = [elements[0], elements.at(-1)];
  return first && last && part(tree, first.start, last.end);
}

function part(tree: XmlTree, start: number, end: number): Side {
  return { text: tree.text.slice(start, end), range: rangeBetween(tree, start, end) };
}
