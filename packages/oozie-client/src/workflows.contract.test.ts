import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { parseConfiguration } from './configuration.ts';
import { oozie, quickWorkflow, store, uniqueName, until, waitingWorkflow } from './real-oozie.fixture.ts';

const appPath = 'oozie.wf.application.path';
const missing = '9999999-260101000000000-oozie-root-W';

async function prepared(properties: Record<string, string> = {}) {
  const name = uniqueName('workflow');
  const path = await store('workflow', quickWorkflow(name));
  const { id } = await oozie.submit({ [appPath]: path, ...properties });
  return { name, path, id };
}

const statusOf = (id: string) => () => oozie.workflows.status(id);

test('a submitted workflow waits in PREP, and runs to its end once started', async () => {
  const { id, name, path } = await prepared({ greeting: 'a & <b> é€ж' });
  expect(await oozie.workflows.status(id)).toBe('PREP');
  await oozie.workflows.start(id);
  await until(statusOf(id), (status) => status === 'SUCCEEDED');

  const job = await oozie.workflows.info(id);
  expect(job).toMatchObject({
    partial: false,
    id,
    appName: name,
    appPath: path,
    status: 'SUCCEEDED',
    run: 0,
    user: 'alice',
  });
  expect(job.actions.map(({ name, type, status }) => [name, type, status])).toEqual([
    [':start:', ':START:', 'OK'],
    ['pass', 'switch', 'OK'],
    ['end', ':END:', 'OK'],
  ]);
  for (const time of [
    job.createdTime,
    job.startTime,
    job.endTime,
    job.lastModTime,
    job.actions[0]?.startTime,
  ]) {
    expect(Math.abs((time ?? 0) - Date.now())).toBeLessThan(120_000);
  }
  expect(parseConfiguration(job.conf ?? '')).toMatchObject({
    greeting: 'a & <b> é€ж',
    'user.name': 'alice',
  });
  expect((await oozie.workflows.info(id, { offset: 2, len: 1 })).actions.map(({ name }) => name)).toEqual([
    'pass',
  ]);
});

test('a workflow can be started along with its submission', async () => {
  const path = await store('workflow', quickWorkflow(uniqueName('workflow')));
  const { id } = await oozie.submit({ [appPath]: path }, { start: true });
  await until(statusOf(id), (status) => status === 'SUCCEEDED');
});

test('of many starts at once one succeeds, and the others learn that it runs', async () => {
  const childPath = await store('workflow', quickWorkflow(uniqueName('child')));
  const path = await store('workflow', waitingWorkflow(uniqueName('parent'), childPath));
  const { id } = await oozie.submit({ [appPath]: path });
  const starts = await Promise.allSettled(Array.from({ length: 5 }, () => oozie.workflows.start(id)));
  expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const start of starts) {
    if (start.status === 'rejected') {
      expect(start.reason).toMatchObject({
        kind: 'precondition',
        code: 'E0801',
        reachedServer: 'yes',
        httpStatus: 400,
      });
    }
  }
  await oozie.workflows.kill(id);
});

test('a running workflow is suspended, resumed and killed', async () => {
  const childPath = await store('workflow', quickWorkflow(uniqueName('child')));
  const path = await store('workflow', waitingWorkflow(uniqueName('parent'), childPath));
  const { id } = await oozie.submit({ [appPath]: path }, { start: true });
  const { actions } = await until(
    () => oozie.workflows.info(id),
    (job) =>
      job.actions.some(
        ({ name, status, externalId }) => name === 'child' && status === 'RUNNING' && externalId,
      ),
  );
  const childId = actions.find(({ name }) => name === 'child')?.externalId ?? '';
  expect(await oozie.workflows.info(childId)).toMatchObject({ parentId: id });
  await oozie.workflows.suspend(id);
  await until(statusOf(id), (status) => status === 'SUSPENDED');
  await oozie.workflows.resume(id);
  await until(statusOf(id), (status) => status === 'RUNNING');
  await oozie.workflows.kill(id);
  await until(statusOf(id), (status) => status === 'KILLED');
  await until(statusOf(childId), (status) => status === 'KILLED');
});

test('a workflow is found by its external id', async () => {
  const externalId = randomUUID();
  expect(await oozie.workflows.idByExternalId(externalId)).toBeUndefined();
  const { id } = await prepared({ 'oozie.wf.external.id': externalId });
  expect(await oozie.workflows.idByExternalId(externalId)).toBe(id);
  expect(await oozie.workflows.info(id)).toMatchObject({ externalId });
});

test('workflows are listed by filter, page by page', async () => {
  const name = uniqueName('listed');
  const path = await store('workflow', quickWorkflow(name));
  const before = Date.now();
  const ids: string[] = [];
  for (let i = 0; i < 3; i += 1) ids.push((await oozie.submit({ [appPath]: path })).id);

  const filter = {
    name,
    user: 'alice',
    status: ['PREP', 'RUNNING'],
    startCreatedTime: before,
    endCreatedTime: Date.now() + 60_000,
  };
  const page = await oozie.workflows.list({ filter, len: 2, offset: 2, sortBy: 'createdTime' });
  expect(page).toMatchObject({ total: 3, offset: 2, len: 2 });
  expect(page.rows).toHaveLength(2);
  expect(page.rows[0]).toMatchObject({ partial: true, appName: name, status: 'PREP', user: 'alice', run: 0 });
  expect(Math.abs((page.serverDate ?? 0) - Date.now())).toBeLessThan(60_000);

  const all: string[] = [];
  for await (const row of oozie.workflows.all({ filter, len: 2 })) all.push(row.id);
  expect(all.sort()).toEqual(ids.sort());
  expect((await oozie.workflows.list({ filter: { id: ids, name } })).total).toBe(3);
  expect((await oozie.workflows.list({ filter: { text: name.slice(3) } })).total).toBe(3);
  expect((await oozie.workflows.list({ filter: { name, status: 'KILLED' } })).rows).toEqual([]);
  expect((await oozie.workflows.list({ filter: { name, endCreatedTime: before - 120_000 } })).rows).toEqual(
    [],
  );
});

test('a status that is none of a workflow’s is refused by Oozie', async () => {
  await expect(oozie.workflows.list({ filter: { status: 'DONEWITHERROR' } })).rejects.toMatchObject({
    kind: 'invalid-request',
    code: 'E0420',
  });
});

test('every operation says of a missing workflow that there is none', async () => {
  const { workflows } = oozie;
  const log = async () => {
    for await (const _ of workflows.log(missing));
  };
  const operations = [
    () => workflows.info(missing),
    () => workflows.status(missing),
    () => workflows.definition(missing),
    () => workflows.start(missing),
    () => workflows.suspend(missing),
    () => workflows.resume(missing),
    () => workflows.kill(missing),
    log,
  ];
  for (const operation of operations) {
    await expect(operation()).rejects.toMatchObject({
      kind: 'not-found',
      reachedServer: 'yes',
      httpStatus: 400,
    });
  }
});

test('the definition is the one that was stored', async () => {
  const { id, name } = await prepared();
  const definition = await oozie.workflows.definition(id);
  expect(definition).toBe(`<!-- \${howdah.verbatim} -->${quickWorkflow(name)}`);
});

test('the log tells of the run', async () => {
  const { id } = await prepared();
  await oozie.workflows.start(id);
  await until(statusOf(id), (status) => status === 'SUCCEEDED');
  let log = '';
  for await (const piece of oozie.workflows.log(id, { logfilter: 'limit=50' })) log += piece;
  expect(log).toContain(id);
  for (const kind of ['errorlog', 'auditlog'] as const) {
    for await (const piece of oozie.log(id, { kind })) expect(typeof piece).toBe('string');
  }
});
