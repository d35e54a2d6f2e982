import { type ParsedXml, parseXml } from './parse-xml.ts';
import { changeText, type TextChange } from './text-change.ts';
import type { XmlTree } from './xml-tree.ts';

/**
 * Makes changes that were all computed for this tree, and reads the result. Everything outside of them stays as
 * it is, to the byte.
 * @throws RangeError when changes overlap: make them one after the other
 */
export function editXml(tree: XmlTree, changes: readonly TextChange[]): ParsedXml {
  return parseXml(changeText(tree.text, changes), tree.limits);
}
