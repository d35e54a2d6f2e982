import { expect, inject, test } from 'vitest';
import { createOozieClient } from './client.ts';
import { coordinator, oozie, quickWorkflow, store, twoHours, uniqueName } from './real-oozie.fixture.ts';

test('a document is checked against Oozie’s schemas', async () => {
  expect(await oozie.validate(quickWorkflow('é€😀'))).toEqual({ valid: true });
  expect(await oozie.validate('<workflow-app/>')).toMatchObject({
    valid: false,
    code: 'E0701',
    message: expect.stringContaining("Cannot find the declaration of element 'workflow-app'"),
  });
  expect(await oozie.validate('<workflow-app')).toMatchObject({ valid: false });
  expect(await oozie.validate('')).toMatchObject({ valid: false });
});

test('a dry run of a coordinator shows its first actions', async () => {
  const workflowPath = await store('workflow', quickWorkflow(uniqueName('workflow')));
  const path = await store('coordinator', coordinator(uniqueName('dry'), workflowPath), twoHours);
  const { id } = await oozie.dryrun({ 'oozie.coord.application.path': path, ...twoHours });
  expect(id).toContain('***actions for instance***');
  expect(id).toContain('action-nominal-time="2020-01-01T00:00Z"');
});

test('Oozie’s words arrive as they were written', async () => {
  const path = 'file:///nowhere/<é> & "ж"';
  await expect(oozie.submit({ 'oozie.wf.application.path': path })).rejects.toMatchObject({
    kind: 'invalid-request',
    code: 'E0307',
    serverMessage: expect.stringContaining('<é> & "'),
  });
});

test('a job of nobody is refused', async () => {
  const nobody = createOozieClient({ url: inject('oozieUrl') });
  const path = await store('workflow', quickWorkflow(uniqueName('nobody')));
  await expect(nobody.submit({ 'oozie.wf.application.path': path })).rejects.toMatchObject({
    kind: 'invalid-request',
    code: 'E1603',
    serverMessage: 'user cannot be null',
  });
});

test('acting for others needs Oozie’s leave', async () => {
  const url = inject('oozieUrl');
  await expect(createOozieClient({ url, user: 'alice', doAs: 'bob' }).workflows.list()).rejects.toMatchObject(
    {
      kind: 'forbidden',
      reachedServer: 'no',
    },
  );
});

test('a URL where Oozie is not is told apart from a missing job', async () => {
  const elsewhere = createOozieClient({ url: inject('oozieUrl').replace(/oozie$/, 'elsewhere') });
  await expect(elsewhere.workflows.info('1-W')).rejects.toMatchObject({
    kind: 'malformed-answer',
    httpStatus: 404,
  });
});
