import type { ElNode } from './syntax.ts';

/** A piece of an expression inside a larger one. */
export interface Child {
  readonly node: ElNode;
  /** Whether the larger one may do without its value: a branch, or what is right of `and` or `or`. */
  readonly optional: boolean;
}

const nothing: readonly Child[] = [];

/** What an expression is made of, in the order in which it is written. */
export function childrenOf(node: ElNode): readonly Child[] {
  switch (node.kind) {
    case 'string':
    case 'integer':
    case 'float':
    case 'boolean':
    case 'null':
    case 'identifier':
      return nothing;
    case 'function':
      return needed([...node.args, ...node.more.flat()]);
    case 'access':
      return needed([
        node.base,
        ...node.steps.flatMap(({ property, args = [] }) =>
          typeof property === 'string' ? args : [property, ...args],
        ),
      ]);
    case 'unary':
      return needed([node.operand]);
    case 'operation':
      return [
        { node: node.first, optional: false },
        ...node.rest.map(({ operator, operand }) => ({
          node: operand,
          optional: operator === 'and' || operator === 'or',
        })),
      ];
    case 'choice':
      return [
        { node: node.condition, optional: false },
        { node: node.whenTrue, optional: true },
        { node: node.whenFalse, optional: true },
      ];
    case 'group':
      return needed([node.inner]);
    case 'lambda':
      return [{ node: node.body, optional: true }, ...needed(node.calls?.flat() ?? [])];
    case 'list':
    case 'set':
      return needed(node.items);
    case 'map':
      return needed(node.entries.flatMap(({ key, value }) => [key, value]));
    case 'assignment':
      return needed([node.target, node.value]);
    case 'sequence':
      return needed([node.first, node.last]);
  }
}

function needed(nodes: readonly ElNode[]): Child[] {
  return nodes.map((node) => ({ node, optional: false }));
}
