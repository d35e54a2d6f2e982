import {
  nodesByName,
  type StartNode,
  type Transition,
  type Workflow,
  type WorkflowNode,
} from '../../workflow/workflow.ts';

export type NamedNode = Exclude<WorkflowNode, StartNode>;

/** A transition, and the node that it starts from. */
export interface Way {
  readonly from: WorkflowNode;
  readonly transition: Transition;
  /** The name of the node that it leads to. */
  readonly to: string;
}

/** How a workflow's nodes hang together, as Oozie walks through them: from the start, branch by branch. */
export interface WalkedWorkflow {
  readonly byName: ReadonlyMap<string, NamedNode>;
  readonly start: WorkflowNode | undefined;
  /** Nodes that the start leads to, each behind those that it leads to. */
  readonly reached: ReadonlySet<WorkflowNode>;
  /** Ways from reached nodes to names that no node has. */
  readonly lost: readonly Way[];
  /** Ways back to a node that led there, with the names of the nodes between. */
  readonly circles: readonly { readonly way: Way; readonly path: readonly string[] }[];
  /** Whether a reached node has a transition that leads nowhere at all. */
  readonly incomplete: boolean;
}

const known = new WeakMap<Workflow, WalkedWorkflow>();

/** How Oozie walks through a workflow; made once for each. */
export function walkThrough(workflow: Workflow): WalkedWorkflow {
  let walked = known.get(workflow);
  if (walked === undefined) {
    walked = walk(workflow);
    known.set(workflow, walked);
  }
  return walked;
}

/** A node in a message or a path. */
export function titleOf(node: WorkflowNode): string {
  return node.kind === 'start' ? 'the start' : `${node.kind} ${node.name?.text ?? ''}`.trimEnd();
}

function walk(workflow: Workflow): WalkedWorkflow {
  const byName = nodesByName(workflow);
  const start = workflow.nodes.find(({ kind }) => kind === 'start');
  const reached = new Set<WorkflowNode>();
  const lost: Way[] = [];
  const circles: { way: Way; path: string[] }[] = [];
  let incomplete = start === undefined;
  const onPath = new Map<WorkflowNode, number>();
  const path: { readonly node: WorkflowNode; next: number }[] = [];
  const enter = (node: WorkflowNode) => {
    onPath.set(node, path.length);
    path.push({ node, next: 0 });
  };
  if (start !== undefined) enter(start);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const { node } = top;
    const transition = node.transitions[top.next];
    top.next += 1;
    if (transition === undefined) {
      onPath.delete(node);
      reached.add(node);
      path.pop();
      continue;
    }
    const to = transition.to?.text;
    if (to === undefined) {
      incomplete = true;
      continue;
    }
    const target = byName.get(to);
    if (target === undefined) {
      lost.push({ from: node, transition, to });
    } else if (onPath.has(target)) {
      const from = onPath.get(target) ?? 0;
      // A long circle is told by its ends; there may be as many as nodes, each as long as all of them.
      const shown =
        path.length - from > 8
          ? [...path.slice(from, from + 4), undefined, ...path.slice(-3)]
          : path.slice(from);
      const names = shown.map((step) => (step === undefined ? '…' : (step.node.name?.text ?? '')));
      circles.push({ way: { from: node, transition, to }, path: [...names, to] });
    } else if (!reached.has(target)) {
      enter(target);
    }
  }
  return { byName, start, reached, lost, circles, incomplete };
}
