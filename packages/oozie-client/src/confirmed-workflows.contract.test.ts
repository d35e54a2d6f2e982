import { expect, inject, test } from 'vitest';
import { createOozieClient } from './client.ts';
import { oozie, patientWorkflow, quickWorkflow, store, uniqueName } from './real-oozie.fixture.ts';

const appPath = 'oozie.wf.application.path';
const missing = '9999999-260101000000000-oozie-root-W';
const { confirmed } = oozie.workflows;
const outcome = (outcome: string, from: string, status: string) => ({ outcome, from, status });

async function prepared(definition: (name: string) => string) {
  const path = await store('workflow', definition(uniqueName('confirmed')));
  return (await oozie.submit({ [appPath]: path })).id;
}

test('a life that is confirmed step by step', async () => {
  const id = await prepared(patientWorkflow);
  expect(await confirmed.start(id)).toEqual(outcome('done', 'PREP', 'RUNNING'));
  expect(await confirmed.start(id)).toEqual(outcome('already', 'RUNNING', 'RUNNING'));
  expect(await confirmed.resume(id)).toEqual(outcome('already', 'RUNNING', 'RUNNING'));
  expect(await confirmed.suspend(id)).toEqual(outcome('done', 'RUNNING', 'SUSPENDED'));
  expect(await confirmed.suspend(id)).toEqual(outcome('already', 'SUSPENDED', 'SUSPENDED'));
  expect(await confirmed.start(id)).toEqual(outcome('ignored', 'SUSPENDED', 'SUSPENDED'));
  expect(await confirmed.resume(id)).toEqual(outcome('done', 'SUSPENDED', 'RUNNING'));
  expect(await confirmed.kill(id)).toEqual(outcome('done', 'RUNNING', 'KILLED'));
  expect(await confirmed.kill(id)).toEqual(outcome('already', 'KILLED', 'KILLED'));
  expect(await oozie.workflows.status(id)).toBe('KILLED');
});

test('what is over is not changed any more', async () => {
  const id = await prepared(quickWorkflow);
  expect(await confirmed.start(id)).toMatchObject({ outcome: 'done', from: 'PREP' });
  await expect.poll(() => oozie.workflows.status(id), { timeout: 30_000 }).toBe('SUCCEEDED');
  for (const operation of [confirmed.start, confirmed.suspend, confirmed.resume, confirmed.kill]) {
    expect(await operation(id)).toEqual(outcome('ignored', 'SUCCEEDED', 'SUCCEEDED'));
  }
  expect(await oozie.workflows.status(id)).toBe('SUCCEEDED');
});

test('what has not begun is neither suspended nor resumed, but killed without a start', async () => {
  const id = await prepared(quickWorkflow);
  expect(await confirmed.suspend(id)).toEqual(outcome('ignored', 'PREP', 'PREP'));
  expect(await confirmed.resume(id)).toEqual(outcome('ignored', 'PREP', 'PREP'));
  expect(await confirmed.kill(id)).toEqual(outcome('done', 'PREP', 'KILLED'));
  expect(await confirmed.start(id)).toEqual(outcome('ignored', 'KILLED', 'KILLED'));
});

// Where the job's lock is held for long, Oozie accepts more than one, so that more can't be told apart.
test('of many starts at once each finds the workflow started', async () => {
  const id = await prepared(patientWorkflow);
  const confirmations = await Promise.all(Array.from({ length: 6 }, () => confirmed.start(id)));
  const outcomes = new Set(confirmations.map(({ outcome }) => outcome));
  expect(outcomes).toContain('done');
  expect([...outcomes].every((each) => each === 'done' || each === 'already')).toBe(true);
  expect(confirmations.map(({ status }) => status)).toEqual(Array(6).fill('RUNNING'));
  await confirmed.kill(id);
});

test('a rerun is done once the runs are one more', async () => {
  const id = await prepared(patientWorkflow);
  await expect(confirmed.rerun(id, {})).rejects.toMatchObject({ kind: 'precondition', code: 'E0805' });
  await confirmed.start(id);
  await confirmed.kill(id);
  expect(await confirmed.rerun(id, { 'oozie.wf.rerun.skip.nodes': ',' })).toEqual(
    outcome('done', 'KILLED', 'RUNNING'),
  );
  expect(await oozie.workflows.info(id)).toMatchObject({ run: 1, status: 'RUNNING' });
  await confirmed.kill(id);
});

test('a change whose answer is lost is settled by reading', async () => {
  const forgetful = createOozieClient({
    url: inject('oozieUrl'),
    user: 'alice',
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      if (init?.method === 'PUT') throw new TypeError('the connection was lost');
      return response;
    },
  });
  const id = await prepared(patientWorkflow);
  expect(await forgetful.workflows.confirmed.start(id)).toEqual(outcome('done', 'PREP', 'RUNNING'));
  expect(await forgetful.workflows.confirmed.kill(id)).toEqual(outcome('done', 'RUNNING', 'KILLED'));
  expect(await forgetful.workflows.confirmed.rerun(id, { 'oozie.wf.rerun.skip.nodes': ',' })).toMatchObject({
    outcome: 'done',
    from: 'KILLED',
  });
  await oozie.workflows.kill(id);
});

test('a workflow that there is not is missing', async () => {
  for (const operation of [
    () => confirmed.start(missing),
    () => confirmed.suspend(missing),
    () => confirmed.resume(missing),
    () => confirmed.kill(missing),
    () => confirmed.rerun(missing, {}),
  ]) {
    await expect(operation()).rejects.toMatchObject({ kind: 'not-found' });
  }
});
