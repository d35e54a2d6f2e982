import type { Range } from '../diagnostic.ts';
import { attributeNamed, childNamed, childrenNamed, rangeBetween, textOf } from './navigate.ts';
import type { XmlAttribute, XmlElement, XmlTree } from './xml-tree.ts';

/** A text of a definition, and where it stands: in an attribute, or in an element of its own. */
export interface Value {
  /**
   * As Oozie reads it: an attribute's value as it is, an element's text without white space around it. The exact
   * text of an element is `textOf(value.element)`.
   */
  readonly text: string;
  /** The element that holds the text, or the attribute. */
  readonly element: XmlElement;
  readonly attribute?: XmlAttribute;
}

/** The value of an attribute, if it is there. */
export function attributeValue(element: XmlElement, name: string): Value | undefined {
  const attribute = attributeNamed(element, name);
  return attribute === undefined ? undefined : { text: attribute.value, element, attribute };
}

/** The text of an element. */
export function elementValue(element: XmlElement): Value {
  return { text: trimmed(textOf(element)), element };
}

/** The text of the first child element with a local name, if there is one. */
export function childValue(element: XmlElement, local: string): Value | undefined {
  const child = childNamed(element, local);
  return child === undefined ? undefined : elementValue(child);
}

/** The texts of all child elements with a local name. */
export function childValues(element: XmlElement, local: string): Value[] {
  return childrenNamed(element, local).map(elementValue);
}

/** Where the text of a value is, without quotes or tags; where it would be, when it is empty. */
export function rangeOfValue(tree: XmlTree, value: Value): Range {
  const { element, attribute } = value;
  if (attribute !== undefined) return rangeBetween(tree, attribute.valueStart, attribute.valueEnd);
  const start = element.children.find((child) => child.kind !== 'text' || trimmed(child.value) !== '');
  if (start === undefined) return rangeBetween(tree, element.startTagEnd, element.endTagStart);
  const source = tree.text.slice(element.startTagEnd, element.endTagStart);
  const [leading, behind] = withoutBlanks(source);
  return rangeBetween(tree, element.startTagEnd + leading, element.startTagEnd + behind);
}

/** What Java's `String.trim()` leaves. */
export function trimmed(text: string): string {
  return text.slice(...withoutBlanks(text));
}

/** Where a text without blanks at its ends begins and ends; at its end when it is blank. */
function withoutBlanks(text: string): [start: number, end: number] {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start += 1;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end -= 1;
  return [start, end];
}
