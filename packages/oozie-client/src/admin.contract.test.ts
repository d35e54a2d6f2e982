import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type LocalOozie, startLocalOozie } from '@howdah/local-oozie';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOozieClient, type OozieClient } from './client.ts';
import { oozie, uniqueName } from './real-oozie.fixture.ts';
import { recorded } from './rest-recorder.fixture.ts';

test('Oozie tells its versions and its mode', async () => {
  expect(await oozie.admin.versions()).toEqual([0, 1, 2]);
  expect(await oozie.admin.systemMode()).toBe('NORMAL');
  expect(await oozie.admin.buildVersion()).toMatchObject({
    buildVersion: '5.2.1',
    buildInfo: { 'build.version': '5.2.1' },
  });
});

test('Oozie tells how it is configured, and in what it runs', async () => {
  expect(await oozie.admin.configuration()).toMatchObject({ 'oozie.system.id': expect.stringMatching(/./) });
  expect(await oozie.admin.environment()).toMatchObject({ PATH: expect.stringContaining('/') });
  expect(await oozie.admin.javaProperties()).toMatchObject({ 'java.version': expect.stringMatching(/^\d/) });
});

test('Oozie tells its time zones, those with a whole number of hours from GMT included', async () => {
  const zones = await oozie.admin.timeZones();
  expect(zones).toContainEqual({ id: 'Europe/Berlin', displayName: 'CET (Europe/Berlin)' });
  expect(zones.map(({ id }) => id)).toContain('GMT+05:00');
});

test('Oozie tells what it measures, and that it does not measure in the other way', async () => {
  const metrics = await oozie.admin.metrics();
  expect(metrics.gauges['jvm.memory.heap.used']?.value).toBeGreaterThan(0);
  expect(metrics.counters['webservices.requests']?.count).toBeGreaterThan(0);
  expect(metrics.histograms['callablequeue.queue.size.histogram']?.count).toBeGreaterThan(0);
  expect(Object.values(metrics.timers)[0]).toMatchObject({
    count: expect.any(Number),
    p95: expect.any(Number),
    duration_units: 'milliseconds',
  });
  await expect(oozie.admin.instrumentation()).rejects.toMatchObject({
    kind: 'invalid-request',
    httpStatus: 503,
    message: expect.stringContaining('ask for its metrics'),
  });
});

test('what waits inside of Oozie is told', async () => {
  const { callables, uniqueKeys } = await oozie.admin.queueDump();
  expect([...callables, ...uniqueKeys].every((entry) => typeof entry === 'string')).toBe(true);
});

test('a server that works alone names itself', async () => {
  expect(Object.values(await oozie.admin.servers())).toEqual([expect.stringMatching(/^http.*\/oozie$/)]);
});

test('a server without JMS says what it takes to have it', async () => {
  await expect(oozie.admin.jmsInfo()).rejects.toMatchObject({
    kind: 'invalid-request',
    code: 'E1601',
    message: expect.stringContaining('JMSTopicService'),
  });
});

/** An Oozie of this file's own, which may be changed, and which is set up in the other way. */
let own: LocalOozie;
let client: OozieClient;
let shareLib: string;

beforeAll(async () => {
  shareLib = join(mkdtempSync(join(tmpdir(), 'howdah-share-lib-')), 'share-lib');
  own = await startLocalOozie({
    oozieSite: {
      'oozie.service.WorkflowAppService.system.libpath': `file://${shareLib}`,
      'oozie.services.ext':
        'org.apache.oozie.service.InstrumentationService,org.apache.oozie.service.EventHandlerService,org.apache.oozie.service.JMSTopicService',
    },
  });
  client = createOozieClient({ url: own.url, user: 'alice', ...recorded });
});
afterAll(async () => {
  await own?.stop();
  rmSync(dirname(shareLib), { recursive: true });
});

test('an administrator stops changes, and lets them be made again', async () => {
  await client.admin.setSystemMode('SAFEMODE');
  expect(await client.admin.systemMode()).toBe('SAFEMODE');
  await expect(client.workflows.kill('1-W')).rejects.toMatchObject({ kind: 'safe-mode', code: 'E0002' });
  await client.admin.setSystemMode('NORMAL');
  expect(await client.admin.systemMode()).toBe('NORMAL');
});

test('a server with the older instrumentation tells what it measures', async () => {
  const { variables, samplers, counters, timers } = await client.admin.instrumentation();
  expect(variables.map(({ group }) => group)).toContain('jvm');
  expect(samplers.flatMap(({ data }) => data.map(({ name }) => name))).toContain('queue.size');
  expect(counters.find(({ group }) => group === 'webservices')?.data[0]).toMatchObject({
    name: expect.any(String),
    value: expect.any(Number),
  });
  expect(timers.find(({ group }) => group === 'webservices')?.data[0]).toMatchObject({
    ticks: expect.any(Number),
    totalTimeAvg: expect.any(Number),
  });
  await expect(client.admin.metrics()).rejects.toMatchObject({
    kind: 'invalid-request',
    httpStatus: 503,
    message: expect.stringContaining('ask for its instrumentation'),
  });
});

test('a server with JMS tells how to listen to it', async () => {
  expect(await client.admin.jmsInfo()).toMatchObject({
    jndiProperties: { 'java.naming.provider.url': expect.stringContaining('tcp://') },
    topicPattern: { WORKFLOW_JOB: `\${username}` },
    topicPrefix: '',
  });
});

test('the share lib is read anew, and its files are listed by name', async () => {
  expect(await client.admin.shareLib()).toEqual([]);
  expect(await client.admin.updateShareLib()).toMatchObject([
    { successful: false, host: own.url, status: expect.stringContaining('share-lib does not exist') },
  ]);
  for (const name of ['hive', 'hive2', 'pig']) {
    mkdirSync(join(shareLib, 'lib_20260101000000', name), { recursive: true });
    writeFileSync(join(shareLib, 'lib_20260101000000', name, `${name}.jar`), '');
  }
  expect(await client.admin.updateShareLib({ allServers: false })).toMatchObject([
    { successful: true, details: { sharelibDirNew: expect.stringContaining('lib_20260101000000') } },
  ]);
  const names = (await client.admin.shareLib()).map(({ name, files }) => [name, files]);
  expect(names).toEqual(
    expect.arrayContaining([
      ['hive', null],
      ['hive2', null],
      ['pig', null],
    ]),
  );
  const asked = await client.admin.shareLib('hive.?');
  expect(asked.map(({ name }) => name).sort()).toEqual(['hive', 'hive2']);
  expect(asked[0]?.files).toEqual([expect.stringMatching(/\.jar$/)]);
});

test('jobs that ended long ago are deleted', async () => {
  const path = `${own.definitionRoot}/purged/workflow.xml`;
  const name = uniqueName('purged');
  const xml = `<workflow-app name="${name}" xmlns="uri:oozie:workflow:1.0"><start to="end"/><end name="end"/></workflow-app>`;
  const { id } = await client.submit(
    { 'oozie.wf.application.path': path, 'oozie.jobs.api.generated.xml': xml },
    { start: true },
  );
  await expect.poll(() => client.workflows.status(id)).toBe('SUCCEEDED');
  const kept = { wfAge: 1, coordAge: 1, bundleAge: 1, limit: 10, coordOldAction: false };
  expect(await client.admin.purge(kept)).toEqual({ result: 'Purge command executed successfully' });
  expect(await client.workflows.status(id)).toBe('SUCCEEDED');
  await client.admin.purge({ ...kept, wfAge: 0 });
  await expect(client.workflows.info(id)).rejects.toMatchObject({ kind: 'not-found' });
  await expect(client.admin.purge({ wfAge: -1 })).rejects.toMatchObject({
    kind: 'invalid-request',
    code: 'E1603',
  });
});
