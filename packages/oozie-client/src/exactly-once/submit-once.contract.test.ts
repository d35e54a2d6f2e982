import { randomUUID } from 'node:crypto';
import { type FaultAction, startFaultProxy } from '@howdah/testing';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { createOozieClient } from '../client.ts';
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
} from '../real-oozie.fixture.ts';

const server = new URL(inject('oozieUrl'));
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

async function behindFaults() {
  const proxy = await startFaultProxy({ target: server.origin });
  closing.push(() => proxy.stop());
  const client = createOozieClient({
    url: `${proxy.url}${server.pathname}`,
    user: 'alice',
    retryDelayMs: () => 10,
    timeoutMs: 5_000,
  });
  return { proxy, client };
}

async function workflowProperties() {
  const name = uniqueName('once');
  return { name, properties: { 'oozie.wf.application.path': await store('workflow', quickWorkflow(name)) } };
}

const jobsNamed = async (name: string) => {
  const rows = [];
  for await (const row of oozie.workflows.all({ filter: { name } })) rows.push(row);
  return rows;
};

const begun = (rows: readonly { status: string }[]) =>
  rows.filter(({ status }) => !['PREP', 'KILLED'].includes(status));

describe('a workflow submitted under a key', () => {
  test('is made and started once, and found again by the key', async () => {
    const { name, properties } = await workflowProperties();
    const key = randomUUID();
    const first = await oozie.submitOnce(properties, { key });
    expect(first).toMatchObject({ found: false, killed: [], bundleId: null });
    const again = await oozie.submitOnce(properties, { key });
    expect(again).toMatchObject({ id: first.id, found: true });
    await until(
      () => oozie.workflows.status(first.id),
      (status) => status === 'SUCCEEDED',
    );
    expect(await oozie.submitOnce(properties, { key })).toMatchObject({ id: first.id, status: 'SUCCEEDED' });
    expect(await jobsNamed(name)).toHaveLength(1);
  });

  test('waits in PREP when it is not to be started, until it is', async () => {
    const { properties } = await workflowProperties();
    const key = randomUUID();
    const { id, status } = await oozie.submitOnce(properties, { key, start: false });
    expect(status).toBe('PREP');
    expect(await oozie.submitOnce(properties, { key })).toMatchObject({ id, found: true });
    await until(
      () => oozie.workflows.status(id),
      (now) => now === 'SUCCEEDED',
    );
  });

  test('by five at once is started once, and the others’ jobs are killed', async () => {
    const { name, properties } = await workflowProperties();
    const key = randomUUID();
    const all = await Promise.all(
      [1, 2, 3, 4, 5].map(() => oozie.submitOnce(properties, { key, othersMs: 1_500 })),
    );
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    const rows = await until(
      () => jobsNamed(name),
      (jobs) => jobs.every(({ status }) => status !== 'PREP' && status !== 'RUNNING'),
    );
    // How many of them didn't see another one's job in time is up to chance.
    expect(begun(rows)).toHaveLength(1);
  });

  const lost: [string, FaultAction][] = [
    ['whose request is lost', { kind: 'drop-request' }],
    ['whose answer is lost', { kind: 'drop-response' }],
    ['whose answer is cut off', { kind: 'truncate', bytes: 5 }],
    ['whose request arrives twice', { kind: 'duplicate' }],
  ];
  test.each(lost)('%s is started once all the same', async (_, action) => {
    const { name, properties } = await workflowProperties();
    const { proxy, client } = await behindFaults();
    const key = randomUUID();
    proxy.inject({ match: ({ method }) => method === 'POST', action });
    const { id } = await client.submitOnce(properties, { key, settleMs: 1_000 });
    await until(
      () => oozie.workflows.status(id),
      (status) => status === 'SUCCEEDED',
    );
    expect(begun(await jobsNamed(name))).toHaveLength(1);
  });

  test('whose start’s answer is lost is started once', async () => {
    const { name, properties } = await workflowProperties();
    const { proxy, client } = await behindFaults();
    proxy.inject({ match: ({ method }) => method === 'PUT', times: 2, action: { kind: 'drop-request' } });
    const { id } = await client.submitOnce(properties, { key: randomUUID(), settleMs: 1_000 });
    await until(
      () => oozie.workflows.status(id),
      (status) => status === 'SUCCEEDED',
    );
    expect(await jobsNamed(name)).toHaveLength(1);
  });
});

describe('a coordinator submitted under a key', () => {
  async function coordinatorProperties(start = '2020-01-01T00:00Z', endTime = twoHours.endTime) {
    const name = uniqueName('once coordinator');
    const given = { ...twoHours, endTime };
    const workflowPath = await store('workflow', quickWorkflow(uniqueName('once')));
    const xml = coordinator(name, workflowPath).replace('2020-01-01T00:00Z', start);
    const path = await store('coordinator', xml, given);
    return { name, properties: { 'oozie.coord.application.path': path, ...given } };
  }

  test('keeps its name, is made once and runs', async () => {
    const { name, properties } = await coordinatorProperties();
    const key = randomUUID();
    const first = await oozie.submitOnce(properties, { key, root });
    expect(first.id).toMatch(/-C$/);
    expect(first.bundleId).toMatch(/-B$/);
    expect(await oozie.submitOnce(properties, { key, root })).toMatchObject({ id: first.id, found: true });
    await until(
      () => oozie.coordinators.status(first.id),
      (status) => status === 'SUCCEEDED',
    );
    expect((await oozie.coordinators.list({ filter: { name } })).rows).toMatchObject([
      { coordJobId: first.id },
    ]);
  });

  test('that begins later has begun all the same', async () => {
    const { name, properties } = await coordinatorProperties('2098-01-01T00:00Z', '2099-01-01T00:00Z');
    const { id, status } = await oozie.submitOnce(properties, { key: randomUUID(), root });
    expect(status).toBe('PREP');
    expect((await oozie.coordinators.list({ filter: { name } })).rows).toMatchObject([{ coordJobId: id }]);
    await oozie.coordinators.kill(id);
  });

  test('whose bundle was killed before it began stays so', async () => {
    const { properties } = await coordinatorProperties();
    const key = randomUUID();
    const { bundleId } = await oozie.submitOnce(properties, { key, root, start: false });
    await oozie.bundles.kill(bundleId ?? '');
    await until(
      () => oozie.bundles.status(bundleId ?? ''),
      (status) => status === 'KILLED',
    );
    expect(await oozie.submitOnce(properties, { key, root })).toMatchObject({
      id: bundleId,
      status: 'KILLED',
    });
  });

  test('whose answers are lost is made once', async () => {
    const { name, properties } = await coordinatorProperties();
    const { proxy, client } = await behindFaults();
    proxy.inject({
      match: ({ method, query }) => method === 'POST' && query.get('action') !== 'dryrun',
      action: { kind: 'drop-response' },
    });
    await client.submitOnce(properties, { key: randomUUID(), root, settleMs: 1_000 });
    expect((await oozie.coordinators.list({ filter: { name } })).rows).toHaveLength(1);
  });

  test('needs a folder for the bundle around it', async () => {
    const { properties } = await coordinatorProperties();
    await expect(oozie.submitOnce(properties, { key: 'k' })).rejects.toMatchObject({
      kind: 'invalid-request',
      reachedServer: 'no',
    });
  });
});

describe('a bundle submitted under a key', () => {
  async function bundleProperties(kickOff = '2099-01-01T00:00Z') {
    const name = uniqueName('once bundle');
    const workflowPath = await store('workflow', quickWorkflow(uniqueName('once')));
    const coordinatorPath = await store('coordinator', coordinator(name, workflowPath), twoHours);
    const xml = bundle(name, coordinatorPath).replace('2099-01-01T00:00Z', kickOff);
    const path = await store('bundle', xml, twoHours);
    return { name, properties: { 'oozie.bundle.application.path': path, ...twoHours } };
  }

  test('is made once, and left to its kick-off time', async () => {
    const { name, properties } = await bundleProperties();
    const key = randomUUID();
    const first = await oozie.submitOnce(properties, { key });
    expect(first).toMatchObject({ status: 'PREP', found: false });
    expect(await oozie.submitOnce(properties, { key })).toMatchObject({ id: first.id, found: true });
    expect((await oozie.bundles.list({ filter: { name } })).total).toBe(1);
    await oozie.bundles.kill(first.id);
  });

  test('that would begin at once is refused before it is sent', async () => {
    const { name, properties } = await bundleProperties('2020-01-01T00:00Z');
    await expect(oozie.submitOnce(properties, { key: randomUUID() })).rejects.toMatchObject({
      kind: 'invalid-request',
      reachedServer: 'no',
    });
    expect((await oozie.bundles.list({ filter: { name } })).total).toBe(0);
  });
});

test.each(['', 'a=b', 'a;b', 'a b', 'x'.repeat(201)])('the key "%s" is refused', async (key) => {
  const { properties } = await workflowProperties();
  await expect(oozie.submitOnce(properties, { key })).rejects.toMatchObject({ kind: 'invalid-request' });
});

test('properties without, or with two, application paths make no job', async () => {
  await expect(oozie.submitOnce({}, { key: 'k' })).rejects.toThrow(/exactly one/);
  await expect(
    oozie.submitOnce(
      { 'oozie.wf.application.path': 'a', 'oozie.bundle.application.path': 'b' },
      { key: 'k' },
    ),
  ).rejects.toThrow(/have 2/);
});
