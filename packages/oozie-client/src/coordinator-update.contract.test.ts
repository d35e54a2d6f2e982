import { expect, test } from 'vitest';
import { type Properties, parseConfiguration } from './configuration.ts';
import { reached, submitted, succeeded } from './coordinator-jobs.fixture.ts';
import { coordinator, oozie, store, twoHours } from './real-oozie.fixture.ts';

const appPath = 'oozie.coord.application.path';
const missing = '9999999-260101000000000-oozie-root-C';
const far = { endTime: '2099-01-01T00:00Z', concurrency: '1' };

const later = (xml: string) => xml.replace('2020-01-01T00:00Z', '2098-01-01T00:00Z');
/** Passes the property `greeting` on to the workflows. */
const greeting = (xml: string) =>
  xml.replace(
    '</app-path>',
    `</app-path><configuration><property><name>greeting</name><value>\${greeting}</value></property></configuration>`,
  );

const waiting = (properties: Properties = far) => submitted('quick', later, properties);

async function read(id: string) {
  const { conf, ...job } = await oozie.coordinators.info(id);
  return { ...job, properties: parseConfiguration(conf ?? '') };
}

test('an update replaces all properties, and says what changes', async () => {
  const { id, path } = await waiting({ ...far, forgotten: 'once' });
  const { diff } = await oozie.coordinators.update(id, { ...far, concurrency: '5', added: 'é & <b>' });
  expect(diff).toContain('+    <concurrency>5</concurrency>');
  expect(diff).toContain('+    <name>added</name>');
  const { properties, ...job } = await read(id);
  expect(job).toMatchObject({ concurrency: 5, coordJobPath: path, status: 'PREP' });
  expect(properties).toMatchObject({ concurrency: '5', added: 'é & <b>', [appPath]: path });
  expect(properties).not.toHaveProperty('forgotten');
  await oozie.coordinators.kill(id);
});

test('an update gives a coordinator the definition at another path', async () => {
  const { id, name, workflowPath } = await waiting();
  const xml = later(coordinator(name, workflowPath)).replace(
    `<concurrency>\${concurrency}</concurrency>`,
    '<timeout>77</timeout><concurrency>3</concurrency><execution>LIFO</execution><throttle>4</throttle>',
  );
  const path = await store('coordinator', xml, far);
  await oozie.coordinators.update(id, { ...far, [appPath]: path });
  expect(await read(id)).toMatchObject({
    coordJobPath: path,
    timeOut: 77,
    concurrency: 3,
    executionPolicy: 'LIFO',
    mat_throttling: 4,
  });
  expect(await oozie.coordinators.definition(id)).toContain('<timeout>77</timeout>');
  await oozie.coordinators.kill(id);
});

test('a trial changes nothing, and the difference need not be told', async () => {
  const { id } = await waiting();
  const before = await read(id);
  const { diff } = await oozie.coordinators.update(id, { ...far, concurrency: '5' }, { dryrun: true });
  expect(diff).toContain('+    <concurrency>5</concurrency>');
  expect(await read(id)).toEqual(before);
  expect(await oozie.coordinators.update(id, { ...far, concurrency: '6' }, { diff: false })).toEqual({
    diff: '',
  });
  expect(await read(id)).toMatchObject({ concurrency: 6 });
  await oozie.coordinators.kill(id);
});

test('an update without properties keeps those that there are', async () => {
  const { id } = await waiting({ ...far, kept: 'a & <b>' });
  const { properties } = await read(id);
  const { diff } = await oozie.coordinators.update(id, undefined);
  expect(diff).not.toMatch(/^[+-]/m);
  expect((await read(id)).properties).toEqual(properties);
  await oozie.coordinators.kill(id);
});

test('an update of what cannot be changed is refused, and changes nothing', async () => {
  const { id, name, workflowPath } = await waiting();
  const before = await read(id);
  const refused = { kind: 'invalid-request', reachedServer: 'yes', code: 'E0803', innerCode: 'E1023' };
  await expect(oozie.coordinators.update(id, { ...far, endTime: '2099-02-01T00:00Z' })).rejects.toMatchObject(
    refused,
  );
  for (const xml of [
    later(coordinator(`${name} renamed`, workflowPath)),
    later(coordinator(name, workflowPath)).replace('hours(1)', 'hours(2)'),
    later(coordinator(name, workflowPath)).replace('timezone="UTC"', 'timezone="Europe/Vienna"'),
  ]) {
    const path = await store('coordinator', xml, far);
    await expect(oozie.coordinators.update(id, { ...far, [appPath]: path })).rejects.toMatchObject(refused);
  }
  expect(await read(id)).toEqual(before);
  await oozie.coordinators.kill(id);
});

test('after a change of the end time, an update must name the new one', async () => {
  const { id } = await waiting();
  await oozie.coordinators.change(id, { endtime: Date.parse('2099-02-01T00:00Z') });
  await expect(oozie.coordinators.update(id, far)).rejects.toMatchObject({ innerCode: 'E1023' });
  await oozie.coordinators.update(id, { ...far, endTime: '2099-02-01T00:00Z', concurrency: '2' });
  expect(await read(id)).toMatchObject({ concurrency: 2, endTime: Date.parse('2099-02-01T00:00Z') });
  await oozie.coordinators.kill(id);
});

test('actions get what was updated by a rerun that refreshes them', async () => {
  const { id } = await succeeded(greeting, { ...twoHours, greeting: 'old' });
  await oozie.coordinators.update(id, { ...twoHours, greeting: 'new' });
  await oozie.coordinators.rerun(id, { actions: '1' });
  await oozie.coordinators.rerun(id, { actions: '2' }, { refresh: true });
  const actions = await reached(id, 'SUCCEEDED');
  const greetings = await Promise.all(
    actions.map(async ({ externalId }) => {
      const { conf } = await oozie.workflows.info(externalId ?? '');
      return parseConfiguration(conf ?? '').greeting;
    }),
  );
  expect(greetings).toEqual(['old', 'new']);
});

test('a coordinator that there is not is missing', async () => {
  await expect(oozie.coordinators.update(missing, far)).rejects.toMatchObject({ kind: 'not-found' });
  await expect(oozie.coordinators.update(missing, undefined)).rejects.toMatchObject({ kind: 'not-found' });
});
