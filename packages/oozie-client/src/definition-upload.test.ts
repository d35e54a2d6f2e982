import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createOozieClient } from './client.ts';
import { parseConfiguration } from './configuration.ts';
import { definitionPath, prepareDefinition } from './definition-upload.ts';

const root = 'hdfs://namenode:8020/definitions';
const kind = 'workflow';

test('the path is made of the checksum of the bytes that are stored', () => {
  const { xml, sha256, path } = prepareDefinition({
    kind: 'coordinator',
    xml: '<coordinator-app name="é"/>',
    root: `${root}/`,
  });
  expect(xml).toBe(`<!-- \${howdah.verbatim} --><coordinator-app name="é"/>`);
  expect(sha256).toBe(createHash('sha256').update(xml, 'utf8').digest('hex'));
  expect(path).toBe(`${root}/${sha256}/coordinator.xml`);
  expect(definitionPath({ kind: 'coordinator', root, sha256 })).toBe(path);
});

test('what would not be stored as it is does not count', () => {
  const plain = prepareDefinition({ kind, xml: '<workflow-app/>', root });
  for (const xml of [
    '\ufeff<?xml version="1.0" encoding="UTF-8"?>\r\n<workflow-app/>\n',
    ' \t\u0000<workflow-app/>\u001f',
    plain.xml,
    `\n${plain.xml} `,
  ]) {
    expect(prepareDefinition({ kind, xml, root })).toEqual(plain);
  }
  expect(prepareDefinition({ kind, xml: '<workflow-app/>\u00a0', root }).path).not.toBe(plain.path);
});

test('preparing what was prepared changes nothing', () => {
  for (const xml of ['<?xml version="1.0"?> <?xml version="1.0"?><a/>', `<a> \${b} </a>`, '\r<a\r\n/>']) {
    const once = prepareDefinition({ kind, xml, root });
    expect(prepareDefinition({ ...once, root })).toEqual(once);
  }
});

test('characters beyond U+FFFF become references, in CDATA too', () => {
  const { xml } = prepareDefinition({ kind, xml: '<a b="é😀"><![CDATA[<&😀𝄞]]>😀</a>', root });
  expect(xml.slice(xml.indexOf('<a'))).toBe(
    '<a b="é&#x1f600;"><![CDATA[<&]]>&#x1f600;<![CDATA[]]>&#x1d11e;<![CDATA[]]>&#x1f600;</a>',
  );
});

test('an empty definition, a half surrogate pair and a missing root are refused', () => {
  for (const definition of [
    { kind, xml: '<?xml version="1.0"?>\n', root } as const,
    { kind, xml: '<a>\ud83d</a>', root } as const,
    { kind, xml: '<a/>', root: '/' } as const,
  ]) {
    expect(() => prepareDefinition(definition)).toThrow(expect.objectContaining({ kind: 'invalid-request' }));
  }
});

test('the dry run carries the document, its path, and the properties that do not stand against it', async () => {
  const bodies: string[] = [];
  const client = createOozieClient({
    url: 'http://oozie/oozie',
    user: 'alice',
    fetch: async (input, init) => {
      expect(input).toBe('http://oozie/oozie/v2/jobs?action=dryrun&user.name=alice');
      bodies.push(String(init?.body));
      return Response.json({ id: 'OK' }, { status: 201 });
    },
  });
  const xml = `<bundle-app name="\${name}"/>`;
  const stored = prepareDefinition({ kind: 'bundle', xml, root });
  const properties = { name: 'x', 'oozie.wf.application.path': '/other', 'howdah.verbatim': 'resolved' };
  expect(await client.uploadDefinition({ kind: 'bundle', xml, root, properties })).toEqual({
    path: stored.path,
    sha256: stored.sha256,
  });
  expect(bodies.map(parseConfiguration)).toEqual([
    {
      'user.name': 'alice',
      name: 'x',
      'oozie.bundle.application.path': stored.path,
      'oozie.jobs.api.generated.xml': stored.xml,
    },
  ]);
});
