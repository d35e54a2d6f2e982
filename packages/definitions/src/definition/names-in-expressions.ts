import { nodesWithin } from '../tree/navigate.ts';
import type { TextChange } from '../tree/text-change.ts';
import type { XmlElement, XmlTree } from '../tree/xml-tree.ts';

/** How EL expressions name a thing of a definition. */
export interface NamedBy {
  /** Functions whose first argument is its name. */
  readonly functions: readonly string[];
  /** Functions without arguments that return its name, and are compared with it. */
  readonly compared?: readonly string[];
}

/**
 * Where EL expressions within an element name a thing: in `wf:actionData('fetch')`, in
 * `wf:lastErrorNode() eq 'fetch'`. Offsets of the name itself, without its quotes.
 */
export function namesInExpressions(
  tree: XmlTree,
  within: XmlElement,
  name: string,
  { functions, compared = [] }: NamedBy,
): { readonly start: number; readonly end: number }[] {
  const literal = `(?<quote>"|'|&quot;|&apos;|&#34;|&#39;)(?<name>${escaped(name)})\\k<quote>`;
  const operator = String.raw`\s*(?:==|!=|\beq\b|\bne\b)\s*`;
  const patterns = [
    ...functions.map((one) => String.raw`${one}\s*\(\s*${literal}`),
    ...compared.map((one) => String.raw`${one}\s*\(\s*\)${operator}${literal}`),
    ...compared.map((one) => String.raw`${literal}${operator}${one}\b`),
  ].map((pattern) => new RegExp(pattern, 'dg'));
  const found: { start: number; end: number }[] = [];
  for (const written of writtenTexts(within)) {
    const whole = tree.text.slice(written.start, written.end);
    if (!whole.includes(name)) continue;
    for (const expression of expressionsIn(whole)) {
      const text = whole.slice(expression.start, expression.end);
      for (const match of patterns.flatMap((pattern) => [...text.matchAll(pattern)])) {
        const [start, end] = match.indices?.groups?.name ?? [0, 0];
        const from = written.start + expression.start;
        found.push({ start: from + start, end: from + end });
      }
    }
  }
  return found;
}

/** The changes that make expressions name a thing differently. */
export function renameInExpressions(
  tree: XmlTree,
  within: XmlElement,
  from: string,
  to: string,
  namedBy: NamedBy,
): TextChange[] {
  if (from === to) return [];
  return namesInExpressions(tree, within, from, namedBy).map(({ start, end }) => ({ start, end, text: to }));
}

/** Texts and attribute values, as written. */
function* writtenTexts(within: XmlElement): Generator<{ start: number; end: number }> {
  for (const node of nodesWithin(within)) {
    if (node.kind === 'text' || node.kind === 'cdata') yield node;
    if (node.kind !== 'element') continue;
    for (const { valueStart, valueEnd } of node.attributes) yield { start: valueStart, end: valueEnd };
  }
}

/** The `${…}` in a text. A `}` in quotes does not end one. */
function* expressionsIn(text: string): Generator<{ start: number; end: number }> {
  for (let start = text.indexOf('${'); start !== -1; start = text.indexOf('${', start)) {
    let end = start + 2;
    let quoted = '';
    while (end < text.length) {
      const character = text.charAt(end);
      if (quoted === '' && character === '}') break;
      if (quoted === '' && (character === "'" || character === '"')) quoted = character;
      else if (character === quoted) quoted = '';
      end += 1;
    }
    yield { start, end };
    start = Math.max(end, start + 2);
  }
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
