import { childElements, childNamed } from '../tree/navigate.ts';
import { attributeValue, type Value } from '../tree/value.ts';
import type { XmlElement } from '../tree/xml-tree.ts';

/** An `<input-logic>` (from 0.5 on): which input an action waits for, when not for all. */
export interface InputLogic {
  readonly element: XmlElement;
  readonly conditions: readonly InputCondition[];
}

/** A condition on input data: `and`, `or`, `combine` of others, or a `data-in`. */
export interface InputCondition {
  readonly kind: 'and' | 'or' | 'combine' | 'data-in';
  readonly element: XmlElement;
  readonly name: Value | undefined;
  /** How many instances suffice. */
  readonly min: Value | undefined;
  /** Minutes to wait for more than `min`. */
  readonly wait: Value | undefined;
  /** Of a `data-in`: the name of an input event. */
  readonly dataset: Value | undefined;
  readonly conditions: readonly InputCondition[];
}

const kinds = ['and', 'or', 'combine', 'data-in'] as const;

export function readInputLogic(coordinator: XmlElement): InputLogic | undefined {
  const element = childNamed(coordinator, 'input-logic');
  return element && { element, conditions: readInputConditions(element) };
}

function readInputConditions(element: XmlElement): InputCondition[] {
  return childElements(element).flatMap((child) => {
    const kind = kinds.find((known) => known === child.local);
    if (kind === undefined) return [];
    return [
      {
        kind,
        element: child,
        name: attributeValue(child, 'name'),
        min: attributeValue(child, 'min'),
        wait: attributeValue(child, 'wait'),
        dataset: attributeValue(child, 'dataset'),
        conditions: readInputConditions(child),
      },
    ];
  });
}
