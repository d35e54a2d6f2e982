import fc from 'fast-check';

/** What a generated document is made of. */
export interface DocumentShape {
  /** Whether it may have a DOCTYPE, which is well-formed but which Oozie refuses. */
  doctype?: boolean;
}

/**
 * Well-formed XML documents with everything XML has: prefixes and default namespaces declared anywhere, attributes
 * in either quotes with white space around them, references, CDATA, comments, instructions, a byte order mark, a
 * declaration, all line ends (mixed, too), indented or not. Elements have few names, so that they nest and repeat.
 */
export function xmlDocuments({ doctype = true }: DocumentShape = {}): fc.Arbitrary<string> {
  const prolog = fc.tuple(
    fc.constantFrom('', '\ufeff'),
    fc.constantFrom('', ...declarations),
    fc.array(fc.oneof(lineEnds, comments, instructions), { maxLength: 3 }),
    doctype ? fc.option(doctypes, { nil: '', freq: 4 }) : fc.constant(''),
    fc.array(fc.oneof(lineEnds, comments), { maxLength: 2 }),
  );
  const epilog = fc.array(fc.oneof(lineEnds, comments, instructions), { maxLength: 2 });
  return fc
    .tuple(prolog, elements(4, rootNamespaces), epilog, styles)
    .map(([[bom, declaration, before, type, between], root, after, style]) =>
      [bom, styled([declaration, ...before, type, ...between, root, ...after].join(''), style)].join(''),
    );
}

const declarations = [
  '<?xml version="1.0"?>',
  '<?xml version="1.0" encoding="UTF-8"?>',
  "<?xml  version = '1.0'  encoding='ISO-8859-1' standalone=\"yes\" ?>",
];

const doctypes = fc.constantFrom(
  '<!DOCTYPE app>',
  '<!DOCTYPE app SYSTEM "http://example.org/a>b.dtd">',
  '<!DOCTYPE app [ <!ELEMENT a (b*)> <!ENTITY e "]>"> <!-- ]> --> <?p ]>?> ]>',
);

const lineEnds = fc.constantFrom('\n', '\n\n', '\n  ', ' \n');

/** White space inside tags. */
const gaps = fc.constantFrom(' ', ' ', ' ', '\n    ', '\t', '  ');
const optionalGaps = fc.constantFrom('', '', '', '', ' ', '\n');

const locals = fc.constantFrom('action', 'ok', 'name', 'a', 'b', 'x-y.z', '_1', 'größe', '名前');
const prefixes = fc.constantFrom('', '', '', 'w', 'sla');

const rootNamespaces = ' xmlns="urn:default" xmlns:w="urn:w" xmlns:sla=\'urn:sla\'';
const innerNamespaces = fc.constantFrom(
  '',
  '',
  '',
  '',
  ' xmlns=""',
  ' xmlns="urn:inner"',
  ' xmlns:w="urn:w2"',
);

const characters = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...'abcXYZ 0123.,;:/-_${}()\'"='.split('')) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '\n',
      '\n  ',
      '\t',
      ']',
      ']]',
      '>',
      '--',
      '?',
      'é',
      '漢',
      '😀',
      '\u00a0',
      '\ufffd',
    ),
  },
);
const plainTexts = fc.array(characters, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''));
const references = fc.constantFrom(
  '&amp;',
  '&lt;',
  '&gt;',
  '&quot;',
  '&apos;',
  '&#65;',
  '&#x1F600;',
  '&#13;',
  '&#10;',
  '&#32;',
);
const texts = fc
  .array(fc.oneof({ weight: 3, arbitrary: plainTexts }, references), { minLength: 1, maxLength: 4 })
  .map((pieces) => pieces.join('').replaceAll(']]>', ']]&gt;'));
const markupInText = fc.constantFrom('<', '&', '<a>', '</a>', '&b;', '<!--', ']]');

const comments = fc
  .array(fc.oneof(plainTexts, markupInText), { maxLength: 3 })
  .map((pieces) => `<!--${pieces.join('').replace(/-{2,}/g, '-').replace(/-$/, '')}-->`);
const cdatas = fc
  .array(fc.oneof(plainTexts, markupInText), { maxLength: 3 })
  .map((pieces) => `<![CDATA[${pieces.join('').replaceAll(']]>', ']] >')}]]>`);
const instructions = fc
  .tuple(fc.constantFrom('go', 'xml-stylesheet', 'p_1'), fc.option(plainTexts, { nil: '' }))
  .map(([target, data]) => (data === '' ? `<?${target}?>` : `<?${target} ${data.replaceAll('?>', '? >')}?>`));

const attributes = fc
  .uniqueArray(
    fc.record({
      prefix: fc.constantFrom('', '', 'w', 'sla'),
      local: locals,
      value: fc
        .array(fc.oneof({ weight: 3, arbitrary: plainTexts }, references), { maxLength: 3 })
        .map((pieces) => pieces.join('')),
      quote: fc.constantFrom('"', "'"),
      gap: gaps,
      around: optionalGaps,
    }),
    { maxLength: 4, selector: ({ local }) => local },
  )
  .map((list) =>
    list.map(({ prefix, local, value, quote, gap, around }) => {
      const name = prefix === '' ? local : `${prefix}:${local}`;
      const written = value.replaceAll(quote, quote === '"' ? '&quot;' : '&apos;');
      return `${gap}${name}${around}=${around}${quote}${written}${quote}`;
    }),
  )
  .map((list) => list.join(''));

function elements(depth: number, namespaces?: string): fc.Arbitrary<string> {
  const declared = namespaces === undefined ? innerNamespaces : fc.constant(namespaces);
  const contents = depth === 0 ? fc.oneof(texts, fc.constant('')) : contentsAt(depth);
  return fc
    .record({
      prefix: prefixes,
      local: locals,
      declared,
      attributes,
      gap: optionalGaps,
      content: fc.option(contents, { freq: 5, nil: undefined }),
    })
    .map(({ prefix, local, declared: xmlns, attributes: written, gap, content }) => {
      const name = prefix === '' ? local : `${prefix}:${local}`;
      const start = `<${name}${xmlns}${written}${gap}`;
      return content === undefined ? `${start}/>` : `${start}>${content}</${name}${gap}>`;
    });
}

function contentsAt(depth: number): fc.Arbitrary<string> {
  const inner = fc.oneof(
    { weight: 4, arbitrary: elements(depth - 1) },
    { weight: 2, arbitrary: comments },
    { weight: 1, arbitrary: instructions },
  );
  const indented = fc.array(inner, { minLength: 1, maxLength: 4 }).map((nodes) => {
    const indentation = `\n${'  '.repeat(5 - depth)}`;
    return `${nodes.map((node) => `${indentation}${node}`).join('')}${indentation.slice(0, -2)}`;
  });
  const mixed = fc
    .array(
      fc.oneof(
        { weight: 2, arbitrary: inner },
        { weight: 2, arbitrary: texts },
        { weight: 1, arbitrary: cdatas },
      ),
      {
        maxLength: 4,
      },
    )
    .map((nodes) => withoutJoinedCdataEnd(nodes.join('')));
  return fc.oneof(
    { weight: 3, arbitrary: indented },
    { weight: 2, arbitrary: texts },
    { weight: 1, arbitrary: cdatas },
    { weight: 1, arbitrary: mixed },
  );
}

/** Two texts that meet can make a `]]>` together, which text can't contain. */
function withoutJoinedCdataEnd(content: string): string {
  return content.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<[^>]*>|\]\]>/g, (found) =>
    found === ']]>' ? ']]&gt;' : found,
  );
}

const styles = fc.record({
  lineEnd: fc.constantFrom('\n', '\n', '\r\n', '\r', 'mixed'),
  indentation: fc.constantFrom('  ', '  ', '    ', '\t', ''),
});

/** The document with other line ends, and with other indentation. */
function styled(document: string, style: { lineEnd: string; indentation: string }): string {
  let line = 0;
  return document.replace(/\n( *)/g, (_all, spaces: string) => {
    line += 1;
    const lineEnd = style.lineEnd === 'mixed' ? (['\n', '\r\n', '\r'][line % 3] ?? '\n') : style.lineEnd;
    const levels = Math.floor(spaces.length / 2);
    return `${lineEnd}${style.indentation.repeat(levels)}${' '.repeat(spaces.length - levels * 2)}`;
  });
}

/** A document with something wrong with it, most of the time: a few characters cut, doubled, put in or moved. */
export function xmlMutants(documents: fc.Arbitrary<string> = xmlDocuments()): fc.Arbitrary<string> {
  const mutations = fc.array(
    fc.record({
      kind: fc.constantFrom('cut', 'put', 'double', 'move'),
      at: fc.nat(),
      length: fc.integer({ min: 1, max: 12 }),
      to: fc.nat(),
      text: fc.constantFrom(...'<>&"\'/=!?[]-;: \n'.split(''), ...mutantTexts),
    }),
    { minLength: 1, maxLength: 3 },
  );
  return fc.tuple(documents, mutations).map(([document, list]) =>
    list.reduce((text, { kind, at, length, to, text: put }) => {
      const start = at % (text.length + 1);
      const piece = text.slice(start, start + length);
      if (kind === 'put') return text.slice(0, start) + put + text.slice(start);
      if (kind === 'double') return text.slice(0, start) + piece + text.slice(start);
      const rest = text.slice(0, start) + text.slice(start + length);
      if (kind === 'cut') return rest;
      const target = to % (rest.length + 1);
      return rest.slice(0, target) + piece + rest.slice(target);
    }, document),
  );
}

const mutantTexts = [
  '</a>',
  '<a>',
  '<a/>',
  '</',
  '<!--',
  '-->',
  '--',
  '<![CDATA[',
  ']]>',
  '<?go',
  '?>',
  '<?xml version="1.0"?>',
  '<!DOCTYPE a>',
  '&unknown;',
  '&#0;',
  '\u0000',
  '\u0001',
  'x:y="1"',
  'a="1" a="2"',
  'xmlns:q=""',
  ' xmlns="urn:z"',
];
