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

const far = { endTime: '2099-01-01T00:00Z', concurrency: '1' };

/** Three workflows of one name, which run until they are killed. */
async function runningWorkflows() {
  const name = uniqueName('by filter');
  const path = await store('workflow', patientWorkflow(name));
  const ids: string[] = [];
  for (let i = 0; i < 3; i += 1) {
    ids.push((await oozie.submit({ 'oozie.wf.application.path': path }, { start: true })).id);
  }
  await until(
    () => oozie.workflows.list({ filter: { name, status: 'RUNNING' } }),
    ({ total }) => total === 3,
  );
  return { name, ids };
}

test('workflows are suspended, resumed and killed by filter', async () => {
  const { name, ids } = await runningWorkflows();
  const statuses = async () => {
    const { rows } = await oozie.workflows.list({ filter: { name } });
    return new Set(rows.map(({ status }) => status));
  };
  const suspended = await oozie.workflows.suspendAll({ filter: { name } });
  expect(suspended).toMatchObject({ total: 3, offset: 1, len: 50 });
  expect(suspended.rows.map(({ id }) => id).sort()).toEqual(ids.sort());
  expect(suspended.serverDate).toBeTypeOf('number');
  expect(await until(statuses, (all) => all.size === 1)).toEqual(new Set(['SUSPENDED']));
  await oozie.workflows.resumeAll({ filter: { name, status: 'SUSPENDED' } });
  await until(statuses, (all) => all.size === 1 && all.has('RUNNING'));
  await oozie.workflows.killAll({ filter: { id: ids } });
  await until(statuses, (all) => all.size === 1 && all.has('KILLED'));
});

test('the answer shows who matches afterwards, which killed jobs do no more, and only a page is changed', async () => {
  const { name } = await runningWorkflows();
  const filter = { name, status: 'RUNNING' };
  const answer = await oozie.workflows.killAll({ filter, len: 2, sortBy: 'createdTime' });
  expect(answer).toMatchObject({ total: 1, len: 2 });
  expect(answer.rows).toMatchObject([{ status: 'RUNNING' }]);
  expect((await oozie.workflows.list({ filter: { name, status: 'KILLED' } })).total).toBe(2);
  expect((await oozie.workflows.killAll({ filter })).rows).toEqual([]);
});

test('coordinators are suspended, resumed and killed by filter', async () => {
  const name = uniqueName('coordinator');
  const workflowPath = await store('workflow', quickWorkflow(uniqueName('workflow')));
  const xml = coordinator(name, workflowPath).replace('2020-01-01T00:00Z', '2098-01-01T00:00Z');
  const path = await store('coordinator', xml, far);
  const { id } = await oozie.submit({ 'oozie.coord.application.path': path, ...far });
  const { coordinators } = oozie;
  const suspended = await coordinators.suspendAll({ filter: { name } });
  expect(suspended.rows).toMatchObject([{ coordJobId: id, status: 'PREPSUSPENDED' }]);
  expect(await coordinators.status(id)).toBe('PREPSUSPENDED');
  const resumed = await coordinators.resumeAll({ filter: { id } });
  expect(resumed.rows).toMatchObject([{ coordJobId: id, status: 'PREP' }]);
  const killed = await coordinators.killAll({ filter: { name, user: 'alice' } });
  expect(killed.rows).toMatchObject([{ coordJobId: id, status: 'KILLED' }]);
  expect(await coordinators.status(id)).toBe('KILLED');
});

test('bundles are suspended, resumed and killed by filter', async () => {
  const name = uniqueName('bundle');
  const workflowPath = await store('workflow', quickWorkflow(uniqueName('workflow')));
  const xml = coordinator(uniqueName('coordinator'), workflowPath);
  const path = await store('bundle', bundle(name, await store('coordinator', xml, twoHours)));
  const { id } = await oozie.submit({ 'oozie.bundle.application.path': path, ...twoHours });
  const { bundles } = oozie;
  const suspended = await bundles.suspendAll({ filter: { name } });
  expect(suspended.rows).toMatchObject([{ bundleJobId: id, status: 'PREPSUSPENDED' }]);
  const resumed = await bundles.resumeAll({ filter: { name } });
  expect(resumed.rows).toMatchObject([{ bundleJobId: id, status: 'PREP' }]);
  const killed = await bundles.killAll({ filter: { name } });
  expect(killed.rows).toMatchObject([{ bundleJobId: id, status: 'KILLED' }]);
  expect(await bundles.status(id)).toBe('KILLED');
});

test('jobs whose state does not allow it are passed over', async () => {
  const name = uniqueName('prep');
  const path = await store('workflow', quickWorkflow(name));
  const { id } = await oozie.submit({ 'oozie.wf.application.path': path });
  expect((await oozie.workflows.resumeAll({ filter: { name } })).rows).toMatchObject([
    { id, status: 'PREP' },
  ]);
});

test('a filter that lets everything through is not sent', async () => {
  for (const { suspendAll, resumeAll, killAll } of [oozie.workflows, oozie.coordinators, oozie.bundles]) {
    for (const all of [suspendAll, resumeAll, killAll]) {
      await expect(all({ filter: {} })).rejects.toMatchObject({
        kind: 'invalid-request',
        reachedServer: 'no',
      });
    }
  }
});
