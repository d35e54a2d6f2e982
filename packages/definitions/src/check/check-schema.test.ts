import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDefinition } from '../definition/edit-definition.ts';
import { parseDefinition, printDefinition } from '../definition/parse-definition.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { parseXml } from '../tree/parse-xml.ts';
import { workflowDocuments } from '../workflow/workflow-documents.fixture.ts';
import { checkDefinition } from './check-definition.ts';
import { action, workflowOf } from './refused-workflows.fixture.ts';

const good = workflowOf(`<start to="a"/>${action('a', 'end')}`);

function refusalsIn(xml: string): Diagnostic[] {
  return checkDefinition(parseDefinition(xml)).filter(({ severity }) => severity === 'error');
}

/** The only thing that is refused: its code, what it points at, and what it says. */
function refusalIn(xml: string): { code: string; at: string; message: string } {
  const [only, ...others] = refusalsIn(xml);
  expect(others).toEqual([]);
  if (only === undefined) throw new Error('nothing is refused');
  const { start, end } = only.range;
  return { code: only.code, at: xml.slice(start.offset, end.offset), message: only.message };
}

/** The document after its only fix. */
function fixed(xml: string): string {
  const fix = refusalsIn(xml).find((refusal) => refusal.fix !== undefined)?.fix;
  if (fix === undefined) throw new Error('no fix');
  return printDefinition(editDefinition(parseDefinition(xml), fix.changes));
}

it('a workflow that Oozie takes has no errors, whatever is in it', () => {
  fc.assert(
    fc.property(workflowDocuments(), (xml) => {
      expect(refusalsIn(xml)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it('documents of any sort are checked without throwing', () => {
  const pieces = fc.constantFrom(
    '<workflow-app xmlns="uri:oozie:workflow:0.5" name="a">',
    '</workflow-app>',
    '<action name="a">',
    '<action name="a" xmlns="">',
    '<a:fs/>',
    '</action>',
    '<kill name="k"><message><b/></message></kill>',
    '<fork/>',
    '<start to="a" to="b"/>',
    '<start to=a/>',
    '<decision name="d"><switch/></decision>',
    '<ok',
    '&amp;',
    '<![CDATA[',
    '<!DOCTYPE a [',
    ']>',
    '\u0000',
    'text',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), (list) => {
      expect(checkDefinition(parseDefinition(list.join('')))).toBeInstanceOf(Array);
    }),
    { numRuns: 500 },
  );
});

describe('an element', () => {
  it('that is misspelt is told by the name that is meant, and renamed with its end tag', () => {
    const xml = good.replace('<message>', '<mesage>').replace('</message>', '</mesage>');
    expect(refusalIn(xml)).toMatchObject({
      code: 'schema-unknown-element',
      at: 'mesage',
      message: '<kill> can’t contain <mesage>. Did you mean <message>?',
    });
    expect(fixed(xml)).toBe(good);
  });

  it('that can’t be meant is told with what can come there', () => {
    expect(refusalIn(good.replace('<fs/>', '<fs><zip/></fs>'))).toMatchObject({
      code: 'schema-unknown-element',
      at: 'zip',
      message: expect.stringContaining('What can come here: <name-node>, <job-xml>'),
    });
  });

  it('behind what it belongs before is told to move', () => {
    const xml = good.replace('<fs/>', '<fs><job-xml>x</job-xml><name-node>nn</name-node></fs>');
    expect(refusalIn(xml)).toMatchObject({
      code: 'schema-misplaced-element',
      at: 'name-node',
      message: expect.stringContaining('Move it up'),
    });
  });

  it('that is there twice and may be once is told to go', () => {
    const xml = good.replace('<fs/>', '<fs><name-node>a</name-node><name-node>b</name-node></fs>');
    expect(refusalIn(xml)).toMatchObject({
      code: 'schema-misplaced-element',
      at: 'name-node',
      message: expect.stringContaining('once more'),
    });
  });

  it('that needs another before it says which', () => {
    expect(refusalIn(good.replace('<ok to="end"/>', ''))).toEqual({
      code: 'schema-missing-element',
      at: 'error',
      message: '<error> comes too early in <action>: <ok> has to stand before it.',
    });
  });

  it('that is not complete says what is missing', () => {
    expect(refusalIn(good.replace('<ok to="end"/><error to="fail"/>', ''))).toEqual({
      code: 'schema-missing-element',
      at: 'action',
      message: '<action> is not complete: <ok> and <error> are missing at its end.',
    });
  });

  it('of another schema without its namespace gets the newest one', () => {
    const shell = (xmlns: string) =>
      good.replace(
        '<fs/>',
        `<shell${xmlns}><resource-manager>rm</resource-manager><name-node>nn</name-node><exec>ls</exec></shell>`,
      );
    expect(refusalIn(shell(''))).toMatchObject({ code: 'schema-wrong-namespace', at: 'shell' });
    expect(fixed(shell(''))).toBe(shell(' xmlns="uri:oozie:shell-action:1.0"'));
  });

  it('of a version that its schema never had is told by those that there are', () => {
    const xml = good.replace('<fs/>', '<email xmlns="uri:oozie:email-action:0.9"/>');
    expect(refusalIn(xml)).toMatchObject({
      code: 'schema-unknown-namespace',
      at: 'uri:oozie:email-action:0.9',
      message:
        'Oozie knows no namespace "uri:oozie:email-action:0.9". It knows <email> of uri:oozie:email-action:0.1 and uri:oozie:email-action:0.2.',
    });
  });

  it('that has to be empty can’t hold a blank, and is emptied', () => {
    const xml = good.replace('<start to="a"/>', '<start to="a">\n</start>');
    expect(refusalIn(xml)).toMatchObject({ code: 'schema-not-empty', at: '\n' });
    expect(fixed(xml)).toBe(good);
    expect(refusalsIn(good.replace('<start to="a"/>', '<start to="a"><!-- why --></start>'))).toEqual([]);
  });

  it('that holds text can’t hold an element', () => {
    expect(refusalIn(good.replace('no<', '<b>no</b><'))).toMatchObject({
      code: 'schema-element-not-allowed',
      at: 'b',
    });
  });

  it('that holds elements can’t hold text beside them', () => {
    expect(refusalIn(good.replace('<start', ' some text <start'))).toMatchObject({
      code: 'schema-text-not-allowed',
      at: 'some text',
    });
  });
});

describe('an attribute', () => {
  it('that is misspelt is renamed', () => {
    const xml = good.replace('<action name="a">', '<action name="a" crd="x">');
    expect(refusalIn(xml)).toMatchObject({
      code: 'schema-unknown-attribute',
      at: 'crd',
      message: '<action> can’t have an attribute crd. Did you mean cred?',
    });
    expect(fixed(xml)).toBe(xml.replace('crd', 'cred'));
  });

  it('that is missing is asked for', () => {
    expect(refusalIn(good.replace(' name="refused"', ''))).toEqual({
      code: 'schema-missing-attribute',
      at: 'workflow-app',
      message: '<workflow-app> needs the attribute name. Write name="…".',
    });
  });

  it('of a node’s name has the letters that Oozie allows', () => {
    expect(refusalsIn(good.replaceAll('"a"', '"_a-1"'))).toEqual([]);
    expect(refusalsIn(good.replaceAll('"a"', '"1a"')).map(({ code }) => code)).toEqual([
      'schema-bad-value',
      'schema-bad-value',
    ]);
  });

  it('may tell a schema’s place, as editors write it, and nothing else of that namespace', () => {
    const instance = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
    const withAttribute = (attribute: string) =>
      good.replace('name="refused"', `name="refused" ${instance} ${attribute}`);
    expect(refusalsIn(withAttribute('xsi:schemaLocation="uri:oozie:workflow:1.0 wf.xsd"'))).toEqual([]);
    expect(refusalIn(withAttribute('xsi:nil="false"')).at).toBe('xsi:nil');
  });
});

describe('a document', () => {
  it('without a namespace is told to have one', () => {
    expect(refusalIn('<workflow-app name="a"/>')).toMatchObject({
      code: 'schema-unknown-namespace',
      at: 'workflow-app',
      message: expect.stringContaining('Write xmlns="uri:oozie:workflow:1.0"'),
    });
  });

  it('of a version that there never was is led to a near one', () => {
    const xml = good.replace('workflow:1.0', 'workflow:1.1');
    expect(refusalIn(xml)).toMatchObject({ code: 'schema-unknown-namespace', at: 'uri:oozie:workflow:1.1' });
    expect(fixed(xml)).toBe(good);
  });

  it('that is no XML is told so once, and not what might be in it', () => {
    expect(refusalsIn(good.replace('</action>', '')).map(({ code }) => code)).toEqual([
      'xml-unclosed-element',
    ]);
  });

  it('with a DOCTYPE is mended by taking it out, unless its entities are used', () => {
    expect(fixed(`<!DOCTYPE a>${good}`)).toBe(good);
    const used = `<!DOCTYPE a [<!ENTITY e "x">]>${good.replace('>no<', '>&e;<')}`;
    expect(refusalsIn(used).map(({ code, fix }) => [code, fix === undefined])).toEqual([
      ['xml-doctype', true],
      ['xml-entity', true],
    ]);
  });

  it('with a byte order mark is mended by taking it out', () => {
    expect(fixed(`\ufeff${good}`)).toBe(good);
    expect(parseXml(fixed(`\ufeff${good}`)).tree.start).toBe(0);
  });

  it('is checked against its own schema when it is a coordinator or a bundle', () => {
    expect(
      refusalsIn('<bundle-app name="b" xmlns="uri:oozie:bundle:0.2"><coordinator/></bundle-app>').map(
        ({ code, message }) => `${code}: ${message}`,
      ),
    ).toEqual(
      expect.arrayContaining([
        'schema-missing-attribute: <coordinator> needs the attribute name. Write name="…".',
        'schema-missing-element: <coordinator> is not complete: <app-path> is missing at its end.',
      ]),
    );
  });
});
