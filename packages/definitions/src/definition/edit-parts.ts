import { insertInOrder } from '../schema/insert-in-order.ts';
import { insertAfter, removeNode } from '../tree/edit-children.ts';
import { removeAttribute, setAttribute, setValue } from '../tree/edit-content.ts';
import { attributeNamed, childNamed, childrenNamed } from '../tree/navigate.ts';
import { type NewElement, newElement, onOneLine } from '../tree/new-node.ts';
import type { TextChange } from '../tree/text-change.ts';
import { elementValue } from '../tree/value.ts';
import type { XmlElement, XmlTree } from '../tree/xml-tree.ts';

/** Sets an attribute, or takes it away when `text` is `undefined`. */
export function setAttributeText(
  tree: XmlTree,
  element: XmlElement,
  name: string,
  text: string | undefined,
): TextChange[] {
  if (text !== undefined) return setAttribute(tree, element, name, text);
  return attributeNamed(element, name) === undefined ? [] : removeAttribute(tree, element, name);
}

/**
 * Sets the text of a child element that there is once at most, e.g. `exec` of a shell action: makes it at the
 * place that the schema has for it, or takes it away when `text` is `undefined`.
 */
export function setChildText(
  tree: XmlTree,
  parent: XmlElement,
  local: string,
  text: string | undefined,
): TextChange[] {
  const child = childNamed(parent, local);
  if (child === undefined) {
    return text === undefined ? [] : insertInOrder(tree, parent, newElement(local, {}, text));
  }
  return text === undefined ? removeNode(tree, child) : setValue(tree, elementValue(child), text);
}

/**
 * Sets the texts of the child elements of a name, e.g. all `argument`s of a shell action. The ones that stay are
 * left as they are, so that comments between them keep their places.
 */
export function setChildTexts(
  tree: XmlTree,
  parent: XmlElement,
  local: string,
  texts: readonly string[],
): TextChange[] {
  const children = childrenNamed(parent, local);
  const added = texts.slice(children.length).map((text) => newElement(local, {}, text));
  const last = children.at(-1);
  return [
    ...children.flatMap((child, index) => {
      const text = texts[index];
      return text === undefined ? removeNode(tree, child) : setValue(tree, elementValue(child), text);
    }),
    ...(last === undefined ? insertInOrder(tree, parent, ...added) : insertAfter(tree, last, ...added)),
  ];
}

/** Sets or takes away a child element that says something by being there, e.g. `capture-output`. */
export function setFlag(tree: XmlTree, parent: XmlElement, local: string, on: boolean): TextChange[] {
  const child = childNamed(parent, local);
  if (on) return child === undefined ? insertInOrder(tree, parent, newElement(local)) : [];
  return child === undefined ? [] : removeNode(tree, child);
}

/**
 * Puts an element into a section at the place that the schema has for it, and makes the section where it is missing:
 * `addIn(tree, coordinator, ['datasets'], newElement('dataset', …))`.
 */
export function addIn(
  tree: XmlTree,
  parent: XmlElement,
  sections: readonly string[],
  element: NewElement,
): TextChange[] {
  const [section, ...deeper] = sections;
  if (section === undefined) return insertInOrder(tree, parent, element);
  const existing = childNamed(parent, section);
  if (existing !== undefined) return addIn(tree, existing, deeper, element);
  const inner = deeper.reduceRight((content, name) => newElement(name, {}, [content]), element);
  return insertInOrder(tree, parent, newElement(section, {}, [inner]));
}

/** Takes an element out, with its line. */
export function removeElement(tree: XmlTree, element: XmlElement): TextChange[] {
  return removeNode(tree, element);
}

/**
 * Sets a property in the `configuration` (or `parameters`) of an element: of an action, the global section, a
 * coordinator's workflow, a bundle's coordinator. Of properties with the same name, the last counts, and is set.
 */
export function setProperty(
  tree: XmlTree,
  owner: XmlElement,
  name: string,
  value: string,
  section: 'configuration' | 'parameters' = 'configuration',
): TextChange[] {
  const holder = childNamed(owner, section);
  const known = holder === undefined ? [] : propertiesNamed(holder, name);
  const existing = known.at(-1);
  if (existing !== undefined) return setChildText(tree, existing, 'value', value);
  const property = newElement('property', {}, [newElement('name', {}, name), newElement('value', {}, value)]);
  const last = holder && childrenNamed(holder, 'property').at(-1);
  if (last === undefined) return addIn(tree, owner, [section], property);
  const multiline = /[\r\n]/.test(tree.text.slice(last.start, last.end));
  return insertAfter(tree, last, multiline ? property : onOneLine(property));
}

/** Takes away all properties of that name, and the section that would be empty then, which Oozie refuses. */
export function removeProperty(
  tree: XmlTree,
  owner: XmlElement,
  name: string,
  section: 'configuration' | 'parameters' = 'configuration',
): TextChange[] {
  const holder = childNamed(owner, section);
  if (holder === undefined) return [];
  const gone = propertiesNamed(holder, name);
  if (gone.length > 0 && gone.length === childrenNamed(holder, 'property').length)
    return removeNode(tree, holder);
  return gone.flatMap((property) => removeNode(tree, property));
}

function propertiesNamed(holder: XmlElement, name: string): XmlElement[] {
  return childrenNamed(holder, 'property').filter((property) => {
    const element = childNamed(property, 'name');
    return element !== undefined && elementValue(element).text === name;
  });
}
