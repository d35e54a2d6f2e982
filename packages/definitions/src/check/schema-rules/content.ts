import type { Diagnostic } from '../../diagnostic.ts';
import { nearest } from '../../el/nearest.ts';
import type { ElementType, Particle } from '../../schema/content-model.ts';
import { renameElement } from '../../tree/edit-content.ts';
import { nameRange, rangeOf } from '../../tree/navigate.ts';
import type { XmlElement, XmlNode, XmlTree } from '../../tree/xml-tree.ts';
import {
  automatonOf,
  type ContentAutomaton,
  type ContentState,
  declaredIn,
  expectedIn,
  type Move,
  missingFrom,
  moveBy,
  moveByName,
  namesIn,
  wayTo,
} from './content-automaton.ts';
import { foreignElement, type KnownElements, withoutItsNamespace } from './foreign-elements.ts';
import { listed, refuse, shown } from './refuse.ts';

/** A child element, and what the schema says of it; `undefined` when it says nothing. */
export interface TypedChild {
  readonly element: XmlElement;
  readonly type: ElementType | undefined;
}

/** Reads an element's children by its content model, and goes on behind what can't stand where it stands. */
export function checkContent(
  tree: XmlTree,
  parent: XmlElement,
  content: Particle,
  known: KnownElements,
): { readonly found: Diagnostic[]; readonly children: TypedChild[] } {
  const automaton = automatonOf(content);
  const own = parent.namespace ?? '';
  const found: Diagnostic[] = [];
  const children: TypedChild[] = [];
  let seen: Set<string> | undefined;
  let state = automaton.start;
  for (const child of parent.children) {
    if (child.kind === 'text' || child.kind === 'cdata') {
      if (/[^ \t\r\n]/.test(child.value)) found.push(textBetweenElements(tree, parent, child, state));
    }
    if (child.kind !== 'element') continue;
    const move = moveBy(automaton, state, child, own);
    if (move !== undefined) {
      seen?.add(child.local);
      state = move.to;
      children.push({ element: child, type: typeIn(move, child, known) });
      if (move.leaf.kind === 'any') found.push(...foreignElement(tree, child, known));
      continue;
    }
    seen ??= namesBefore(child);
    const again = seen.has(child.local);
    seen.add(child.local);
    const recovered = recover({ tree, parent, automaton, known }, state, { element: child, again }, found);
    state = recovered.state;
    children.push({ element: child, type: recovered.type });
  }
  if (!state.complete) found.push(incomplete(tree, parent, missingFrom(automaton, state).map(named)));
  return { found, children };
}

/** Names of the elements beside one that come before it. */
function namesBefore({ parent, start }: XmlElement): Set<string> {
  const names = new Set<string>();
  for (const sibling of parent?.children ?? []) {
    if (sibling.start >= start) break;
    if (sibling.kind === 'element') names.add(sibling.local);
  }
  return names;
}

interface Reading {
  readonly tree: XmlTree;
  readonly parent: XmlElement;
  readonly automaton: ContentAutomaton;
  readonly known: KnownElements;
}

/** Says why an element can't stand where it does, and where to read on. */
function recover(
  { tree, parent, automaton, known }: Reading,
  state: ContentState,
  { element: child, again }: { readonly element: XmlElement; readonly again: boolean },
  found: Diagnostic[],
): { readonly state: ContentState; readonly type: ElementType | undefined } {
  const own = parent.namespace ?? '';
  const range = nameRange(tree, child);
  const name = shown(child.name);
  const way = wayTo(automaton, state, child, own);
  if (way !== undefined) {
    const missing = listed(way.missing.map(named), 'and');
    const message = `<${name}> comes too early in <${shown(parent.name)}>: ${missing} has to stand before it.`;
    found.push(refuse(range, { code: 'schema-missing-element', message }));
    return { state: way.move.to, type: typeIn(way.move, child, known) };
  }
  const declared = child.namespace === own ? declaredIn(automaton, child.local) : undefined;
  if (declared !== undefined) {
    const message = `<${name}> can’t stand here in <${shown(parent.name)}>${whyNotHere(again, state)}`;
    found.push(refuse(range, { code: 'schema-misplaced-element', message }));
    return { state, type: declared.type };
  }
  const expected = expectedIn(state);
  const names = expected.flatMap((leaf) => (leaf.kind === 'element' ? [leaf.name] : []));
  const inOtherNamespace = child.namespace !== own && names.includes(child.local);
  const meant = inOtherNamespace ? child.local : nearest(child.local, names);
  if (meant !== undefined) {
    found.push(
      inOtherNamespace
        ? refuse(range, {
            code: 'schema-wrong-namespace',
            message: `<${name}> is in the namespace "${shown(child.namespace ?? '')}", and has to be in that of <${shown(parent.name)}>, "${shown(own)}".`,
          })
        : refuse(range, {
            code: 'schema-unknown-element',
            message: `<${shown(parent.name)}> can’t contain <${name}>. Did you mean <${meant}>?`,
            fix: { title: `Rename to ${meant}`, changes: renameElement(tree, child, prefixed(child, meant)) },
          }),
    );
    const move = moveByName(automaton, state, meant);
    const type = move?.leaf.kind === 'element' && !inOtherNamespace ? move.leaf.type : undefined;
    return { state: move?.to ?? state, type };
  }
  const another = nearest(child.local, namesIn(automaton));
  const hint = another === undefined ? allowedNow(expected.map(named)) : `Did you mean <${another}>?`;
  const asForeign = withoutItsNamespace(tree, child, expected, known);
  found.push(
    asForeign ??
      refuse(range, {
        code: 'schema-unknown-element',
        message: `<${shown(parent.name)}> can’t contain <${name}>. ${hint}`,
      }),
  );
  if (asForeign === undefined) return { state, type: undefined };
  // It stands where an element of another schema belongs, and is one but for its namespace.
  const any = state.next.find(({ leaf }) => leaf.kind === 'any');
  const to = any === undefined ? undefined : wayTo(automaton, state, standIn(child, any.leaf), own)?.move.to;
  return { state: to ?? state, type: undefined };
}

/** An element that takes the place of one of another schema. */
function standIn(element: XmlElement, leaf: Move['leaf']): XmlElement {
  const namespace = leaf.kind === 'any' && leaf.namespaces !== 'other' ? leaf.namespaces[0] : 'other:schema';
  return { ...element, namespace };
}

function typeIn({ leaf }: Move, child: XmlElement, known: KnownElements): ElementType | undefined {
  return leaf.kind === 'element' ? leaf.type : known.get(child.namespace ?? '')?.elements.get(child.local);
}

function whyNotHere(again: boolean, state: ContentState): string {
  const allowed = allowedNow(expectedIn(state).map(named));
  return again
    ? ` once more. Remove it, or put it beside the first one. ${allowed}`
    : `, behind what stands before it. Move it up. ${allowed}`;
}

function allowedNow(expected: readonly string[]): string {
  return expected.length === 0
    ? 'Nothing can come here any more.'
    : `What can come here: ${listed(expected)}.`;
}

function incomplete(tree: XmlTree, parent: XmlElement, missing: readonly string[]): Diagnostic {
  return refuse(nameRange(tree, parent), {
    code: 'schema-missing-element',
    message: `<${shown(parent.name)}> is not complete: ${listed(missing, 'and')} ${missing.length === 1 ? 'is' : 'are'} missing at its end.`,
  });
}

function textBetweenElements(
  tree: XmlTree,
  parent: XmlElement,
  text: XmlNode,
  state: ContentState,
): Diagnostic {
  const source = tree.text.slice(text.start, text.end);
  const lead = source.length - source.trimStart().length;
  return refuse(rangeOf(tree, { start: text.start + lead, end: text.start + source.trimEnd().length }), {
    code: 'schema-text-not-allowed',
    message: `<${shown(parent.name)}> contains elements, and no text between them. Remove it, or write it into an element. ${allowedNow(expectedIn(state).map(named))}`,
  });
}

function named(leaf: Move['leaf']): string {
  if (leaf.kind === 'element') return `<${leaf.name}>`;
  return leaf.namespaces === 'other'
    ? 'an action of another schema'
    : `<info> of ${leaf.namespaces.join(' or ')}`;
}

function prefixed(element: XmlElement, local: string): string {
  return element.prefix === '' ? local : `${element.prefix}:${local}`;
}
