import type { Definition } from '../definition/definition.ts';
import type { Range } from '../diagnostic.ts';
import { rangeBetween, rangeOf, sourceOf, textOf } from '../tree/navigate.ts';
import { elementValue, rangeOfValue, trimmed } from '../tree/value.ts';
import type { XmlAttribute, XmlElement, XmlTree } from '../tree/xml-tree.ts';
import { attributesOf, meaningOf, partsOf } from './parts.ts';

/** One text of a document, and where it is. */
export interface Side {
  readonly text: string;
  readonly range: Range;
}

/** Where something is, from the root on: `node "fetch"`, `shell`, `exec`; an attribute as `@to`. */
export type DifferencePath = readonly string[];

export interface Difference {
  readonly path: DifferencePath;
  readonly kind: 'added' | 'removed' | 'changed';
  /** `undefined` where it was added. */
  readonly before: Side | undefined;
  /** `undefined` where it was removed. */
  readonly after: Side | undefined;
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
    compare({ before: base.tree, after: other.tree, found }, [], before, after);
    if (found.length > 0 || meaningOf(before) === meaningOf(after)) return found;
  }
  const whole = (tree: XmlTree): Side => ({
    text: tree.text,
    range: rangeBetween(tree, 0, tree.text.length),
  });
  return [{ path: [], kind: 'changed', before: whole(base.tree), after: whole(other.tree) }];
}

/** A difference in one line: `node "fetch" / shell / exec: a.sh → b.sh`. */
export function describeDifference({ path, kind, before, after }: Difference): string {
  const where = path.length === 0 ? 'document' : path.join(' / ');
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
  if (trimmed(textOf(before)) !== trimmed(textOf(after))) {
    add(at, path, textSide(at.before, before), textSide(at.after, after));
  }
  const [parts, others] = [partsOf(before), partsOf(after)];
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
    const name = `@${(one ?? other)?.local ?? ''}`;
    add(at, [...path, name], one && attributeSide(at.before, one), other && attributeSide(at.after, other));
  }
}

/** A list is compared from its beginning and its end; what is between was replaced. */
function compareParts(
  at: Comparing,
  path: DifferencePath,
  before: readonly XmlElement[],
  after: readonly XmlElement[],
): void {
  const same = (one: XmlElement | undefined, other: XmlElement | undefined) =>
    one !== undefined && other !== undefined && meaningOf(one) === meaningOf(other);
  let start = 0;
  while (same(before[start], after[start])) start += 1;
  let end = 0;
  while (
    end < Math.min(before.length, after.length) - start &&
    same(before.at(-1 - end), after.at(-1 - end))
  ) {
    end += 1;
  }
  const gone = before.slice(start, before.length - end);
  const come = after.slice(start, after.length - end);
  for (let index = 0; index < Math.max(gone.length, come.length); index += 1) {
    const [one, other] = [gone[index], come[index]];
    const step = before.length + after.length > 2 ? [...path, `${start + index + 1}`] : path;
    if (one !== undefined && other !== undefined) compare(at, step, one, other);
    else add(at, step, one && elementSide(at.before, one), other && elementSide(at.after, other));
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
