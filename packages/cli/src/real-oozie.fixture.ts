import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, inject } from 'vitest';
import { emptyHome, type Given, type Ran, run } from './surroundings.fixture.ts';

/** The settings by which commands find the Oozie of the test run. */
export const env = { OOZIE_URL: inject('oozieUrl'), HOWDAH_DEFINITION_ROOT: inject('definitionRoot') };

/** Runs a command line against the real Oozie. */
export const howdah = (argv: readonly string[], given: Given = {}): Promise<Ran> =>
  run(argv, { ...given, env: { ...env, ...given.env } });

/** Runs a command line that has to go well, and reads what it printed as JSON. */
export async function facts<T>(argv: readonly string[], given: Given = {}): Promise<T> {
  const ran = await howdah([...argv, '--json'], given);
  expect(ran, `${argv.join(' ')}: ${ran.stderr}`).toMatchObject({ code: 0 });
  return JSON.parse(ran.stdout);
}

/** A name that no other test uses. */
export const uniqueName = (what: string) => `cli ${what} ${randomUUID()}`;

/** A folder of its own with these files. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = emptyHome();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
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
  `<workflow-app name="${name}" xmlns="uri:oozie:workflow:1.0"><start to="pass"/><decision name="pass"><switch><case to="end">true</case><default to="end"/></switch></decision><end name="end"/></workflow-app>\n`;

/** Hourly from 2020-01-01T00:00Z to the property `end`. Its workflow lies in `workflow/` beside it. */
export const hourly = (name: string) =>
  `<coordinator-app name="${name}" frequency="\${coord:hours(1)}" start="2020-01-01T00:00Z" end="\${end}" timezone="UTC" xmlns="uri:oozie:coordinator:0.5">
  <controls><concurrency>5</concurrency></controls>
  <action><workflow><app-path>workflow</app-path></workflow></action>
</coordinator-app>
`;

/** A coordinator with its workflow; two hours, so two actions. */
export const twoHours = (name: string) =>
  folderWith({
    'coordinator.xml': hourly(name),
    'workflow/workflow.xml': quickWorkflow(`${name} work`),
    'job.properties': 'end=2020-01-01T02:00Z\n',
  });
