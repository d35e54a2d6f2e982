import type { LocalOozie } from '@howdah/local-oozie';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOozieClient, type OozieClient } from './client.ts';
import { bundle, oozie, root, uniqueName, until } from './real-oozie.fixture.ts';
import { recorded } from './rest-recorder.fixture.ts';
import {
  fourWait,
  slaCoordinator,
  slaWorkflow,
  startWatchingOozie,
  storedCoordinator,
  twenty,
} from './sla.fixture.ts';
import type { SlaEvent } from './sla-event.ts';

const minute = 60_000;
const hour = (n: number) => Date.parse('2020-01-01T00:00Z') + n * 60 * minute;
const missing = '9999999-260101000000000-oozie-root-C';
/** An Oozie that watches over SLAs. */
let own: LocalOozie;
let watching: OozieClient;

beforeAll(async () => {
  own = await startWatchingOozie();
  watching = createOozieClient({ url: own.url, user: 'alice', ...recorded });
});
afterAll(() => own?.stop());

/** The alert states of a coordinator's actions, in order of their number. */
async function alerts(id: string) {
  const summaries = await watching.sla.summaries({ parentId: id });
  const number = (action: string) => Number(action.split('@')[1]);
  return summaries
    .toSorted((a, b) => number(a.id) - number(b.id))
    .map(({ slaAlertStatus }) => slaAlertStatus);
}

const on = 'Enabled';
const off = 'Disabled';

test('a workflow’s SLA is summed up', async () => {
  const { id, name } = await slaWorkflow(watching, own.definitionRoot);
  const [summary, ...others] = await until(
    () => watching.sla.summaries({ appName: name }),
    (all) => all[0]?.slaStatus === 'MISS',
  );
  expect(others).toEqual([]);
  expect(summary).toMatchObject({
    id,
    parentId: null,
    appName: name,
    appType: 'WORKFLOW_JOB',
    user: 'alice',
    nominalTime: hour(0),
    expectedStart: hour(0) + 10 * minute,
    expectedEnd: hour(0) + 30 * minute,
    expectedDuration: 15 * minute,
    jobStatus: 'SUCCEEDED',
    slaStatus: 'MISS',
    eventStatus: expect.stringContaining('START_MISS'),
  });
  const late = Math.floor(((summary?.actualStart ?? 0) - hour(0)) / minute) - 10;
  expect(summary?.startDelay).toBe(late);
  expect(summary?.actualDuration).toBe((summary?.actualEnd ?? 0) - (summary?.actualStart ?? 0));
  expect(Math.abs((summary?.lastModified ?? 0) - Date.now())).toBeLessThan(10 * minute);
});

test('summaries are filtered, ordered and cut off', async () => {
  const id = await slaCoordinator(watching, own.definitionRoot);
  const { summaries } = watching.sla;
  const ids = async (...query: Parameters<typeof summaries>) =>
    (await summaries(...query)).map((summary) => summary.id);
  const all = [1, 2, 3, 4].map((number) => `${id}@${number}`);
  expect(await ids({ parentId: id })).toEqual(all);
  expect(await ids({ parentId: id }, { order: 'desc', sortBy: 'nominalTimeTS', len: 2 })).toEqual([
    all[3],
    all[2],
  ]);
  expect(await ids({ parentId: id, nominalAfter: hour(1), nominalBefore: hour(2) })).toEqual([
    all[1],
    all[2],
  ]);
  expect(await ids(`id=${id}@3`)).toEqual([all[2]]);
  expect(await ids({ id: 'nobody' })).toEqual([]);
  await expect(summaries('')).rejects.toMatchObject({ kind: 'invalid-request', code: 'E0305' });
  await expect(summaries({ id: 'nobody' }, { sortBy: 'nothing' })).rejects.toMatchObject({
    kind: 'server-error',
    code: 'E0303',
  });
  await watching.coordinators.kill(id);
});

test('alerts of actions are switched off and on', async () => {
  const id = await slaCoordinator(watching, own.definitionRoot);
  const { enable, disable } = watching.coordinators.sla;
  expect(await alerts(id)).toEqual([on, on, on, on]);
  await disable(id, { actions: '2-3' });
  expect(await alerts(id)).toEqual([on, off, off, on]);
  await enable(id, { dates: [hour(1)] });
  expect(await alerts(id)).toEqual([on, on, off, on]);
  await disable(id);
  expect(await alerts(id)).toEqual([off, off, off, off]);
  await enable(id);
  expect(await alerts(id)).toEqual([on, on, on, on]);
  await expect(enable(id, { actions: [9] })).rejects.toMatchObject({ kind: 'not-found', code: 'E0604' });
  await expect(enable(missing)).rejects.toMatchObject({ kind: 'not-found' });
  await watching.coordinators.kill(id);
});

/** Has two more actions made, in place of two that are killed. */
async function madeLater(id: string) {
  await watching.coordinators.killActions(id, { actions: '1-2' });
  await until(
    () => watching.sla.summaries({ parentId: id }),
    (all) => all.length === 6,
  );
}

test('alerts of actions that are made later stay on after those of a range of numbers are switched off', async () => {
  const id = await slaCoordinator(watching, own.definitionRoot);
  await watching.coordinators.sla.disable(id, { actions: '1-2' });
  await madeLater(id);
  expect(await alerts(id)).toEqual([off, off, on, on, on, on]);
  await watching.coordinators.kill(id);
});

test('a range of dates switches off those of later actions, too', async () => {
  const id = await slaCoordinator(watching, own.definitionRoot);
  await watching.coordinators.sla.disable(id, { dates: [[hour(0), hour(1)]] });
  await madeLater(id);
  expect(await alerts(id)).toEqual([off, off, on, on, off, off]);
  await watching.coordinators.kill(id);
});

test('an SLA is changed, of some actions or of all and those to come', async () => {
  const id = await slaCoordinator(watching, own.definitionRoot);
  const { change } = watching.coordinators.sla;
  const read = async (number: number) => (await watching.sla.summaries({ id: `${id}@${number}` }))[0];
  await change(id, {
    actions: [1],
    nominalTime: hour(24),
    shouldStart: 1,
    shouldEnd: `\${20 * MINUTES}`,
    maxDuration: 5,
  });
  expect(await read(1)).toMatchObject({
    nominalTime: hour(24),
    expectedStart: hour(24) + minute,
    expectedEnd: hour(24) + 20 * minute,
    expectedDuration: 5 * minute,
  });
  expect(await read(2)).toMatchObject({ nominalTime: hour(1), expectedDuration: 15 * minute });
  await change(id, { dates: [hour(1)], shouldEnd: 40 });
  expect(await read(2)).toMatchObject({
    expectedEnd: hour(1) + 40 * minute,
    expectedDuration: 30 * minute,
  });
  await change(id, { shouldStart: 2, shouldEnd: 50, maxDuration: 6 });
  await madeLater(id);
  expect(await read(6)).toMatchObject({
    expectedStart: hour(5) + 2 * minute,
    expectedEnd: hour(5) + 50 * minute,
    expectedDuration: 6 * minute,
  });
  await expect(change(id, { actions: '3', shouldEnd: `\${20 * ` })).rejects.toMatchObject({
    kind: 'invalid-request',
    code: 'E1027',
  });
  // The one is over, the other is not there.
  for (const actions of ['1', '9']) {
    await expect(change(id, { actions, shouldEnd: 1 })).rejects.toMatchObject({
      kind: 'invalid-request',
      code: 'E1026',
    });
  }
  await watching.coordinators.kill(id);
});

test('the SLAs of a bundle’s coordinators are changed together', async () => {
  const path = await storedCoordinator(watching, own.definitionRoot);
  const part = (name: string) => `<coordinator name="${name}"><app-path>${path}</app-path></coordinator>`;
  const xml = `<bundle-app name="${uniqueName('sla')}" xmlns="uri:oozie:bundle:0.2">${part('left')}${part('right')}</bundle-app>`;
  const stored = await watching.uploadDefinition({
    kind: 'bundle',
    xml,
    root: own.definitionRoot,
    properties: twenty,
  });
  const { id } = await watching.submit({ 'oozie.bundle.application.path': stored.path, ...twenty });
  const { bundleCoordJobs } = await until(
    () => watching.bundles.info(id),
    (job) => job.bundleCoordJobs.length === 2,
  );
  const idOf = (name: string) =>
    bundleCoordJobs.find(({ coordJobName }) => coordJobName === name)?.coordJobId ?? '';
  const [left, right] = [idOf('left'), idOf('right')];
  await fourWait(watching, left);
  await fourWait(watching, right);
  const { enable, disable, change } = watching.bundles.sla;
  await disable(id);
  expect([await alerts(left), await alerts(right)]).toEqual([
    [off, off, off, off],
    [off, off, off, off],
  ]);
  await enable(id, { coordinators: ['left', right], actions: [[2, 3]] });
  expect([await alerts(left), await alerts(right)]).toEqual([
    [off, on, on, off],
    [off, on, on, off],
  ]);
  await enable(id, { coordinators: ['left'], dates: [hour(3)] });
  expect([await alerts(left), await alerts(right)]).toEqual([
    [off, on, on, on],
    [off, on, on, off],
  ]);
  await change(id, { coordinators: ['right'], actions: '1', maxDuration: 7 });
  const durations = async (of: string) =>
    (await watching.sla.summaries({ parentId: of })).map(({ expectedDuration }) => expectedDuration / minute);
  expect([await durations(left), await durations(right)]).toEqual([
    [15, 15, 15, 15],
    [7, 15, 15, 15],
  ]);
  await expect(enable(id, { coordinators: ['nobody'] })).rejects.toMatchObject({
    kind: 'invalid-request',
    code: 'E1026',
  });
  await watching.bundles.kill(id);
});

test('the topics of jobs are named after their users', async () => {
  const { id: workflowId } = await slaWorkflow(watching, own.definitionRoot);
  const coordinatorId = await slaCoordinator(watching, own.definitionRoot);
  expect(await watching.workflows.jmsTopic(workflowId)).toBe('alice');
  expect(await watching.coordinators.jmsTopic(coordinatorId)).toBe('alice');
  const xml = bundle(uniqueName('topic'), await storedCoordinator(watching, own.definitionRoot));
  const upload = { kind: 'bundle', xml, root: own.definitionRoot, properties: twenty } as const;
  const { path } = await watching.uploadDefinition(upload);
  const { id: bundleId } = await watching.submit({ 'oozie.bundle.application.path': path, ...twenty });
  expect(await watching.bundles.jmsTopic(bundleId)).toBe('alice');
  await expect(watching.coordinators.jmsTopic(missing)).rejects.toMatchObject({
    kind: 'invalid-request',
    code: 'E1602',
  });
  await watching.coordinators.kill(coordinatorId);
});

test('an Oozie without SLAService says so, and sums up nothing', async () => {
  const coordinatorId = await slaCoordinator(oozie, root);
  expect(await oozie.sla.summaries({ parentId: coordinatorId })).toEqual([]);
  const { enable, disable, change } = oozie.coordinators.sla;
  for (const operation of [
    () => enable(coordinatorId),
    () => disable(coordinatorId, { actions: '1' }),
    () => change(coordinatorId, { actions: '1', shouldEnd: 1 }),
  ]) {
    await expect(operation()).rejects.toMatchObject({
      kind: 'invalid-request',
      reachedServer: 'yes',
      message: expect.stringContaining('oozie.services.ext'),
    });
  }
  for (const { jmsTopic } of [oozie.workflows, oozie.coordinators, oozie.bundles]) {
    await expect(jmsTopic(coordinatorId)).rejects.toMatchObject({ kind: 'invalid-request', code: 'E1602' });
  }
  await oozie.coordinators.kill(coordinatorId);
});

test('what happens to jobs with an SLA is told in order, without SLAService too', async () => {
  let last = 0;
  for await (const event of oozie.sla.allEvents(0)) last = event.sequenceId;
  const { id } = await slaWorkflow(oozie, root);
  const all = await until(
    () => oozie.sla.events(last, { filter: { jobId: id } }),
    ({ events }) => events.length === 3,
  );
  expect(all.events).toMatchObject([
    {
      kind: 'registration',
      slaId: id,
      appType: 'WORKFLOW_JOB',
      user: 'alice',
      parentSlaId: null,
      jobStatus: 'CREATED',
      expectedStart: hour(0) + 10 * minute,
      expectedEnd: hour(0) + 30 * minute,
      alertContact: 'alice@example.com',
    },
    { kind: 'status', slaId: id, jobStatus: 'STARTED' },
    { kind: 'status', slaId: id, jobStatus: 'SUCCEEDED' },
  ]);
  expect(all.lastSequenceId).toBe(all.events[2]?.sequenceId);
  expect(Math.abs((all.events[2]?.statusTimestamp ?? 0) - Date.now())).toBeLessThan(10 * minute);

  const first = await oozie.sla.events(last, { filter: `jobid=${id}`, maxEvents: 2 });
  expect(first).toEqual({ lastSequenceId: all.events[1]?.sequenceId, events: all.events.slice(0, 2) });
  const paged: SlaEvent[] = [];
  for await (const event of oozie.sla.allEvents(last, { filter: { jobId: [id, missing] }, maxEvents: 1 }))
    paged.push(event);
  expect(paged).toEqual(all.events);
  expect(await oozie.sla.events(all.lastSequenceId, { filter: { jobId: id } })).toEqual({
    lastSequenceId: all.lastSequenceId,
    events: [],
  });
  await expect(oozie.sla.events(0, { filter: 'nothing=1' })).rejects.toMatchObject({
    kind: 'invalid-request',
    code: 'E0401',
  });
});
