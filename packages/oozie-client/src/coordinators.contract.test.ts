import { expect, test } from 'vitest';
import { parseConfiguration } from './configuration.ts';
import {
  coordinator,
  oozie,
  quickWorkflow,
  store,
  twoHours,
  uniqueName,
  until,
} from './real-oozie.fixture.ts';

const appPath = 'oozie.coord.application.path';
const missing = '9999999-260101000000000-oozie-root-C';
const far = { endTime: '2099-01-01T00:00Z', concurrency: '1' };

async function running(properties: Record<string, string>, start = '2020-01-01T00:00Z') {
  const name = uniqueName('coordinator');
  const workflowPath = await store('workflow', quickWorkflow(uniqueName('workflow')));
  const xml = coordinator(name, workflowPath).replace('2020-01-01T00:00Z', start);
  const path = await store('coordinator', xml, properties);
  const { id } = await oozie.submit({ [appPath]: path, ...properties });
  return { id, name, path, xml };
}

const statusOf = (id: string) => () => oozie.coordinators.status(id);

test('a coordinator runs its workflows, and shows its actions when asked', async () => {
  const { id, name, path, xml } = await running(twoHours);
  await until(
    () => oozie.coordinators.info(id, { len: -1 }),
    ({ actions }) => actions.length === 2 && actions.every(({ status }) => status === 'SUCCEEDED'),
  );
  const job = await oozie.coordinators.info(id);
  expect(job).toMatchObject({
    partial: false,
    coordJobId: id,
    coordJobName: name,
    coordJobPath: path,
    bundleId: null,
    // What Oozie makes of coord:hours(1).
    frequency: '60',
    timeUnit: 'MINUTE',
    timeZone: 'UTC',
    concurrency: 2,
    mat_throttling: 12,
    executionPolicy: 'FIFO',
    startTime: Date.parse('2020-01-01T00:00Z'),
    endTime: Date.parse('2020-01-01T02:00Z'),
    pauseTime: null,
    actions: [],
    total: 2,
  });
  expect(parseConfiguration(job.conf ?? '')).toMatchObject(twoHours);

  const last = await oozie.coordinators.info(id, {
    offset: 1,
    len: 1,
    order: 'desc',
    filter: 'status=SUCCEEDED',
  });
  expect(last.actions).toMatchObject([
    { id: `${id}@2`, coordJobId: id, actionNumber: 2, nominalTime: Date.parse('2020-01-01T01:00Z') },
  ]);
  const workflow = await oozie.workflows.info(last.actions[0]?.externalId ?? '');
  expect(workflow).toMatchObject({ parentId: `${id}@2` });
  expect(await oozie.coordinators.definition(id)).toContain(xml);
  let log = '';
  for await (const piece of oozie.coordinators.log(id, { actions: { type: 'action', scope: '1-2' } }))
    log += piece;
  expect(log).toContain(`${id}@1`);
});

test('a coordinator is suspended, resumed and killed', async () => {
  const { id } = await running(far, '2098-01-01T00:00Z');
  await oozie.coordinators.suspend(id);
  await until(statusOf(id), (status) => status === 'PREPSUSPENDED');
  await oozie.coordinators.resume(id);
  await until(statusOf(id), (status) => status === 'PREP');
  await oozie.coordinators.kill(id);
  await until(statusOf(id), (status) => status === 'KILLED');
});

test('end time, concurrency and pause time are changed, and the pause time taken back', async () => {
  const { id } = await running(far, '2098-01-01T00:00Z');
  const endtime = Date.parse('2098-06-01T12:34Z');
  const pausetime = Date.parse('2098-03-01T00:01Z');
  await oozie.coordinators.change(id, { endtime: endtime + 59_000, concurrency: 7, pausetime });
  expect(await oozie.coordinators.info(id)).toMatchObject({
    endTime: endtime,
    concurrency: 7,
    pauseTime: pausetime,
  });
  await oozie.coordinators.change(id, { pausetime: null });
  expect(await oozie.coordinators.info(id)).toMatchObject({
    endTime: endtime,
    concurrency: 7,
    pauseTime: null,
  });
  await oozie.coordinators.kill(id);
  await until(statusOf(id), (status) => status === 'KILLED');
  await expect(oozie.coordinators.change(id, { concurrency: 1 })).rejects.toMatchObject({
    kind: 'precondition',
    code: 'E1016',
  });
  await oozie.coordinators.change(id, { status: 'RUNNING' });
  expect(await oozie.coordinators.status(id)).toBe('RUNNING');
  await oozie.coordinators.kill(id);
});

test('a value that Oozie refuses changes nothing', async () => {
  const { id } = await running(far, '2098-01-01T00:00Z');
  await expect(oozie.coordinators.change(id, { concurrency: 1.5, pausetime: 0 })).rejects.toMatchObject({
    kind: 'invalid-request',
    code: 'E1015',
    reachedServer: 'yes',
  });
  expect(await oozie.coordinators.info(id)).toMatchObject({ concurrency: 1, pauseTime: null });
  await oozie.coordinators.kill(id);
});

test('coordinators are listed by filter, frequency included', async () => {
  const { id, name, path } = await running(far, '2098-01-01T00:00Z');
  expect((await oozie.coordinators.list({ filter: { name, frequency: 1, unit: 'hours' } })).total).toBe(1);
  expect((await oozie.coordinators.list({ filter: { name, frequency: 60, unit: 'minutes' } })).total).toBe(1);
  expect((await oozie.coordinators.list({ filter: { name, frequency: 60, unit: 'days' } })).total).toBe(0);
  const named = await oozie.coordinators.list({ filter: { name } });
  expect(named.rows).toMatchObject([
    { partial: true, coordJobId: id, coordJobName: name, coordJobPath: path, status: 'PREP', concurrency: 1 },
  ]);
  await oozie.coordinators.kill(id);
});

test('every operation says of a missing coordinator that there is none', async () => {
  const { coordinators } = oozie;
  const log = async () => {
    for await (const _ of coordinators.log(missing));
  };
  const operations = [
    () => coordinators.info(missing),
    () => coordinators.status(missing),
    () => coordinators.definition(missing),
    () => coordinators.suspend(missing),
    () => coordinators.resume(missing),
    () => coordinators.kill(missing),
    () => coordinators.change(missing, { concurrency: 2 }),
    log,
  ];
  for (const operation of operations) await expect(operation()).rejects.toMatchObject({ kind: 'not-found' });
});
