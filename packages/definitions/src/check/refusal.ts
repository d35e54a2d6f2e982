import type { Diagnostic, Fix, Range } from '../diagnostic.ts';
import { nameRange } from '../tree/navigate.ts';
import { rangeOfValue, type Value } from '../tree/value.ts';
import type { XmlElement, XmlTree } from '../tree/xml-tree.ts';

/** Something that Oozie refuses, without its place. */
export interface Refusal {
  readonly code: string;
  readonly oozieCode: string;
  readonly message: string;
  readonly fix?: Fix | undefined;
}

/** Points at the text of a value, or at the name of an element. */
export function refusalAt(tree: XmlTree, where: Value | XmlElement, refusal: Refusal): Diagnostic {
  return refusalIn('kind' in where ? nameRange(tree, where) : rangeOfValue(tree, where), refusal);
}

export function refusalIn(range: Range, { code, oozieCode, message, fix }: Refusal): Diagnostic {
  return { code, severity: 'error', message, range, oozieCode, ...(fix && { fix }) };
}
