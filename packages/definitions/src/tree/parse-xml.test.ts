import { describe, expect, it } from 'vitest';
import { elementsWithin, nodeAt, printXml, rangeOf, textOf } from './navigate.ts';
import { parseXml } from './parse-xml.ts';
import type { XmlElement } from './xml-tree.ts';

function problems(text: string): string[] {
  return parseXml(text).diagnostics.map(
    ({ code, range }) => `${range.start.line}:${range.start.column} ${code}`,
  );
}

/** The elements of a document as nested names, with texts: `a(b "x")`. */
function outline(text: string): string {
  const print = (element: XmlElement): string => {
    const inner = element.children.flatMap((child) => {
      if (child.kind === 'element') return [print(child)];
      if (child.kind === 'text') return child.value.trim() === '' ? [] : [JSON.stringify(child.value.trim())];
      return [child.kind];
    });
    return inner.length === 0 ? element.name : `${element.name}(${inner.join(' ')})`;
  };
  const { root } = parseXml(text).tree;
  return root === undefined ? '' : print(root);
}

describe('a document that is well-formed', () => {
  it('is read with its names, namespaces and values', () => {
    const { tree, diagnostics } = parseXml(
      '<w:app xmlns:w="urn:w" w:a="1" b=\'&lt;&#65;&#x1F600;\'><c xmlns="urn:c">x &amp; y<![CDATA[<z>]]></c></w:app>',
    );
    expect(diagnostics).toEqual([]);
    expect(tree.root).toMatchObject({ name: 'w:app', prefix: 'w', local: 'app', namespace: 'urn:w' });
    expect(tree.root?.attributes.map(({ name, namespace, value }) => [name, namespace, value])).toEqual([
      ['xmlns:w', 'http://www.w3.org/2000/xmlns/', 'urn:w'],
      ['w:a', 'urn:w', '1'],
      ['b', '', '<A😀'],
    ]);
    const [inner] = [...elementsWithin(tree)].slice(1);
    expect(inner).toMatchObject({ name: 'c', prefix: '', namespace: 'urn:c' });
    expect(inner && textOf(inner)).toBe('x & y<z>');
  });

  it('ends a namespace where its element ends', () => {
    const { tree } = parseXml('<a xmlns="urn:1"><b xmlns=""/><c xmlns="urn:2"><d/></c><e/></a>');
    expect([...elementsWithin(tree)].map(({ name, namespace }) => `${name} ${namespace}`)).toEqual([
      'a urn:1',
      'b ',
      'c urn:2',
      'd urn:2',
      'e urn:1',
    ]);
  });

  it('has line ends as \\n in its values, and keeps them in its text', () => {
    const { tree } = parseXml('<a b="x\r\ny\tz">1\r\n2\r3\n4</a>');
    expect(tree.root?.attributes[0]?.value).toBe('x y z');
    expect(tree.root && textOf(tree.root)).toBe('1\n2\n3\n4');
    expect(printXml(tree)).toBe('<a b="x\r\ny\tz">1\r\n2\r3\n4</a>');
  });

  it('may begin with a byte order mark, a declaration, comments and instructions', () => {
    const text = '\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<!-- hi --><?go now?>\n<a/>\n<!-- bye -->';
    const { tree, diagnostics } = parseXml(text);
    expect(diagnostics).toEqual([]);
    expect(tree.children.map((node) => node.kind)).toEqual([
      'declaration',
      'text',
      'comment',
      'instruction',
      'text',
      'element',
      'text',
      'comment',
    ]);
    expect(tree.children[0]).toMatchObject({ version: '1.0', encoding: 'UTF-8', standalone: undefined });
    expect(tree.children[3]).toMatchObject({ target: 'go', data: 'now' });
  });

  it('tells which node is at a place, and which line that is', () => {
    const { tree } = parseXml('<a>\r\n  <b>x</b>\r  <!-- c --></a>');
    const comment = nodeAt(tree, tree.text.indexOf('c --'));
    expect(comment?.kind).toBe('comment');
    expect(comment && rangeOf(tree, comment).start).toEqual({ offset: 18, line: 3, column: 3 });
    expect(nodeAt(tree, 1)).toBe(tree.root);
  });
});

describe('a document that is broken', () => {
  it('keeps what is around an end tag that is misspelt', () => {
    expect(outline('<a><b>x</c><d/></a>')).toBe('a(b("x") d)');
    expect(outline('<a>\n  <b>\n    <x/>\n  </c>\n  <d/>\n</a>')).toBe('a(b(x) d)');
    expect(problems('<a>\n  <b>\n    <x/>\n  </c>\n  <d/>\n</a>')).toEqual(['4:3 xml-mismatched-end-tag']);
  });

  it('ends elements that were left open where the element around them ends', () => {
    expect(outline('<a><b><c>x</b><d/></a>')).toBe('a(b(c("x")) d)');
    expect(problems('<a><b><c>x</b><d/></a>')).toEqual(['1:7 xml-unclosed-element']);
    expect(problems('<a>\n<b>')).toEqual(['1:1 xml-unclosed-element', '2:1 xml-unclosed-element']);
  });

  it('passes over an end tag that ends nothing', () => {
    expect(outline('<a>\n</x>\n  <b/></a>')).toBe('a(junk b)');
    expect(problems('<a>\n</x>\n  <b/></a>')).toEqual(['2:1 xml-stray-end-tag']);
  });

  it('takes "<" and "&" that begin nothing as the text that was meant', () => {
    expect(outline('<a>1 < 2 && 3 &unknown; <!ELEMENT</a>')).toBe('a("1 < 2 && 3 &unknown; <!ELEMENT")');
    expect(problems('<a>1 < 2 && 3 &unknown;</a>')).toEqual([
      '1:6 xml-stray-less-than',
      '1:10 xml-reference',
      '1:11 xml-reference',
      '1:15 xml-entity',
    ]);
  });

  it('ends a start tag without ">" at the next tag', () => {
    expect(outline('<a>\n<b c="d"\n<e/></b></a>')).toBe('a(b(e))');
    expect(problems('<a>\n<b c="d"\n<e/></b></a>')).toEqual(['2:1 xml-unclosed-tag']);
  });

  it('keeps attributes that are written wrongly, as far as they can be understood', () => {
    const { tree } = parseXml('<a b=1 c d="x<y" e="f"g="h" %% i="j>\n<k/></a>');
    expect(tree.root?.attributes.map(({ name, value }) => `${name}=${value}`)).toEqual([
      'b=1',
      'c=',
      'd=x<y',
      'e=f',
      'g=h',
      'i=j',
    ]);
    expect(outline('<a i="j>\n<k/></a>')).toBe('a(k)');
    expect(problems('<a b="1" b="2"/>')).toEqual(['1:10 xml-duplicate-attribute']);
    expect(problems('<a xmlns:x="u" xmlns:y="u" x:b="1" y:b="2"/>')).toEqual([
      '1:36 xml-duplicate-attribute',
    ]);
  });

  it.each([
    ['', '1:1 xml-no-root'],
    ['text', '1:1 xml-outside-root,1:5 xml-no-root'],
    ['<a/><b/>', '1:5 xml-second-root'],
    ['<a/>x', '1:5 xml-outside-root'],
    ['<a/><![CDATA[]]>', '1:5 xml-outside-root'],
    [' <?xml version="1.0"?><a/>', '1:2 xml-declaration'],
    ['<?xml encoding="UTF-8"?><a/>', '1:1 xml-declaration'],
    ['<?xml version="1.1"?><a/>', '1:1 xml-version'],
    ['<a>]]></a>', '1:4 xml-cdata-end'],
    ['<a><!-- a -- b --></a>', '1:11 xml-comment'],
    ['<a><!-- a </a>', '1:1 xml-unclosed-element,1:4 xml-unclosed-comment'],
    ['<a><![CDATA[ a </a>', '1:1 xml-unclosed-element,1:4 xml-unclosed-cdata'],
    ['<a><?b </a>', '1:1 xml-unclosed-element,1:4 xml-unclosed-instruction'],
    ['<a><?b:c d?></a>', '1:4 xml-instruction'],
    ['<a>\u0001</a>', '1:4 xml-character'],
    ['<a>\ud800</a>', '1:4 xml-character'],
    ['<a>&#1;&#xD800;&#99999999999;</a>', '1:4 xml-reference,1:8 xml-reference,1:16 xml-reference'],
    ['<x:a/>', '1:2 xml-prefix'],
    ['<a x:b="1"/>', '1:4 xml-prefix'],
    ['<a:b:c xmlns:a="u"/>', '1:2 xml-name'],
    ['<a xmlns:b=""/>', '1:4 xml-namespace'],
    ['<a xmlns:xml="u"/>', '1:4 xml-namespace'],
    ['<a></a b>', '1:4 xml-end-tag'],
  ])('is told what is wrong, and where: %j', (text, expected) => {
    expect(problems(text).join(',')).toBe(expected);
  });
});

describe('a document with a DOCTYPE', () => {
  it('is warned that Oozie refuses it, and expands nothing', () => {
    const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`);
    const text = `<!DOCTYPE a [<!ENTITY l0 "ha"> <!-- ]> --> ${laughs.join('')}\n]><a>&l9;</a>`;
    const { tree, diagnostics } = parseXml(text);
    expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning xml-doctype',
      'error xml-entity',
    ]);
    expect(tree.root && textOf(tree.root)).toBe('&l9;');
  });

  it('loads nothing from outside', () => {
    const { tree, diagnostics } = parseXml('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>');
    expect(diagnostics.map(({ code }) => code)).toEqual(['xml-doctype']);
    expect(tree.children[0]).toMatchObject({ kind: 'doctype', start: 0, end: 40 });
  });
});
