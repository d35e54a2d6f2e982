import type { Diagnostic } from '../diagnostic.ts';
import { nodesWithin } from '../tree/navigate.ts';
import type { XmlComment, XmlElement, XmlTree } from '../tree/xml-tree.ts';

/**
 * Leaves out the advice that a document asks to leave out, by a comment before an element, or behind its tag on the
 * same line: `<!-- howdah: ignore error-leads-to-end, same-transitions: it may fail -->`. It counts for the element and
 * all that is in it; before the root, for the document. Without codes, it means all advice. Errors stay: Oozie
 * refuses the definition whatever a comment says.
 */
export function withoutSuppressed(tree: XmlTree, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const scopes = scopesIn(tree);
  if (scopes.length === 0) return diagnostics;
  const silent = new Set<Diagnostic>();
  const open: Scope[] = [];
  const counts = new Map<string, number>();
  const count = ({ codes }: Scope, by: 1 | -1) => {
    for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + by);
  };
  const leave = (offset: number) => {
    for (let top = open.at(-1); top !== undefined && top.element.end <= offset; top = open.at(-1)) {
      open.pop();
      count(top, -1);
    }
  };
  let next = 0;
  const inOrder = diagnostics.toSorted((one, other) => one.range.start.offset - other.range.start.offset);
  for (const diagnostic of inOrder) {
    const { offset } = diagnostic.range.start;
    for (
      let scope = scopes[next];
      scope !== undefined && scope.element.start <= offset;
      scope = scopes[next]
    ) {
      leave(scope.element.start);
      open.push(scope);
      count(scope, 1);
      next += 1;
    }
    leave(offset);
    const asked = (counts.get(diagnostic.code) ?? 0) + (counts.get(everything) ?? 0);
    if (asked > 0 && diagnostic.severity !== 'error') silent.add(diagnostic);
  }
  return diagnostics.filter((diagnostic) => !silent.has(diagnostic));
}

interface Scope {
  readonly element: XmlElement;
  readonly codes: readonly string[];
}

const everything = '*';

/** What comments ask for, in the order of the elements that they count for. */
function scopesIn(tree: XmlTree): Scope[] {
  const scopes: Scope[] = [];
  if (!tree.text.includes('howdah:')) return scopes;
  let waiting: { readonly parent: XmlElement | undefined; readonly codes: readonly string[] }[] = [];
  for (const node of nodesWithin(tree)) {
    if (node.kind === 'element') {
      // What stands behind the last element of another means nothing outside of it.
      for (const { parent, codes } of waiting)
        if (parent === node.parent) scopes.push({ element: node, codes });
      waiting = [];
    } else if (node.kind === 'comment') {
      const codes = codesIn(node);
      const beside = codes && elementBeside(tree, node);
      if (codes !== undefined && beside !== undefined) scopes.push({ element: beside, codes });
      else if (codes !== undefined) waiting.push({ parent: node.parent, codes });
    }
  }
  return scopes.sort((one, other) => one.element.start - other.element.start);
}

function codesIn({ value }: XmlComment): readonly string[] | undefined {
  const asked = /^\s*howdah:\s*ignore(?![\w-])\s*([a-z][\w-]*(?:\s*,\s*[a-z][\w-]*)*)?/.exec(value);
  if (asked === null) return undefined;
  return asked[1] === undefined ? [everything] : asked[1].split(/\s*,\s*/);
}

/** The element whose tag ends right before a comment, on its line. */
function elementBeside({ text }: XmlTree, comment: XmlComment): XmlElement | undefined {
  let end = comment.start;
  while (/[ \t]/.test(text.charAt(end - 1))) end -= 1;
  const { parent } = comment;
  if (parent === undefined) return undefined;
  if (parent.startTagEnd === end) return parent;
  return elementEndingAt(parent, end);
}

function elementEndingAt({ children }: XmlElement, end: number): XmlElement | undefined {
  let low = 0;
  let high = children.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const child = children[middle];
    if (child === undefined || child.end > end) high = middle - 1;
    else if (child.end < end) low = middle + 1;
    else return child.kind === 'element' ? child : undefined;
  }
  return undefined;
}
