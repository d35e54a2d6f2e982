import { expect, test } from 'vitest';
import { reached, submitted, succeeded } from './coordinator-jobs.fixture.ts';
import { oozie } from './real-oozie.fixture.ts';

const missing = '9999999-260101000000000-oozie-root-C';
const { confirmed } = oozie.coordinators;
const outcome = (outcome: string, from: string, status: string) => ({ outcome, from, status });

async function waiting() {
  const later = (xml: string) => xml.replace('2020-01-01T00:00Z', '2098-01-01T00:00Z');
  return (await submitted('quick', later, { endTime: '2099-01-01T00:00Z', concurrency: '1' })).id;
}

async function running() {
  const { id } = await submitted('patient');
  await reached(id, 'RUNNING');
  return id;
}

test('a life that is confirmed step by step', async () => {
  const id = await running();
  expect(await confirmed.resume(id)).toEqual(outcome('already', 'RUNNING', 'RUNNING'));
  expect(await confirmed.suspend(id)).toEqual(outcome('done', 'RUNNING', 'SUSPENDED'));
  expect(await confirmed.suspend(id)).toEqual(outcome('already', 'SUSPENDED', 'SUSPENDED'));
  expect(await confirmed.resume(id)).toEqual(outcome('done', 'SUSPENDED', 'RUNNING'));
  await expect(confirmed.ignore(id)).rejects.toMatchObject({ kind: 'invalid-request', code: 'E1015' });
  expect(await confirmed.kill(id)).toEqual(outcome('done', 'RUNNING', 'KILLED'));
  expect(await confirmed.kill(id)).toEqual(outcome('already', 'KILLED', 'KILLED'));
  expect(await confirmed.suspend(id)).toEqual(outcome('ignored', 'KILLED', 'KILLED'));
  await reached(id, 'KILLED');
  await expect
    .poll(() => confirmed.ignore(id).catch(() => undefined), { timeout: 30_000 })
    .toEqual(outcome('done', 'KILLED', 'IGNORED'));
  expect(await confirmed.ignore(id)).toEqual(outcome('already', 'IGNORED', 'IGNORED'));
  expect(await confirmed.kill(id)).toEqual(outcome('ignored', 'IGNORED', 'IGNORED'));
  expect(await confirmed.change(id, { status: 'RUNNING' })).toMatchObject({
    outcome: 'done',
    from: 'IGNORED',
  });
  await oozie.coordinators.kill(id);
});

test('a coordinator that waits for its start is suspended and resumed where it is', async () => {
  const id = await waiting();
  expect(await confirmed.resume(id)).toEqual(outcome('already', 'PREP', 'PREP'));
  expect(await confirmed.suspend(id)).toEqual(outcome('done', 'PREP', 'PREPSUSPENDED'));
  expect(await confirmed.resume(id)).toEqual(outcome('done', 'PREPSUSPENDED', 'PREP'));
  expect(await confirmed.kill(id)).toEqual(outcome('done', 'PREP', 'KILLED'));
});

test('what is over is not changed any more', async () => {
  const { id } = await succeeded();
  for (const operation of [confirmed.suspend, confirmed.resume, confirmed.kill]) {
    expect(await operation(id)).toEqual(outcome('ignored', 'SUCCEEDED', 'SUCCEEDED'));
  }
});

test('a change is done when the values are so', async () => {
  const id = await waiting();
  const endtime = Date.parse('2098-06-01T12:34:56Z');
  const change = { endtime, concurrency: 7, pausetime: Date.parse('2098-03-01T00:01Z') };
  expect(await confirmed.change(id, change)).toEqual(outcome('done', 'PREP', 'PREP'));
  expect(await oozie.coordinators.info(id)).toMatchObject({
    endTime: Date.parse('2098-06-01T12:34Z'),
    concurrency: 7,
  });
  expect(await confirmed.change(id, change)).toEqual(outcome('already', 'PREP', 'PREP'));
  expect(await confirmed.change(id, { pausetime: null })).toEqual(outcome('done', 'PREP', 'PREP'));
  await expect(confirmed.change(id, { concurrency: 1.5 })).rejects.toMatchObject({ code: 'E1015' });
  await confirmed.kill(id);
  await expect(confirmed.change(id, { concurrency: 1 })).rejects.toMatchObject({
    kind: 'precondition',
    code: 'E1016',
  });
  expect(await confirmed.change(id, { concurrency: 7 })).toEqual(outcome('already', 'KILLED', 'KILLED'));
});

test('an end between the present one and the next action is left alone', async () => {
  const { id } = await submitted('patient', (xml) => xml.replace('hours(1)', 'hours(3)'));
  const { endTime, nextMaterializedTime } = await expect
    .poll(() => oozie.coordinators.info(id), { timeout: 30_000 })
    .toMatchObject({ nextMaterializedTime: Date.parse('2020-01-01T03:00Z') })
    .then(() => oozie.coordinators.info(id));
  expect(endTime).toBeLessThan(nextMaterializedTime ?? 0);
  const endtime = Date.parse('2020-01-01T02:30Z');
  expect(await confirmed.change(id, { endtime, concurrency: 3 })).toMatchObject({ outcome: 'ignored' });
  expect(await oozie.coordinators.info(id)).toMatchObject({ endTime, concurrency: 3 });
  await oozie.coordinators.kill(id);
});

test('a coordinator that there is not is missing', async () => {
  for (const operation of [
    () => confirmed.suspend(missing),
    () => confirmed.resume(missing),
    () => confirmed.kill(missing),
    () => confirmed.ignore(missing),
    () => confirmed.change(missing, { concurrency: 1 }),
  ]) {
    await expect(operation()).rejects.toMatchObject({ kind: 'not-found' });
  }
});
