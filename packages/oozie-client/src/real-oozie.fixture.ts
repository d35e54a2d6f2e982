import { randomUUID } from 'node:crypto';
import { expect, inject } from 'vitest';
import { createOozieClient } from './client.ts';
import { prepareDefinition } from './definition-upload.ts';
import type { JobKind } from './job-kind.ts';
import { recorded } from './rest-recorder.fixture.ts';

/** The Oozie that the test run was given. */
export const oozie = createOozieClient({ url: inject('oozieUrl'), user: 'alice', ...recorded });
export const root = inject('definitionRoot');

/** A name that no other test uses. */
export function uniqueName(what: string): string {
  return `client ${what} ${randomUUID()}`;
}

/** Stores a definition without having it checked, which would need all its properties. */
export async function store(
  kind: JobKind,
  xml: string,
  properties: Record<string, string> = {},
): Promise<string> {
  return (await oozie.uploadDefinition({ kind, xml, root, properties })).path;
}

/** Where a definition lies that is stored already. */
export function pathOf(kind: JobKind, xml: string): string {
  return prepareDefinition({ kind, xml, root }).path;
}

/** Reads until what is read is so, for Oozie acts after it answered. */
export async function until<T>(read: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + 45_000;
  for (;;) {
    const value = await read();
    if (isSo(value)) return value;
    if (Date.now() > deadline) expect.fail(`waited too long; last read: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Ends by itself at once. */
export const quickWorkflow = (name: string) =>
  `<workflow-app name="${name}" xmlns="uri:oozie:workflow:1.0"><start to="pass"/><decision name="pass"><switch><case to="end">true</case><default to="end"/></switch></decision><end name="end"/></workflow-app>`;

/** Runs as long as its child does, which suspends itself. */
export const waitingWorkflow = (name: string, childPath: string) =>
  `<workflow-app name="${name}" xmlns="uri:oozie:workflow:1.0"><start to="child"/><action name="child"><sub-workflow><app-path>${childPath}</app-path><configuration><property><name>oozie.suspend.on.nodes</name><value>pass</value></property></configuration></sub-workflow><ok to="end"/><error to="failed"/></action><kill name="failed"><message>child failed</message></kill><end name="end"/></workflow-app>`;

/** Runs for hours: its one action fails, and is tried again an hour later. */
export const patientWorkflow = (name: string) =>
  `<workflow-app name="${name}" xmlns="uri:oozie:workflow:1.0"><start to="chmod"/><action name="chmod" retry-max="3" retry-interval="60"><fs><chmod path="${root}/nowhere" permissions="-rwx------"/></fs><ok to="end"/><error to="failed"/></action><kill name="failed"><message>no</message></kill><end name="end"/></workflow-app>`;

/** Hourly, from 2020-01-01T00:00Z to the property `endTime`, at most `concurrency` at once. */
export const coordinator = (name: string, workflowPath: string) =>
  `<coordinator-app name="${name}" frequency="\${coord:hours(1)}" start="2020-01-01T00:00Z" end="\${endTime}" timezone="UTC" xmlns="uri:oozie:coordinator:0.5"><controls><concurrency>\${concurrency}</concurrency></controls><action><workflow><app-path>${workflowPath}</app-path></workflow></action></coordinator-app>`;

/** Begins in 2099 unless it is started. */
export const bundle = (name: string, coordinatorPath: string) =>
  `<bundle-app name="${name}" xmlns="uri:oozie:bundle:0.2"><controls><kick-off-time>2099-01-01T00:00Z</kick-off-time></controls><coordinator name="${name} part"><app-path>${coordinatorPath}</app-path></coordinator></bundle-app>`;

/** Two hours of 2020, so two actions. */
export const twoHours = { endTime: '2020-01-01T02:00Z', concurrency: '2' };
