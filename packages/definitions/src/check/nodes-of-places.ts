import type { XmlElement } from '../tree/xml-tree.ts';

/**
 * For a walk through a document in its order: which of some elements, none within another and in the order of the
 * document, holds an element. Each is looked at once, however many are asked for.
 */
export function holderFinder<Holder extends { readonly element: XmlElement }>(
  holders: readonly Holder[],
): (element: XmlElement) => Holder | undefined {
  let next = 0;
  return (element) => {
    for (let holder = holders[next]; holder !== undefined; holder = holders[next]) {
      if (element.start < holder.element.end)
        return element.start >= holder.element.start ? holder : undefined;
      next += 1;
    }
    return undefined;
  };
}
