import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { isBlank } from './characters.ts';
import {
  appendChild,
  insertAfter,
  insertBefore,
  removeNode,
  replaceNode,
  wrapNodes,
} from './edit-children.ts';
import { removeAttribute, renameElement, setAttribute, setText } from './edit-content.ts';
import { XmlEditError } from './edit-error.ts';
import { editXml } from './edit-xml.ts';
import { nodesWithin } from './navigate.ts';
import { copyOf, type NewNode, newComment, newElement } from './new-node.ts';
import { parseXml } from './parse-xml.ts';
import { inOrder, type TextChange } from './text-change.ts';
import { xmlDocuments } from './xml-document.fixture.ts';
import type { XmlElement, XmlNode, XmlTree } from './xml-tree.ts';

vi.setConfig({ testTimeout: 60_000 });

/** What a document says: its nodes without white space between elements, names by their namespace. */
interface Plain {
  what: string;
  attributes: string[];
  children: Plain[];
}

function plain(nodes: readonly XmlNode[]): Plain[] {
  return meaningful(nodes.map(plainNode));
}

/** Texts that meet are one; blank ones mean nothing. */
function meaningful(list: readonly Plain[]): Plain[] {
  const read: Plain[] = [];
  for (const one of list) {
    const last = read.at(-1);
    if (isText(one) && last !== undefined && isText(last)) last.what += one.what.slice(5);
    else read.push({ ...one });
  }
  return read.filter((one) => !isText(one) || !isBlank(one.what.slice(5)));
}

function isText({ what }: Plain): boolean {
  return what.startsWith('text ');
}

function plainNode(node: XmlNode): Plain {
  if (node.kind !== 'element') {
    const said =
      node.kind === 'instruction' ? `${node.target} ${node.data}` : 'value' in node ? node.value : '';
    return { what: `${node.kind} ${said}`, attributes: [], children: [] };
  }
  const attributes = node.attributes
    .filter(({ name }) => !/^xmlns(:|$)/.test(name))
    .map(({ namespace, local, value }) => `{${namespace}}${local}=${value}`)
    .sort();
  return { what: `<{${node.namespace}}${node.local}>`, attributes, children: plain(node.children) };
}

/** The document's say after an edit that changes one list of nodes in a known way. */
function expected(
  tree: XmlTree,
  where: XmlElement | undefined,
  change: (nodes: XmlNode[]) => (XmlNode | Plain)[],
): Plain[] {
  const visit = (nodes: readonly XmlNode[], parent: XmlElement | undefined): Plain[] => {
    const list = parent === where ? change([...nodes]) : nodes;
    return meaningful(
      list.map((node) => {
        if ('what' in node) return node;
        const one = plainNode(node);
        return node.kind === 'element' ? { ...one, children: visit(node.children, node) } : one;
      }),
    );
  };
  return visit(tree.children, undefined);
}

interface Edit {
  changes: readonly TextChange[];
  says: Plain[];
}

const fresh: NewNode = newElement('fresh', { k: 'v <&"\'\n' }, [
  newElement('one', {}, 'text ]]> & more'),
  newComment(' note '),
  newElement('two', { 'xml:lang': 'en' }),
]);

function freshIn(namespace: string | undefined): Plain {
  const name = (local: string) => `<{${namespace}}${local}>`;
  return {
    what: name('fresh'),
    attributes: ['{}k=v <&"\'\n'],
    children: [
      {
        what: name('one'),
        attributes: [],
        children: [{ what: 'text text ]]> & more', attributes: [], children: [] }],
      },
      { what: 'comment  note ', attributes: [], children: [] },
      { what: name('two'), attributes: ['{http://www.w3.org/XML/1998/namespace}lang=en'], children: [] },
    ],
  };
}

const texts = fc.oneof(
  fc.constantFrom('', ' ', 'x', ']]>', '<&>"\'', 'a\nb', '\r', ']', '>', ']]', '\t', 'é😀', 'a --> b'),
  fc.string({ unit: fc.constantFrom('a', ' ', ']', '>', '<', '&', '\n', '"', "'", '-') }),
);

const edits = fc.constantFrom(
  'set attribute',
  'remove attribute',
  'rename',
  'insert before',
  'insert after',
  'append',
  'append text',
  'remove',
  'replace',
  'wrap',
  'copy',
);

/** One edit of a node, and what the document says afterwards. */
function edit(kind: string, tree: XmlTree, node: XmlNode, other: XmlNode, text: string): Edit | undefined {
  const { parent } = node;
  const put = (at: (nodes: XmlNode[]) => number, remove: number, ...added: (XmlNode | Plain)[]) =>
    expected(tree, parent, (nodes) => {
      const list: (XmlNode | Plain)[] = nodes;
      list.splice(at(nodes), remove, ...added);
      return list;
    });
  const index = (nodes: XmlNode[]) => nodes.indexOf(node);
  switch (kind) {
    case 'insert before':
      if (parent === undefined) return undefined;
      return { changes: insertBefore(tree, node, fresh), says: put(index, 0, freshIn(parent.namespace)) };
    case 'insert after':
      if (parent === undefined) return undefined;
      return {
        changes: insertAfter(tree, node, fresh),
        says: put((nodes) => index(nodes) + 1, 0, freshIn(parent.namespace)),
      };
    case 'remove':
      if (parent === undefined) return undefined;
      return { changes: removeNode(tree, node), says: put(index, 1) };
    case 'replace':
      if (parent === undefined) return undefined;
      return { changes: replaceNode(tree, node, fresh), says: put(index, 1, freshIn(parent.namespace)) };
    case 'wrap': {
      if (parent === undefined) return undefined;
      const around = {
        what: `<{${parent.namespace}}around>`,
        attributes: [],
        children: plain([node]),
      };
      return { changes: wrapNodes(tree, node, node, newElement('around')), says: put(index, 1, around) };
    }
    case 'copy': {
      if (parent === undefined || other.kind !== 'element') return undefined;
      const says = put((nodes) => index(nodes) + 1, 0, plainNode(other));
      return { changes: insertAfter(tree, node, copyOf(tree, other)), says };
    }
    default:
      return node.kind === 'element' ? editElement(kind, tree, node, text) : undefined;
  }
}

function editElement(kind: string, tree: XmlTree, node: XmlElement, text: string): Edit | undefined {
  const within = (added: Plain[]) => expected(tree, node, (nodes) => [...nodes, ...added]);
  const replaced = (change: (one: Plain) => Plain) =>
    node.parent === undefined
      ? expected(tree, undefined, (nodes) =>
          nodes.map((one) => (one === node ? change(plainNode(one)) : one)),
        )
      : expected(tree, node.parent, (nodes) =>
          nodes.map((one) => (one === node ? change(plainNode(one)) : one)),
        );
  switch (kind) {
    case 'append':
      return { changes: appendChild(tree, node, fresh), says: within([freshIn(node.namespace)]) };
    case 'append text': {
      if (isBlank(text)) return undefined;
      return {
        changes: appendChild(tree, node, text),
        says: within([{ what: `text ${text}`, attributes: [], children: [] }]),
      };
    }
    case 'set attribute': {
      const changes = setAttribute(tree, node, 'name', text);
      const says = replaced((one) => ({
        ...one,
        attributes: [
          ...one.attributes.filter((attribute) => !attribute.startsWith('{}name=')),
          `{}name=${text}`,
        ].sort(),
      }));
      return { changes, says };
    }
    case 'remove attribute': {
      const attribute = node.attributes.find(({ name }) => !name.startsWith('xmlns'));
      if (attribute === undefined) return undefined;
      const gone = `{${attribute.namespace}}${attribute.local}=${attribute.value}`;
      const says = replaced((one) => ({
        ...one,
        attributes: one.attributes.filter((kept) => kept !== gone),
      }));
      return { changes: removeAttribute(tree, node, attribute.name), says };
    }
    case 'rename': {
      const name = node.prefix === '' ? 'renamed' : `${node.prefix}:renamed`;
      const says = replaced((one) => ({ ...one, what: `<{${node.namespace}}renamed>` }));
      return { changes: renameElement(tree, node, name), says };
    }
    default:
      return undefined;
  }
}

function withoutComments(list: readonly Plain[]): Plain[] {
  return list
    .filter(({ what }) => !what.startsWith('comment '))
    .map((one) => ({ ...one, children: withoutComments(one.children) }));
}

function withTrimmedTexts(list: readonly Plain[]): Plain[] {
  return list.map((one) => ({
    ...one,
    what: one.what.startsWith('text ') ? `text ${one.what.slice(5).trim()}` : one.what,
    children: withTrimmedTexts(one.children),
  }));
}

function commentsIn(list: readonly Plain[]): string[] {
  return list
    .flatMap(({ what, children }) => (what.startsWith('comment ') ? [what] : commentsIn(children)))
    .sort();
}

/** How many characters two texts have in common at their beginnings and at their ends. */
function inCommon(before: string, after: string): { beginning: number; ending: number } {
  let beginning = 0;
  while (beginning < before.length && before[beginning] === after[beginning]) beginning += 1;
  let ending = 0;
  while (ending < before.length && before.at(-1 - ending) === after.at(-1 - ending)) ending += 1;
  return { beginning, ending };
}

describe('any edit of any well-formed document', () => {
  it('changes what it is about, nothing else, and leaves a well-formed document', () => {
    const made = new Map<string, number>();
    fc.assert(
      fc.property(xmlDocuments(), fc.nat(), fc.nat(), edits, texts, (text, at, from, kind, put) => {
        const { tree } = parseXml(text);
        const nodes = [...nodesWithin(tree.root ?? tree)].filter(
          (node) => node.kind !== 'text' || !isBlank(node.value),
        );
        const node = nodes[at % nodes.length];
        const other = nodes[from % nodes.length];
        if (node === undefined || other === undefined) return;
        const done = edit(kind, tree, node, other, put);
        if (done === undefined) return;
        made.set(kind, (made.get(kind) ?? 0) + 1);
        const result = editXml(tree, done.changes);
        expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
        const says = plain(result.tree.children);
        if (kind.startsWith('insert') && node.kind !== 'comment') {
          // A new node goes around the comments that belong to its neighbour.
          expect(withoutComments(says)).toEqual(withoutComments(done.says));
          expect(commentsIn(says)).toEqual(commentsIn(done.says));
        } else if (kind === 'append text') {
          // New text joins the white space before and behind it.
          expect(withTrimmedTexts(says)).toEqual(withTrimmedTexts(done.says));
        } else {
          expect(says).toEqual(done.says);
        }
        const changes = inOrder(done.changes);
        const { beginning, ending } = inCommon(text, result.tree.text);
        expect(beginning).toBeGreaterThanOrEqual(changes[0]?.start ?? text.length);
        expect(text.length - ending).toBeLessThanOrEqual(Math.max(0, ...changes.map((change) => change.end)));
      }),
      { numRuns: 5000 },
    );
    expect(Math.min(...made.values())).toBeGreaterThan(30);
    expect(made.size).toBe(11);
  });

  it('of a text gives exactly that text', () => {
    fc.assert(
      fc.property(xmlDocuments(), fc.nat(), texts, (text, at, put) => {
        const { tree } = parseXml(text);
        const elements = [...nodesWithin(tree)].filter((node) => node.kind === 'element');
        const index = at % elements.length;
        const element = elements[index];
        if (element === undefined || element.children.some((child) => child.kind === 'element')) return;
        const result = editXml(tree, setText(tree, element, put));
        expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
        const changed = [...nodesWithin(result.tree)].filter((node) => node.kind === 'element')[index];
        const says = changed?.children.map((child) =>
          child.kind === 'text' || child.kind === 'cdata' ? child.value : '',
        );
        expect(says?.join('')).toBe(put);
        const kept = (nodes: readonly XmlNode[]) =>
          nodes.flatMap((node) =>
            node.kind === 'comment' || node.kind === 'instruction' ? [plainNode(node)] : [],
          );
        expect(kept(changed?.children ?? [])).toEqual(kept(element.children));
      }),
      { numRuns: 2000 },
    );
  });

  it('that is refused is refused with a reason', () => {
    fc.assert(
      fc.property(xmlDocuments(), fc.nat(), fc.string({ unit: 'binary' }), (text, at, name) => {
        const { tree } = parseXml(text);
        const elements = [...nodesWithin(tree)].filter((node) => node.kind === 'element');
        const element = elements[at % elements.length];
        if (element === undefined) return;
        for (const change of [
          () => setAttribute(tree, element, name, name),
          () => renameElement(tree, element, name),
          () => appendChild(tree, element, newElement(name, { [name]: name }, name)),
          () => appendChild(tree, element, newComment(name)),
          () => appendChild(tree, element, name),
        ]) {
          try {
            const { diagnostics } = editXml(tree, change());
            expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
          } catch (error) {
            if (!(error instanceof XmlEditError)) throw error;
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});
