import { userInfo } from 'node:os';
import { createOozieClient, printConfiguration } from '@howdah/oozie-client';
import { inject } from 'vitest';
import { folderWith, hourly, quickWorkflow, uniqueName, until } from '../real-oozie.fixture.ts';

export const oozieUrl = inject('oozieUrl');
const root = inject('definitionRoot');
export const user = userInfo().username;
export const oozie = createOozieClient({ url: oozieUrl, user });

async function store(
  kind: 'workflow' | 'coordinator' | 'bundle',
  xml: string,
  properties = {},
): Promise<string> {
  return (await oozie.uploadDefinition({ kind, xml, root, properties })).path;
}

/** Ends in its kill node; with an action that fails. */
const failing = (name: string) =>
  `<workflow-app name="${name}" xmlns="uri:oozie:workflow:1.0"><start to="move"/><action name="move"><fs><move source="${root}/nowhere" target="${root}/somewhere"/></fs><ok to="end"/><error to="failed"/></action><kill name="failed"><message>moved nothing</message></kill><end name="end"/></workflow-app>`;

/** Runs for hours: its one action fails, and is tried again an hour later. */
const patient = (name: string) =>
  `<workflow-app name="${name}" xmlns="uri:oozie:workflow:1.0"><start to="open"/><action name="open" retry-max="3" retry-interval="60"><fs><chmod path="${root}/nowhere" permissions="-rwx------"/></fs><ok to="end"/><error to="failed"/></action><kill name="failed"><message>nothing opened</message></kill><end name="end"/></workflow-app>`;

export async function workflowPath(): Promise<string> {
  return store('workflow', quickWorkflow(uniqueName('side')));
}

export async function workflow(
  state: 'SUCCEEDED' | 'KILLED' | 'RUNNING' | 'PREP' | 'SUSPENDED',
): Promise<string> {
  const name = uniqueName('side');
  const xml =
    state === 'KILLED'
      ? failing(name)
      : state === 'RUNNING' || state === 'SUSPENDED'
        ? patient(name)
        : quickWorkflow(name);
  const path = await store('workflow', xml);
  const { id } = await oozie.submit(
    { 'oozie.wf.application.path': path, marked: 'yes' },
    { start: state !== 'PREP' },
  );
  const reached = state === 'SUSPENDED' ? 'RUNNING' : state;
  await until(
    async () => oozie.workflows.info(id),
    ({ status, actions }) =>
      status === reached && (reached !== 'RUNNING' || actions.some((each) => each.status === 'USER_RETRY')),
  );
  if (state === 'SUSPENDED') await oozie.workflows.confirmed.suspend(id);
  return id;
}

/** Hourly from 2020 on; two hours and over, or far in the future. */
export async function coordinator(when: 'over' | 'later'): Promise<string> {
  const name = uniqueName('side');
  const xml = hourly(name).replace('>workflow<', `>${await workflowPath()}<`);
  const later = xml.replace('2020-01-01T00:00Z', '2098-01-01T00:00Z');
  const end = when === 'over' ? '2020-01-01T02:00Z' : '2099-01-01T00:00Z';
  const path = await store('coordinator', when === 'over' ? xml : later, { end });
  const { id } = await oozie.submit({ 'oozie.coord.application.path': path, end });
  await until(
    () => oozie.coordinators.status(id),
    (status) => status === (when === 'over' ? 'SUCCEEDED' : 'PREP'),
  );
  return id;
}

/** Two runs so far, and it goes on. */
export async function goingOn(): Promise<string> {
  const hour = 3_600_000;
  const at = (time: number) => `${new Date(time).toISOString().slice(0, 14)}00Z`;
  const xml = hourly(uniqueName('side')).replace('>workflow<', `>${await workflowPath()}<`);
  const end = at(Date.now() + 72 * hour);
  const path = await store('coordinator', xml.replace('2020-01-01T00:00Z', at(Date.now() - hour)), { end });
  const { id } = await oozie.submit({ 'oozie.coord.application.path': path, end });
  await until(
    () => oozie.coordinators.info(id, { len: 2 }),
    ({ actions }) => actions.length === 2 && actions.every(({ status }) => status === 'SUCCEEDED'),
  );
  return id;
}

/** Waits for data that never comes. */
export async function waiting(): Promise<string> {
  const name = uniqueName('side');
  const xml = `<coordinator-app name="${name}" frequency="60" start="2020-01-01T00:00Z" end="2020-01-01T02:00Z" timezone="UTC" xmlns="uri:oozie:coordinator:0.5"><datasets><dataset name="raw" frequency="60" initial-instance="2020-01-01T00:00Z" timezone="UTC"><uri-template>${root}/never/\${YEAR}/\${HOUR}</uri-template></dataset></datasets><input-events><data-in name="in" dataset="raw"><instance>\${coord:current(0)}</instance></data-in></input-events><action><workflow><app-path>${await workflowPath()}</app-path></workflow></action></coordinator-app>`;
  const { id } = await oozie.submit({ 'oozie.coord.application.path': await store('coordinator', xml) });
  await until(
    () => oozie.coordinators.info(id, { len: -1 }),
    ({ actions }) => actions.length === 2 && actions.every((each) => each.missingDependencies),
  );
  return id;
}

export async function bundle(state: 'PREP' | 'SUCCEEDED'): Promise<{ id: string; name: string }> {
  const name = uniqueName('side');
  const end = '2020-01-01T02:00Z';
  const part = hourly(`${name} part`).replace('>workflow<', `>${await workflowPath()}<`);
  const coordinatorPath = await store('coordinator', part, { end });
  const xml = `<bundle-app name="${name}" xmlns="uri:oozie:bundle:0.2"><controls><kick-off-time>2099-01-01T00:00Z</kick-off-time></controls><coordinator name="part"><app-path>${coordinatorPath}</app-path></coordinator></bundle-app>`;
  const { id } = await oozie.submit({
    'oozie.bundle.application.path': await store('bundle', xml, { end }),
    end,
  });
  if (state === 'SUCCEEDED') {
    await oozie.bundles.start(id);
    await until(
      () => oozie.bundles.status(id),
      (status) => status === 'SUCCEEDED',
    );
  }
  return { id, name };
}

/** Files that commands are given: properties in both forms, a definition that is valid and one that isn't. */
export async function files(): Promise<string> {
  const path = await workflowPath();
  const properties = { 'oozie.wf.application.path': path, 'user.name': user, given: 'in the file' };
  const cluster = 'fs.default.name=file:///\nyarn.resourcemanager.address=localhost:1\noozie.libpath=/tmp\n';
  return folderWith({
    'job.properties': Object.entries(properties)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
    'job.xml': printConfiguration(properties),
    'job.txt': 'x=y\n',
    'valid.xml': quickWorkflow('valid'),
    'invalid.xml': '<workflow-app/>',
    'cluster.properties': cluster,
    'mapreduce.properties': `${cluster}mapred.mapper.class=M\nmapred.reducer.class=R\nmapred.input.dir=/in\nmapred.output.dir=/out\n`,
    'script.pig': "A = LOAD 'x';\nDUMP A;\n",
  });
}

/** The jobs that commands only look at. */
export interface Jobs {
  folder: string;
  done: string;
  failed: string;
  coordinator: string;
  going: string;
  waiting: string;
  bundle: { id: string; name: string };
  prepared: { id: string; name: string };
}
