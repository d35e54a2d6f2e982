import { type Barrier, BuildError } from './build-error.ts';

/** A step, by its name, and those that it waits for. */
export interface Dependent {
  readonly name: string;
  readonly after: readonly string[];
}

/** Steps in the only shape that Oozie's forks and joins have: one behind the other, or side by side. */
export type NestedSteps =
  | { readonly kind: 'step'; readonly name: string }
  | { readonly kind: 'series' | 'parallel'; readonly parts: readonly NestedSteps[] };

/**
 * Puts steps behind and beside each other so that each waits for exactly those that it depends on, by way of others
 * too. Dependencies that are not nested so are refused, or get barriers: then some steps wait for more.
 * @throws BuildError `circle`, `not-nested`
 */
export function nestSteps(steps: readonly Dependent[], barriers: boolean): NestedSteps {
  const before = ancestorsOf(steps);
  const nest = (names: readonly string[]): NestedSteps => {
    const [only] = names;
    if (only !== undefined && names.length === 1) return { kind: 'step', name: only };
    const apart = components(names, steps, before);
    if (apart.length > 1) return { kind: 'parallel', parts: apart.map(nest) };
    const { cuts, barrier, sorted } = cutsOf(names, before);
    const places = cuts.length > 0 ? cuts : [barrier];
    if (cuts.length === 0 && !barriers) refuse(sorted, barrier, before);
    const parts = [0, ...places].map((from, index) => nest(sorted.slice(from, places[index])));
    // A part that a barrier made may itself be a series.
    const flat = parts.flatMap((part) => (part.kind === 'series' ? part.parts : [part]));
    return { kind: 'series', parts: flat };
  };
  return nest(steps.map(({ name }) => name));
}

type Ancestors = ReadonlyMap<string, ReadonlySet<string>>;

function ancestorsOf(steps: readonly Dependent[]): Ancestors {
  const dependents = new Map<string, string[]>(steps.map(({ name }) => [name, []]));
  const waits = new Map<string, number>();
  for (const { name, after } of steps) {
    waits.set(name, after.length);
    for (const one of after) dependents.get(one)?.push(name);
  }
  const ready = steps.flatMap(({ name, after }) => (after.length === 0 ? [name] : []));
  const found = new Map<string, Set<string>>(steps.map(({ name }) => [name, new Set()]));
  // An array's iteration comes to what is added on the way.
  for (const name of ready) {
    const own = found.get(name) ?? new Set();
    for (const dependent of dependents.get(name) ?? []) {
      const theirs = found.get(dependent);
      theirs?.add(name);
      for (const one of own) theirs?.add(one);
      const left = (waits.get(dependent) ?? 0) - 1;
      waits.set(dependent, left);
      if (left === 0) ready.push(dependent);
    }
  }
  if (ready.length < steps.length) {
    const stuck = steps.flatMap(({ name }) => ((waits.get(name) ?? 0) > 0 ? [name] : []));
    throw new BuildError(
      'circle',
      `${listed(stuck)} wait for each other in a circle, or for a step that does. Take one of their “after” away.`,
      stuck,
    );
  }
  return found;
}

/** Steps that have nothing to do with each other, group by group. */
function components(names: readonly string[], steps: readonly Dependent[], before: Ancestors): string[][] {
  const within = new Set(names);
  const near = new Map<string, string[]>(names.map((name) => [name, []]));
  for (const { name, after } of steps) {
    if (!within.has(name)) continue;
    for (const one of after) {
      if (!within.has(one) || !before.has(one)) continue;
      near.get(name)?.push(one);
      near.get(one)?.push(name);
    }
  }
  const groups: string[][] = [];
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) continue;
    const group = new Set([name]);
    for (const one of group) for (const other of near.get(one) ?? []) group.add(other);
    for (const one of group) seen.add(one);
    groups.push(names.filter((one) => group.has(one)));
  }
  return groups;
}

/**
 * Where all behind wait for all before. Sorted by how many steps each waits for, each such place is between two
 * neighbours; and it is one when there are as many dependencies across as pairs. Where there is none, the place
 * where fewest are missing is the barrier.
 */
function cutsOf(names: readonly string[], before: Ancestors) {
  const within = new Set(names);
  const waitsFor = new Map<string, number>();
  const leadsTo = new Map<string, number>(names.map((name) => [name, 0]));
  for (const name of names) {
    let count = 0;
    for (const one of before.get(name) ?? []) {
      if (!within.has(one)) continue;
      count += 1;
      leadsTo.set(one, (leadsTo.get(one) ?? 0) + 1);
    }
    waitsFor.set(name, count);
  }
  const sorted = names.toSorted((one, other) => (waitsFor.get(one) ?? 0) - (waitsFor.get(other) ?? 0));
  const cuts: number[] = [];
  let [across, barrier, fewest] = [0, 1, Number.POSITIVE_INFINITY];
  for (const [index, name] of sorted.slice(0, -1).entries()) {
    const place = index + 1;
    across += (leadsTo.get(name) ?? 0) - (waitsFor.get(name) ?? 0);
    const missing = place * (sorted.length - place) - across;
    if (missing === 0) cuts.push(place);
    if (missing < fewest) [barrier, fewest] = [place, missing];
  }
  return { sorted, cuts, barrier };
}

function refuse(sorted: readonly string[], place: number, ancestors: Ancestors): never {
  const [first, second] = [sorted.slice(0, place), sorted.slice(place)];
  const inner = new Set(first.flatMap((name) => [...(ancestors.get(name) ?? [])]));
  const rest = new Set(second);
  const barrier: Barrier = {
    before: first.filter((name) => !inner.has(name)),
    behind: second.filter((name) => ![...(ancestors.get(name) ?? [])].some((one) => rest.has(one))),
  };
  throw new BuildError(
    'not-nested',
    `The dependencies among ${listed(sorted)} can’t be expressed by Oozie’s forks and joins, which have to be nested. It would do if ${listed(barrier.behind)} waited for ${listed(barrier.before)}: add that to “after”, or build with { barriers: true }, which does so.`,
    sorted,
    barrier,
  );
}

export function listed(names: readonly string[]): string {
  const shown = names.length > 8 ? [...names.slice(0, 7), `${names.length - 7} more`] : names;
  return shown.length < 2 ? shown.join() : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
