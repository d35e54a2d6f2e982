import { createOozieClient, type Properties } from '@howdah/oozie-client';
import { inject } from 'vitest';
import { uniqueName } from './real-oozie.fixture.ts';

/** Makes the jobs on which the commands are tried. */
export const client = createOozieClient({ url: inject('oozieUrl'), user: 'alice' });
const root = inject('definitionRoot');

interface Submitted {
  readonly id: string;
  readonly name: string;
}

async function submitted(
  what: string,
  xml: (name: string) => string,
  { start, properties = {} }: { start: boolean; properties?: Properties },
): Promise<Submitted> {
  const name = uniqueName(what);
  const { path } = await client.uploadDefinition({ kind: 'workflow', xml: xml(name), root, properties });
  const { id } = await client.submit({ 'oozie.wf.application.path': path, ...properties }, { start });
  return { id, name };
}

/** Makes a folder, then waits for hours, since its second action fails and is tried again an hour later. */
const patient = (name: string) =>
  `<workflow-app name="${name}" xmlns="uri:oozie:workflow:1.0"><start to="make"/><action name="make"><fs><mkdir path="${root}/made"/></fs><ok to="open"/><error to="failed"/></action><action name="open" retry-max="3" retry-interval="60"><fs><chmod path="\${folder}" permissions="-rwx------"/></fs><ok to="end"/><error to="failed"/></action><kill name="failed"><message>it is not there</message></kill><end name="end"/></workflow-app>`;

const folder = `${root}/nowhere`;

/** Waits in PREP. */
export const prepared = () => submitted('prepared', patient, { start: false, properties: { folder } });

/** Runs for hours. */
export const running = () => submitted('running', patient, { start: true, properties: { folder } });

/** Makes a folder, and fails at once to open another, `open`; with the property `folder` set to `made` it succeeds. */
export const failing = () =>
  submitted('failing', (name) => patient(name).replace(/ retry-\w+="\d+"/g, ''), {
    start: true,
    properties: { folder },
  });

/** Where {@link failing} finds what it opens. */
export const madeFolder = `${root}/made`;

/** Ends well at once. */
export const quick = () =>
  submitted(
    'quick',
    (name) =>
      `<workflow-app name="${name}" xmlns="uri:oozie:workflow:1.0"><start to="end"/><end name="end"/></workflow-app>`,
    { start: true, properties: { greeting: 'a & <b>' } },
  );

/** A coordinator whose two actions of 2020 run {@link quick}-like workflows. */
export async function coordinator(): Promise<Submitted> {
  const work = await quick();
  const { appPath } = await client.workflows.info(work.id);
  const name = uniqueName('hourly');
  const xml = `<coordinator-app name="${name}" frequency="\${coord:hours(1)}" start="2020-01-01T00:00Z" end="2020-01-01T02:00Z" timezone="UTC" xmlns="uri:oozie:coordinator:0.5"><action><workflow><app-path>${appPath}</app-path></workflow></action></coordinator-app>`;
  const { path } = await client.uploadDefinition({ kind: 'coordinator', xml, root });
  return { ...(await client.submit({ 'oozie.coord.application.path': path })), name };
}
