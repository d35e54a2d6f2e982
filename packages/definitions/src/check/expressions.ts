import { childrenOf } from '../el/children.ts';
import { parseElText } from '../el/parse.ts';
import type { ElNode, ElText, FunctionCall } from '../el/syntax.ts';
import { elementsWithin } from '../tree/navigate.ts';
import { elementValue, type Value } from '../tree/value.ts';
import type { XmlElement, XmlTree } from '../tree/xml-tree.ts';

/** A text of a definition with expressions in it. */
export interface TextWithExpressions {
  readonly value: Value;
  readonly parsed: ElText;
}

const known = new WeakMap<XmlTree, readonly TextWithExpressions[]>();

/** All texts and attribute values of a definition with `${…}` in them, in the order of the document. Read once. */
export function textsWithExpressions(tree: XmlTree): readonly TextWithExpressions[] {
  let found = known.get(tree);
  if (found === undefined) {
    found = tree.root === undefined ? [] : textsWithin(tree.root);
    known.set(tree, found);
  }
  return found;
}

function textsWithin(root: XmlElement): TextWithExpressions[] {
  const found: TextWithExpressions[] = [];
  const add = (value: Value) => {
    if (/[$#]\{/.test(value.text)) found.push({ value, parsed: parseElText(value.text) });
  };
  for (const element of elementsWithin(root)) {
    for (const attribute of element.attributes) add({ text: attribute.value, element, attribute });
    add(elementValue(element));
  }
  return found;
}

/** A part of an expression, and whether the expression may do without its value. */
export interface ExpressionPart {
  readonly node: ElNode;
  readonly optional: boolean;
  /** The parameters of lambdas around. */
  readonly bound: readonly string[];
}

/** Every part of the expressions of a text, outer ones before inner ones. */
export function* partsOf(parsed: ElText): Generator<ExpressionPart> {
  for (const part of parsed.parts) {
    if (part.kind !== 'expression' || part.node === undefined) continue;
    const waiting: ExpressionPart[] = [{ node: part.node, optional: false, bound: [] }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      yield next;
      const { node, optional } = next;
      const bound = node.kind === 'lambda' ? [...next.bound, ...node.parameters] : next.bound;
      for (const child of childrenOf(node).toReversed()) {
        waiting.push({ node: child.node, optional: optional || child.optional, bound });
      }
    }
  }
}

/** `wf:actionData` of a call of it. */
export function functionName({ prefix, name }: FunctionCall): string {
  return prefix === '' ? name : `${prefix}:${name}`;
}
