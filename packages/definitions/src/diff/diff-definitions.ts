import type { Definition } from '../definition/definition.ts';
import type { Range } from '../diagnostic.ts';
import { rangeBetween, rangeOf, sourceOf, textOf } from '../tree/navigate.ts';
import { elementValue, rangeOfValue, trimmed } from '../tree/value.ts';
import type { XmlAttribute, XmlElement, XmlTree } from '../tree/xml-tree.ts';
import { matchLists } from './match-lists.ts';
import { attributesOf, meaningOf, partsOf } from './parts.ts';
import { type Renames, renamesBetween, withNewNames } from './renames.ts';

/** One text of a document, and where it is. */
export interface Side {
  readonly text: string;
  readonly range: Range;
}

/** Where something is, from the root on: `node "fetch"`, `shell`, `exec`; an attribute as `@to`. */
export type DifferencePath = readonly string[];

export interface Difference {
  /** By the names and places of `base`; of what was added, by its own. */
  readonly path: DifferencePath;
  /**
   * - `renamed`: the texts are the names. What names it is no difference besides.
   * - `moved`: the same is elsewhere in a list in which order counts; `place` says where
   */
  readonly kind: 'added' | 'removed' | 'changed' | 'renamed' | 'moved';
  /** `undefined` where it was added. */
  readonly before: Side | undefined;
  /** `undefined` where it was removed. */
  readonly after: Side | undefined;
  /** From 1; of what was moved, where it is now. */
  readonly place?: number;
}

/**
 * What one definition says differently from another, by node and field, in the order of `base`. Comments, white space,
 * prefixes and order that Oozie ignores are no difference: documents that it reads alike give none.
 */
export function diffDefinitions(base: Definition, other: Definition): Difference[] {
  if (base.tree.text === other.tree.text) return [];
  const [before, after] = [base.tree.root, other.tree.root];
  const found: Difference[] = [];
  if (before !== undefined && after !== undefined && before.local === after.local) {
    const at = { before: base.tree, after: other.tree, renames: renamesBetween(before, after), found };
    compare(at, [], before, after);
    if (found.length > 0 || meaningOf(before) === meaningOf(after)) return found;
  }
  const whole = (tree: XmlTree): Side => ({
    text: tree.text,
    range: rangeBetween(tree, 0, tree.text.length),
  });
  return [{ path: [], kind: 'changed', before: whole(base.tree), after: whole(other.tree) }];
}

/** Whether documents are written differently and say the same: in white space, comments, prefixes, or order that Oozie ignores. */
export function differInFormOnly(one: Definition, other: Definition): boolean {
  return one.tree.text !== other.tree.text && diffDefinitions(one, other).length === 0;
}

/** A difference in one line: `node "fetch" / shell / exec: a.sh → b.sh`. */
export function describeDifference({ path, kind, before, after, place }: Difference): string {
  const where = path.length === 0 ? 'document' : path.join(' / ');
  if (kind === 'renamed') return `${where}: renamed to ${shown(after)}`;
  if (kind === 'moved') return `${where}: moved to ${place}`;
  if (kind !== 'changed') return `${where}: ${kind}`;
  return `${where}: ${shown(before)} → ${shown(after)}`;
}

function shown(side: Side | undefined): string {
  const line = (side?.text ?? '').replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

interface Comparing {
  readonly before: XmlTree;
  readonly after: XmlTree;
  readonly renames: Renames;
  readonly found: Difference[];
}

function compare(at: Comparing, path: DifferencePath, before: XmlElement, after: XmlElement): void {
  if (meaningOf(before) === meaningOf(after)) return;
  if (before.local !== after.local) {
    add(at, path, elementSide(at.before, before), elementSide(at.after, after));
    return;
  }
  if (before.namespace !== after.namespace) {
    add(at, [...path, '@xmlns'], namespaceSide(at.before, before), namespaceSide(at.after, after));
  }
  compareAttributes(at, path, before, after);
  const [text, other] = [trimmed(textOf(before)), trimmed(textOf(after))];
  if (text !== other && withNewNames(at.renames, before, '', text) !== other) {
    add(at, path, textSide(at.before, before), textSide(at.after, after));
  }
  const [parts, others] = [partsOf(before), partsByOldNames(at, partsOf(before), partsOf(after))];
  for (const key of new Set([...parts.keys(), ...others.keys()])) {
    compareParts(at, [...path, key], parts.get(key) ?? [], others.get(key) ?? []);
  }
}

function compareAttributes(at: Comparing, path: DifferencePath, before: XmlElement, after: XmlElement): void {
  const named = (element: XmlElement) =>
    new Map(
      attributesOf(element).map((attribute) => [`${attribute.namespace} ${attribute.local}`, attribute]),
    );
  const [old, current] = [named(before), named(after)];
  for (const key of new Set([...old.keys(), ...current.keys()])) {
    const [one, other] = [old.get(key), current.get(key)];
    if (one?.value === other?.value) continue;
    if (one && other && withNewNames(at.renames, before, one.local, one.value) === other.value) continue;
    if (one?.local === 'name' && other && at.renames.elements.get(after) === before) {
      const sides = { before: attributeSide(at.before, one), after: attributeSide(at.after, other) };
      at.found.push({ path, kind: 'renamed', ...sides });
      continue;
    }
    const name = `@${(one ?? other)?.local ?? ''}`;
    add(at, [...path, name], one && attributeSide(at.before, one), other && attributeSide(at.after, other));
  }
}

/** What has another name now stays beside what it was. */
function partsByOldNames(
  { renames }: Comparing,
  before: ReadonlyMap<string, readonly XmlElement[]>,
  after: ReadonlyMap<string, readonly XmlElement[]>,
): ReadonlyMap<string, readonly XmlElement[]> {
  if (renames.elements.size === 0) return after;
  const keys = new Map([...before].map(([key, [first]]) => [first, key]));
  return new Map(
    [...after].map(([key, part]) => {
      const [first] = part;
      const old = first && renames.elements.get(first);
      return [(old && keys.get(old)) ?? key, part];
    }),
  );
}

function compareParts(
  at: Comparing,
  path: DifferencePath,
  before: readonly XmlElement[],
  after: readonly XmlElement[],
): void {
  const step = (index: number) => (before.length + after.length > 2 ? [...path, `${index + 1}`] : path);
  const { moved, replaced } = matchLists(before.map(meaningOf), after.map(meaningOf));
  for (const [from, to] of moved) {
    const [one, other] = [before[from], after[to]];
    if (one === undefined || other === undefined) continue;
    const sides = { before: elementSide(at.before, one), after: elementSide(at.after, other) };
    at.found.push({ path: step(from), kind: 'moved', ...sides, place: to + 1 });
  }
  for (const [from, to] of replaced) {
    const [one, other] = [before[from ?? -1], after[to ?? -1]];
    if (one !== undefined && other !== undefined) compare(at, step(from ?? 0), one, other);
    else {
      add(
        at,
        step(from ?? to ?? 0),
        one && elementSide(at.before, one),
        other && elementSide(at.after, other),
      );
    }
  }
}

function add(at: Comparing, path: DifferencePath, before: Side | undefined, after: Side | undefined): void {
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  at.found.push({ path, kind, before, after });
}

function elementSide(tree: XmlTree, element: XmlElement): Side {
  return { text: sourceOf(tree, element), range: rangeOf(tree, element) };
}

function namespaceSide(tree: XmlTree, element: XmlElement): Side {
  return { text: element.namespace ?? '', range: rangeBetween(tree, element.start, element.startTagEnd) };
}

function textSide(tree: XmlTree, element: XmlElement): Side {
  const value = elementValue(element);
  return { text: value.text, range: rangeOfValue(tree, value) };
}

function attributeSide(tree: XmlTree, { value, valueStart, valueEnd }: XmlAttribute): Side {
  return { text: value, range: rangeBetween(tree, valueStart, valueEnd) };
}
