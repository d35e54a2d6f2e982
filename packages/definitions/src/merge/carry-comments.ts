import type { Definition } from '../definition/definition.ts';
import { parseDefinition } from '../definition/parse-definition.ts';
import { partsOf } from '../diff/parts.ts';
import { appendChild, insertAfter, insertBefore, removeNode } from '../tree/edit-children.ts';
import { newComment } from '../tree/new-node.ts';
import { changeText, type TextChange } from '../tree/text-change.ts';
import type { XmlComment, XmlElement, XmlNode, XmlTree } from '../tree/xml-tree.ts';

/** A comment, and what it stands in and above. */
interface Placed {
  readonly text: string;
  /** Keys of parts from the root on; `undefined` beside the root. */
  readonly path: readonly string[] | undefined;
  /** The key of the element behind it, if there is one. */
  readonly above: string | undefined;
  readonly node: XmlComment;
}

type ByPlace = ReadonlyMap<string, readonly Placed[]>;

/**
 * Puts the comments that either side added into a merged document, and takes out what either removed: above the element
 * above which they stood, or in the nearest that is still there. What both reworded is there in both wordings.
 */
export function withCommentsOfBoth(
  merged: Definition,
  base: XmlTree,
  mine: XmlTree,
  theirs: XmlTree,
): Definition {
  const [old, own, others, here] = [base, mine, theirs, merged.tree].map(commentsOf);
  if (!old || !own || !others || !here) return merged;
  const surplus = new Map<string, number>();
  const count = (text: string, by: number) => surplus.set(text, (surplus.get(text) ?? 0) + by);
  const missing: Placed[] = [];
  const spare: Placed[] = [];
  for (const key of new Set([...old.keys(), ...own.keys(), ...others.keys(), ...here.keys()])) {
    const [b, m, t, is] = [old, own, others, here].map((one) => one.get(key) ?? []);
    if (!b || !m || !t || !is) continue;
    const wanted = m.length === b.length ? t : t.length === b.length ? m : m.length > t.length ? m : t;
    missing.push(...wanted.slice(is.length));
    spare.push(...is.slice(wanted.length));
    const text = (wanted[0] ?? is[0])?.text;
    if (text !== undefined) count(text, is.length - wanted.length);
  }
  const { tree } = merged;
  const changes: TextChange[] = [];
  // A comment that stands elsewhere went along with what it belongs to.
  for (const { text, node } of spare) {
    if ((surplus.get(text) ?? 0) <= 0) continue;
    count(text, -1);
    changes.push(...removeNode(tree, node));
  }
  let result = changes.length === 0 ? merged : parseDefinition(changeText(tree.text, changes), tree.limits);
  const come = missing.filter(({ text }) => {
    const isMissing = (surplus.get(text) ?? 0) < 0;
    if (isMissing) count(text, 1);
    return isMissing;
  });
  const added = come.map((one) => inserted(result.tree, one));
  const all = added.flat();
  // Only what fills an empty element takes a place of the text: two of those come one after the other.
  if (all.every(({ start, end }) => start === end)) {
    return all.length === 0 ? result : parseDefinition(changeText(result.tree.text, all), tree.limits);
  }
  for (const one of come) {
    const text = changeText(result.tree.text, inserted(result.tree, one));
    result = parseDefinition(text, tree.limits);
  }
  return result;
}

function inserted(tree: XmlTree, { text, path, above }: Placed): TextChange[] {
  const comment = newComment(text);
  const { root } = tree;
  if (root === undefined) return [];
  if (path === undefined) {
    return above === undefined ? insertAfter(tree, root, comment) : insertBefore(tree, root, comment);
  }
  let [element, next] = [root, above];
  for (const key of path) {
    const inner = partsOf(element).get(key)?.[0];
    if (inner === undefined) {
      next = undefined;
      break;
    }
    element = inner;
  }
  const sibling = next === undefined ? undefined : partsOf(element).get(next)?.[0];
  return sibling === undefined ? appendChild(tree, element, comment) : insertBefore(tree, sibling, comment);
}

function commentsOf(tree: XmlTree): ByPlace {
  const found = new Map<string, Placed[]>();
  const add = (path: readonly string[] | undefined, node: XmlComment, above: string | undefined) => {
    const key = JSON.stringify([node.value, path ?? 'beside the root']);
    const placed = { text: node.value, path, above, node };
    const others = found.get(key);
    if (others === undefined) found.set(key, [placed]);
    else others.push(placed);
  };
  const visit = (children: readonly XmlNode[], path: readonly string[] | undefined, keys: Keys) => {
    let above: string | undefined;
    for (const node of children.toReversed()) {
      if (node.kind === 'comment') add(path, node, above);
      if (node.kind !== 'element') continue;
      above = keys.get(node);
      const inner = path === undefined ? [] : [...path, above ?? ''];
      if (node.children.length > 0) visit(node.children, inner, keysOf(node));
    }
  };
  visit(tree.children, undefined, new Map(tree.root && [[tree.root, 'root']]));
  return found;
}

type Keys = ReadonlyMap<XmlElement, string>;

function keysOf(element: XmlElement): Keys {
  return new Map([...partsOf(element)].flatMap(([key, part]) => part.map((one) => [one, key] as const)));
}
