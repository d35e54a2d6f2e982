import type { WorkflowDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { removeNode } from '../../tree/edit-children.ts';
import { nodesByName, type WorkflowNode } from '../../workflow/workflow.ts';
import type { Rule } from '../rule.ts';
import { advise, fixBy } from './advise.ts';

/** Nodes that no way from the start leads to. Oozie takes them, and never comes to them. */
export const unreachableNodes: Rule<WorkflowDefinition> = ({ definition: { tree, model } }) => {
  const start = model.nodes.find(({ kind }) => kind === 'start');
  if (start === undefined) return [];
  const byName = nodesByName(model);
  const reached = new Set<WorkflowNode>([start]);
  const named = new Set(
    model.nodes.flatMap(({ transitions }) =>
      transitions.flatMap(({ to }) => (to === undefined ? [] : [to.text])),
    ),
  );
  // A transition to nowhere is what is wrong then, and says so itself.
  if ([...named].some((name) => !byName.has(name))) return [];
  for (const node of reached) {
    for (const { to } of node.transitions) {
      const next = to && byName.get(to.text);
      if (next !== undefined) reached.add(next);
    }
  }
  return model.nodes.flatMap((node): Diagnostic[] => {
    const { name, kind } = node;
    if (reached.has(node) || name === undefined || byName.get(name.text) !== node) return [];
    // Kill nodes and ends are what other fixes lead to.
    const removable = !named.has(name.text) && kind !== 'end' && kind !== 'kill';
    return [
      advise(tree, name, {
        code: 'unreachable-node',
        severity: kind === 'kill' ? 'info' : 'warning',
        message: `Nothing leads from the start to the ${kind} ${name.text}. Lead a transition to it, or take it out.`,
        ...(removable && {
          fix: fixBy(`Take out ${name.text}`, () => removeNode(tree, node.element)),
        }),
      }),
    ];
  });
};
