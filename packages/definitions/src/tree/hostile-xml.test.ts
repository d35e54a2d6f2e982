import { describe, expect, it } from 'vitest';
import { elementsWithin, printXml, textOf } from './navigate.ts';
import { parseXml } from './parse-xml.ts';
import type { XmlLimits } from './xml-tree.ts';

const unlimited: Partial<XmlLimits> = { length: Number.POSITIVE_INFINITY, depth: Number.POSITIVE_INFINITY };

function codes(text: string, limits?: Partial<XmlLimits>): string[] {
  return [...new Set(parseXml(text, limits).diagnostics.map(({ code }) => code))];
}

describe('a hostile document', () => {
  it('nested 100,000 deep is refused at the limit, and kept', () => {
    const text = '<a>'.repeat(100_000) + '</a>'.repeat(100_000);
    const { tree, diagnostics } = parseXml(text);
    expect(diagnostics.map(({ code }) => code)).toEqual(['xml-too-deep']);
    expect([...elementsWithin(tree)]).toHaveLength(1000);
    expect(printXml(tree)).toBe(text);
  });

  it('nested 100,000 deep overflows no stack where the limit allows it', () => {
    const text = '<a>'.repeat(100_000) + '</a>'.repeat(100_000);
    expect(codes(text, unlimited)).toEqual([]);
    expect(codes('<a>'.repeat(100_000), unlimited)).toEqual([
      'xml-unclosed-element',
      'xml-too-many-problems',
    ]);
    const { tree } = parseXml(text, unlimited);
    let deepest = 0;
    for (const { start } of elementsWithin(tree)) deepest = Math.max(deepest, start);
    expect(deepest).toBe(3 * 99_999);
  });

  it('of 50 million characters is refused, and kept', () => {
    const text = `<a>${'x'.repeat(50_000_000)}</a>`;
    const { tree, diagnostics } = parseXml(text);
    expect(diagnostics.map(({ code }) => code)).toEqual(['xml-too-large']);
    expect(tree.root).toBeUndefined();
    expect(printXml(tree)).toBe(text);
    const read = parseXml(text, unlimited);
    expect(read.diagnostics).toEqual([]);
    expect(read.tree.root && textOf(read.tree.root)).toHaveLength(50_000_000);
  });

  it('of a billion laughs makes nobody laugh', () => {
    const entities = Array.from({ length: 30 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`);
    const text = `<!DOCTYPE a [<!ENTITY l0 "ha">${entities.join('')}]><a b="&l30;">&l30;</a>`;
    const { tree, diagnostics } = parseXml(text);
    expect(diagnostics.map(({ code }) => code)).toEqual(['xml-doctype', 'xml-entity', 'xml-entity']);
    expect(tree.root?.attributes[0]?.value).toBe('&l30;');
  });

  it('whose names mean something to JavaScript is like any other', () => {
    const names = ['__proto__', 'constructor', 'hasOwnProperty', 'toString'];
    const text = `<__proto__ xmlns:constructor="u">${names.map((name) => `<${name} ${name}="1" constructor:x="2"/>`).join('')}</__proto__>`;
    const { tree, diagnostics } = parseXml(text);
    expect(diagnostics).toEqual([]);
    expect([...elementsWithin(tree)].map(({ name }) => name)).toEqual(['__proto__', ...names]);
    expect(codes('<a __proto__:b="1"/>')).toEqual(['xml-prefix']);
  });

  // Called a million, and large enough: a reader whose time grows with the square of the length would need hours for these.
  const million = 300_000;
  it.each([
    ['a name of two million letters', `<${'a'.repeat(2 * million)}/>`, []],
    ['a name of a million dashes', `<a${'-'.repeat(million)}b/>`, []],
    ['names of a million colons', `<a${':b'.repeat(million)}/>`, ['xml-name', 'xml-prefix']],
    [
      'a million attributes',
      `<a${Array.from({ length: million / 4 }, (_, i) => ` a${i}=""`).join('')}/>`,
      [],
    ],
    [
      'a million attributes without values',
      `<a${' b'.repeat(million)}/>`,
      ['xml-attribute', 'xml-too-many-problems'],
    ],
    [
      'a million prefixes',
      `<a${Array.from({ length: million / 4 }, (_, i) => ` xmlns:p${i}="u"`).join('')}><b/></a>`,
      [],
    ],
    ['a million "<"', `<a>${'<'.repeat(million)}</a>`, ['xml-stray-less-than', 'xml-too-many-problems']],
    ['a million "&"', `<a>${'&'.repeat(million)}</a>`, ['xml-reference', 'xml-too-many-problems']],
    [
      'a million unfinished references',
      `<a>${'&aaaa'.repeat(million)}</a>`,
      ['xml-reference', 'xml-too-many-problems'],
    ],
    ['a reference of a million digits', `<a>&#${'1'.repeat(million)};</a>`, ['xml-reference']],
    ['a million "]"', `<a>${']'.repeat(million)}</a>`, []],
    ['a million "]]>"', `<a>${']]>'.repeat(million)}</a>`, ['xml-cdata-end', 'xml-too-many-problems']],
    [
      'a million end tags that end nothing',
      `<a>${'</b>'.repeat(million)}</a>`,
      ['xml-stray-end-tag', 'xml-too-many-problems'],
    ],
    [
      'a thousand open elements and a million wrong end tags',
      `<a>${'<b>\n'.repeat(900)}${'</c>'.repeat(million)}`,
      ['xml-mismatched-end-tag', 'xml-stray-end-tag', 'xml-too-many-problems'],
    ],
    [
      'a million wrong end tags, each after a start tag',
      `<a>${'<b></c>'.repeat(million)}</a>`,
      ['xml-mismatched-end-tag', 'xml-too-many-problems'],
    ],
    [
      'a million quotes that are not closed',
      `<a>${'<b c="\n'.repeat(million)}</a>`,
      ['xml-unclosed-tag', 'xml-attribute', 'xml-too-many-problems'],
    ],
    [
      'a million spaces in a tag',
      `<a${' '.repeat(million)}b${'\n'.repeat(million)}=${' '.repeat(million)}""/>`,
      [],
    ],
    ['a million dashes in a comment', `<a><!--${'- '.repeat(million)}--></a>`, []],
    [
      'a million comments that are not closed',
      `<a>${'<!-- '.repeat(million)}`,
      ['xml-unclosed-element', 'xml-unclosed-comment', 'xml-comment'],
    ],
    [
      'a million CDATA sections that are not closed',
      `<a>${'<![CDATA[ '.repeat(million)}`,
      ['xml-unclosed-element', 'xml-unclosed-cdata'],
    ],
    [
      'a million instructions that are not closed',
      `<a>${'<?b '.repeat(million)}`,
      ['xml-unclosed-element', 'xml-unclosed-instruction'],
    ],
    [
      'a declaration of a million spaces',
      `<?xml${' '.repeat(million)}version="1.0"${' '.repeat(million)}x?><a/>`,
      ['xml-declaration'],
    ],
    [
      'a million DOCTYPEs',
      `${'<!DOCTYPE a>'.repeat(million / 10)}<a/>`,
      ['xml-doctype', 'xml-too-many-problems'],
    ],
    [
      'a million comments and a million DOCTYPEs',
      `${'<!---->'.repeat(million)}${'<!DOCTYPE a>'.repeat(million)}<a/>`,
      ['xml-doctype', 'xml-too-many-problems'],
    ],
    [
      'a million brackets in a DOCTYPE',
      `<!DOCTYPE a ${'['.repeat(million)}`,
      ['xml-unclosed-doctype', 'xml-no-root'],
    ],
    [
      'a million characters that are not allowed',
      `<a>${'\u0001'.repeat(million)}</a>`,
      ['xml-character', 'xml-too-many-problems'],
    ],
    ['a million roots', '<a/>'.repeat(million), ['xml-second-root', 'xml-too-many-problems']],
  ])(
    'with %s is read in proportion to its length',
    (_what, text, expected) => {
      expect(codes(text, { length: Number.POSITIVE_INFINITY })).toEqual(expected);
    },
    60_000,
  );
});
