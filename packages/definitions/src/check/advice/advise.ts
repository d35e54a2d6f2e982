import type { Diagnostic, Fix, Range, Severity } from '../../diagnostic.ts';
import { XmlEditError } from '../../tree/edit-error.ts';
import { nameRange, rangeBetween } from '../../tree/navigate.ts';
import type { TextChange } from '../../tree/text-change.ts';
import { rangeOfValue, type Value } from '../../tree/value.ts';
import type { XmlElement, XmlTree } from '../../tree/xml-tree.ts';

/** A piece of advice without its place. */
export interface Advice {
  readonly code: string;
  readonly severity: Exclude<Severity, 'error'>;
  readonly message: string;
  readonly fix?: Fix | undefined;
}

/** Points at the text of a value, or at the name of an element. */
export function advise(tree: XmlTree, where: Value | XmlElement, advice: Advice): Diagnostic {
  return adviseAt('kind' in where ? nameRange(tree, where) : rangeOfValue(tree, where), advice);
}

/** Points at a part of a value's text: from one of its characters to before another. */
export function adviseWithin(
  tree: XmlTree,
  value: Value,
  part: { readonly start: number; readonly end: number },
  advice: Advice,
): Diagnostic {
  return adviseAt(rangeWithin(tree, value, part), advice);
}

/** A fix, unless the document is not in a state to be edited there: a text with elements in it, broken XML. */
export function fixBy(title: string, changes: () => readonly TextChange[]): Fix | undefined {
  try {
    return { title, changes: changes() };
  } catch (error) {
    if (error instanceof XmlEditError) return undefined;
    throw error;
  }
}

/** Where a part of a value's text is in the document; the whole value where references blur it. */
export function rangeWithin(
  tree: XmlTree,
  value: Value,
  part: { readonly start: number; readonly end: number },
): Range {
  let whole = wholes.get(value);
  if (whole === undefined) {
    const range = rangeOfValue(tree, value);
    const lead = tree.text.slice(range.start.offset, range.end.offset).indexOf(value.text);
    whole = { range, textStart: lead < 0 ? undefined : range.start.offset + lead };
    wholes.set(value, whole);
  }
  const { range, textStart } = whole;
  return textStart === undefined ? range : rangeBetween(tree, textStart + part.start, textStart + part.end);
}

/** Where a value is and, where it is written as it reads, where its text begins. */
const wholes = new WeakMap<Value, { range: Range; textStart: number | undefined }>();

/** Points at a range. */
export function adviseAt(range: Range, { code, severity, message, fix }: Advice): Diagnostic {
  return { code, severity, message, range, ...(fix && { fix }) };
}

/** A text in a message: on one line, and not too long of it. */
export function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
