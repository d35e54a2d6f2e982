import type { AnyParticle, ElementParticle, Particle } from '../../schema/content-model.ts';
import type { XmlElement } from '../../tree/xml-tree.ts';

type Leaf = ElementParticle | AnyParticle;

/** One of the places of a content model where an element may stand: an element declared twice has two. */
interface Place {
  readonly leaf: Leaf;
  /** The places that may come directly behind. */
  readonly next: Set<Place>;
}

/** How much of a content model has been seen. */
export interface ContentState {
  /** What may come now. */
  readonly next: readonly Place[];
  /** Whether nothing more has to come. */
  readonly complete: boolean;
  readonly moves: Map<string, Move>;
}

export interface Move {
  readonly to: ContentState;
  readonly leaf: Leaf;
}

/** A content model made ready for reading children one by one, each in constant time. */
export interface ContentAutomaton {
  readonly start: ContentState;
  readonly places: readonly Place[];
  readonly states: Map<string, ContentState>;
  readonly lasts: ReadonlySet<Place>;
  readonly numbers: ReadonlyMap<Place, number>;
}

const known = new WeakMap<Particle, ContentAutomaton>();

/** The automaton of a content model; made once for each. */
export function automatonOf(content: Particle): ContentAutomaton {
  let automaton = known.get(content);
  if (automaton === undefined) {
    automaton = build(content);
    known.set(content, automaton);
  }
  return automaton;
}

/** What an element does in a content model of elements in the namespace `own`; `undefined` when it can't come now. */
export function moveBy(
  automaton: ContentAutomaton,
  state: ContentState,
  element: XmlElement,
  own: string,
): Move | undefined {
  const key = element.namespace === own ? element.local : `{${element.namespace}}`;
  const seen = state.moves.get(key);
  if (seen !== undefined) return seen;
  const taken = state.next.filter(({ leaf }) => takes(leaf, element, own));
  const [first] = taken;
  if (first === undefined) return undefined;
  const move: Move = { to: stateAt(automaton, taken), leaf: first.leaf };
  state.moves.set(key, move);
  return move;
}

/** Takes an element as if it had another name: to read on behind a misspelt one. */
export function moveByName(automaton: ContentAutomaton, state: ContentState, name: string): Move | undefined {
  const taken = state.next.filter(({ leaf }) => leaf.kind === 'element' && leaf.name === name);
  const [first] = taken;
  return first && { to: stateAt(automaton, taken), leaf: first.leaf };
}

/** How to get to where an element could stand, with as few others before it as there have to be. */
export function wayTo(
  automaton: ContentAutomaton,
  state: ContentState,
  element: XmlElement,
  own: string,
): { readonly missing: readonly Leaf[]; readonly move: Move } | undefined {
  const cameFrom = new Map<Place, Place | undefined>(state.next.map((place) => [place, undefined]));
  for (const place of cameFrom.keys()) {
    if (takes(place.leaf, element, own)) {
      const missing: Leaf[] = [];
      for (let at = cameFrom.get(place); at !== undefined; at = cameFrom.get(at)) missing.unshift(at.leaf);
      return { missing, move: { to: stateAt(automaton, [place]), leaf: place.leaf } };
    }
    for (const next of place.next) if (!cameFrom.has(next)) cameFrom.set(next, place);
  }
  return undefined;
}

/** What has to come before the content is complete, by the shortest way. */
export function missingFrom(automaton: ContentAutomaton, state: ContentState): readonly Leaf[] {
  const cameFrom = new Map<Place, Place | undefined>(state.next.map((place) => [place, undefined]));
  for (const place of cameFrom.keys()) {
    if (automaton.lasts.has(place)) {
      const missing: Leaf[] = [];
      for (let at: Place | undefined = place; at !== undefined; at = cameFrom.get(at))
        missing.unshift(at.leaf);
      return missing;
    }
    for (const next of place.next) if (!cameFrom.has(next)) cameFrom.set(next, place);
  }
  return [];
}

/** What may come now, each once. */
export function expectedIn(state: ContentState): Leaf[] {
  const leaves = new Map<string, Leaf>();
  for (const { leaf } of state.next) {
    leaves.set(leaf.kind === 'element' ? leaf.name : `{${leaf.namespaces.toString()}}`, leaf);
  }
  return [...leaves.values()];
}

/** The names of all elements of the content model itself. */
export function namesIn(automaton: ContentAutomaton): string[] {
  return [...new Set(automaton.places.flatMap(({ leaf }) => (leaf.kind === 'element' ? [leaf.name] : [])))];
}

/** The element that the content model declares under a name, wherever it may stand. */
export function declaredIn(automaton: ContentAutomaton, name: string): ElementParticle | undefined {
  for (const { leaf } of automaton.places) if (leaf.kind === 'element' && leaf.name === name) return leaf;
  return undefined;
}

function takes(leaf: Leaf, element: XmlElement, own: string): boolean {
  const namespace = element.namespace ?? '';
  if (leaf.kind === 'element') return namespace === own && leaf.name === element.local;
  if (leaf.namespaces === 'other') return namespace !== own && namespace !== '';
  return leaf.namespaces.includes(namespace);
}

function stateAt(automaton: ContentAutomaton, at: readonly Place[]): ContentState {
  const key = at.map((place) => automaton.numbers.get(place)).join(' ');
  let state = automaton.states.get(key);
  if (state === undefined) {
    const next = new Set(at.flatMap((place) => [...place.next]));
    const complete = at.some((place) => automaton.lasts.has(place));
    state = { next: [...next], complete, moves: new Map() };
    automaton.states.set(key, state);
  }
  return state;
}

/** A part of a content model: where it begins and ends, and whether it may be left out. */
interface Part {
  readonly firsts: readonly Place[];
  readonly lasts: readonly Place[];
  readonly optional: boolean;
}

function build(content: Particle): ContentAutomaton {
  const places: Place[] = [];
  const whole = repeated(content, places);
  const lasts = new Set(whole.lasts);
  const start = { next: [...new Set(whole.firsts)], complete: whole.optional, moves: new Map() };
  const numbers = new Map(places.map((place, index) => [place, index]));
  return { start, places, states: new Map(), lasts, numbers };
}

function repeated(particle: Particle, places: Place[]): Part {
  const { min, max } = particle;
  if (max === Number.POSITIVE_INFINITY) {
    const copies = Array.from({ length: Math.max(min, 1) }, () => once(particle, places));
    const endless = copies.at(-1);
    for (const last of endless?.lasts ?? []) for (const first of endless?.firsts ?? []) last.next.add(first);
    const part = inSequence(copies);
    return min === 0 ? { ...part, optional: true } : part;
  }
  const copies = Array.from({ length: max }, (_, index) => {
    const copy = once(particle, places);
    return index < min ? copy : { ...copy, optional: true };
  });
  return inSequence(copies);
}

function once(particle: Particle, places: Place[]): Part {
  if ('of' in particle) {
    const parts = particle.of.map((part) => repeated(part, places));
    if (particle.kind === 'sequence') return inSequence(parts);
    return {
      firsts: parts.flatMap(({ firsts }) => firsts),
      lasts: parts.flatMap(({ lasts }) => lasts),
      optional: parts.length === 0 || parts.some(({ optional }) => optional),
    };
  }
  const place: Place = { leaf: particle, next: new Set() };
  places.push(place);
  return { firsts: [place], lasts: [place], optional: false };
}

function inSequence(parts: readonly Part[]): Part {
  let firsts: readonly Place[] = [];
  let lasts: readonly Place[] = [];
  let optional = true;
  for (const part of parts) {
    for (const last of lasts) for (const first of part.firsts) last.next.add(first);
    if (optional) firsts = [...firsts, ...part.firsts];
    lasts = part.optional ? [...lasts, ...part.lasts] : part.lasts;
    optional &&= part.optional;
  }
  return { firsts, lasts, optional };
}
