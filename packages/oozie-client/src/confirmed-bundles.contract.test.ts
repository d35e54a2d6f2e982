import { expect, test } from 'vitest';
import {
  bundle,
  coordinator,
  oozie,
  patientWorkflow,
  quickWorkflow,
  store,
  twoHours,
  uniqueName,
  until,
} from './real-oozie.fixture.ts';

const missing = '9999999-260101000000000-oozie-root-B';
const { confirmed } = oozie.bundles;
const outcome = (outcome: string, from: string, status: string) => ({ outcome, from, status });

async function prepared(workflow: (name: string) => string) {
  const workflowPath = await store('workflow', workflow(uniqueName('workflow')));
  const path = await store('coordinator', coordinator(uniqueName('coordinator'), workflowPath), twoHours);
  const bundlePath = await store('bundle', bundle(uniqueName('confirmed'), path), twoHours);
  return (await oozie.submit({ 'oozie.bundle.application.path': bundlePath, ...twoHours })).id;
}

test('a life that is confirmed step by step', async () => {
  const id = await prepared(patientWorkflow);
  expect(await confirmed.start(id)).toEqual(outcome('done', 'PREP', 'RUNNING'));
  await until(
    () => oozie.bundles.info(id),
    ({ bundleCoordJobs }) => bundleCoordJobs[0]?.status === 'RUNNING',
  );
  expect(await confirmed.start(id)).toEqual(outcome('already', 'RUNNING', 'RUNNING'));
  expect(await confirmed.suspend(id)).toEqual(outcome('done', 'RUNNING', 'SUSPENDED'));
  expect(await confirmed.suspend(id)).toEqual(outcome('already', 'SUSPENDED', 'SUSPENDED'));
  expect(await confirmed.start(id)).toEqual(outcome('ignored', 'SUSPENDED', 'SUSPENDED'));
  expect(await confirmed.resume(id)).toEqual(outcome('done', 'SUSPENDED', 'RUNNING'));
  expect(await confirmed.resume(id)).toEqual(outcome('already', 'RUNNING', 'RUNNING'));
  const pausetime = Date.parse('2098-03-01T00:01Z');
  expect(await confirmed.change(id, { pausetime })).toEqual(outcome('done', 'RUNNING', 'RUNNING'));
  expect(await confirmed.change(id, { pausetime })).toEqual(outcome('already', 'RUNNING', 'RUNNING'));
  expect(await confirmed.change(id, { pausetime: null })).toEqual(outcome('done', 'RUNNING', 'RUNNING'));
  const endtime = Date.parse('2020-01-01T03:00Z');
  expect(await confirmed.change(id, { endtime })).toMatchObject({ outcome: 'done' });
  expect(await oozie.bundles.info(id)).toMatchObject({ endTime: endtime });
  expect(await confirmed.kill(id)).toEqual(outcome('done', 'RUNNING', 'KILLED'));
  expect(await confirmed.kill(id)).toEqual(outcome('already', 'KILLED', 'KILLED'));
  expect(await confirmed.resume(id)).toEqual(outcome('ignored', 'KILLED', 'KILLED'));
  expect(await confirmed.change(id, { pausetime })).toEqual(outcome('ignored', 'KILLED', 'KILLED'));
});

test('a bundle that waits for its start is suspended and resumed where it is', async () => {
  const id = await prepared(quickWorkflow);
  expect(await confirmed.suspend(id)).toEqual(outcome('done', 'PREP', 'PREPSUSPENDED'));
  expect(await confirmed.start(id)).toEqual(outcome('ignored', 'PREPSUSPENDED', 'PREPSUSPENDED'));
  expect(await confirmed.resume(id)).toEqual(outcome('done', 'PREPSUSPENDED', 'PREP'));
  expect(await confirmed.kill(id)).toEqual(outcome('done', 'PREP', 'KILLED'));
});

test('what is over is not changed any more', async () => {
  const id = await prepared(quickWorkflow);
  expect(await confirmed.start(id)).toMatchObject({ outcome: 'done' });
  await until(
    () => oozie.bundles.status(id),
    (status) => status === 'SUCCEEDED',
  );
  for (const operation of [confirmed.start, confirmed.suspend, confirmed.resume, confirmed.kill]) {
    expect(await operation(id)).toEqual(outcome('ignored', 'SUCCEEDED', 'SUCCEEDED'));
  }
});

test('a bundle that there is not is missing', async () => {
  for (const operation of [
    () => confirmed.start(missing),
    () => confirmed.suspend(missing),
    () => confirmed.resume(missing),
    () => confirmed.kill(missing),
    () => confirmed.change(missing, { pausetime: null }),
  ]) {
    await expect(operation()).rejects.toMatchObject({ kind: 'not-found' });
  }
});
