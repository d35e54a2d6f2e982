import { nodesByName, type Workflow, type WorkflowNode } from '../workflow/workflow.ts';

/**
 * Whether a node can't have run when another one does. True only when that is sure: when no way leads from the first
 * to the second. Not known (false) for nodes that nothing leads to, and in workflows that go in circles.
 *
 * A node stands behind all that can lead to it in any topological order; so one that stands behind another in any
 * of two such orders doesn't lead to it. Two orders, with branches taken from the left and from the right, tell
 * branches of a fork apart without looking at each pair of nodes.
 */
export function nodeOrder(workflow: Workflow): (first: WorkflowNode, second: WorkflowNode) => boolean {
  const orders = [inOrder(workflow, false), inOrder(workflow, true)];
  return (first, second) =>
    orders.some((order) => {
      const [one, other] = [order?.get(first), order?.get(second)];
      return one !== undefined && other !== undefined && one >= other;
    });
}

/** Nodes that the start leads to, each behind those that lead to it; undefined in a circle. */
function inOrder(workflow: Workflow, fromTheRight: boolean): Map<WorkflowNode, number> | undefined {
  const byName = nodesByName(workflow);
  const nextOf = (node: WorkflowNode): WorkflowNode[] => {
    const next = node.transitions.flatMap(({ to }) => (to === undefined ? [] : (byName.get(to.text) ?? [])));
    return fromTheRight ? next.toReversed() : next;
  };
  const start = workflow.nodes.find(({ kind }) => kind === 'start');
  if (start === undefined) return undefined;
  const done: WorkflowNode[] = [];
  const state = new Map<WorkflowNode, 'open' | 'done'>([[start, 'open']]);
  const path = [{ node: start, next: nextOf(start) }];
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const next = top.next.shift();
    if (next === undefined) {
      state.set(top.node, 'done');
      done.push(top.node);
      path.pop();
      continue;
    }
    const known = state.get(next);
    if (known === 'open') return undefined;
    if (known === 'done') continue;
    state.set(next, 'open');
    path.push({ node: next, next: nextOf(next) });
  }
  return new Map(done.toReversed().map((node, index) => [node, index]));
}
