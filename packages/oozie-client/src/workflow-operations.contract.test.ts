import { expect, test } from 'vitest';
import { parseConfiguration } from './configuration.ts';
import { oozie, quickWorkflow, root, store, uniqueName, until } from './real-oozie.fixture.ts';

const appPath = 'oozie.wf.application.path';
const skipNodes = 'oozie.wf.rerun.skip.nodes';
const failNodes = 'oozie.wf.rerun.failnodes';
const missing = '9999999-260101000000000-oozie-root-W';

/** Leaves a folder named by the number of its run, and goes on only where the property `open` is true. */
const gated = (name: string) =>
  `<workflow-app name="${name}" xmlns="uri:oozie:workflow:1.0"><start to="mark"/><action name="mark"><fs><mkdir path="${root}/marks/${name.replaceAll(' ', '-')}/run\${wf:run()}"/></fs><ok to="gate"/><error to="shut"/></action><decision name="gate"><switch><case to="end">\${open}</case><default to="shut"/></switch></decision><kill name="shut"><message>the gate is shut</message></kill><end name="end"/></workflow-app>`;

/** Leaves a folder as `gated` does, and fails unless there is something at the path `bar`. */
const barred = (name: string) =>
  gated(name)
    .replace(/<decision[\s\S]*<\/decision>/, '')
    .replace(
      '<kill',
      `<action name="gate"><fs><chmod path="\${bar}" permissions="-rwxr-xr-x" dir-files="false"/></fs><ok to="end"/><error to="shut"/></action><kill`,
    );

/** Fails at what Oozie tries again, without a pause. */
const retried = (name: string) =>
  `<workflow-app name="${name}" xmlns="uri:oozie:workflow:1.0"><start to="chmod"/><action name="chmod" retry-max="2" retry-interval="0"><fs><chmod path="${root}/nowhere" permissions="-rwx------"/></fs><ok to="end"/><error to="failed"/></action><kill name="failed"><message>no</message></kill><end name="end"/></workflow-app>`;

async function over(definition: (name: string) => string, properties: Record<string, string> = {}) {
  const name = uniqueName('operations');
  const path = await store('workflow', definition(name), properties);
  const { id } = await oozie.submit({ [appPath]: path, ...properties }, { start: true });
  await finished(id);
  return { id, name, path };
}

const finished = (id: string) =>
  until(
    () => oozie.workflows.status(id),
    (status) => status === 'SUCCEEDED' || status === 'KILLED',
  );

const markOf = async (id: string) => (await oozie.workflows.action(`${id}@mark`)).conf;

test('a rerun merges its properties over the job’s, and counts the runs', async () => {
  const { id } = await over(gated, { open: 'false', kept: 'as it was' });
  expect(await oozie.workflows.info(id)).toMatchObject({ status: 'KILLED', run: 0 });
  await oozie.workflows.rerun(id, { open: 'true', [skipNodes]: ',' });
  expect(await finished(id)).toBe('SUCCEEDED');
  const job = await oozie.workflows.info(id);
  expect(job).toMatchObject({ id, run: 1 });
  expect(parseConfiguration(job.conf ?? '')).toMatchObject({ open: 'true', kept: 'as it was' });
  expect(await markOf(id)).toContain('/run1"');
});

test('a rerun leaves nodes out that it is told to skip, and may go through all without being told', async () => {
  const { id } = await over(gated, { open: 'false' });
  await oozie.workflows.rerun(id, { open: 'true', [skipNodes]: 'mark' });
  expect(await finished(id)).toBe('SUCCEEDED');
  expect(await markOf(id)).toContain('/run0"');

  const other = await over(gated, { open: 'true' });
  await oozie.workflows.rerun(other.id, {});
  expect(await finished(other.id)).toBe('SUCCEEDED');
  expect(await markOf(other.id)).toContain('/run1"');
});

test('a rerun of what failed runs only that, and is refused for good after nodes were skipped by name', async () => {
  const { id } = await over(barred, { bar: `${root}/nowhere` });
  await oozie.workflows.rerun(id, { bar: `${root}/marks`, [failNodes]: 'true' });
  expect(await finished(id)).toBe('SUCCEEDED');
  expect(await markOf(id)).toContain('/run0"');
  expect(await oozie.workflows.info(id)).toMatchObject({ run: 1 });

  const other = await over(barred, { bar: `${root}/nowhere` });
  await oozie.workflows.rerun(other.id, { [skipNodes]: 'mark' });
  expect(await finished(other.id)).toBe('KILLED');
  await expect(
    oozie.workflows.rerun(other.id, { bar: `${root}/marks`, [failNodes]: 'true' }),
  ).rejects.toMatchObject({
    kind: 'invalid-request',
    code: 'E0404',
    reachedServer: 'yes',
  });
  expect(await oozie.workflows.info(other.id)).toMatchObject({ status: 'KILLED', run: 1 });
});

test('a rerun that Oozie refuses changes nothing', async () => {
  const { id, path } = await over(gated, { open: 'true' });
  const refusals = [
    { properties: { [skipNodes]: 'mark', [failNodes]: 'true' }, code: 'E0404' },
    { properties: { [skipNodes]: 'nowhere' }, code: 'E0807' },
  ];
  for (const { properties, code } of refusals) {
    await expect(oozie.workflows.rerun(id, properties)).rejects.toMatchObject({
      kind: 'invalid-request',
      code,
    });
  }
  expect(await oozie.workflows.info(id)).toMatchObject({ status: 'SUCCEEDED', run: 0 });

  const { id: waiting } = await oozie.submit({ [appPath]: path, open: 'true' });
  await expect(oozie.workflows.rerun(waiting, { [skipNodes]: ',' })).rejects.toMatchObject({
    kind: 'precondition',
    code: 'E0805',
  });
  expect(await oozie.workflows.status(waiting)).toBe('PREP');
});

test('one node is read by its own id', async () => {
  const { id } = await over(gated, { open: 'true' });
  expect(await oozie.workflows.action(`${id}@gate`)).toMatchObject({
    id: `${id}@gate`,
    name: 'gate',
    type: 'switch',
    status: 'OK',
    transition: 'end',
    retries: 0,
    errorCode: null,
  });
  expect(await oozie.workflows.action(`${id}@:start:`)).toMatchObject({ type: ':START:' });
});

test('the attempts before the last one are told, and there are none without a retry', async () => {
  const { id } = await over(retried);
  const { startTime } = await oozie.workflows.info(id);
  const retries = await oozie.workflows.retries(`${id}@chmod`);
  expect(retries).toMatchObject([
    { attempt: 1, externalChildIDs: null },
    { attempt: 2, externalChildIDs: null },
  ]);
  for (const retry of retries) {
    expect(retry.startTime).toBeGreaterThanOrEqual(startTime ?? Number.NaN);
    expect(retry.endTime).toBeGreaterThanOrEqual(retry.startTime ?? Number.NaN);
  }
  expect(await oozie.workflows.action(`${id}@chmod`)).toMatchObject({
    userRetryCount: 2,
    userRetryMax: 2,
    status: 'ERROR',
    errorCode: 'FS009',
  });
  expect(await oozie.workflows.retries(`${id}@failed`)).toEqual([]);
});

test('the graph shows how far the workflow got, and kill nodes when asked or reached', async () => {
  const { id } = await over(gated, { open: 'true' });
  const dot = await oozie.workflows.graph(id, { format: 'dot' });
  expect(dot).toMatch(/^digraph \{/);
  expect(dot).toContain('"gate" -> "end" ["color"="green"]');
  expect(dot).not.toContain('"mark" -> "shut"');
  const withKill = await oozie.workflows.graph(id, { format: 'dot', showKill: true });
  expect(withKill).toContain('"mark" -> "shut"');

  const failed = await over(retried);
  expect(await oozie.workflows.graph(failed.id, { format: 'dot' })).toContain('"chmod" -> "failed"');
});

// Oozie waits a minute for its pictures before it gives them up.
test('an Oozie that cannot draw says so', { timeout: 150_000 }, async () => {
  const { id } = await over(quickWorkflow);
  const refused = { kind: 'invalid-request', code: 'E0307', httpStatus: 404, reachedServer: 'yes' };
  const patient = { timeoutMs: 120_000 };
  await Promise.all([
    expect(oozie.workflows.graph(id, { format: 'svg' }, patient)).rejects.toMatchObject(refused),
    expect(oozie.workflows.graph(id, { format: 'png' }, patient)).rejects.toMatchObject(refused),
    expect(oozie.workflows.graph(id, {}, patient)).rejects.toMatchObject(refused),
  ]);
});

test('what is not there is said to be missing', async () => {
  const { id } = await over(quickWorkflow);
  const operations = [
    () => oozie.workflows.rerun(missing, { [skipNodes]: ',' }),
    () => oozie.workflows.action(`${missing}@pass`),
    () => oozie.workflows.action(`${id}@nowhere`),
    () => oozie.workflows.retries(`${id}@nowhere`),
    () => oozie.workflows.graph(missing, { format: 'dot' }),
  ];
  for (const operation of operations) {
    await expect(operation()).rejects.toMatchObject({ kind: 'not-found', reachedServer: 'yes' });
  }
});
