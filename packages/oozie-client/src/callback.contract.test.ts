import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Callback, notificationProperties, parseCallback } from './callback.ts';
import {
  coordinator,
  oozie,
  quickWorkflow,
  store,
  twoHours,
  uniqueName,
  until,
  waitingWorkflow,
} from './real-oozie.fixture.ts';

let server: Server;
let url: string;
let asked: string[];

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook?key=a%26b`;
});
afterEach(() => {
  server.close();
});

/** What Oozie told so far; all of it must be understood. */
function told(): Callback[] {
  return asked.map((each) => {
    expect(each).toContain('key=a%26b&');
    return parseCallback(each) ?? expect.fail(`not understood: ${each}`);
  });
}

test('a coordinator and its workflows tell of themselves', async () => {
  const workflowPath = await store('workflow', quickWorkflow(uniqueName('told')));
  const path = await store('coordinator', coordinator(uniqueName('told'), workflowPath), twoHours);
  const { id } = await oozie.submit({
    'oozie.coord.application.path': path,
    ...twoHours,
    ...notificationProperties(url),
  });
  const ended = (parentId: string) => (each: Callback) =>
    each.kind === 'workflow' && each.status === 'SUCCEEDED' && each.parentId === parentId;
  const callbacks = await until(
    async () => told(),
    (all) => all.some(ended(`${id}@1`)) && all.some(ended(`${id}@2`)),
  );
  const { jobId } = callbacks.find(ended(`${id}@1`)) ?? expect.fail('never');
  const ofFirst = callbacks.filter((each) => each.jobId === jobId);
  expect(ofFirst).toEqual(
    expect.arrayContaining([
      { kind: 'workflow', jobId, status: 'RUNNING', parentId: `${id}@1` },
      { kind: 'action-end', jobId, nodeName: ':start:', transition: 'pass' },
      { kind: 'action-end', jobId, nodeName: 'pass', transition: 'end' },
    ]),
  );
  expect(callbacks).toContainEqual({
    kind: 'coordinator-action',
    actionId: `${id}@1`,
    jobId: id,
    actionNumber: 1,
    status: expect.stringMatching(/^(WAITING|READY|SUBMITTED|RUNNING)$/),
  });
});

test('a workflow that is killed tells what becomes of its actions', async () => {
  const childPath = await store('workflow', quickWorkflow(uniqueName('child')));
  const path = await store('workflow', waitingWorkflow(uniqueName('parent'), childPath));
  const { id } = await oozie.submit(
    { 'oozie.wf.application.path': path, ...notificationProperties(url) },
    { start: true },
  );
  await until(
    async () => told(),
    (all) => all.some((each) => each.kind === 'action' && each.nodeName === 'child'),
  );
  expect(told()).toContainEqual({ kind: 'action', jobId: id, nodeName: 'child', status: 'RUNNING' });
  await oozie.workflows.kill(id);
  await until(
    async () => told(),
    (all) => all.some((each) => each.kind === 'workflow' && each.status === 'KILLED'),
  );
});

test('Oozie is told by a callback to look at what an action waits for', async () => {
  const childPath = await store('workflow', quickWorkflow(uniqueName('child')));
  const path = await store('workflow', waitingWorkflow(uniqueName('called back'), childPath));
  const { id } = await oozie.submit({ 'oozie.wf.application.path': path }, { start: true });
  await until(
    () => oozie.workflows.info(id),
    (job) => job.actions.some(({ name, externalId }) => name === 'child' && externalId !== null),
  );
  const called = async () => {
    let log = '';
    for await (const piece of oozie.log(id, { logfilter: { text: 'callback for action', end: '1h' } }))
      log += piece;
    return log.split('\n').filter((line) => line.includes('CallbackServlet')).length;
  };
  const before = await called();
  await oozie.callBack(`${id}@child`, 'KILLED');
  await oozie.callBack(`${id}@child`, 'KILLED', { 'a b': 'é=1' });
  await until(called, (times) => times >= before + 2);
  // Oozie has looked for itself: the child waits, and so does the job; a callback alone kills nothing.
  expect(['RUNNING', 'SUSPENDED']).toContain(await oozie.workflows.status(id));
  await expect(oozie.callBack(`${id}@child`, 'KILLED', { a: 'x'.repeat(3000) })).rejects.toMatchObject({
    kind: 'invalid-request',
    code: 'E1603',
  });
  await oozie.workflows.kill(id);
});
