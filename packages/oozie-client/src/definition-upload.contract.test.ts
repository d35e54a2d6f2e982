import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { prepareDefinition } from './definition-upload.ts';
import { oozie, pathOf, quickWorkflow, root, store, uniqueName } from './real-oozie.fixture.ts';

const local = root.startsWith('file:');
const bytesAt = (path: string) => readFile(new URL(path), 'utf8');

const manyVariables = Array.from({ length: 30 }, (_, i) => `\${variable${i}}`);
const variables = Object.fromEntries(manyVariables.map((_, i) => [`variable${i}`, `value ${i}`]));

/** More variables than Oozie resolves in one text, odd line ends, and characters of every length. */
const awkwardWorkflow = (name: string) =>
  `<workflow-app\r\n  name="${name}"\rxmlns="uri:oozie:workflow:1.0">\n<!-- é€😀 ${manyVariables.join(' ')} -->\t<start to="end"/>\n<end name="end"/></workflow-app>`;

test.runIf(local)('the bytes on the cluster are those that the checksum is of', async () => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n${awkwardWorkflow(uniqueName('verbatim'))}\n\n`;
  const stored = prepareDefinition({ kind: 'workflow', xml, root });
  const { path, sha256 } = await oozie.uploadDefinition({
    kind: 'workflow',
    xml,
    root,
    properties: variables,
  });
  expect({ path, sha256 }).toEqual({ path: stored.path, sha256: stored.sha256 });
  expect(await bytesAt(path)).toBe(stored.xml);
});

test.runIf(local)('coordinators and bundles are stored as they are, too', async () => {
  const workflowPath = await store('workflow', quickWorkflow(uniqueName('workflow')));
  const name = uniqueName('verbatim');
  const coordinatorXml = `<coordinator-app name="${name}" frequency="\${frequency}" start="\${start}" end="\${end}" timezone="UTC" xmlns="uri:oozie:coordinator:0.5"><!-- ${manyVariables.join('')} --><action><workflow><app-path>${workflowPath}</app-path></workflow></action></coordinator-app>`;
  const properties = { ...variables, frequency: '60', start: '2098-01-01T00:00Z', end: '2099-01-01T00:00Z' };
  const coordinatorPath = await store('coordinator', coordinatorXml, properties);
  expect(await bytesAt(coordinatorPath)).toContain(coordinatorXml);
  const bundleXml = `<bundle-app name="${name}" xmlns="uri:oozie:bundle:0.2"><!-- ${manyVariables.join('')} --><coordinator name="\${variable1}"><app-path>${coordinatorPath}</app-path></coordinator></bundle-app>`;
  const bundlePath = await store('bundle', bundleXml, properties);
  expect(await bytesAt(bundlePath)).toContain(bundleXml);
});

test('the same definition can be stored again', async () => {
  const xml = quickWorkflow(uniqueName('again'));
  expect(await store('workflow', xml)).toBe(await store('workflow', xml));
});

test('a definition that Oozie refuses is an error, though the file stays', async () => {
  const xml = quickWorkflow(uniqueName('broken')).replace('<start to="pass"/>', '<start to="nowhere"/>');
  await expect(store('workflow', xml)).rejects.toMatchObject({ kind: 'invalid-request', code: 'E0708' });
  if (local) expect(await bytesAt(pathOf('workflow', xml))).toContain(xml);
});

test('storing a definition makes no job', async () => {
  const name = uniqueName('no job');
  await store('workflow', quickWorkflow(name));
  expect((await oozie.workflows.list({ filter: { name } })).total).toBe(0);
});

test('an emoji in a definition arrives as one', async () => {
  const name = `${uniqueName('emoji')} 😀`;
  const { id } = await oozie.submit({
    'oozie.wf.application.path': await store('workflow', quickWorkflow(name)),
  });
  expect(await oozie.workflows.info(id)).toMatchObject({ appName: name });
});
