import { checkExpression } from '../el/check.ts';
import { childrenOf } from '../el/children.ts';
import { parseElText } from '../el/parse.ts';
import type { ElDiagnostic, ElNode, ElText, FunctionCall } from '../el/syntax.ts';
import { allElements } from '../tree/navigate.ts';
import { elementValue, type Value } from '../tree/value.ts';
import type { XmlTree } from '../tree/xml-tree.ts';

/** A text of a definition with expressions in it. */
export interface TextWithExpressions extends ReadText {
  readonly value: Value;
}

/** A text as it was read: the same for all places that have the same text. */
interface ReadText {
  readonly parsed: ElText;
  readonly parts: readonly ExpressionPart[];
}

const known = new WeakMap<XmlTree, readonly TextWithExpressions[]>();

/** All texts and attribute values of a definition with `${…}` in them, in the order of the document. Read once. */
export function textsWithExpressions(tree: XmlTree): readonly TextWithExpressions[] {
  let found = known.get(tree);
  if (found === undefined) {
    found = textsWithin(tree);
    known.set(tree, found);
  }
  return found;
}

function textsWithin(tree: XmlTree): TextWithExpressions[] {
  const found: TextWithExpressions[] = [];
  const read = new Map<string, ReadText>();
  const add = (value: Value) => {
    if (!/[$#]\{/.test(value.text)) return;
    let one = read.get(value.text);
    if (one === undefined) {
      const parsed = parseElText(value.text);
      one = { parsed, parts: partsOf(parsed) };
      read.set(value.text, one);
    }
    found.push({ value, parsed: one.parsed, parts: one.parts });
  };
  for (const element of allElements(tree)) {
    for (const attribute of element.attributes) {
      if (attribute.value.includes('{')) add({ text: attribute.value, element, attribute });
    }
    if (element.children.some((child) => 'value' in child && child.value.includes('{')))
      add(elementValue(element));
  }
  return found;
}

/** What is wrong with a text where workflows are evaluated as they are written; each different text is checked once. */
export function markupChecker(
  names: ReadonlySet<string> | undefined,
): (parsed: ElText) => readonly ElDiagnostic[] {
  const checked = new Map<ElText, readonly ElDiagnostic[]>();
  return (parsed) => {
    let problems = checked.get(parsed);
    if (problems === undefined) {
      problems = checkExpression(parsed, 'workflow', { ...(names && { names }), form: 'markup' });
      checked.set(parsed, problems);
    }
    return problems;
  };
}

/** A part of an expression, and whether the expression may do without its value. */
export interface ExpressionPart {
  readonly node: ElNode;
  readonly optional: boolean;
  /** The parameters of lambdas around. */
  readonly bound: readonly string[];
}

/** Every part of the expressions of a text, outer ones before inner ones. */
export function partsOf(parsed: ElText): readonly ExpressionPart[] {
  const parts: ExpressionPart[] = [];
  for (const part of parsed.parts) {
    if (part.kind !== 'expression' || part.node === undefined) continue;
    const waiting: ExpressionPart[] = [{ node: part.node, optional: false, bound: [] }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      parts.push(next);
      const { node, optional } = next;
      const bound = node.kind === 'lambda' ? [...next.bound, ...node.parameters] : next.bound;
      for (const child of childrenOf(node).toReversed()) {
        waiting.push({ node: child.node, optional: optional || child.optional, bound });
      }
    }
  }
  return parts;
}

/** `wf:actionData` of a call of it. */
export function functionName({ prefix, name }: FunctionCall): string {
  return prefix === '' ? name : `${prefix}:${name}`;
}
