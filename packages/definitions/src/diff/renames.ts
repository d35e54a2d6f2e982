import { attributeNamed, childElements, childrenNamed, textOf } from '../tree/navigate.ts';
import { trimmed } from '../tree/value.ts';
import type { XmlElement } from '../tree/xml-tree.ts';
import { attributesOf } from './parts.ts';

/** What has names of its own: names of one family don't meet those of another. */
type Family = 'node' | 'credential' | 'dataset' | 'data-in' | 'data-out' | 'coordinator';

/** What has another name than before. */
export interface Renames {
  /** The element before, by the one now. */
  readonly elements: ReadonlyMap<XmlElement, XmlElement>;
  readonly names: Readonly<Record<Family, ReadonlyMap<string, string>>>;
}

/** How much of their content two elements have to share, of all that both have. */
const nearlyTheSame = 0.75;
/** The same for what is nothing but ways from and to others, which may have other names themselves. */
const mostlyTheSame = 0.5;
const mostRounds = 8;
/** More pairs are not looked at one by one: then only what is exactly the same is found again. */
const mostPairs = 2500;

const bare = new Set(['fork', 'join', 'end']);

/** Nodes, datasets, events, credentials and coordinators that are there under another name, with the same content or nearly. */
export function renamesBetween(before: XmlElement, after: XmlElement): Renames {
  const elements = new Map<XmlElement, XmlElement>();
  const none: ReadonlyMap<string, string> = new Map();
  const names = {
    node: new Map<string, string>(),
    credential: new Map<string, string>(),
    dataset: new Map<string, string>(),
    'data-in': new Map<string, string>(),
    'data-out': new Map<string, string>(),
    coordinator: none,
  };
  const take = (found: readonly (readonly [XmlElement, XmlElement])[], map?: Map<string, string>) => {
    for (const [one, other] of found) {
      elements.set(other, one);
      map?.set(nameOf(one), nameOf(other));
    }
  };
  const renames = { elements, names };
  const family = (holder: string, locals: readonly string[], map?: Map<string, string>) => {
    const [old, current] = [before, after].map((root) => {
      const within = holder === '' ? [root] : childrenNamed(root, holder);
      return within.flatMap((one) => locals.flatMap((local) => childrenNamed(one, local)));
    });
    take(
      alike(unpaired(old, current), (side, element) => contentOf(element, side, renames)),
      map,
    );
  };
  if (before.local === 'workflow-app') {
    family('credentials', ['credential'], names.credential);
    const [nodes, others] = [childElements(before).filter(isNode), childElements(after).filter(isNode)];
    let [gone, come] = unpaired(nodes, others);
    // Nodes name each other, so that what is found makes more of them alike.
    for (let round = 0; round < mostRounds && gone.length > 0 && come.length > 0; round += 1) {
      const known = elements.size;
      const found = alike(
        [gone, come].map((side) => side.filter(({ local }) => !bare.has(local))),
        (side, element) => contentOf(element, side, renames),
      );
      take(found, names.node);
      const arrivals = [arrivalsIn(before, names.node), arrivalsIn(after, none)];
      const neighbours = (side: 0 | 1, element: XmlElement) => [
        ...(arrivals[side]?.get(nameOf(element)) ?? []),
        ...waysOf(element).map(({ value }) => `to ${side === 0 ? (names.node.get(value) ?? value) : value}`),
      ];
      const rest = [gone, come].map((side) => side.filter(({ local }) => bare.has(local)));
      take(alike(rest, neighbours, mostlyTheSame), names.node);
      if (elements.size === known) break;
      gone = gone.filter((one) => !names.node.has(nameOf(one)));
      come = come.filter((one) => !elements.has(one));
    }
  } else if (before.local === 'coordinator-app') {
    family('datasets', ['dataset', 'async-dataset'], names.dataset);
    family('input-events', ['data-in'], names['data-in']);
    family('output-events', ['data-out'], names['data-out']);
  } else if (before.local === 'bundle-app') family('', ['coordinator']);
  return renames;
}

/** An attribute's value or a text, with the new names in the places of those that it names. */
export function withNewNames(renames: Renames, element: XmlElement, attribute: string, text: string): string {
  if (renames.elements.size === 0) return text;
  const { names } = renames;
  if (waysOf(element).some(({ local }) => local === attribute)) return names.node.get(text) ?? text;
  if (attribute === 'cred') {
    return text.replace(/[^\s,]+/g, (name) => names.credential.get(name) ?? name);
  }
  if (attribute === 'dataset') {
    const family = element.parent?.local.endsWith('-events') === true ? names.dataset : names['data-in'];
    return family.get(text) ?? text;
  }
  if (!text.includes('${')) return text;
  return text.replace(/(['"])(.*?)\1/gs, (whole, quote: string, name: string) => {
    const renamed = names.node.get(name) ?? names['data-in'].get(name) ?? names['data-out'].get(name);
    return renamed === undefined ? whole : `${quote}${renamed}${quote}`;
  });
}

function isNode({ local }: XmlElement): boolean {
  return ['action', 'decision', 'kill'].includes(local) || bare.has(local);
}

function nameOf(element: XmlElement): string {
  return attributeNamed(element, 'name')?.value ?? '';
}

/** What leads from a node, or is a transition itself: the attributes with the names of other nodes. */
function waysOf(element: XmlElement): { readonly local: string; readonly value: string }[] {
  if (element.local === 'fork') {
    return childrenNamed(element, 'path').flatMap((path) => attributeNamed(path, 'start') ?? []);
  }
  const wanted = element.local === 'path' ? 'start' : 'to';
  const leads = ['start', 'join', 'ok', 'error', 'case', 'default', 'path'].includes(element.local);
  return leads ? [attributeNamed(element, wanted)].flatMap((one) => one ?? []) : [];
}

/** From which nodes each node is reached, by its name. */
function arrivalsIn(root: XmlElement, renamed: ReadonlyMap<string, string>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const node of childElements(root)) {
    const from = `from ${renamed.get(nameOf(node)) ?? nameOf(node)}`;
    const within = [node, ...childElements(node), ...childElements(node).flatMap(childElements)];
    for (const { value } of new Set(within.flatMap(waysOf))) {
      const others = found.get(value);
      if (others === undefined) found.set(value, [from]);
      else others.push(from);
    }
  }
  return found;
}

/** Elements of each side whose names the other side doesn't have. */
function unpaired(
  before: readonly XmlElement[] = [],
  after: readonly XmlElement[] = [],
): [XmlElement[], XmlElement[]] {
  const [old, current] = [before, after].map((side) => new Set(side.map(nameOf)));
  return [before.filter((one) => !current?.has(nameOf(one))), after.filter((one) => !old?.has(nameOf(one)))];
}

/** Every text and attribute in an element with where it is, but its own name and where it leads. */
function contentOf(element: XmlElement, side: 0 | 1, renames: Renames): string[] {
  const found: string[] = [];
  const read = (one: XmlElement, path: string): void => {
    const said = (where: string, text: string) =>
      found.push(
        `${path}${where}=${side === 0 ? withNewNames(renames, one, where.replace('@', ''), text) : text}`,
      );
    const ways = new Set<unknown>(waysOf(one));
    const attributes = attributesOf(one).filter(
      (attribute) => !(one === element && attribute.local === 'name') && !ways.has(attribute),
    );
    for (const { local, value } of attributes) said(`@${local}`, value);
    const [inside, text] = [childElements(one), trimmed(textOf(one))];
    if (text !== '' || (attributes.length + inside.length === 0 && ways.size === 0)) said('', text);
    for (const child of inside) read(child, `${path}/${child.local}`);
  };
  read(element, element.local);
  return found;
}

/** Pairs that say the same, and then those that say nearly the same. */
function alike(
  [before = [], after = []]: readonly (readonly XmlElement[])[],
  featuresOf: (side: 0 | 1, element: XmlElement) => readonly string[],
  least = nearlyTheSame,
): [XmlElement, XmlElement][] {
  if (before.length === 0 || after.length === 0) return [];
  const found: [XmlElement, XmlElement][] = [];
  const described = (side: 0 | 1) => (element: XmlElement) => {
    const features = [...featuresOf(side, element)].sort();
    return { element, features, key: JSON.stringify([element.local, features]) };
  };
  const left = new Map<string, ReturnType<ReturnType<typeof described>>[]>();
  for (const one of after.map(described(1))) {
    const others = left.get(one.key);
    if (others === undefined) left.set(one.key, [one]);
    else others.push(one);
  }
  const unmatched = before.map(described(0)).filter(({ element, key }) => {
    const same = left.get(key)?.shift();
    if (same !== undefined) found.push([element, same.element]);
    return same === undefined;
  });
  const rest = new Set([...left.values()].flat());
  if (unmatched.length * rest.size > mostPairs) return found;
  for (const { element, features } of unmatched) {
    let [best, most]: [(typeof unmatched)[number] | undefined, number] = [undefined, least];
    for (const other of rest) {
      if (other.element.local !== element.local) continue;
      const shared = sharedBy(features, other.features);
      const ratio = (2 * shared) / (features.length + other.features.length);
      if (ratio > most) [best, most] = [other, ratio];
    }
    if (best === undefined) continue;
    rest.delete(best);
    found.push([element, best.element]);
  }
  return found;
}

function sharedBy(one: readonly string[], other: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const item of other) counts.set(item, (counts.get(item) ?? 0) + 1);
  let shared = 0;
  for (const item of one) {
    const count = counts.get(item) ?? 0;
    if (count > 0) shared += 1;
    counts.set(item, count - 1);
  }
  return shared;
}
