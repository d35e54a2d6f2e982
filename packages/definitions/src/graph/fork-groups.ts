import type { WorkflowNode } from '../workflow/workflow.ts';
import type { ForkGroup, GraphEdge } from './workflow-graph.ts';

/** A branch of a fork, by the index of its `path`. */
export interface BranchPlace {
  readonly fork: string;
  readonly path: number;
}

interface Place extends BranchPlace {
  readonly outer: Place | undefined;
  readonly depth: number;
}

type Edges = ReadonlyMap<string, readonly GraphEdge[]>;

/** Which branch each node is in, and which join closes which fork: of the first way there, where they disagree. */
export function placeInForks(
  order: readonly string[],
  kinds: ReadonlyMap<string, WorkflowNode['kind']>,
  incoming: Edges,
  outgoing: Edges,
): { places: Map<string, BranchPlace | undefined>; forks: Map<string, ForkGroup> } {
  const places = new Map<string, Place | undefined>();
  const joins = new Map<string, string>();
  const branches = new Map<string, string[][]>();
  for (const id of order) {
    const kind = kinds.get(id);
    const arrivals = (incoming.get(id) ?? []).filter(({ back }) => !back);
    const main = arrivals.filter(({ role }) => role !== 'error');
    const from = (main.length > 0 ? main : arrivals).map((edge) => arrival(edge, places, kinds));
    let place = from.reduce(common, from[0]);
    if (kind === 'kill' || kind === 'end') place = undefined;
    if (kind === 'join') {
      const closes = from[0];
      if (closes !== undefined && !joins.has(closes.fork)) joins.set(closes.fork, id);
      place = closes?.outer;
    }
    places.set(id, place);
    if (kind === 'fork')
      branches.set(
        id,
        (outgoing.get(id) ?? []).map(() => []),
      );
    if (place !== undefined) branches.get(place.fork)?.[place.path]?.push(id);
  }
  const forks = [...branches].map(([fork, members]): [string, ForkGroup] => [
    fork,
    { fork, join: joins.get(fork), branches: members, within: publicPlace(places.get(fork)) },
  ]);
  return {
    places: new Map([...places].map(([id, place]) => [id, publicPlace(place)])),
    forks: new Map(forks),
  };
}

function publicPlace(place: Place | undefined): BranchPlace | undefined {
  return place && { fork: place.fork, path: place.path };
}

function arrival(
  { from, index }: GraphEdge,
  places: ReadonlyMap<string, Place | undefined>,
  kinds: ReadonlyMap<string, WorkflowNode['kind']>,
): Place | undefined {
  const outer = places.get(from);
  if (kinds.get(from) !== 'fork') return outer;
  return { fork: from, path: index, outer, depth: (outer?.depth ?? 0) + 1 };
}

/** The innermost branch that two places are both in. */
function common(one: Place | undefined, other: Place | undefined): Place | undefined {
  let [a, b] = [one, other];
  while (a !== undefined && b !== undefined && (a.fork !== b.fork || a.path !== b.path)) {
    const [up, down]: [boolean, boolean] = [a.depth >= b.depth, b.depth >= a.depth];
    if (up) a = a.outer;
    if (down) b = b.outer;
  }
  return b === undefined ? undefined : a;
}
