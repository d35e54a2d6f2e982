import { describe, expect, it } from 'vitest';
import { setFileProperty } from '../properties/properties-file.ts';
import { changeApplication, readApplication, writeApplication } from './application.ts';

const workflow = (actions: string) =>
  `<workflow-app name="w" xmlns="uri:oozie:workflow:1.0"><start to="a"/>${actions}<end name="end"/></workflow-app>`;
const action = (inside: string) => `<action name="a">${inside}<ok to="end"/><error to="end"/></action>`;
const coordinator = (path: string) =>
  `<coordinator-app name="c" frequency="60" start="2020-01-01T00:00Z" end="2020-01-02T00:00Z" timezone="UTC" xmlns="uri:oozie:coordinator:0.5"><action><workflow><app-path>${path}</app-path></workflow></action></coordinator-app>`;

describe('a folder with a workflow', () => {
  const hive = action(
    '<hive xmlns="uri:oozie:hive-action:1.0"><job-xml>site.xml</job-xml><script>sql/load.q</script><file>conf/a.txt#a</file></hive>',
  );
  const files = new Map<string, string>([
    ['workflow.xml', workflow(hive)],
    [
      'job.properties',
      '# mine\noozie.wf.application.path=${nameNode}/user/${user.name}/app\nnameNode=hdfs://nn\n',
    ],
    ['sql/load.q', 'select 1'],
    ['lib/my.jar', ''],
  ]);

  it('says what the job runs, where the folder is, and what is missing', () => {
    const { main, root, libraries, references, notes } = readApplication(files, {
      properties: { 'user.name': 'ann' },
    });
    expect(main).toEqual({ path: 'workflow.xml', kind: 'workflow', property: 'oozie.wf.application.path' });
    expect(root).toBe('hdfs://nn/user/ann/app');
    expect(libraries).toEqual(['lib/my.jar']);
    expect(references.map(({ kind, resolved, to, state }) => [kind, resolved, to, state])).toEqual([
      ['job-xml', 'site.xml', undefined, 'missing'],
      ['script', 'sql/load.q', 'sql/load.q', 'found'],
      ['file', 'conf/a.txt#a', undefined, 'missing'],
    ]);
    expect(notes.map(({ code, of, range }) => [code, of, range?.start.line])).toEqual([
      ['application-file-missing', 'a', 1],
      ['application-file-missing', 'a', 1],
    ]);
  });

  it('is written back as it was, apart from what was changed', () => {
    const application = readApplication(files);
    expect(writeApplication(application)).toEqual(files);
    const properties = application.propertiesFiles.get('job.properties');
    if (properties === undefined) throw new Error('no job.properties');
    const changed = changeApplication(
      application,
      new Map([
        ['job.properties', setFileProperty(properties, 'nameNode', 'hdfs://other')],
        ['sql/load.q', undefined],
      ]),
    );
    expect(writeApplication(changed).get('job.properties')).toContain('# mine\n');
    expect(changed.root).toBe('hdfs://other/user/${user.name}/app');
    expect([...changed.files.keys()]).toEqual(['workflow.xml', 'job.properties', 'lib/my.jar']);
    expect(writeApplication(changed).get('workflow.xml')).toBe(files.get('workflow.xml'));
  });

  it('is read from bytes, in the encodings of XML and of Java', () => {
    const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
    const application = readApplication(
      new Map([
        [
          'workflow.xml',
          bytes(`<?xml version="1.0" encoding="ISO-8859-1"?>${workflow('').replace('"w"', '"é"')}`),
        ],
        ['job.properties', bytes('who=é\n')],
      ]),
    );
    expect(application.definitions.get('workflow.xml')?.model?.name?.text).toBe('é');
    const changed = changeApplication(
      application,
      new Map([['job.properties', [{ start: 4, end: 4, text: 'ü' }]]]),
    );
    expect(changed.files.get('job.properties')).toEqual(bytes('who=üé\n'));
  });
});

describe('a folder with a bundle', () => {
  const files = new Map<string, string>([
    [
      'bundle.xml',
      '<bundle-app name="b" xmlns="uri:oozie:bundle:0.2"><coordinator name="one"><app-path>${root}/c</app-path><configuration><property><name>wf</name><value>${root}/w/daily.xml</value></property></configuration></coordinator><coordinator name="two"><app-path>hdfs://nn/other</app-path></coordinator></bundle-app>',
    ],
    ['c/coordinator.xml', coordinator('${wf}')],
    [
      'w/daily.xml',
      workflow(action('<sub-workflow><app-path>${wf:appPath()}/../sub</app-path></sub-workflow>')),
    ],
    ['sub/workflow.xml', workflow(action('<sub-workflow><app-path>${unknown}/x</app-path></sub-workflow>'))],
    [
      'sub/config-default.xml',
      '<configuration><property><name>unknown</name><value>/root/w</value></property></configuration>',
    ],
  ]);

  it('leads from the bundle down to the last workflow, with what each gives the next', () => {
    const { main, references, notes } = readApplication(files, {
      root: 'hdfs://nn/root',
      properties: { root: 'hdfs://nn/root', 'oozie.bundle.application.path': '${root}' },
    });
    expect(main?.path).toBe('bundle.xml');
    expect(references.map(({ from, to, state, of }) => [from, to, state, of])).toEqual([
      ['bundle.xml', 'c/coordinator.xml', 'found', 'one'],
      ['bundle.xml', undefined, 'elsewhere', 'two'],
      ['c/coordinator.xml', 'w/daily.xml', 'found', undefined],
      ['w/daily.xml', 'sub/workflow.xml', 'found', 'a'],
      ['sub/workflow.xml', undefined, 'missing', 'a'],
    ]);
    expect(notes.map(({ code }) => code)).toEqual(['application-file-missing']);
  });

  it('says which properties it takes to tell more', () => {
    const { main, notes } = readApplication(files);
    expect(main).toEqual({ path: 'bundle.xml', kind: 'bundle', property: undefined });
    expect(notes.map(({ code, message }) => [code, /for (.*)\.$/.exec(message)?.[1]])).toContainEqual([
      'application-variable-missing',
      'root',
    ]);
  });
});

describe('a folder', () => {
  it('whose properties lead nowhere is told so', () => {
    const read = (properties: Record<string, string>) =>
      readApplication(new Map([['coordinator.xml', coordinator('x')]]), { properties }).notes.map(
        ({ code }) => code,
      );
    expect(read({ 'oozie.wf.application.path': '/app' })).toContain('application-main-missing');
    expect(read({ 'oozie.wf.application.path': '/app', 'oozie.coord.application.path': '/app' })).toContain(
      'application-several-paths',
    );
    expect(readApplication(new Map()).notes.map(({ code }) => code)).toEqual(['application-main-unknown']);
  });

  it('with workflows that run each other is read to the end', () => {
    const again = (path: string) =>
      workflow(action(`<sub-workflow><app-path>${path}</app-path></sub-workflow>`));
    const { references } = readApplication(
      new Map([
        ['workflow.xml', again('/app/b')],
        ['b/workflow.xml', again('/app')],
      ]),
      { properties: { 'oozie.wf.application.path': '/app' } },
    );
    expect(references.map(({ state }) => state)).toEqual(['found', 'found']);
  });

  it('with a workflow that runs itself with ever longer properties is read to an end', () => {
    const itself =
      '<sub-workflow><app-path>/app</app-path><configuration><property><name>x</name><value>${x}a</value></property></configuration></sub-workflow>';
    const { references } = readApplication(new Map([['workflow.xml', workflow(action(itself))]]), {
      properties: { 'oozie.wf.application.path': '/app', x: 'a' },
    });
    expect(references.length).toBe(1);
  });

  it('with a script that a shell action does not ship is told so', () => {
    const shell = (more: string) =>
      readApplication(
        new Map([
          [
            'workflow.xml',
            workflow(action(`<shell xmlns="uri:oozie:shell-action:1.0"><exec>run.sh</exec>${more}</shell>`)),
          ],
        ]),
      ).references.map(({ kind, state }) => [kind, state]);
    expect(shell('')).toEqual([['exec', 'missing']]);
    expect(shell('<file>/scripts/run.sh</file>')).toEqual([
      ['exec', 'elsewhere'],
      ['file', 'elsewhere'],
    ]);
  });
});
