import { transitionsOf, type WorkflowDefinition } from './workflow-definition.ts';

/** How many branches of a fork meet at a join; undefined when no fork leads there. */
export function branchesInto(definition: WorkflowDefinition, join: string): number | undefined {
  const fork = Object.values(definition.nodes).find(
    (node) => node.is === 'fork' && joinAfter(definition, node.paths[0] ?? '', 0) === join,
  );
  return fork === undefined ? undefined : transitionsOf(fork).length;
}

/** The join at which a branch ends that begins at `name`. */
function joinAfter(definition: WorkflowDefinition, name: string, depth: number): string | undefined {
  const node = definition.nodes[name];
  if (node === undefined) return undefined;
  if (node.is === 'join') {
    return depth === 0 ? name : joinAfter(definition, node.to, depth - 1);
  }
  if (node.is === 'fork') return joinAfter(definition, node.paths[0] ?? '', depth + 1);
  for (const next of transitionsOf(node)) {
    const found = joinAfter(definition, next, depth);
    if (found !== undefined) return found;
  }
  return undefined;
}
