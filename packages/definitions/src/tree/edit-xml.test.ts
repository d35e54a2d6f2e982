import { describe, expect, it } from 'vitest';
import {
  appendChild,
  insertAfter,
  insertBefore,
  removeNode,
  replaceNode,
  wrapNodes,
} from './edit-children.ts';
import { removeAttribute, renameElement, setAttribute, setText, setValue } from './edit-content.ts';
import { editXml } from './edit-xml.ts';
import { elementsWithin } from './navigate.ts';
import { copyOf, newComment, newElement } from './new-node.ts';
import { parseXml } from './parse-xml.ts';
import type { TextChange } from './text-change.ts';
import { attributeValue, childValue } from './value.ts';
import type { XmlElement, XmlTree } from './xml-tree.ts';

/** The document after an edit of the first element of that name. */
function after(
  text: string,
  name: string,
  edit: (tree: XmlTree, element: XmlElement) => readonly TextChange[],
): string {
  const { tree } = parseXml(text);
  return editXml(tree, edit(tree, first(tree, name))).tree.text;
}

function first(tree: XmlTree, name: string): XmlElement {
  for (const element of elementsWithin(tree)) if (element.name === name) return element;
  throw new Error(`no <${name}>`);
}

function refusal(edit: () => unknown): unknown {
  try {
    edit();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('a new text', () => {
  it('is escaped, and only as far as necessary', () => {
    expect(after('<a>x</a>', 'a', (tree, a) => setText(tree, a, 'if (a < b && "c" > \'d\') ]]> \r'))).toBe(
      '<a>if (a &lt; b &amp;&amp; "c" > \'d\') ]]&gt; &#13;</a>',
    );
  });

  it('stays in a CDATA section, as the old one was', () => {
    expect(after('<a><![CDATA[x]]></a>', 'a', (tree, a) => setText(tree, a, 'a < b ]]> c'))).toBe(
      '<a><![CDATA[a < b ]]]]><![CDATA[> c]]></a>',
    );
  });

  it('opens an empty element', () => {
    expect(after('<a><b /></a>', 'b', (tree, b) => setText(tree, b, 'x'))).toBe('<a><b>x</b></a>');
    expect(after('<a><b></b></a>', 'b', (tree, b) => setText(tree, b, 'x'))).toBe('<a><b>x</b></a>');
  });

  it('has the document’s line ends', () => {
    expect(after('<a>\r\n<b/>\r\n</a>', 'b', (tree, b) => setText(tree, b, '1\n2'))).toBe(
      '<a>\r\n<b>1\r\n2</b>\r\n</a>',
    );
  });

  it('leaves comments where they are', () => {
    expect(after('<a>x<!-- c -->y<![CDATA[z]]></a>', 'a', (tree, a) => setText(tree, a, 'n'))).toBe(
      '<a><![CDATA[n]]><!-- c --></a>',
    );
  });

  it('changes nothing when it is the old one', () => {
    expect(after('<a>&#120;</a>', 'a', (tree, a) => setText(tree, a, 'x'))).toBe('<a>&#120;</a>');
  });

  it('keeps the white space around the value it replaces', () => {
    const text = '<a>\n  <b>\n    old\n  </b>\n</a>';
    expect(
      after(text, 'a', (tree, a) => {
        const value = childValue(a, 'b');
        return value === undefined ? [] : setValue(tree, value, 'new & better');
      }),
    ).toBe('<a>\n  <b>\n    new &amp; better\n  </b>\n</a>');
  });

  it('is refused where it would replace elements, and when XML can’t contain it', () => {
    expect(refusal(() => after('<a><b/></a>', 'a', (tree, a) => setText(tree, a, 'x')))).toMatchObject({
      problem: 'has-elements',
    });
    expect(refusal(() => after('<a/>', 'a', (tree, a) => setText(tree, a, 'x\u0000')))).toMatchObject({
      problem: 'illegal-character',
      message: 'XML can’t contain the character U+0000. Remove it.',
    });
  });
});

describe('text that is put beside text', () => {
  it('does not make the end of a CDATA section with it', () => {
    expect(after('<a>]]<b/></a>', 'a', (tree, a) => appendChild(tree, a, '>'))).toBe('<a>]]<b/>&gt;</a>');
    expect(after('<a>x]]</a>', 'a', (tree, a) => appendChild(tree, a, '>'))).toBe('<a>x]]&gt;</a>');
    expect(after('<a>x]</a>', 'a', (tree, a) => appendChild(tree, a, ']>'))).toBe('<a>x]]&gt;</a>');
    const before = (text: string, put: string) =>
      after(text, 'a', (tree, a) =>
        a.children[0] === undefined ? [] : insertBefore(tree, a.children[0], put),
      );
    expect(before('<a>>x</a>', ']]')).toBe('<a>]&#93;>x</a>');
    expect(before('<a>]>x</a>', ']')).toBe('<a>&#93;]>x</a>');
  });
});

describe('an attribute', () => {
  it('gets another value within its own quotes', () => {
    expect(after(`<a b = 'x' c="y"/>`, 'a', (tree, a) => setAttribute(tree, a, 'b', `<"&'\n>`))).toBe(
      `<a b = '&lt;"&amp;&apos;&#10;>' c="y"/>`,
    );
    expect(
      after('<a b="x"/>', 'a', (tree, a) => {
        const value = attributeValue(a, 'b');
        return value === undefined ? [] : setValue(tree, value, 'y');
      }),
    ).toBe('<a b="y"/>');
  });

  it('comes behind the others, on a line of its own when they are', () => {
    expect(after('<a/>', 'a', (tree, a) => setAttribute(tree, a, 'b', '1'))).toBe('<a b="1"/>');
    expect(after('<a b="1" >x</a>', 'a', (tree, a) => setAttribute(tree, a, 'c', '2'))).toBe(
      '<a b="1" c="2" >x</a>',
    );
    expect(after('<a b="1"\r\n   c="2">x</a>', 'a', (tree, a) => setAttribute(tree, a, 'd', '3'))).toBe(
      '<a b="1"\r\n   c="2"\r\n   d="3">x</a>',
    );
  });

  it('is taken away with the white space before it', () => {
    expect(after('<a b="1"\n  c="2" d="3"/>', 'a', (tree, a) => removeAttribute(tree, a, 'c'))).toBe(
      '<a b="1" d="3"/>',
    );
    expect(after('<a b="1"/>', 'a', (tree, a) => removeAttribute(tree, a, 'c'))).toBe('<a b="1"/>');
  });

  it('is refused with a name that is none, or a prefix that means nothing', () => {
    const set = (name: string) =>
      refusal(() => after('<a/>', 'a', (tree, a) => setAttribute(tree, a, name, '1')));
    expect(set('1b')).toMatchObject({ problem: 'illegal-name' });
    expect(set('x:b')).toMatchObject({ problem: 'undeclared-prefix' });
    expect(set('xml:lang')).toBeUndefined();
    expect(set('xmlns:x')).toBeUndefined();
  });

  it('that declares a prefix in use can’t be taken away', () => {
    const text = '<a xmlns:x="u"><x:b/></a>';
    expect(refusal(() => after(text, 'a', (tree, a) => removeAttribute(tree, a, 'xmlns:x')))).toMatchObject({
      problem: 'namespace-in-use',
    });
  });

  it('can’t be there twice under two prefixes', () => {
    const text = '<a xmlns:x="u" xmlns:y="u" x:b="1"/>';
    expect(refusal(() => after(text, 'a', (tree, a) => setAttribute(tree, a, 'y:b', '2')))).toMatchObject({
      problem: 'duplicate-attribute',
    });
  });
});

describe('a new element', () => {
  const document = `<app>
    <!-- the first -->
    <b/> <!-- stays with b -->

    <c><d/></c>
</app>`;

  it('gets a line of its own, with the indentation of its neighbours', () => {
    expect(after(document, 'b', (tree, b) => insertAfter(tree, b, newElement('n', { x: '1' })))).toBe(`<app>
    <!-- the first -->
    <b/> <!-- stays with b -->
    <n x="1"/>

    <c><d/></c>
</app>`);
  });

  it('does not come between a comment and what it is about', () => {
    expect(after(document, 'b', (tree, b) => insertBefore(tree, b, newElement('n')))).toBe(`<app>
    <n/>
    <!-- the first -->
    <b/> <!-- stays with b -->

    <c><d/></c>
</app>`);
  });

  it('comes last with what is in it, each element on a line, texts on the line of their element', () => {
    const n = newElement('n', {}, [newElement('m', {}, 'text'), newComment(' c '), newElement('o')]);
    expect(after(document, 'app', (tree, app) => appendChild(tree, app, n))).toBe(`<app>
    <!-- the first -->
    <b/> <!-- stays with b -->

    <c><d/></c>
    <n>
        <m>text</m>
        <!-- c -->
        <o/>
    </n>
</app>`);
  });

  it('stays on the line where its neighbours share one', () => {
    expect(after(document, 'c', (tree, c) => appendChild(tree, c, newElement('n')))).toContain(
      '<c><d/><n/></c>',
    );
    expect(after('<a><b/><c/></a>', 'b', (tree, b) => insertBefore(tree, b, newElement('n')))).toBe(
      '<a><n/><b/><c/></a>',
    );
  });

  it('opens an empty element', () => {
    expect(after(document, 'b', (tree, b) => appendChild(tree, b, newElement('n')))).toContain(
      '    <b>\n        <n/>\n    </b> <!-- stays with b -->',
    );
    expect(after('<a/>', 'a', (tree, a) => appendChild(tree, a, newElement('n')))).toBe('<a><n/></a>');
  });

  it('uses tabs and CR LF where the document does', () => {
    const text = '<a>\r\n\t<b>\r\n\t\t<c/>\r\n\t</b>\r\n</a>';
    expect(after(text, 'b', (tree, b) => appendChild(tree, b, newElement('n', {}, [newElement('m')])))).toBe(
      '<a>\r\n\t<b>\r\n\t\t<c/>\r\n\t\t<n>\r\n\t\t\t<m/>\r\n\t\t</n>\r\n\t</b>\r\n</a>',
    );
  });

  it('is indented as deep as comments tell, when nothing else does', () => {
    const text = '<a>\n\t<!-- c -->\n</a>';
    expect(after(text, 'a', (tree, a) => appendChild(tree, a, newElement('n', {}, [newElement('m')])))).toBe(
      '<a>\n\t<!-- c -->\n\t<n>\n\t\t<m/>\n\t</n>\n</a>',
    );
  });

  it('has the prefix of the element around it', () => {
    const text = '<w:a xmlns:w="u"><w:b/></w:a>';
    expect(
      after(text, 'w:b', (tree, b) => insertAfter(tree, b, newElement('n', {}, [newElement('m')]))),
    ).toBe('<w:a xmlns:w="u"><w:b/><w:n><w:m/></w:n></w:a>');
  });

  it('in another namespace has the prefix declared for it, or declares its namespace', () => {
    const text = '<w:a xmlns:w="u" xmlns:s="sla"/>';
    const add = (namespace: string) =>
      after(text, 'w:a', (tree, a) =>
        appendChild(tree, a, newElement('n', { k: '1' }, [newElement('m')], namespace)),
      );
    expect(add('sla')).toBe('<w:a xmlns:w="u" xmlns:s="sla"><s:n k="1"><s:m/></s:n></w:a>');
    expect(add('other')).toBe('<w:a xmlns:w="u" xmlns:s="sla"><n xmlns="other" k="1"><m/></n></w:a>');
  });

  it('needs no declaration where its namespace is the default', () => {
    const text = '<w:a xmlns:w="u" xmlns="d"/>';
    expect(
      after(text, 'w:a', (tree, a) => appendChild(tree, a, newElement('n', {}, [newElement('m')], 'd'))),
    ).toBe('<w:a xmlns:w="u" xmlns="d"><n><m/></n></w:a>');
  });

  it('is refused beside the root', () => {
    expect(
      refusal(() => after('<a/>', 'a', (tree, a) => insertAfter(tree, a, newElement('b')))),
    ).toMatchObject({ problem: 'root' });
    expect(after('<a/>\n', 'a', (tree, a) => insertBefore(tree, a, newComment(' hello ')))).toBe(
      '<!-- hello -->\n<a/>\n',
    );
  });
});

describe('a node that goes away', () => {
  it('takes its lines with it', () => {
    const text = '<a>\n  <b>\n    <x/>\n  </b>\n  <c/>\n</a>';
    expect(after(text, 'b', removeNode)).toBe('<a>\n  <c/>\n</a>');
    expect(after(text, 'c', removeNode)).toBe('<a>\n  <b>\n    <x/>\n  </b>\n</a>');
  });

  it('leaves what else is on its line', () => {
    expect(after('<a>\n  <b/> <!-- c -->\n</a>', 'b', removeNode)).toBe('<a>\n   <!-- c -->\n</a>');
    expect(after('<a><b/><c/></a>', 'b', removeNode)).toBe('<a><c/></a>');
  });

  it('does not let its neighbours become the end of a CDATA section', () => {
    expect(after('<a>]]<b/>></a>', 'b', removeNode)).toBe('<a>]]&gt;</a>');
    expect(after('<a>]<b/>]></a>', 'b', removeNode)).toBe('<a>]]&gt;</a>');
  });

  it('can’t be the root', () => {
    expect(refusal(() => after('<a/>', 'a', removeNode))).toMatchObject({ problem: 'root' });
  });
});

describe('an element that stays', () => {
  it('gets another name in both its tags', () => {
    expect(after('<a><b x="1">t</b ></a>', 'b', (tree, b) => renameElement(tree, b, 'new'))).toBe(
      '<a><new x="1">t</new ></a>',
    );
    expect(after('<a><b/></a>', 'b', (tree, b) => renameElement(tree, b, 'new'))).toBe('<a><new/></a>');
    expect(refusal(() => after('<a/>', 'a', (tree, a) => renameElement(tree, a, 'x:a')))).toMatchObject({
      problem: 'undeclared-prefix',
    });
  });

  it('is replaced where it stands', () => {
    expect(
      after('<a>\n  <b/>\n</a>', 'b', (tree, b) =>
        replaceNode(tree, b, newElement('n', {}, [newElement('m')])),
      ),
    ).toBe('<a>\n  <n>\n    <m/>\n  </n>\n</a>');
  });

  it('is wrapped, and indented', () => {
    const text = '<a>\n  <b>\n    <x>two\nlines</x>\n  </b>\n  <c/>\n  <d/>\n</a>';
    const { tree } = parseXml(text);
    const changes = wrapNodes(tree, first(tree, 'b'), first(tree, 'c'), newElement('w', { k: 'v' }));
    expect(editXml(tree, changes).tree.text).toBe(
      '<a>\n  <w k="v">\n    <b>\n      <x>two\nlines</x>\n    </b>\n    <c/>\n  </w>\n  <d/>\n</a>',
    );
    expect(after('<a><b/></a>', 'b', (inline, b) => wrapNodes(inline, b, b, newElement('w')))).toBe(
      '<a><w><b/></w></a>',
    );
  });
});

describe('a copy', () => {
  it('keeps its comments and formatting, and gets the indentation of its new place', () => {
    const source = parseXml(
      '<s>\r\n\t<b k = "1"><!-- c -->\r\n\t\t<x>two\r\n lines</x>\r\n\t</b>\r\n</s>',
    ).tree;
    const target = '<a>\n    <c>\n        <d/>\n    </c>\n</a>';
    expect(after(target, 'd', (tree, d) => insertAfter(tree, d, copyOf(source, first(source, 'b'))))).toBe(
      '<a>\n    <c>\n        <d/>\n        <b k = "1"><!-- c -->\n        \t<x>two\r\n lines</x>\n        </b>\n    </c>\n</a>',
    );
  });

  it('brings the declarations it needs', () => {
    const source = parseXml(
      '<s xmlns="d" xmlns:p="p" xmlns:q="q" xmlns:u="unused"><b p:k="1"><q:c/><i xmlns:q="q2"><q:j/></i></b></s>',
    ).tree;
    const { tree, diagnostics } = parseXml(
      after('<a xmlns="other" xmlns:q="q"/>', 'a', (target, a) =>
        appendChild(target, a, copyOf(source, first(source, 'b'))),
      ),
    );
    expect(diagnostics).toEqual([]);
    expect(tree.text).toBe(
      '<a xmlns="other" xmlns:q="q"><b xmlns="d" xmlns:p="p" p:k="1"><q:c/><i xmlns:q="q2"><q:j/></i></b></a>',
    );
  });
});

describe('several edits', () => {
  it('of one tree are made at once', () => {
    const { tree } = parseXml('<a b="1"><c/><d>x</d></a>');
    const changes = [
      ...setText(tree, first(tree, 'd'), 'y'),
      ...setAttribute(tree, first(tree, 'a'), 'b', '2'),
      ...insertBefore(tree, first(tree, 'c'), newElement('m')),
      ...insertBefore(tree, first(tree, 'c'), newElement('n')),
    ];
    expect(editXml(tree, changes).tree.text).toBe('<a b="2"><m/><n/><c/><d>y</d></a>');
  });

  it('that touch the same place have to be made one after the other', () => {
    const { tree } = parseXml('<a><b>x</b></a>');
    const b = first(tree, 'b');
    expect(() => editXml(tree, [...setText(tree, b, 'y'), ...removeNode(tree, b)])).toThrow(RangeError);
  });
});
