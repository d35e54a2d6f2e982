import { type LocalOozie, startLocalOozie } from '@howdah/local-oozie';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createOozieClient, type OozieClient } from './client.ts';
import { loopbackServer } from './loopback-server.fixture.ts';
import {
  bundle,
  coordinator,
  oozie,
  pathOf,
  quickWorkflow,
  root,
  store,
  twoHours,
  uniqueName,
  until,
  waitingWorkflow,
} from './real-oozie.fixture.ts';
import { recorded } from './rest-recorder.fixture.ts';

const missing = {
  W: '0009999-200101000000000-oozie-none-W',
  C: '0009999-200101000000000-oozie-none-C',
  B: '0009999-200101000000000-oozie-none-B',
};

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

/** What the error of a request is, at a glance. */
async function errorOf(answer: Promise<unknown>): Promise<string> {
  const error: unknown = await answer.then(
    () => 'no error',
    (thrown) => thrown,
  );
  if (typeof error !== 'object' || error === null) return String(error);
  const { kind, reachedServer, code } = Object.assign({ kind: '', reachedServer: '', code: '' }, error);
  return `${kind} ${reachedServer} ${code}`;
}

describe('a job or action that Oozie does not have is missing, whatever Oozie calls it', () => {
  const { workflows, coordinators, bundles } = oozie;
  const { W, C, B } = missing;
  test.each<[string, () => Promise<unknown>, string]>([
    ['info of a workflow', () => workflows.info(W), 'E0604'],
    ['info of a coordinator', () => coordinators.info(C), 'E0604'],
    ['info of a bundle', () => bundles.info(B), 'E0604'],
    ['info of a node', () => workflows.action(`${W}@node`), 'E0605'],
    ['info of a coordinator’s action', () => coordinators.action(`${C}@1`), 'E0605'],
    ['status of a workflow', () => workflows.status(W), 'E0605'],
    ['status of a coordinator', () => coordinators.status(C), 'E0605'],
    ['status of a bundle', () => bundles.status(B), 'E0605'],
    ['definition of a workflow', () => workflows.definition(W), 'E0605'],
    ['definition of a coordinator', () => coordinators.definition(C), 'E0604'],
    ['definition of a bundle', () => bundles.definition(B), 'E0604'],
    ['log of a workflow', () => textOf(workflows.log(W)), 'E0307'],
    ['log of a coordinator', () => textOf(coordinators.log(C)), 'E0307'],
    ['log of a bundle', () => textOf(bundles.log(B)), 'E0307'],
    ['error log of a workflow', () => textOf(workflows.log(W, { kind: 'errorlog' })), 'E0604'],
    ['graph', () => workflows.graph(W, { format: 'dot' }), 'E0307'],
    ['retries', () => workflows.retries(`${W}@node`), 'E0605'],
    ['start of a workflow', () => workflows.start(W), 'E0605'],
    ['start of a bundle', () => bundles.start(B), 'E0605'],
    ['suspend of a workflow', () => workflows.suspend(W), 'E0603'],
    ['suspend of a coordinator', () => coordinators.suspend(C), 'E0603'],
    ['suspend of a bundle', () => bundles.suspend(B), 'E0604'],
    ['resume of a workflow', () => workflows.resume(W), 'E0605'],
    ['resume of a coordinator', () => coordinators.resume(C), 'E0604'],
    ['resume of a bundle', () => bundles.resume(B), 'E0604'],
    ['kill of a workflow', () => workflows.kill(W), 'E0605'],
    ['kill of a coordinator', () => coordinators.kill(C), 'E0605'],
    ['kill of a bundle', () => bundles.kill(B), 'E0605'],
    ['change of a coordinator', () => coordinators.change(C, { concurrency: 2 }), 'E0604'],
    ['change of a bundle', () => bundles.change(B, { pausetime: null }), 'E0605'],
    ['rerun of a workflow', () => workflows.rerun(W, { 'oozie.wf.rerun.failnodes': 'true' }), 'E0605'],
  ])('%s', async (_, ask, code) => {
    expect(await errorOf(ask())).toBe(`not-found yes ${code}`);
  });
});

describe('a job whose state does not allow it', () => {
  test('a workflow that runs is not started again, nor run again', async () => {
    const child = quickWorkflow(uniqueName('child'));
    await store('workflow', child);
    const path = await store('workflow', waitingWorkflow(uniqueName('runs'), pathOf('workflow', child)));
    const { id } = await oozie.submit({ 'oozie.wf.application.path': path }, { start: true });
    await until(
      () => oozie.workflows.status(id),
      (status) => status === 'RUNNING',
    );
    expect(await errorOf(oozie.workflows.start(id))).toBe('precondition yes E0801');
    const rerun = oozie.workflows.rerun(id, { 'oozie.wf.rerun.failnodes': 'true' });
    expect(await errorOf(rerun)).toBe('precondition yes E0805');
    await oozie.workflows.kill(id);
  });

  test('a killed coordinator is not changed', async () => {
    const workflowPath = await store('workflow', quickWorkflow(uniqueName('killed')));
    const path = await store('coordinator', coordinator(uniqueName('killed'), workflowPath), twoHours);
    const { id } = await oozie.submit({ 'oozie.coord.application.path': path, ...twoHours });
    await oozie.coordinators.kill(id);
    expect(await errorOf(oozie.coordinators.change(id, { concurrency: 2 }))).toBe('precondition yes E1016');
    const rerun = oozie.coordinators.rerun(id, { actions: '99' });
    expect(await errorOf(rerun)).toBe('precondition yes E1018');
  });
});

describe('what is asked for wrongly', () => {
  test('a bundle with two coordinators of one name', async () => {
    const coordinatorPath = await store(
      'coordinator',
      coordinator(uniqueName('twice'), await store('workflow', quickWorkflow(uniqueName('twice')))),
      twoHours,
    );
    const xml = bundle(uniqueName('twice'), coordinatorPath).replace(
      /<coordinator .*<\/coordinator>/,
      (one) => one + one,
    );
    const answer = oozie.uploadDefinition({ kind: 'bundle', xml, root, properties: twoHours });
    await expect(answer).rejects.toMatchObject({ kind: 'invalid-request', reachedServer: 'yes' });
    await expect(answer).rejects.toThrow(/E1304/);
  });

  test('the code of the cause is found inside the one that Oozie gives', async () => {
    const workflowPath = await store('workflow', quickWorkflow(uniqueName('inner')));
    const path = await store('coordinator', coordinator(uniqueName('inner'), workflowPath), twoHours);
    const { id } = await oozie.submit({ 'oozie.coord.application.path': path, ...twoHours });
    const properties = { 'oozie.coord.application.path': path, ...twoHours, endTime: '2020-01-01T05:00Z' };
    await expect(oozie.coordinators.update(id, properties)).rejects.toMatchObject({
      kind: 'invalid-request',
      reachedServer: 'yes',
      code: 'E0803',
      innerCode: 'E1023',
    });
    await oozie.coordinators.kill(id);
  });

  test('a value that Oozie does not take', async () => {
    expect(await errorOf(oozie.workflows.list({ filter: { status: 'NO_SUCH' } }))).toBe(
      'invalid-request yes E0420',
    );
  });
});

describe('an Oozie that fails', () => {
  test('over a question that it does not expect', async () => {
    expect(await errorOf(oozie.workflows.status(`${missing.W}@node`))).toBe('server-error maybe undefined');
  });

  test('for want of its cluster has made no job', async () => {
    const path = 'hdfs://127.0.0.1:1/nowhere/workflow.xml';
    const answer = oozie.submit({ 'oozie.wf.application.path': path }, { timeoutMs: 120_000 });
    await expect(answer).rejects.toMatchObject({
      kind: 'server-error',
      reachedServer: 'no',
      code: 'E0307',
      message: expect.stringContaining('Oozie did nothing'),
    });
  }, 150_000);
});

test('no answer in time', async () => {
  const answer = oozie.admin.configuration({ timeoutMs: 0 });
  expect(await errorOf(answer)).toBe('timeout maybe undefined');
});

test('a port where nobody listens', async () => {
  const server = await loopbackServer(() => {});
  await server.close();
  const nowhere = createOozieClient({ url: server.url, retries: 1, retryDelayMs: () => 1 });
  expect(await errorOf(nowhere.submit({}))).toBe('unreachable no undefined');
});

test('a web server that is no Oozie', async () => {
  const elsewhere = createOozieClient({ url: new URL('/elsewhere', inject('oozieUrl')) });
  expect(await errorOf(elsewhere.workflows.start(missing.W))).toBe('malformed-answer no undefined');
});

describe('an Oozie that takes no changes', () => {
  let own: LocalOozie;
  let client: OozieClient;
  beforeAll(async () => {
    own = await startLocalOozie();
    client = createOozieClient({ url: own.url, user: 'alice', ...recorded });
  });
  afterAll(() => own?.stop());

  test.each(['SAFEMODE', 'NOWEBSERVICE'] as const)(
    'in %s it refuses changes, and did nothing',
    async (mode) => {
      await client.admin.setSystemMode(mode);
      for (const ask of [
        () => client.submit({}),
        () => client.workflows.start(missing.W),
        () => client.coordinators.kill(missing.C),
        () => client.bundles.change(missing.B, { pausetime: null }),
      ]) {
        expect(await errorOf(ask())).toBe('safe-mode no E0002');
      }
      await client.admin.setSystemMode('NORMAL');
      expect(await errorOf(client.workflows.start(missing.W))).toBe('not-found yes E0605');
    },
  );
});

describe('an Oozie that asks who may do it', () => {
  let own: LocalOozie;
  const clientOf = (user: string) => createOozieClient({ url: own.url, user });
  beforeAll(async () => {
    own = await startLocalOozie({
      oozieSite: { 'oozie.service.AuthorizationService.authorization.enabled': 'true' },
    });
  });
  afterAll(() => own?.stop());

  test('lets a job’s owner change it, and others not', async () => {
    const alice = clientOf('alice');
    const bob = clientOf('bob');
    const xml = quickWorkflow(uniqueName('owned'));
    const { path } = await alice.uploadDefinition({ kind: 'workflow', xml, root: own.definitionRoot });
    const { id } = await alice.submit({ 'oozie.wf.application.path': path });
    expect(await errorOf(bob.workflows.kill(id))).toBe('forbidden no E0508');
    expect((await bob.workflows.info(id)).status).toBe('PREP');
    await alice.workflows.kill(id);
    expect(await alice.workflows.status(id)).toBe('KILLED');
  });

  test('lets nobody do what is for administrators', async () => {
    expect(await errorOf(clientOf('bob').admin.setSystemMode('SAFEMODE'))).toBe('forbidden no E0503');
  });

  test('calls a missing job missing, although it answers 401', async () => {
    const bob = clientOf('bob');
    expect(await errorOf(bob.workflows.kill(missing.W))).toBe('not-found yes E0605');
    expect(await errorOf(bob.coordinators.kill(missing.C))).toBe('not-found yes E0604');
    expect(await errorOf(bob.bundles.kill(missing.B))).toBe('not-found yes E0604');
  });
});
