import { beforeAll, expect, inject, test } from 'vitest';
import { asOozieReads, asOozieResolves, beyondOozie } from './configuration.fixture.ts';
import { type Properties, parseConfiguration, printConfiguration } from './configuration.ts';
import { forbiddenName } from './configuration-names.ts';
import { jobKinds } from './job-kind.ts';
import { oozie, quickWorkflow, store, uniqueName } from './real-oozie.fixture.ts';
import { normaliseProperties } from './resolve-properties.ts';

let job: Properties;

beforeAll(async () => {
  const path = await store('workflow', quickWorkflow(uniqueName('configuration')));
  job = { 'user.name': 'alice', 'oozie.wf.application.path': path };
});

/** Sends a document that the client itself would not print. */
async function post(body: string, action = ''): Promise<Response> {
  return fetch(`${inject('oozieUrl')}/v2/jobs?${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/xml;charset=UTF-8' },
    body,
  });
}

async function confOf(id: string): Promise<Properties> {
  return parseConfiguration((await oozie.workflows.info(id)).conf ?? '');
}

test('what is read from a configuration is what Oozie reads', async () => {
  const own = printConfiguration(job).replace(/<\/?configuration>/g, '');
  for (const [fields, expected] of asOozieReads) {
    const document = `<configuration>${own}<property>${fields}</property></configuration>`;
    const { id } = await (await post(document)).json();
    const { 'mapreduce.job.user.name': _, ...conf } = await confOf(id);
    expect(conf, fields).toEqual({ ...job, ...expected });
    expect(parseConfiguration(document), fields).toEqual(conf);
  }
});

test('variables are resolved as Oozie resolves them', async () => {
  for (const [what, properties, a] of asOozieResolves) {
    const named = Object.fromEntries(Object.entries(properties).filter(([name]) => name !== ''));
    const { id } = await oozie.submit({ ...job, ...named });
    const conf = await confOf(id);
    expect(conf, what).toMatchObject({ a });
    expect(conf, what).toEqual(normaliseProperties({ ...job, ...named }));
  }
});

test('Oozie fails on the variables that are refused', async () => {
  for (const [what, properties] of beyondOozie) {
    await expect(oozie.submit({ ...job, ...properties }), what).rejects.toMatchObject({
      httpStatus: 500,
      serverMessage: expect.stringContaining('substitution depth too large'),
    });
  }
});

test('names that are refused are those that Oozie refuses', async () => {
  const paths = {
    workflow: 'oozie.wf.application.path',
    coordinator: 'oozie.coord.application.path',
    bundle: 'oozie.bundle.application.path',
  };
  const forbidden = ['KB', 'MB', 'GB', 'TB', 'PB', 'RECORDS', 'MAP_IN', 'MAP_OUT', 'REDUCE_IN', 'REDUCE_OUT'];
  const names = [
    ...forbidden,
    'GROUPS',
    'DAYS',
    'HOURS',
    'MINUTES',
    'YEAR',
    'MONTH',
    'DAY',
    'HOUR',
    'MINUTE',
    'kb',
  ];
  const definitions = {
    workflow: job['oozie.wf.application.path'] ?? '',
    coordinator: await store(
      'coordinator',
      `<coordinator-app name="${uniqueName('names')}" frequency="60" start="2099-01-01T00:00Z" end="2099-01-02T00:00Z" timezone="UTC" xmlns="uri:oozie:coordinator:0.5"><action><workflow><app-path>${job['oozie.wf.application.path']}</app-path></workflow></action></coordinator-app>`,
    ),
    bundle: '',
  };
  definitions.bundle = await store(
    'bundle',
    `<bundle-app name="${uniqueName('names')}" xmlns="uri:oozie:bundle:0.2"><coordinator name="one"><app-path>${definitions.coordinator}</app-path></coordinator></bundle-app>`,
  );
  for (const kind of jobKinds) {
    for (const name of names) {
      const body = printConfiguration({
        'user.name': 'alice',
        [paths[kind]]: definitions[kind],
        [name]: '1',
      });
      const answer = await post(body, 'action=dryrun');
      const refused = (await answer.text()).includes('E0808');
      expect([kind, name, refused]).toEqual([kind, name, forbiddenName(name, kind) !== undefined]);
    }
  }
});
