import { type LocalOozie, startLocalOozie } from '@howdah/local-oozie';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOozieClient, type OozieClient } from './client.ts';
import type { JobKind } from './job-kind.ts';
import { twoHours, uniqueName, until } from './real-oozie.fixture.ts';
import { recorded } from './rest-recorder.fixture.ts';

const external = expect.stringMatching(/^application_\d+_\d+$/);

// It fetches 105 MB and boots a cluster, which not every run of the tests should: HOWDAH_TEST_HADOOP=1 asks for it.
describe.runIf(process.env.HOWDAH_TEST_HADOOP === '1')('with YARN', { timeout: 300_000 }, () => {
  let cluster: LocalOozie;
  let oozie: OozieClient;
  beforeAll(async () => {
    cluster = await startLocalOozie({
      hadoop: true,
      oozieSite: {
        // Whatever the action fails with is tried again.
        'oozie.service.LiteWorkflowStoreService.user.retry.error.code.ext': 'ALL',
        'oozie.service.StatusTransitService.statusTransit.interval': '2',
      },
    });
    oozie = createOozieClient({ url: cluster.url, user: 'alice', ...recorded });
  });
  afterAll(() => cluster?.stop());

  const upload = async (kind: JobKind, xml: string, properties: Record<string, string> = {}) =>
    (await oozie.uploadDefinition({ kind, xml, root: cluster.definitionRoot, properties })).path;

  /** A shell action, which goes on to the node `next`. */
  const shell = (name: string, script: string, next: string, retry = '') =>
    `<action name="${name}" ${retry}><shell xmlns="uri:oozie:shell-action:1.0"><resource-manager>${cluster.resourceManager}</resource-manager><name-node>${cluster.fileSystem}</name-node><exec>bash</exec><argument>-c</argument><argument>${script}</argument><capture-output/></shell><ok to="${next}"/><error to="failed"/></action>`;
  const workflow = (name: string, start: string, actions: string) =>
    `<workflow-app name="${name}" xmlns="uri:oozie:workflow:1.0"><start to="${start}"/>${actions}<kill name="failed"><message>\${wf:errorMessage(wf:lastErrorNode())}</message></kill><end name="end"/></workflow-app>`;

  async function started(start: string, actions: string, properties: Record<string, string> = {}) {
    const path = await upload('workflow', workflow(uniqueName('yarn'), start, actions), properties);
    return (await oozie.submit({ 'oozie.wf.application.path': path, ...properties }, { start: true })).id;
  }

  const reached = (id: string, status: string) =>
    expect.poll(() => oozie.workflows.status(id), { timeout: 180_000, interval: 1000 }).toBe(status);

  /** Waits until YARN runs an action. */
  const runs = (id: string, node: string) =>
    until(
      () => oozie.workflows.info(id),
      ({ actions }) =>
        actions.some(({ name, status, externalId }) => name === node && status === 'RUNNING' && externalId),
    );

  test('an action that is tried again tells of each attempt', async () => {
    const id = await started('fail', shell('fail', 'exit 7', 'end', 'retry-max="1" retry-interval="0"'));
    await reached(id, 'KILLED');
    const action = await oozie.workflows.action(`${id}@fail`);
    expect(action).toMatchObject({
      userRetryCount: 1,
      status: 'ERROR',
      errorCode: '1',
      externalId: external,
    });
    const retries = await oozie.workflows.retries(`${id}@fail`);
    expect(retries).toEqual([
      {
        attempt: 1,
        startTime: expect.any(Number),
        endTime: expect.any(Number),
        consoleUrl: expect.stringMatching(/\/application_\d+_0*1\/$/),
        externalChildIDs: null,
      },
    ]);
  });

  test('a running action is killed with its workflow', async () => {
    const id = await started('sleep', shell('sleep', 'sleep 600', 'end'));
    await runs(id, 'sleep');
    expect(await oozie.workflows.confirmed.suspend(id)).toMatchObject({
      outcome: 'done',
      status: 'SUSPENDED',
    });
    expect(await oozie.workflows.confirmed.resume(id)).toMatchObject({ outcome: 'done', status: 'RUNNING' });
    expect(await oozie.workflows.confirmed.kill(id)).toMatchObject({ outcome: 'done', status: 'KILLED' });
    const action = await until(
      () => oozie.workflows.action(`${id}@sleep`),
      ({ status }) => status === 'KILLED',
    );
    expect(action).toMatchObject({ type: 'shell', externalId: external });
  });

  test('a rerun of what failed leaves what was done in YARN as it is', async () => {
    const actions = `${shell('first', 'echo greeting=howdy', 'second')}${shell('second', `test -e \${bar}`, 'end')}`;
    const id = await started('first', actions, { bar: '/nowhere' });
    await reached(id, 'KILLED');
    const first = await oozie.workflows.action(`${id}@first`);
    expect(first).toMatchObject({
      status: 'OK',
      data: expect.stringContaining('greeting=howdy'),
      externalId: external,
    });
    const second = await oozie.workflows.action(`${id}@second`);
    expect(
      await oozie.workflows.confirmed.rerun(id, { bar: '/', 'oozie.wf.rerun.failnodes': 'true' }),
    ).toMatchObject({ outcome: 'done', from: 'KILLED' });
    await reached(id, 'SUCCEEDED');
    expect(await oozie.workflows.info(id)).toMatchObject({ run: 1 });
    expect(await oozie.workflows.action(`${id}@first`)).toMatchObject({ externalId: first.externalId });
    const again = await oozie.workflows.action(`${id}@second`);
    expect(again).toMatchObject({ status: 'OK', externalId: external });
    expect(again.externalId).not.toBe(second.externalId);
  });

  test('the actions of a coordinator’s workflows show what they run in YARN, and are killed with them', async () => {
    const path = await upload(
      'workflow',
      workflow(uniqueName('yarn'), 'sleep', shell('sleep', 'sleep 600', 'end')),
    );
    const xml = `<coordinator-app name="${uniqueName('yarn')}" frequency="\${coord:hours(1)}" start="2020-01-01T00:00Z" end="\${endTime}" timezone="UTC" xmlns="uri:oozie:coordinator:0.5"><controls><concurrency>1</concurrency></controls><action><workflow><app-path>${path}</app-path></workflow></action></coordinator-app>`;
    const coordinatorPath = await upload('coordinator', xml, twoHours);
    const { id } = await oozie.submit({ 'oozie.coord.application.path': coordinatorPath, ...twoHours });
    const nodes = await until(
      () => oozie.coordinators.workflowActions(id, 'sleep'),
      (all) => all[0]?.action?.status === 'RUNNING',
    );
    expect(nodes).toMatchObject([
      { actionNumber: 1, nullReason: null, action: { type: 'shell', externalId: external } },
      { actionNumber: 2, action: null, nullReason: expect.any(String) },
    ]);
    await oozie.coordinators.killActions(id, { actions: '1' });
    await until(
      () => oozie.workflows.action(nodes[0]?.action?.id ?? ''),
      ({ status }) => status === 'KILLED',
    );
    expect(await oozie.coordinators.confirmed.kill(id)).toMatchObject({ status: 'KILLED' });
  });
});
