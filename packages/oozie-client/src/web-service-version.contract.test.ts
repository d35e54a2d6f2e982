import { request } from 'node:http';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { createOozieClient } from './client.ts';
import { loopbackServer } from './loopback-server.fixture.ts';
import {
  bundle,
  coordinator,
  oozie,
  quickWorkflow,
  root,
  store,
  twoHours,
  uniqueName,
  until,
} from './real-oozie.fixture.ts';
import type { OozieClientOptions } from './transport.ts';
import type { WebServiceVersion } from './web-service-version.ts';

/** The real Oozie, without what is newer than this version; with the requests that came, by method and path. */
async function olderOozie(newest: WebServiceVersion, options: Partial<OozieClientOptions> = {}) {
  const asked: string[] = [];
  const real = new URL(inject('oozieUrl'));
  const server = await loopbackServer((incoming, response) => {
    const url = incoming.url ?? '';
    asked.push(`${incoming.method} ${url.replace(/^\/oozie|\?.*/g, '')}`);
    if (url.startsWith('/oozie/versions')) {
      const versions = [0, 1, 2].filter((version) => version <= newest);
      return void response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(versions));
    }
    if (Number(/^\/oozie\/v(\d)\//.exec(url)?.[1]) > newest) {
      return void response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>HTTP Status 404</h1>');
    }
    const { method, headers } = incoming;
    const forwarded = request(
      { host: real.hostname, port: real.port, path: url, method, headers: { ...headers, host: real.host } },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    incoming.pipe(forwarded);
  });
  return { client: createOozieClient({ url: server.url, user: 'alice', ...options }), asked };
}

const jobs = { workflow: '', coordinator: '', bundle: '', externalId: uniqueName('external') };
beforeAll(async () => {
  const workflowPath = await store('workflow', quickWorkflow(uniqueName('older')));
  const coordinatorPath = await store(
    'coordinator',
    coordinator(uniqueName('older'), workflowPath),
    twoHours,
  );
  const bundlePath = await store('bundle', bundle(uniqueName('older'), coordinatorPath), twoHours);
  const submit = async (properties: Record<string, string>) => (await oozie.submit(properties)).id;
  jobs.workflow = await submit({
    'oozie.wf.application.path': workflowPath,
    'oozie.wf.external.id': jobs.externalId,
  });
  jobs.coordinator = await submit({ 'oozie.coord.application.path': coordinatorPath, ...twoHours });
  jobs.bundle = await submit({ 'oozie.bundle.application.path': bundlePath, ...twoHours });
  await oozie.workflows.start(jobs.workflow);
  await until(
    () => oozie.coordinators.status(jobs.coordinator),
    (status) => status === 'SUCCEEDED',
  );
});

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

describe('an Oozie with version 1 of the web service', () => {
  test('is asked for its versions once, by however many requests at a time, and then in its own', async () => {
    const { client, asked } = await olderOozie(1);
    await Promise.all([
      client.workflows.list({ len: 1 }),
      client.coordinators.list({ len: 1 }),
      client.bundles.list({ len: 1 }),
    ]);
    await client.workflows.info(jobs.workflow);
    expect(asked.filter((line) => line === 'GET /versions')).toHaveLength(1);
    expect(asked.filter((line) => line.startsWith('GET /v2/'))).toHaveLength(3);
    expect(asked.at(-1)).toBe(`GET /v1/job/${jobs.workflow}`);
  });

  test('is read like a newer one', async () => {
    const { client } = await olderOozie(1);
    const same = async <T>(read: (from: typeof client) => Promise<T>) =>
      expect(await read(client)).toEqual(await read(oozie));

    expect((await client.workflows.list({ filter: { id: jobs.workflow } })).rows).toHaveLength(1);
    expect((await client.coordinators.list({ filter: { id: jobs.coordinator } })).rows).toHaveLength(1);
    expect((await client.bundles.list({ filter: { id: jobs.bundle } })).rows).toHaveLength(1);
    await same((from) => from.workflows.status(jobs.workflow));
    await same((from) => from.coordinators.status(jobs.coordinator));
    await same((from) => from.bundles.status(jobs.bundle));
    await same((from) => from.workflows.info(jobs.workflow));
    await same((from) => from.workflows.info(jobs.workflow, { offset: 2, len: 1 }));
    await same((from) => from.workflows.action(`${jobs.workflow}@pass`));
    await same((from) => from.workflows.idByExternalId(jobs.externalId));
    await same((from) => from.workflows.definition(jobs.workflow));
    await same((from) => from.workflows.graph(jobs.workflow, { format: 'dot' }));
    await same((from) => from.coordinators.info(jobs.coordinator));
    await same((from) => from.coordinators.info(jobs.coordinator, { len: 0 }));
    await same((from) => from.coordinators.info(jobs.coordinator, { len: 1, order: 'desc' }));
    await same((from) => from.coordinators.info(jobs.coordinator, { len: -1 }));
    await same((from) => from.coordinators.action(`${jobs.coordinator}@1`));
    await same((from) => from.coordinators.allRuns(`${jobs.coordinator}@1`));
    await same((from) => from.coordinators.definition(jobs.coordinator));
    await same((from) => from.bundles.info(jobs.bundle));
    await same((from) => from.bundles.definition(jobs.bundle));
    await same((from) => from.admin.systemMode());
    await same((from) => from.admin.buildVersion());
    await same((from) => from.admin.configuration());
    await same((from) => from.admin.environment());
    await same((from) => from.admin.javaProperties());
    await same((from) => from.admin.timeZones());
    expect(await textOf(client.log(jobs.workflow))).toContain(jobs.workflow);
    expect(await textOf(client.coordinators.log(jobs.coordinator))).toContain(jobs.coordinator);
  });

  test('makes, starts and ends jobs', async () => {
    const { client, asked } = await olderOozie(1);
    const xml = quickWorkflow(uniqueName('made in version 1'));
    const { path } = await client.uploadDefinition({ kind: 'workflow', xml, root });
    const { id } = await client.submit({ 'oozie.wf.application.path': path });
    await client.workflows.start(id);
    await until(
      () => client.workflows.status(id),
      (status) => status === 'SUCCEEDED',
    );
    await client.workflows.kill(id);
    expect(asked.filter((line) => line.includes(' /v2/'))).toEqual(['POST /v2/jobs']);
  });

  test('does not have what came later, which is said without sending it', async () => {
    const { client, asked } = await olderOozie(1);
    await client.workflows.status(jobs.workflow);
    const before = asked.length;
    for (const ask of [
      () => client.validate('<workflow-app/>'),
      () => textOf(client.log(jobs.workflow, { kind: 'errorlog' })),
      () => client.workflows.retries(`${jobs.workflow}@pass`),
      () => client.workflows.jmsTopic(jobs.workflow),
      () => client.coordinators.update(jobs.coordinator, { a: 'b' }),
      () => client.coordinators.ignore(jobs.coordinator),
      () => client.coordinators.missingDependencies(jobs.coordinator, { actions: '1' }),
      () => client.coordinators.sla.disable(jobs.coordinator, { actions: '1' }),
      () => client.sla.summaries('app_name=anything'),
      () => client.admin.metrics(),
      () => client.admin.servers(),
    ]) {
      await expect(ask()).rejects.toMatchObject({
        kind: 'invalid-request',
        reachedServer: 'no',
        message: expect.stringContaining('Oozie 4.0'),
      });
    }
    expect(asked.slice(before)).toEqual([]);
  });
});

describe('an Oozie with version 0, which knows workflows alone', () => {
  test('runs and shows workflows', async () => {
    const { client, asked } = await olderOozie(0);
    const path = await store('workflow', quickWorkflow(uniqueName('made in version 0')));
    const { id } = await client.submit({ 'oozie.wf.application.path': path });
    expect(await client.workflows.status(id)).toBe('PREP');
    await client.workflows.start(id);
    await until(
      () => client.workflows.status(id),
      (status) => status === 'SUCCEEDED',
    );
    expect(await client.workflows.info(id)).toEqual(await oozie.workflows.info(id));
    expect(await client.workflows.definition(id)).toContain('made in version 0');
    expect((await client.workflows.list({ filter: { id } })).rows).toHaveLength(1);
    expect(await client.workflows.idByExternalId(jobs.externalId)).toBe(jobs.workflow);
    expect(await textOf(client.log(id))).toContain(id);
    expect((await client.admin.buildVersion()).buildVersion).toBe('5.2.1');
    expect(asked.filter((line) => / \/v[12]\//.test(line))).toEqual(['POST /v2/jobs']);
  });

  test('has no coordinators, bundles or dry runs', async () => {
    const { client } = await olderOozie(0);
    for (const ask of [
      () => client.coordinators.list(),
      () => client.coordinators.info(jobs.coordinator),
      () => client.bundles.status(jobs.bundle),
      () => client.bundles.kill(jobs.bundle),
      () => client.dryrun({ 'oozie.wf.application.path': 'file:///nowhere' }),
      () => client.submit({ 'oozie.coord.application.path': 'file:///nowhere' }),
    ]) {
      await expect(ask()).rejects.toMatchObject({
        kind: 'invalid-request',
        reachedServer: 'no',
        message: expect.stringContaining('Oozie 2.0'),
      });
    }
  });
});

test('a version that is given is used without asking', async () => {
  const { client, asked } = await olderOozie(2, { webServiceVersion: 1 });
  expect(await client.workflows.status(jobs.workflow)).toMatch(/SUCCEEDED|RUNNING/);
  expect(asked).toEqual([`GET /v1/job/${jobs.workflow}`]);
});
