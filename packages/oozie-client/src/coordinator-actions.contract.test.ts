import { existsSync, mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseConfiguration } from './configuration.ts';
import { hour, reached, submitted, succeeded } from './coordinator-jobs.fixture.ts';
import type { PageOfCoordinatorActions } from './coordinators.ts';
import { printOozieDate } from './oozie-date.ts';
import { oozie, root, twoHours, uniqueName, until } from './real-oozie.fixture.ts';

const local = root.startsWith('file:');
const missing = '9999999-260101000000000-oozie-root-C';

test('one action is read by its own id', async () => {
  const { id } = await succeeded();
  expect(await oozie.coordinators.action(`${id}@2`)).toMatchObject({
    id: `${id}@2`,
    coordJobId: id,
    actionNumber: 2,
    status: 'SUCCEEDED',
    nominalTime: hour(1),
    externalId: expect.stringMatching(/-W$/),
  });
  expect(await oozie.coordinators.actionStatus(`${id}@2`)).toBe('SUCCEEDED');
});

test('actions run again by number, in new workflows', async () => {
  const { id } = await succeeded();
  const first = await oozie.coordinators.allRuns(`${id}@1`);
  expect(first).toEqual([
    {
      id: expect.stringMatching(/-W$/),
      status: 'SUCCEEDED',
      startTime: expect.any(Number),
      endTime: expect.any(Number),
    },
  ]);
  const rerun = await oozie.coordinators.rerun(id, { actions: [[1, 2], 9] });
  expect(rerun).toMatchObject([
    { id: `${id}@1`, status: 'WAITING', externalId: null },
    { id: `${id}@2`, status: 'WAITING', externalId: null },
  ]);
  await reached(id, 'SUCCEEDED');
  const both = await oozie.coordinators.allRuns(`${id}@1`);
  expect(both).toHaveLength(2);
  expect(both).toContainEqual(first[0]);
  expect(await oozie.coordinators.action(`${id}@1`)).toMatchObject({
    externalId: both.find((run) => run.id !== first[0]?.id)?.id,
  });
});

test('actions run again by nominal time', async () => {
  const { id } = await succeeded();
  expect(await oozie.coordinators.rerun(id, { dates: [[hour(1), hour(5)]] })).toMatchObject([
    { actionNumber: 2 },
  ]);
  expect(await oozie.coordinators.rerun(id, { dates: [hour(0)] })).toMatchObject([{ actionNumber: 1 }]);
  await reached(id, 'SUCCEEDED');
  for (const number of [1, 2]) expect(await oozie.coordinators.allRuns(`${id}@${number}`)).toHaveLength(2);
});

test('actions run again with properties of their own', async () => {
  const { id } = await succeeded();
  expect(
    await oozie.coordinators.rerun(id, { actions: '1' }, { properties: { greeting: 'hello & <you>' } }),
  ).toEqual([]);
  const { externalId } = await until(
    () => oozie.coordinators.action(`${id}@1`),
    ({ status, externalId }) => status === 'SUCCEEDED' && externalId !== null,
  );
  expect(await oozie.coordinators.allRuns(`${id}@1`)).toHaveLength(2);
  const { conf } = await oozie.workflows.info(externalId ?? '');
  expect(parseConfiguration(conf ?? '')).toMatchObject({ greeting: 'hello & <you>', ...twoHours });
});

test('what failed in an action goes on in the same workflow', async () => {
  const { id } = await submitted('patient');
  await reached(id, 'RUNNING');
  await oozie.coordinators.killActions(id, { actions: '1-2' });
  await reached(id, 'KILLED');
  const runs = await oozie.coordinators.allRuns(`${id}@1`);
  await until(
    () => oozie.workflows.status(runs[0]?.id ?? ''),
    (status) => status === 'KILLED',
  );
  await until(
    () => oozie.coordinators.status(id),
    (status) => status !== 'RUNNING',
  );
  expect(await oozie.coordinators.rerun(id, { actions: [1] }, { failed: true })).toMatchObject([
    { status: 'WAITING', externalId: runs[0]?.id },
  ]);
  await until(
    () => oozie.workflows.info(runs[0]?.id ?? ''),
    ({ run }) => run === 1,
  );
  expect(await oozie.coordinators.allRuns(`${id}@1`)).toHaveLength(1);
  await oozie.coordinators.kill(id);
});

test.runIf(local)('a rerun deletes the output of its actions unless told not to', async () => {
  const folder = `${root}/output/${uniqueName('out').replaceAll(' ', '-')}`;
  const withOutput = (xml: string) =>
    xml.replace(
      '<action>',
      `<datasets><dataset name="out" frequency="\${coord:hours(1)}" initial-instance="2020-01-01T00:00Z" timezone="UTC"><uri-template>${folder}/\${HOUR}</uri-template></dataset></datasets><output-events><data-out name="out" dataset="out"><instance>\${coord:current(0)}</instance></data-out></output-events><action>`,
    );
  const { id } = await succeeded(withOutput);
  const outputs = ['00', '01'].map((hour) => new URL(`${folder}/${hour}`));
  for (const output of outputs) mkdirSync(output, { recursive: true });
  await oozie.coordinators.rerun(id, { actions: '1' });
  await oozie.coordinators.rerun(id, { actions: '2' }, { nocleanup: true });
  expect(outputs.map((output) => existsSync(output))).toEqual([false, true]);
  await reached(id, 'SUCCEEDED');
});

test('a rerun that Oozie refuses changes nothing', async () => {
  const { id } = await submitted('patient');
  await reached(id, 'RUNNING');
  const runs = await oozie.coordinators.allRuns(`${id}@1`);
  for (const scope of [
    { actions: '1' },
    { actions: '7' },
    { dates: '2021-01-01T00:00Z::2022-01-01T00:00Z' },
  ]) {
    await expect(oozie.coordinators.rerun(id, scope)).rejects.toMatchObject({
      kind: 'precondition',
      code: 'E1018',
    });
  }
  await expect(oozie.coordinators.rerun(id, { dates: [hour(9)] })).rejects.toMatchObject({
    kind: 'not-found',
    code: 'E0605',
  });
  expect(await oozie.coordinators.allRuns(`${id}@1`)).toEqual(runs);
  await oozie.coordinators.kill(id);
});

test('killed by number, actions are killed with their workflows; by date, too', async () => {
  const { id } = await submitted('patient');
  const [first, second] = await reached(id, 'RUNNING');
  const killed = await oozie.coordinators.killActions(id, { actions: [1, 9] });
  expect(killed).toMatchObject([{ id: `${id}@1`, status: 'KILLED' }]);
  await until(
    () => oozie.workflows.status(first?.externalId ?? ''),
    (status) => status === 'KILLED',
  );
  expect(await oozie.coordinators.action(`${id}@2`)).toMatchObject({ status: 'RUNNING' });
  expect(await oozie.coordinators.killActions(id, { dates: [[hour(0), hour(9)]] })).toMatchObject([
    { id: `${id}@2`, status: 'KILLED' },
  ]);
  await until(
    () => oozie.workflows.status(second?.externalId ?? ''),
    (status) => status === 'KILLED',
  );
});

test('killed by number, even an action that has succeeded becomes KILLED; by date, it stays', async () => {
  const began = Math.floor(Date.now() / 60_000 - 90) * 60_000;
  const { id } = await submitted('quick', (xml) => xml.replace('2020-01-01T00:00Z', printOozieDate(began)), {
    endTime: '2099-01-01T00:00Z',
    concurrency: '2',
  });
  await until(
    () => oozie.coordinators.info(id, { len: -1, filter: { status: 'SUCCEEDED' } }),
    ({ total }) => total === 2,
  );
  expect(await oozie.coordinators.killActions(id, { dates: [[began, began + 1]] })).toEqual([]);
  expect(await oozie.coordinators.action(`${id}@1`)).toMatchObject({ status: 'SUCCEEDED' });
  expect(await oozie.coordinators.killActions(id, { actions: '1' })).toMatchObject([{ actionNumber: 1 }]);
  expect(await oozie.coordinators.action(`${id}@1`)).toMatchObject({ status: 'KILLED' });
  await oozie.coordinators.kill(id);
});

test('of a coordinator that is over, the actions to kill are answered but not killed', async () => {
  const { id } = await succeeded();
  expect(await oozie.coordinators.killActions(id, { actions: '1-2' })).toMatchObject([
    { actionNumber: 1, status: 'SUCCEEDED' },
    { actionNumber: 2, status: 'SUCCEEDED' },
  ]);
  expect(await oozie.coordinators.action(`${id}@1`)).toMatchObject({ status: 'SUCCEEDED' });
});

test('a coordinator’s nodes are shown across its workflows', async () => {
  const { id } = await succeeded();
  const all = await oozie.coordinators.workflowActions(id, 'pass');
  expect(all).toMatchObject([
    { actionNumber: 1, nullReason: null, action: { name: 'pass', type: 'switch', status: 'OK' } },
    { actionNumber: 2, nullReason: null, action: { name: 'pass', type: 'switch', status: 'OK' } },
  ]);
  expect(await oozie.coordinators.workflowActions(id, 'pass', { offset: 2, len: 1 })).toEqual([all[1]]);
  expect(await oozie.coordinators.workflowActions(id, 'nowhere', { len: 1 })).toEqual([
    { actionNumber: 1, action: null, nullReason: expect.stringContaining('nowhere') },
  ]);
});

test('the actions of a page are chosen by status and nominal time', async () => {
  const { id } = await succeeded();
  const numbers = async (options: PageOfCoordinatorActions) =>
    (await oozie.coordinators.info(id, { len: -1, ...options })).actions.map((action) => action.actionNumber);
  expect(await numbers({})).toEqual([1, 2]);
  expect(await numbers({ filter: {}, order: 'desc' })).toEqual([2, 1]);
  expect(await numbers({ filter: { status: ['SUCCEEDED', 'KILLED'] }, offset: 2 })).toEqual([2]);
  expect(await numbers({ filter: { notStatus: 'SUCCEEDED' } })).toEqual([]);
  expect(await numbers({ filter: { nominalTime: { '>=': hour(1), '<': hour(2) } } })).toEqual([2]);
  expect(await numbers({ filter: `nominaltime<${printOozieDate(hour(1))}` })).toEqual([1]);
});

test('what is not there is said to be missing', async () => {
  const { id } = await succeeded();
  const { coordinators } = oozie;
  const operations = [
    () => coordinators.action(`${missing}@1`),
    () => coordinators.action(`${id}@9`),
    () => coordinators.actionStatus(`${id}@9`),
    () => coordinators.rerun(missing, { actions: '1' }),
    () => coordinators.rerun(missing, { actions: '1' }, { properties: { a: '1' } }),
    () => coordinators.killActions(missing, { actions: '1' }),
  ];
  for (const operation of operations) await expect(operation()).rejects.toMatchObject({ kind: 'not-found' });
  expect(await coordinators.workflowActions(missing, 'pass')).toEqual([]);
  expect(await coordinators.allRuns(`${missing}@1`)).toEqual([]);
});
