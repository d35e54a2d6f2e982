import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LocalOozie, startLocalOozie } from '@howdah/local-oozie';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { exitCode } from '../exit-code.ts';
import { facts, folderWith, howdah, quickWorkflow, uniqueName } from '../real-oozie.fixture.ts';
import { emptyHome } from '../surroundings.fixture.ts';

describe('the server', () => {
  it('tells how it is, and what it is set up with', async () => {
    expect(await facts(['admin', 'status'])).toEqual({
      url: inject('oozieUrl'),
      systemMode: 'NORMAL',
      buildVersion: '5.2.1',
      versions: [0, 1, 2],
    });
    expect(await facts(['admin', 'version'])).toMatchObject({ buildVersion: '5.2.1' });
    const settings = await facts<{ name: string }[]>(['admin', 'config', 'PURGE.limit']);
    expect(settings).toEqual([{ name: 'oozie.service.PurgeService.purge.limit', value: '100' }]);
    expect(await facts(['admin', 'java', 'java.version'])).toContainEqual(
      expect.objectContaining({ name: 'java.version' }),
    );
    expect(await facts(['admin', 'env', 'PATH'])).toContainEqual(expect.objectContaining({ name: 'PATH' }));
    expect(await facts<unknown[]>(['admin', 'servers'])).toHaveLength(1);
    expect(await facts(['admin', 'timezones', 'europe/berlin'])).toMatchObject([{ id: 'Europe/Berlin' }]);
    expect(await facts<unknown[]>(['admin', 'metrics', 'jpa'])).not.toHaveLength(0);
    expect(Array.isArray(await facts(['admin', 'queue']))).toBe(true);
    expect(Array.isArray(await facts(['admin', 'sharelib']))).toBe(true);
  });

  it('says of what it does not do how to change that', async () => {
    expect(await howdah(['admin', 'instrumentation'])).toMatchObject({
      code: exitCode.usage,
      stderr: expect.stringContaining('metrics'),
    });
    expect(await howdah(['admin', 'jms'])).toMatchObject({ code: exitCode.usage });
    expect(await howdah(['sla', 'list'])).toMatchObject({ code: exitCode.usage });
    expect(await facts(['sla', 'list', '--app', 'nobody has this name'])).toEqual([]);
  });

  it('is not purged or switched without a confirmation', async () => {
    for (const command of [['purge'], ['mode', 'SAFEMODE']]) {
      expect(await howdah(['admin', ...command])).toMatchObject({
        code: exitCode.usage,
        stderr: expect.stringContaining('--yes'),
      });
    }
    expect(await facts(['admin', 'status'])).toMatchObject({ systemMode: 'NORMAL' });
  });

  it('and a job are collected into a file for somebody else', async () => {
    const { id } = await facts<{ id: string }>([
      'submit',
      folderWith({ 'workflow.xml': quickWorkflow(uniqueName('collected')) }),
    ]);
    const home = emptyHome();
    const latest = ['--workflows', '0', '--coordinators', '0', '--bundles', '0'];
    const { files, missing } = await facts<{ files: number; missing: { name: string }[] }>(
      ['admin', 'diagnostics', id, ...latest, '--output', 'here.zip'],
      { home },
    );
    const unzipped = unzipSync(readFileSync(join(home, 'here.zip')));
    expect(Object.keys(unzipped)).toHaveLength(files);
    expect(JSON.parse(strFromU8(unzipped[`jobs/${id}/info.json`] ?? new Uint8Array()))).toMatchObject({ id });
    expect(strFromU8(unzipped[`jobs/${id}/definition.xml`] ?? new Uint8Array())).toContain('workflow-app');
    expect(strFromU8(unzipped['server/version.json'] ?? new Uint8Array())).toContain('5.2.1');
    expect(missing.map(({ name }) => name)).toEqual(['server/instrumentation.json']);
  });
});

describe('a server of one’s own', () => {
  let oozie: LocalOozie;
  const own = (...argv: string[]) => howdah([...argv, '--json', '--server', oozie.url]);

  beforeAll(async () => {
    oozie = await startLocalOozie();
  });
  afterAll(() => oozie.stop());

  it('is switched to safe mode, refuses changes, and is switched back', async () => {
    expect(await own('admin', 'mode', 'SAFEMODE', '--yes')).toMatchObject({ code: 0 });
    const folder = folderWith({ 'workflow.xml': quickWorkflow('refused') });
    expect(await own('submit', folder, '--root', oozie.definitionRoot)).toMatchObject({
      code: exitCode.serverError,
      stderr: expect.stringContaining('E0002'),
    });
    expect(await own('admin', 'mode', 'NORMAL', '--yes')).toMatchObject({ code: 0 });
    expect(await own('submit', folder, '--root', oozie.definitionRoot)).toMatchObject({ code: 0 });
  });

  it('is purged of what has ended', async () => {
    const { stdout } = await own('admin', 'purge', '--workflow-age', '0', '--yes');
    expect(JSON.parse(stdout).result).toMatch(/Purge/);
    expect(await own('admin', 'sharelib-update')).toMatchObject({ code: expect.any(Number) });
  });

  it('tells what happened to jobs with an SLA', async () => {
    const folder = folderWith({
      'workflow.xml': `<workflow-app name="watched" xmlns="uri:oozie:workflow:1.0" xmlns:sla="uri:oozie:sla:0.2"><start to="end"/><end name="end"/><sla:info><sla:nominal-time>2026-01-01T00:00Z</sla:nominal-time><sla:should-end>${'$'}{10 * MINUTES}</sla:should-end></sla:info></workflow-app>`,
    });
    const ran = await own('run', folder, '--root', oozie.definitionRoot);
    expect(ran, ran.stderr).toMatchObject({ code: 0 });
    const { id } = JSON.parse(ran.stdout);
    const events = JSON.parse((await own('sla', 'events')).stdout);
    expect(events).toContainEqual(expect.objectContaining({ slaId: id, jobStatus: 'STARTED' }));
    const after = events.at(-1).sequenceId;
    expect(JSON.parse((await own('sla', 'events', '--after', String(after))).stdout)).toEqual([]);
  });
});
