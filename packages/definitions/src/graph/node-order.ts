interface Edge {
  readonly from: string;
  readonly to: string;
}

/** Edges by the node that they start from or lead to. */
export function edgesBy<E extends Edge>(side: 'from' | 'to', edges: readonly E[]): Map<string, E[]> {
  const found = new Map<string, E[]>();
  for (const edge of edges) {
    const others = found.get(edge[side]);
    if (others === undefined) found.set(edge[side], [edge]);
    else others.push(edge);
  }
  return found;
}

/** All nodes, each behind those that lead to it, and the edges that can’t go along with that: they close circles. */
export function visitOrder<E extends Edge>(
  ids: readonly string[],
  edges: readonly E[],
): { order: string[]; back: Set<E> } {
  const outgoing = edgesBy('from', edges);
  const state = new Map<string, 'new' | 'open' | 'done'>(ids.map((id) => [id, 'new']));
  const done: string[] = [];
  const back = new Set<E>();
  for (const first of ids) {
    if (state.get(first) !== 'new') continue;
    state.set(first, 'open');
    const path = [{ id: first, left: [...(outgoing.get(first) ?? [])] }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const edge = top.left.pop();
      if (edge === undefined) {
        state.set(top.id, 'done');
        done.push(top.id);
        path.pop();
        continue;
      }
      const known = state.get(edge.to);
      if (known === 'open') back.add(edge);
      if (known !== 'new') continue;
      state.set(edge.to, 'open');
      path.push({ id: edge.to, left: [...(outgoing.get(edge.to) ?? [])] });
    }
  }
  return { order: done.toReversed(), back };
}

/** For each node, how many edges the longest way to it has. */
export function ranksOf(
  order: readonly string[],
  incoming: ReadonlyMap<string, readonly (Edge & { readonly back: boolean })[]>,
): Map<string, number> {
  const ranks = new Map<string, number>();
  for (const id of order) {
    let rank = 0;
    for (const { from, back } of incoming.get(id) ?? []) {
      if (!back) rank = Math.max(rank, (ranks.get(from) ?? 0) + 1);
    }
    ranks.set(id, rank);
  }
  return ranks;
}
