import { expect, test } from 'vitest';
import {
  bundle,
  coordinator,
  oozie,
  quickWorkflow,
  root,
  store,
  uniqueName,
  until,
} from './real-oozie.fixture.ts';

const appPath = {
  workflow: 'oozie.wf.application.path',
  coordinator: 'oozie.coord.application.path',
  bundle: 'oozie.bundle.application.path',
};
const far = { endTime: '2099-01-01T00:00Z', concurrency: '1' };

async function stored() {
  const workflow = await store('workflow', quickWorkflow(uniqueName('submitted')));
  const later = (xml: string) => xml.replace('2020-01-01T00:00Z', '2098-01-01T00:00Z');
  const coordinatorPath = await store(
    'coordinator',
    later(coordinator(uniqueName('submitted'), workflow)),
    far,
  );
  const name = uniqueName('submitted');
  const waiting = bundle(name, coordinatorPath);
  return {
    workflow,
    coordinator: coordinatorPath,
    name,
    waiting: await store('bundle', waiting, far),
    ready: await store('bundle', waiting.replace(/<controls>.*<\/controls>/, ''), far),
  };
}

test('a coordinator takes its place at once, told to start or not', async () => {
  const { coordinator } = await stored();
  for (const options of [{}, { start: true }]) {
    const { id } = await oozie.submit({ [appPath.coordinator]: coordinator, ...far }, options);
    expect(id).toMatch(/-C$/);
    expect(await oozie.coordinators.status(id)).toBe('PREP');
    await oozie.coordinators.kill(id);
  }
});

test('a bundle waits for its kick-off unless it is told to start, or has none', async () => {
  const { waiting, ready } = await stored();
  const submit = async (path: string, options: { start?: boolean }) =>
    (await oozie.submit({ [appPath.bundle]: path, ...far }, options)).id;
  const waits = await submit(waiting, {});
  expect(await oozie.bundles.status(waits)).toBe('PREP');
  const told = await submit(waiting, { start: true });
  const atOnce = await submit(ready, {});
  for (const id of [told, atOnce]) {
    await until(
      () => oozie.bundles.status(id),
      (status) => status === 'RUNNING',
    );
  }
  for (const id of [waits, told, atOnce]) await oozie.bundles.kill(id);
});

test('a trial makes no job of any kind', async () => {
  const { workflow, coordinator, waiting, name } = await stored();
  expect(await oozie.dryrun({ [appPath.workflow]: workflow })).toEqual({ id: 'OK' });
  const { id: actions } = await oozie.dryrun({ [appPath.coordinator]: coordinator, ...far });
  expect(actions).toContain('start="2098-01-01T00:00Z"');
  const { id: resolved } = await oozie.dryrun({ [appPath.bundle]: waiting, ...far });
  expect(resolved).toContain(`<bundle-app`);
  expect(resolved).toContain(coordinator);
  expect((await oozie.bundles.list({ filter: { name } })).total).toBe(0);
});

test('two kinds of definitions at once are refused', async () => {
  const { workflow, coordinator } = await stored();
  await expect(
    oozie.submit({ [appPath.workflow]: workflow, [appPath.coordinator]: coordinator, ...far }),
  ).rejects.toMatchObject({ kind: 'invalid-request', code: 'E0302' });
});

// Since OOZIE-3370, Oozie refuses the user.name that it has put in itself.
test.each(['mapreduce', 'pig', 'hive', 'sqoop'] as const)('this Oozie runs no %s script', async (kind) => {
  const properties = {
    'fs.default.name': root,
    'yarn.resourcemanager.address': 'localhost:8032',
    'oozie.libpath': root,
    'oozie.proxysubmission': 'true',
    'oozie.pig.script': "a = load 'in';",
    'oozie.hive.script': 'select 1;',
    'oozie.sqoop.command': 'list-tables',
    'mapred.mapper.class': 'none',
    'mapred.reducer.class': 'none',
    'mapred.input.dir': root,
    'mapred.output.dir': root,
  };
  await expect(oozie.submitScript(kind, properties)).rejects.toMatchObject({
    kind: 'invalid-request',
    reachedServer: 'yes',
    code: 'E0803',
    innerCode: 'E0808',
    serverMessage: expect.stringContaining('user.name'),
  });
});
