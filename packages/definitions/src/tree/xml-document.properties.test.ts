import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it, vi } from 'vitest';
import { printXml } from './navigate.ts';
import { parseXml } from './parse-xml.ts';
import { xmlDocuments, xmlMutants } from './xml-document.fixture.ts';
import type { XmlElement, XmlNode, XmlTree } from './xml-tree.ts';

/** The text put together from what each node owns by itself; fails where two own the same, or nobody. */
function collected(tree: XmlTree): string {
  const tile = (
    nodes: readonly XmlNode[],
    from: number,
    to: number,
    parent: XmlElement | undefined,
  ): string => {
    let at = from;
    let text = '';
    for (const node of nodes) {
      expect(node.start).toBe(at);
      expect(node.parent).toBe(parent);
      text += node.kind === 'element' ? element(node) : tree.text.slice(node.start, node.end);
      at = node.end;
    }
    expect(at).toBe(to);
    return text;
  };
  const element = (node: XmlElement): string => {
    let at = node.start + 1 + node.name.length;
    let text = `<${node.name}`;
    for (const attribute of node.attributes) {
      expect(attribute.start).toBeGreaterThanOrEqual(at);
      text += tree.text.slice(at, attribute.start);
      text += attribute.name;
      text += tree.text.slice(attribute.start + attribute.name.length, attribute.valueStart);
      text += tree.text.slice(attribute.valueStart, attribute.valueEnd);
      text += tree.text.slice(attribute.valueEnd, attribute.end);
      at = attribute.end;
    }
    text += tree.text.slice(at, node.startTagEnd);
    text += tile(node.children, node.startTagEnd, node.endTagStart, node);
    return text + tree.text.slice(node.endTagStart, node.end);
  };
  return tree.text.slice(0, tree.start) + tile(tree.children, tree.start, tree.text.length, undefined);
}

/** What saxes says of a document: what it read, and its errors. */
function readBySaxes(text: string): { events: string[]; errors: string[] } {
  const events: string[] = [];
  const errors: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  let open = 0;
  parser.on('error', (error) => errors.push(error.message));
  parser.on('opentag', ({ name, uri, attributes }) => {
    open += 1;
    const list = Object.values(attributes).map((attribute) => `${attribute.name}=${attribute.value}`);
    events.push(`<${name} {${uri}} ${list.join(' ')}>`);
  });
  parser.on('closetag', ({ name }) => {
    open -= 1;
    events.push(`</${name}>`);
  });
  parser.on('text', (value) => {
    if (open > 0) events.push(`text ${value}`);
  });
  parser.on('cdata', (value) => events.push(`cdata ${value}`));
  parser.on('comment', (value) => events.push(`comment ${value}`));
  parser.on('processinginstruction', ({ target, body }) => events.push(`instruction ${target} ${body}`));
  try {
    parser.write(text).close();
  } catch (error) {
    errors.push(String(error));
  }
  return { events, errors };
}

function eventsOf(tree: XmlTree): string[] {
  const events: string[] = [];
  const visit = (node: XmlNode): void => {
    switch (node.kind) {
      case 'element': {
        const list = node.attributes.map(({ name, value }) => `${name}=${value}`);
        events.push(`<${node.name} {${node.namespace}} ${list.join(' ')}>`);
        node.children.forEach(visit);
        events.push(`</${node.name}>`);
        break;
      }
      case 'text':
        if (node.parent !== undefined) events.push(`text ${node.value}`);
        break;
      case 'cdata':
      case 'comment':
        events.push(`${node.kind} ${node.value}`);
        break;
      case 'instruction':
        events.push(`instruction ${node.target} ${node.data}`);
        break;
      default:
    }
  };
  tree.children.forEach(visit);
  return events;
}

/**
 * Where saxes and we see it differently, and why:
 * - it does not look at the first character behind a prefix's colon: `<a:1/>`
 * - it takes a half surrogate pair together with whatever follows as a character
 * - what is in a DOCTYPE, neither of us looks at closely; so documents have none here
 * - it trims namespaces, so `xmlns:a=" "` declares nothing
 */
function seenDifferently(text: string): boolean {
  return (
    /[\w-]:[-.\d]/.test(text) ||
    /\p{Cs}/u.test(text) ||
    /<\?[^\s?]+\?[^>]/.test(text) ||
    /xmlns[^=]*=\s*["'](?:\s|&#|[^"']*(?:\s|&#[^"';]*;)["'])/.test(text)
  );
}

vi.setConfig({ testTimeout: 60_000 });

describe('any well-formed document', () => {
  it('prints as the same bytes, and each of them belongs to one node', () => {
    fc.assert(
      fc.property(xmlDocuments(), (text) => {
        const { tree } = parseXml(text);
        expect(printXml(tree)).toBe(text);
        expect(collected(tree)).toBe(text);
      }),
      { numRuns: 5000 },
    );
  });

  it('is read as saxes reads it', () => {
    fc.assert(
      fc.property(xmlDocuments(), (text) => {
        const { tree, diagnostics } = parseXml(text);
        expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
        const { events, errors } = readBySaxes(text);
        expect(errors).toEqual([]);
        expect(eventsOf(tree)).toEqual(events);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('any document with mistakes in it', () => {
  it('prints as the same bytes, and each of them belongs to one node', () => {
    fc.assert(
      fc.property(xmlMutants(), (text) => {
        expect(collected(parseXml(text).tree)).toBe(text);
      }),
      { numRuns: 5000 },
    );
  });

  it('has errors where saxes says so, and only there', () => {
    fc.assert(
      fc.property(xmlMutants(xmlDocuments({ doctype: false })), (text) => {
        fc.pre(!seenDifferently(text));
        const ours = parseXml(text).diagnostics.filter(({ severity }) => severity === 'error');
        const { errors } = readBySaxes(text);
        expect(
          ours.length > 0,
          `saxes: ${errors.join(' ')}; ours: ${ours.map(({ code }) => code).join(' ')}`,
        ).toBe(errors.length > 0);
      }),
      { numRuns: 5000 },
    );
  });

  it('has its diagnostics in order, within the document', () => {
    fc.assert(
      fc.property(xmlMutants(), (text) => {
        let last = 0;
        for (const { range, message } of parseXml(text).diagnostics) {
          expect(range.start.offset).toBeGreaterThanOrEqual(last);
          expect(range.end.offset).toBeGreaterThanOrEqual(range.start.offset);
          expect(range.end.offset).toBeLessThanOrEqual(text.length);
          expect(message).not.toBe('');
          last = range.start.offset;
        }
      }),
    );
  });
});
