import { expect, test } from 'vitest';
import { parseConfiguration } from './configuration.ts';
import {
  bundle,
  coordinator,
  oozie,
  quickWorkflow,
  store,
  twoHours,
  uniqueName,
  until,
} from './real-oozie.fixture.ts';

const appPath = 'oozie.bundle.application.path';
const missing = '9999999-260101000000000-oozie-root-B';

async function prepared(properties: Record<string, string> = twoHours) {
  const name = uniqueName('bundle');
  const workflowPath = await store('workflow', quickWorkflow(uniqueName('workflow')));
  const coordinatorPath = await store(
    'coordinator',
    coordinator(uniqueName('coordinator'), workflowPath),
    properties,
  );
  const xml = bundle(name, coordinatorPath);
  const path = await store('bundle', xml, properties);
  const { id } = await oozie.submit({ [appPath]: path, ...properties });
  return { id, name, path, xml };
}

const statusOf = (id: string) => () => oozie.bundles.status(id);

test('a bundle with a far kick-off waits in PREP, and starts its coordinator once started', async () => {
  const { id, name, path, xml } = await prepared();
  expect(await oozie.bundles.info(id)).toMatchObject({
    partial: false,
    bundleJobId: id,
    bundleJobName: name,
    bundleJobPath: path,
    status: 'PREP',
    kickoffTime: Date.parse('2099-01-01T00:00Z'),
    bundleCoordJobs: [],
  });
  expect(await oozie.bundles.definition(id)).toContain(xml);
  await oozie.bundles.start(id);
  const { bundleCoordJobs } = await until(
    () => oozie.bundles.info(id),
    (job) => job.bundleCoordJobs.length === 1,
  );
  const [part] = bundleCoordJobs;
  expect(part).toMatchObject({ coordJobName: `${name} part`, bundleId: id, concurrency: 2 });
  expect(parseConfiguration(part?.conf ?? '')).toMatchObject({ ...twoHours, 'oozie.bundle.id': id });
  await until(
    () => oozie.coordinators.info(part?.coordJobId ?? '', { len: -1 }),
    ({ actions, total }) => total === 2 && actions.every(({ status }) => status === 'SUCCEEDED'),
  );
});

test('a bundle is listed, with its configuration', async () => {
  const { id, name } = await prepared();
  const { rows } = await oozie.bundles.list({ filter: { name, status: 'PREP' } });
  expect(rows).toMatchObject([{ partial: true, bundleJobId: id, bundleJobName: name, user: 'alice' }]);
  expect(parseConfiguration(rows[0]?.conf ?? '')).toMatchObject(twoHours);
  await oozie.bundles.kill(id);
  await until(statusOf(id), (status) => status === 'KILLED');
});

test('a bundle is suspended, resumed, changed and killed', async () => {
  const { id } = await prepared({ endTime: '2020-01-01T01:00Z', concurrency: '1' });
  await oozie.bundles.start(id);
  await until(
    () => oozie.bundles.info(id),
    (job) => job.bundleCoordJobs.length === 1,
  );
  await oozie.bundles.suspend(id);
  await until(statusOf(id), (status) => status === 'SUSPENDED');
  await oozie.bundles.resume(id);
  await until(statusOf(id), (status) => status === 'RUNNING');
  const pausetime = Date.parse('2098-03-01T00:01Z');
  await oozie.bundles.change(id, { pausetime });
  expect(await oozie.bundles.info(id)).toMatchObject({ pauseTime: pausetime });
  await oozie.bundles.change(id, { pausetime: null });
  expect(await oozie.bundles.info(id)).toMatchObject({ pauseTime: null });
  await expect(
    oozie.bundles.change(id, { pausetime: Date.parse('2020-01-01T00:00Z') }),
  ).rejects.toMatchObject({
    kind: 'invalid-request',
    code: 'E1317',
  });
  await oozie.bundles.kill(id);
  await until(statusOf(id), (status) => status === 'KILLED');
});

test('every operation says of a missing bundle that there is none', async () => {
  const { bundles } = oozie;
  const log = async () => {
    for await (const _ of bundles.log(missing));
  };
  const operations = [
    () => bundles.info(missing),
    () => bundles.status(missing),
    () => bundles.definition(missing),
    () => bundles.start(missing),
    () => bundles.suspend(missing),
    () => bundles.resume(missing),
    () => bundles.kill(missing),
    () => bundles.change(missing, { pausetime: null }),
    log,
  ];
  for (const operation of operations) await expect(operation()).rejects.toMatchObject({ kind: 'not-found' });
});
