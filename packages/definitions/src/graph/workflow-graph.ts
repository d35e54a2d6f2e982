import type { Transition, Workflow, WorkflowNode } from '../workflow/workflow.ts';
import { type BranchPlace, placeInForks } from './fork-groups.ts';
import { edgesBy, ranksOf, visitOrder } from './node-order.ts';

/** The id of the start, as in Oozie's lists of actions. */
export const startId = ':start:';

/** A workflow's nodes and the ways between them, ready to be drawn or walked. Broken workflows have a graph too. */
export interface WorkflowGraph {
  /** By id, in the order of the document. */
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly edges: readonly GraphEdge[];
  readonly outgoing: ReadonlyMap<string, readonly GraphEdge[]>;
  /** By target id, names that no node has included. */
  readonly incoming: ReadonlyMap<string, readonly GraphEdge[]>;
  /** Ids, each behind those that lead to it, but for edges that lead `back`. */
  readonly order: readonly string[];
  readonly forks: ReadonlyMap<string, ForkGroup>;
}

export interface GraphNode {
  /** Its name; `:start:`; `name#2` for the second of a name. */
  readonly id: string;
  readonly kind: WorkflowNode['kind'];
  /** Of an action: `shell`; the element's name for one that Oozie doesn't come with. */
  readonly actionType: string | undefined;
  readonly node: WorkflowNode;
  /** Edges on the longest way here, from 0. */
  readonly rank: number;
  /** `error`: only by a way with an `error` transition in it. */
  readonly reached: 'main' | 'error' | 'never';
  /** The innermost branch that it is in. */
  readonly branch: BranchPlace | undefined;
}

export interface GraphEdge {
  readonly from: string;
  /** A node's id, or a name that no node has (`dangling`). */
  readonly to: string;
  readonly role: Transition['role'];
  /** The EL expression of a `case`. */
  readonly condition: string | undefined;
  /** Its place among the ways out of `from`, from 0. */
  readonly index: number;
  readonly transition: Transition;
  readonly dangling: boolean;
  /** Whether it closes a circle, which Oozie refuses. */
  readonly back: boolean;
}

/** A fork, and the join that its branches meet in. */
export interface ForkGroup {
  readonly fork: string;
  readonly join: string | undefined;
  /** By the index of their `path`: the nodes directly in them; nodes of a fork within have a group of their own. */
  readonly branches: readonly (readonly string[])[];
  /** The branch that the fork itself is in. */
  readonly within: BranchPlace | undefined;
}

/** The graph of a workflow. Takes time in proportion to the workflow; never throws. */
export function graphOf(workflow: Workflow): WorkflowGraph {
  const ids = idsOf(workflow);
  const known = new Set(ids.values());
  const outline = [...ids].flatMap(([node, from]) =>
    node.transitions.flatMap((transition, index) =>
      transition.to === undefined ? [] : [{ from, to: transition.to.text, index, transition }],
    ),
  );
  const visit = visitOrder([...known], outline);
  const edges = outline.map((edge): GraphEdge => {
    const { transition } = edge;
    return {
      ...edge,
      role: transition.role,
      condition: transition.condition?.text,
      dangling: !known.has(edge.to),
      back: visit.back.has(edge),
    };
  });
  const outgoing = edgesBy('from', edges);
  const incoming = edgesBy('to', edges);
  const ranks = ranksOf(visit.order, incoming);
  const start = known.has(startId) ? [startId] : [];
  const all = reach(start, ({ id }) => outgoing.get(id) ?? []);
  const main = reach(start, ({ id }) => (outgoing.get(id) ?? []).filter(({ role }) => role !== 'error'));
  const kinds = new Map([...ids].map(([node, id]) => [id, node.kind]));
  const { places, forks } = placeInForks(visit.order, kinds, incoming, outgoing);
  const nodes = new Map(
    [...ids].map(([node, id]): [string, GraphNode] => [
      id,
      {
        id,
        kind: node.kind,
        actionType: node.kind === 'action' ? actionTypeOf(node.action) : undefined,
        node,
        rank: ranks.get(id) ?? 0,
        reached: main.has(id) ? 'main' : all.has(id) ? 'error' : 'never',
        branch: places.get(id),
      },
    ]),
  );
  return { nodes, edges, outgoing, incoming, order: visit.order, forks };
}

/** The ids of the nodes that can run behind a node. */
export function downstreamOf(graph: WorkflowGraph, id: string): Set<string> {
  return behind(id, (from) => (graph.outgoing.get(from) ?? []).map(({ to }) => to), graph);
}

/** The ids of the nodes that can lead to a node. */
export function upstreamOf(graph: WorkflowGraph, id: string): Set<string> {
  return behind(id, (to) => (graph.incoming.get(to) ?? []).map(({ from }) => from), graph);
}

/** The edges on any way from the start to a node: what a view lights up. */
export function pathsTo(graph: WorkflowGraph, id: string): GraphEdge[] {
  const before = upstreamOf(graph, id).add(id);
  const reached = downstreamOf(graph, startId).add(startId);
  return graph.edges.filter(
    ({ from, to, back }) => !back && before.has(from) && before.has(to) && reached.has(from),
  );
}

function behind(id: string, next: (id: string) => string[], { nodes }: WorkflowGraph): Set<string> {
  const found = new Set<string>();
  const waiting = next(id);
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (found.has(one) || !nodes.has(one)) continue;
    found.add(one);
    for (const more of next(one)) waiting.push(more);
  }
  return found;
}

function reach(from: readonly string[], next: (at: { id: string }) => readonly GraphEdge[]): Set<string> {
  const found = new Set(from);
  // A set's iteration comes to what is added on the way.
  for (const id of found) for (const { to } of next({ id })) found.add(to);
  return found;
}

function idsOf(workflow: Workflow): Map<WorkflowNode, string> {
  const taken = new Set<string>();
  const names = new Set(workflow.nodes.map(({ name }) => name?.text));
  const counts = new Map<string, number>();
  return new Map(
    workflow.nodes.map((node) => {
      const name = node.kind === 'start' ? startId : (node.name?.text ?? `:${node.kind}:`);
      let id = name;
      let count = counts.get(name) ?? 1;
      while (taken.has(id) || (id !== name && names.has(id))) {
        count += 1;
        id = `${name}#${count}`;
      }
      counts.set(name, count);
      taken.add(id);
      return [node, id];
    }),
  );
}

function actionTypeOf(action: Extract<WorkflowNode, { kind: 'action' }>['action']): string | undefined {
  return action?.type === 'extension' ? action.name : action?.type;
}
