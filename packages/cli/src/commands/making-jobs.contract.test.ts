import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOozieClient } from '@howdah/oozie-client';
import { describe, expect, inject, it } from 'vitest';
import { exitCode } from '../exit-code.ts';
import {
  facts,
  folderWith,
  howdah,
  quickWorkflow,
  twoHours,
  uniqueName,
  until,
} from '../real-oozie.fixture.ts';

const oozie = createOozieClient({ url: inject('oozieUrl'), user: 'alice' });

interface Submitted {
  key: string;
  id: string;
  status: string;
  bundleId: string | null;
  found: boolean;
}

const statusOf = (id: string) => () => oozie.coordinators.status(id);

describe('an application’s folder', () => {
  it('is deployed leaf first, and what was deployed can be run by the properties that were written', async () => {
    const name = uniqueName('deployed');
    const folder = twoHours(name);
    const uploads = await facts<{ file: string; path: string; refusal: null }[]>([
      'deploy',
      folder,
      '--out',
      join(folder, 'deployed.properties'),
    ]);
    expect(uploads.map(({ file, refusal }) => [file, refusal])).toEqual([
      ['workflow/workflow.xml', null],
      ['coordinator.xml', null],
    ]);
    const properties = readFileSync(join(folder, 'deployed.properties'), 'utf8');
    expect(properties).toContain(uploads[1]?.path.replaceAll(':', '\\:') ?? '-');
    const job = await facts<Submitted>(['run', '--config', join(folder, 'deployed.properties')]);
    await until(statusOf(job.id), (status) => status === 'SUCCEEDED');
    expect((await oozie.coordinators.info(job.id, { len: -1 })).actions).toHaveLength(2);
  });

  it('is only looked at by a dry run', async () => {
    const folder = twoHours(uniqueName('looked at'));
    const [upload] = await facts<{ path: string }[]>(['deploy', folder, '--dry-run']);
    const dry = await howdah(['dryrun', '-D', `oozie.wf.application.path=${upload?.path}`]);
    // Not there, as nothing was stored.
    expect(dry).toMatchObject({ code: exitCode.usage, stderr: expect.stringContaining('does not exist') });
  });

  it('names what Oozie refuses, and what can’t be deployed', async () => {
    const folder = folderWith({
      'workflow.xml':
        '<workflow-app name="x" xmlns="uri:oozie:workflow:1.0"><start to="nowhere"/><end name="end"/></workflow-app>',
      'lib/some.jar': 'jar',
    });
    const ran = await howdah(['deploy', folder]);
    expect(ran.code).toBe(exitCode.usage);
    expect(ran.stdout).toMatch(/nowhere/);
    expect(ran.stderr).toContain('lib/some.jar');
    const run = await howdah(['run', folder]);
    expect(run).toMatchObject({
      code: exitCode.usage,
      stderr: expect.stringContaining("doesn't take workflow.xml"),
    });
  });

  it('with broken XML says where, and deploys nothing', async () => {
    const folder = folderWith({
      'workflow.xml': '<workflow-app name="x">\n  <start to="a"\n</workflow-app>',
    });
    expect(await howdah(['deploy', folder])).toMatchObject({
      code: exitCode.usage,
      stderr: expect.stringMatching(/workflow\.xml, line \d+, column \d+/),
    });
  });
});

describe('a job', () => {
  it('run under a key twice is one job', async () => {
    const name = uniqueName('run');
    const folder = folderWith({ 'workflow.xml': quickWorkflow(name) });
    const key = `cli-${Date.now()}`;
    const first = await facts<Submitted>(['run', folder, '--key', key]);
    const second = await facts<Submitted>(['run', folder, '--key', key]);
    expect(first.found).toBe(false);
    expect(second).toMatchObject({ id: first.id, found: true, key });
    expect((await oozie.workflows.list({ filter: { name } })).total).toBe(1);
  });

  it('submitted stays PREP until it is run under its key', async () => {
    const folder = folderWith({ 'workflow.xml': quickWorkflow(uniqueName('submitted')) });
    const { id, key, status } = await facts<Submitted>(['submit', folder]);
    expect(status).toBe('PREP');
    expect(await facts(['run', folder, '--key', key])).toMatchObject({ id, found: true });
    await until(
      () => oozie.workflows.status(id),
      (now) => now === 'SUCCEEDED',
    );
  });

  it('takes its properties from a configuration, and those of the command line over it', async () => {
    const folder = folderWith({ 'workflow.xml': quickWorkflow(uniqueName('configured')) });
    writeFileSync(
      join(folder, 'job.xml'),
      '<configuration><property><name>a</name><value>file</value></property><property><name>b</name><value>file</value></property></configuration>',
    );
    const args = ['submit', folder, '--config', join(folder, 'job.xml'), '-D', 'b=line', '-D', 'c=x=y'];
    const { id } = await facts<Submitted>(args);
    const { conf } = await oozie.workflows.info(id);
    expect(conf).toMatch(/<name>a<\/name>\s*<value>file<\/value>/);
    expect(conf).toMatch(/<name>b<\/name>\s*<value>line<\/value>/);
    expect(conf).toMatch(/<name>c<\/name>\s*<value>x=y<\/value>/);
  });

  it('without an application, or with a file that is none, is a usage error', async () => {
    expect(await howdah(['run'])).toMatchObject({ code: exitCode.usage });
    expect(await howdah(['run', '--config', '/nowhere.properties'])).toMatchObject({ code: exitCode.usage });
    expect(await howdah(['submit', '/nowhere'])).toMatchObject({
      code: exitCode.usage,
      stderr: expect.stringContaining('no folder'),
    });
  });

  it('is checked without being made', async () => {
    const folder = folderWith({ 'workflow.xml': quickWorkflow(uniqueName('checked')) });
    expect(await howdah(['dryrun', folder])).toMatchObject({ code: 0, stdout: 'OK\n' });
  });
});

describe('what a job runs', () => {
  it('is compared with what lies here', async () => {
    const name = uniqueName('compared');
    const folder = folderWith({ 'workflow.xml': quickWorkflow(name), 'job.properties': 'a=1\n' });
    const file = join(folder, 'workflow.xml');
    const { id } = await facts<Submitted>(['submit', folder]);
    const config = ['--config', join(folder, 'job.properties')];
    expect(await howdah(['diff', id, file, ...config])).toMatchObject({ code: 0, stdout: '' });
    writeFileSync(file, quickWorkflow(name).replace('<case to="end">true', '<case to="end">false'));
    const differs = await howdah(['diff', id, file, ...config, '-D', 'a=2']);
    expect(differs.code).toBe(1);
    expect(differs.stdout).toMatch(/^\+.*<case to="end">false/m);
    expect(differs.stdout).toMatch(/^-a=1\n\+a=2$/m);
  });
});

describe('a document', () => {
  it('is valid or not', async () => {
    const folder = folderWith({ 'good.xml': quickWorkflow('good'), 'bad.xml': '<workflow-app/>' });
    expect(await howdah(['validate', join(folder, 'good.xml')])).toMatchObject({ code: 0 });
    const both = await howdah(['validate', join(folder, 'good.xml'), join(folder, 'bad.xml'), '--jsonl']);
    expect(both.code).toBe(exitCode.usage);
    expect(
      both.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).valid),
    ).toEqual([true, false]);
    expect(await howdah(['validate', '-'], { piped: quickWorkflow('piped') })).toMatchObject({ code: 0 });
  });
});
