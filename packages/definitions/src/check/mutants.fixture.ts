import { seeded } from '../calendar/generated-coordinators.fixture.ts';
import { elementsWithin, sourceOf } from '../tree/navigate.ts';
import { parseXml } from '../tree/parse-xml.ts';
import { changeText } from '../tree/text-change.ts';
import type { XmlElement, XmlTree } from '../tree/xml-tree.ts';

/** A definition with one mistake in it. */
export interface Mutant {
  readonly xml: string;
  /** What was done, in words. */
  readonly mutation: string;
}

type Pick = <T>(of: readonly T[]) => T | undefined;

/** Damages a document in one way; undefined where that way doesn't fit. */
type Mutation = (tree: XmlTree, element: XmlElement, pick: Pick) => Mutant | undefined;

/** Mutants of a document, as a seed decides; always the same for the same. */
export function mutantsOf(xml: string, count: number, seed: number): Mutant[] {
  const { tree } = parseXml(xml);
  const elements = [...elementsWithin(tree)];
  const random = seeded(seed);
  const pick: Pick = (of) => of[Math.floor(random() * of.length)];
  const found: Mutant[] = [];
  for (let tries = 0; found.length < count && tries < count * 20; tries += 1) {
    const element = pick(elements);
    const mutation = pick(mutations);
    const mutant = element && mutation?.(tree, element, pick);
    if (mutant !== undefined && mutant.xml !== xml) found.push(mutant);
  }
  return found;
}

const change = (
  { text }: XmlTree,
  start: number,
  end: number,
  replacement: string,
  mutation: string,
): Mutant => ({ xml: changeText(text, [{ start, end, text: replacement }]), mutation });

const childrenOf = (element: XmlElement) => element.children.filter((child) => child.kind === 'element');
const isLeaf = (element: XmlElement) =>
  childrenOf(element).length === 0 && element.endTagStart > element.startTagEnd;
/** The text of a leaf becomes another. */
const withText =
  (...texts: string[]): Mutation =>
  (tree, element, pick) => {
    const text = pick(texts);
    if (!isLeaf(element) || text === undefined) return undefined;
    return change(tree, element.startTagEnd, element.endTagStart, text, `<${element.local}> says "${text}"`);
  };
const withAttribute =
  (...values: string[]): Mutation =>
  (tree, element, pick) => {
    const attribute = pick(element.attributes.filter(({ name }) => !name.startsWith('xmlns')));
    const value = pick(values);
    if (attribute === undefined || value === undefined) return undefined;
    const { valueStart, valueEnd, name } = attribute;
    return change(tree, valueStart, valueEnd, value, `${name} of <${element.local}> is "${value}"`);
  };

const mutations: readonly Mutation[] = [
  (tree, element) =>
    element === tree.root
      ? undefined
      : change(tree, element.start, element.end, '', `<${element.local}> is missing`),
  (tree, element) =>
    element === tree.root
      ? undefined
      : change(tree, element.end, element.end, sourceOf(tree, element), `<${element.local}> is there twice`),
  (tree, element, pick) => {
    const children = childrenOf(element);
    const at = pick(children.map((_, index) => index).slice(1));
    const [one, other] = at === undefined ? [] : [children[at - 1], children[at]];
    if (one === undefined || other === undefined) return undefined;
    const between = tree.text.slice(one.end, other.start);
    const swapped = sourceOf(tree, other) + between + sourceOf(tree, one);
    return change(tree, one.start, other.end, swapped, `<${other.local}> is before <${one.local}>`);
  },
  (tree, element, pick) => {
    const other = pick([...elementsWithin(tree)]);
    if (other === undefined || element === tree.root) return undefined;
    const source = sourceOf(tree, element);
    const renamed = source
      .replace(`<${element.name}`, `<${other.name}`)
      .replace(new RegExp(`</${element.name}(\\s*>)$`), `</${other.name}$1`);
    return change(tree, element.start, element.end, renamed, `<${element.local}> is a <${other.local}>`);
  },
  (tree, element, pick) => {
    const other = pick([...elementsWithin(tree)]);
    if (other === undefined || element === tree.root) return undefined;
    const at = other.endTagStart;
    if (at <= other.startTagEnd || (element.start <= at && at < element.end)) return undefined;
    return change(tree, at, at, sourceOf(tree, element), `<${element.local}> is also in <${other.local}>`);
  },
  (tree, element, pick) => {
    const attribute = pick(element.attributes.filter(({ name }) => !name.startsWith('xmlns')));
    if (attribute === undefined) return undefined;
    const { start, end, name } = attribute;
    return change(tree, start, end, '', `<${element.local}> has no ${name}`);
  },
  (tree, element) => {
    const at = element.start + 1 + element.name.length;
    return change(tree, at, at, ' strange="1"', `<${element.local}> has a strange attribute`);
  },
  (tree, element) =>
    element.endTagStart > element.startTagEnd
      ? change(
          tree,
          element.startTagEnd,
          element.startTagEnd,
          '<strange/>',
          `<${element.local}> has a <strange>`,
        )
      : undefined,
  (tree, element) =>
    childrenOf(element).length > 0
      ? change(tree, element.startTagEnd, element.startTagEnd, 'text', `<${element.local}> has text`)
      : undefined,
  (tree, element) =>
    element.endTagStart > element.startTagEnd
      ? change(
          tree,
          element.startTagEnd,
          element.startTagEnd,
          '<!-- a & b -->',
          `<${element.local}> has a comment`,
        )
      : undefined,
  (tree, _, pick) => {
    const versions = ['0.1', '0.2', '0.3', '0.4', '0.5', '1.0', '9.9'];
    const at = tree.text.search(/uri:oozie:[\w-]+:\d[\d.]*/);
    const old = /uri:oozie:[\w-]+:(\d[\d.]*)/.exec(tree.text);
    const version = pick(versions);
    if (old === null || version === undefined) return undefined;
    const end = at + old[0].length;
    return change(
      tree,
      end - (old[1]?.length ?? 0),
      end,
      version,
      `the first namespace is of version ${version}`,
    );
  },
  withText(
    '',
    ' ',
    '0',
    '-1',
    '1.5',
    'true',
    'x',
    '${',
    '${unknown}',
    '${1 + 1}',
    '${f()}',
    '2020-01-01T00:00Z',
  ),
  withText(
    'a, b',
    '${wf:id()}',
    '${coord:current(0)}',
    '${coord:days(1)}',
    '&lt;a/>',
    '&#65;',
    'x'.repeat(200),
  ),
  withAttribute(
    '',
    ' ',
    '0',
    '-1',
    'true',
    'x',
    'end',
    'start',
    'a b',
    '1a',
    'ä',
    '${unknown}',
    '${1 + 1}',
    '${',
  ),
  withAttribute(
    'x'.repeat(40),
    'x'.repeat(129),
    '${coord:days(1)}',
    '${coord:minutes(2)}',
    '2020-01-01T00:00Z',
  ),
  withAttribute('2035-02-30T00:00Z', 'Europe/Berlin', 'Nowhere/City', '* * * * *', '0 0 31 2 *', '60', '4'),
  (tree, element, pick) => {
    const nodes = [...elementsWithin(tree)].flatMap(({ attributes }) =>
      attributes.filter(({ name }) => name === 'name').map(({ value }) => value),
    );
    const target = pick(nodes);
    const attribute = element.attributes.find(({ name }) =>
      ['to', 'start', 'name', 'dataset'].includes(name),
    );
    if (attribute === undefined || target === undefined) return undefined;
    const { valueStart, valueEnd, name } = attribute;
    return change(tree, valueStart, valueEnd, target, `${name} of <${element.local}> is ${target}`);
  },
  (tree, element) =>
    change(tree, element.start, element.start + 1, '', `<${element.local}> lacks its first <`),
  (tree, element) =>
    element.endTagStart > element.startTagEnd
      ? change(tree, element.endTagStart, element.end, '', `<${element.local}> never ends`)
      : undefined,
  (tree, element) =>
    change(tree, element.end, tree.text.length, '', `it breaks off behind <${element.local}>`),
  (tree, element) =>
    isLeaf(element)
      ? change(
          tree,
          element.startTagEnd,
          element.startTagEnd,
          '&unknown;',
          `<${element.local}> has an unknown entity`,
        )
      : undefined,
  (tree) => {
    const at = tree.root?.start ?? 0;
    return change(tree, at, at, '<!DOCTYPE a>', 'it has a DOCTYPE');
  },
];
