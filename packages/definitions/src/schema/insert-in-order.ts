import { appendChild, insertAfter, insertBefore } from '../tree/edit-children.ts';
import { childElements } from '../tree/navigate.ts';
import type { NewElement, XmlCopy } from '../tree/new-node.ts';
import type { TextChange } from '../tree/text-change.ts';
import type { XmlElement, XmlTree } from '../tree/xml-tree.ts';
import type { ElementType, Particle } from './content-model.ts';
import { elementTypeOf, schemas } from './schemas.ts';

/**
 * Puts an element, or several of one name, where the schema has its place among its siblings: behind the last one that comes before it or
 * may stand beside it. Without a place in the schema it comes last.
 */
export function insertInOrder(
  tree: XmlTree,
  parent: XmlElement,
  ...elements: (NewElement | XmlCopy)[]
): TextChange[] {
  const type = elementTypeOf(parent) ?? newestTypeNamed(parent.local);
  const [element] = elements;
  if (element === undefined) return [];
  if (type?.holds !== 'elements') return appendChild(tree, parent, ...elements);
  const order = orderOf(type.content);
  const placeOf = (local: string, namespace: string | undefined) =>
    order.findLast((one) => one.takes(local, namespace ?? '', parent.namespace ?? ''))?.place;
  const own =
    element.kind === 'copy'
      ? placeOf(element.element.local, element.element.namespace)
      : placeOf(element.name, element.namespace ?? element.attributes.xmlns ?? parent.namespace);
  if (own === undefined) return appendChild(tree, parent, ...elements);
  const siblings = childElements(parent);
  const before = siblings.findLast(
    (sibling) => (placeOf(sibling.local, sibling.namespace) ?? Number.POSITIVE_INFINITY) <= own,
  );
  if (before !== undefined) return insertAfter(tree, before, ...elements);
  const [first] = siblings;
  return first === undefined
    ? appendChild(tree, parent, ...elements)
    : insertBefore(tree, first, ...elements);
}

interface Place {
  readonly place: number;
  readonly takes: (local: string, namespace: string, own: string) => boolean;
}

const orders = new WeakMap<Particle, readonly Place[]>();

/** The places of a content model, from the first to the last. Alternatives that can be repeated share one. */
function orderOf(content: Particle): readonly Place[] {
  const known = orders.get(content);
  if (known !== undefined) return known;
  const places: Place[] = [];
  let next = 0;
  const visit = (particle: Particle, shared: number | undefined): void => {
    if ('of' in particle) {
      const here = particle.kind === 'choice' && particle.max > 1 ? (shared ?? next) : shared;
      for (const part of particle.of) visit(part, here);
      if (here !== undefined && shared === undefined) next = here + 1;
      return;
    }
    const place = shared ?? next;
    if (shared === undefined) next += 1;
    if (particle.kind === 'element') {
      places.push({ place, takes: (local, namespace, own) => local === particle.name && namespace === own });
    } else {
      const { namespaces } = particle;
      const takes = (_local: string, namespace: string, own: string) =>
        namespaces === 'other' ? namespace !== own : namespaces.includes(namespace);
      places.push({ place, takes });
    }
  };
  visit(content, undefined);
  orders.set(content, places);
  return places;
}

/** For elements of no known namespace: what the newest schema says of that name. */
function newestTypeNamed(local: string): ElementType | undefined {
  return [...schemas.values()].findLast((schema) => schema.elements.has(local))?.elements.get(local);
}
