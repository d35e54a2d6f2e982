import { expect, test } from 'vitest';
import type { BulkRow } from './bulk-monitor.ts';
import {
  coordinator,
  oozie,
  patientWorkflow,
  quickWorkflow,
  store,
  twoHours,
  uniqueName,
  until,
} from './real-oozie.fixture.ts';

const appPath = 'oozie.bundle.application.path';
const missing = '9999999-260101000000000-oozie-root-B';
const hour = (n: number) => Date.parse('2020-01-01T00:00Z') + n * 3_600_000;

/** A running bundle of two coordinators, `left` and `right`, with two actions each. */
async function started(workflow: (name: string) => string, name = uniqueName('bundle')) {
  const workflowPath = await store('workflow', workflow(uniqueName('workflow')));
  const path = await store('coordinator', coordinator(uniqueName('coordinator'), workflowPath), twoHours);
  const xml = `<bundle-app name="${name}" xmlns="uri:oozie:bundle:0.2"><coordinator name="left"><app-path>${path}</app-path></coordinator><coordinator name="right"><app-path>${path}</app-path></coordinator></bundle-app>`;
  const { id } = await oozie.submit({ [appPath]: await store('bundle', xml, twoHours), ...twoHours });
  const { bundleCoordJobs } = await until(
    () => oozie.bundles.info(id),
    (job) => job.bundleCoordJobs.length === 2,
  );
  const idOf = (part: string) =>
    bundleCoordJobs.find(({ coordJobName }) => coordJobName === part)?.coordJobId ?? '';
  return { id, name, left: idOf('left'), right: idOf('right') };
}

/** Waits until all actions of the coordinators are so. */
async function reached(status: string, ...coordinators: string[]) {
  for (const id of coordinators) {
    await until(
      () => oozie.coordinators.info(id, { len: -1 }),
      ({ actions }) => actions.length === 2 && actions.every((action) => action.status === status),
    );
  }
}

async function succeeded() {
  const job = await started(quickWorkflow);
  await reached('SUCCEEDED', job.left, job.right);
  await until(
    () => oozie.bundles.status(job.id),
    (status) => status === 'SUCCEEDED',
  );
  return job;
}

const runs = async (id: string) =>
  Promise.all([1, 2].map(async (n) => (await oozie.coordinators.allRuns(`${id}@${n}`)).length));

test('the actions of one coordinator run again', async () => {
  const { id, left, right } = await succeeded();
  await oozie.bundles.rerun(id, { coordinators: ['left', 'nobody'] });
  await until(
    () => runs(left),
    (each) => each.every((count) => count === 2),
  );
  await reached('SUCCEEDED', left, right);
  expect(await runs(right)).toEqual([1, 1]);
});

test('the actions of a time run again in all coordinators', async () => {
  const { id, left, right } = await succeeded();
  await oozie.bundles.rerun(id, { dates: [[hour(1), hour(4)]], refresh: true, nocleanup: true });
  for (const each of [left, right]) {
    await until(
      () => runs(each),
      ([, second]) => second === 2,
    );
    expect(await runs(each)).toEqual([1, 2]);
  }
  await reached('SUCCEEDED', left, right);
});

test('a rerun of nothing is not sent', async () => {
  for (const what of [{}, { coordinators: [] }, { coordinators: ['a,b'] }, { dates: '' }]) {
    await expect(oozie.bundles.rerun(missing, what)).rejects.toMatchObject({
      kind: 'invalid-request',
      reachedServer: 'no',
    });
  }
  await expect(oozie.bundles.rerun(missing, { coordinators: ['left'] })).rejects.toMatchObject({
    kind: 'not-found',
  });
});

test('a killed bundle does not run again', async () => {
  const { id, left } = await started(patientWorkflow);
  await reached('RUNNING', left);
  await oozie.bundles.kill(id);
  await reached('KILLED', left);
  await oozie.bundles.rerun(id, { coordinators: ['left'] });
  expect(await oozie.bundles.status(id)).toBe('KILLED');
  expect(await runs(left)).toEqual([1, 1]);
});

test('the actions of a bundle are shown, those that failed unless asked otherwise', async () => {
  const { id, name, left, right } = await started(patientWorkflow);
  await reached('RUNNING', left, right);
  expect(await oozie.bundles.monitor({ bundle: name })).toMatchObject({ rows: [], total: 0 });
  const running = await oozie.bundles.monitor({ bundle: name, actionStatus: 'RUNNING' });
  expect(running).toMatchObject({ total: 4, offset: 1, len: 50 });
  expect(running.rows).toHaveLength(4);
  expect(running.rows).toContainEqual({
    bulkbundle: { bundleJobId: id, bundleJobName: name, status: 'RUNNING', user: 'alice' },
    bulkcoord: { coordJobId: left, coordJobName: 'left', status: 'RUNNING' },
    bulkaction: {
      id: `${left}@2`,
      coordJobId: left,
      actionNumber: 2,
      status: 'RUNNING',
      externalId: expect.stringMatching(/-W$/),
      externalStatus: null,
      errorCode: null,
      errorMessage: null,
      createdTime: expect.any(Number),
      nominalTime: hour(1),
      missingDependencies: '',
    },
  });
  await oozie.coordinators.killActions(left, { actions: '1' });
  await reached('RUNNING', right);
  const killed = await oozie.bundles.monitor({ bundle: id, coordinators: ['left', 'right'] });
  expect(killed.rows).toMatchObject([{ bulkaction: { id: `${left}@1`, status: 'KILLED' } }]);
  const early = await oozie.bundles.monitor({
    bundle: id,
    coordinators: right,
    actionStatus: ['RUNNING', 'KILLED'],
    startCreatedTime: Date.now() - 3_600_000,
    endCreatedTime: Date.now() + 3_600_000,
    startScheduledTime: hour(0),
    endScheduledTime: hour(0),
  });
  expect(early.rows).toMatchObject([{ bulkaction: { id: `${right}@1` } }]);
  await oozie.bundles.kill(id);
});

test('pages are counted in each bundle by itself, and all rows are read', async () => {
  const name = uniqueName('twins');
  const twins = [await started(patientWorkflow, name), await started(patientWorkflow, name)];
  await reached('RUNNING', ...twins.flatMap(({ left, right }) => [left, right]));
  const query = { bundle: name, actionStatus: 'RUNNING' };
  const page = await oozie.bundles.monitor({ ...query, offset: 2, len: 1 });
  expect(page).toMatchObject({ total: 8, offset: 2, len: 1 });
  expect(page.rows.map(({ bulkbundle }) => bulkbundle.bundleJobId).sort()).toEqual(
    twins.map(({ id }) => id).sort(),
  );
  const ids = async (rows: AsyncIterable<BulkRow>) => {
    const all: string[] = [];
    for await (const { bulkaction } of rows) all.push(bulkaction.id);
    return all.sort();
  };
  const expected = twins.flatMap(({ left, right }) => [`${left}@1`, `${left}@2`, `${right}@1`, `${right}@2`]);
  for (const len of [1, 2, 3, 4, 8, 9]) {
    expect(await ids(oozie.bundles.monitorAll({ ...query, len })), `len ${len}`).toEqual(expected.sort());
  }
  expect(await ids(oozie.bundles.monitorAll({ ...query, offset: 4 }))).toHaveLength(2);
  const ofOne = { bundle: twins[0]?.id ?? '', actionStatus: 'RUNNING' };
  for (const len of [1, 2, 3, 4]) {
    expect(await ids(oozie.bundles.monitorAll({ ...ofOne, len })), `len ${len}`).toHaveLength(4);
  }
  for (const { id } of twins) await oozie.bundles.kill(id);
});

test('a bundle that there is not gives an empty page', async () => {
  expect(await oozie.bundles.monitor({ bundle: uniqueName('nobody'), offset: 3, len: 7 })).toEqual({
    rows: [],
    total: 0,
    offset: 3,
    len: 7,
    serverDate: undefined,
  });
  for await (const row of oozie.bundles.monitorAll({ bundle: missing })) expect(row).toBeUndefined();
});

test('a coordinator is not updated while its bundle gives it another name', async () => {
  const { id, left } = await started(patientWorkflow);
  await expect(oozie.coordinators.update(left, undefined)).rejects.toMatchObject({ innerCode: 'E1023' });
  await oozie.bundles.kill(id);
});
