import { type GraphEdge, type GraphNode, startId, type WorkflowGraph } from './workflow-graph.ts';

/** The way through a workflow that its duration comes from. */
export interface CriticalPath {
  /** Ids from `:start:` on. */
  readonly path: readonly string[];
  /** Milliseconds. */
  readonly total: number;
  /** Milliseconds that a node could take longer without the workflow taking longer; of nodes on a way that counts. */
  readonly slack: ReadonlyMap<string, number>;
}

/**
 * The longest way through a workflow: of a fork, the longest branch; of a decision or an action, where the run went
 * if `taken` knows, else the longest case, and no error.
 * @param durationOf milliseconds; undefined counts as 0
 * @param taken the id of the node that a run went to from a node
 */
export function criticalPath(
  graph: WorkflowGraph,
  durationOf: (node: GraphNode) => number | undefined,
  taken: (node: GraphNode) => string | undefined = () => undefined,
): CriticalPath {
  const next = new Map<string, GraphEdge[]>();
  const until = new Map<string, number>();
  const previous = new Map<string, string>();
  const durations = new Map<string, number>();
  if (graph.nodes.has(startId)) until.set(startId, 0);
  for (const id of graph.order) {
    const node = graph.nodes.get(id);
    const before = until.get(id);
    if (node === undefined || before === undefined) continue;
    const duration = Math.max(0, durationOf(node) || 0);
    durations.set(id, duration);
    const went = node.kind === 'fork' ? undefined : taken(node);
    const counts = (graph.outgoing.get(id) ?? []).filter(
      ({ to, role, back, dangling }) =>
        !back && !dangling && (went === undefined ? role !== 'error' : to === went),
    );
    next.set(id, counts);
    for (const { to } of counts) {
      const known = until.get(to);
      if (known !== undefined && known >= before + duration) continue;
      until.set(to, before + duration);
      previous.set(to, id);
    }
  }
  return { ...longest(until, previous, durations), slack: slackOf(graph, until, next, durations) };
}

function longest(
  until: ReadonlyMap<string, number>,
  previous: ReadonlyMap<string, string>,
  durations: ReadonlyMap<string, number>,
): { path: string[]; total: number } {
  let total = 0;
  let last: string | undefined;
  const leadsOn = new Set(previous.values());
  for (const [id, before] of until) {
    const behind = before + (durations.get(id) ?? 0);
    if (last !== undefined && (behind < total || (behind === total && leadsOn.has(id)))) continue;
    total = behind;
    last = id;
  }
  const path: string[] = [];
  for (let id = last; id !== undefined; id = previous.get(id)) path.push(id);
  return { path: path.toReversed(), total };
}

function slackOf(
  graph: WorkflowGraph,
  until: ReadonlyMap<string, number>,
  next: ReadonlyMap<string, readonly GraphEdge[]>,
  durations: ReadonlyMap<string, number>,
): Map<string, number> {
  const rest = new Map<string, number>();
  let total = 0;
  for (const id of graph.order.toReversed()) {
    const before = until.get(id);
    if (before === undefined) continue;
    let behind = 0;
    for (const { to } of next.get(id) ?? []) behind = Math.max(behind, rest.get(to) ?? 0);
    const own = behind + (durations.get(id) ?? 0);
    rest.set(id, own);
    total = Math.max(total, before + own);
  }
  return new Map([...rest].map(([id, own]) => [id, total - own - (until.get(id) ?? 0)]));
}
