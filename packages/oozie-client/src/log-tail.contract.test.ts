import { expect, test } from 'vitest';
import { linesOf } from './log-lines.ts';
import { oozie, quickWorkflow, store, uniqueName, until, waitingWorkflow } from './real-oozie.fixture.ts';
import type { LogPosition } from './shown-messages.ts';

const appPath = 'oozie.wf.application.path';

/** Fails with a stack trace in the log, then waits for its child. */
const failingWorkflow = (name: string, childPath: string) =>
  waitingWorkflow(name, childPath)
    .replace('<start to="child"/>', '<start to="delete"/>')
    .replace(
      '<action name="child">',
      '<action name="delete"><fs><delete path="nowhere://host/a"/></fs><ok to="child"/><error to="child"/></action><action name="child">',
    );

async function allLines(id: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(oozie.log(id))) lines.push(line);
  return lines;
}

test('the log of a job that runs is followed in two sittings, every line once', async () => {
  const childPath = await store('workflow', quickWorkflow(uniqueName('child')));
  const path = await store(
    'workflow',
    failingWorkflow(uniqueName('é <tailed> &amp;amp;').replaceAll('<', '&lt;'), childPath),
  );
  const { id } = await oozie.submit({ [appPath]: path }, { start: true });

  const shown: string[] = [];
  let left: LogPosition | undefined;
  for await (const { text, position } of oozie.tail(id, { pollMs: 50 })) {
    shown.push(text);
    left = position;
    // In the middle of a stack trace.
    if (/^\tat /.test(text)) break;
  }
  const { actions } = await until(
    () => oozie.workflows.info(id),
    (job) => job.actions.some(({ name, externalId }) => name === 'child' && externalId !== null),
  );
  await oozie.workflows.suspend(id);
  await until(
    () => oozie.workflows.status(id),
    (status) => status === 'SUSPENDED',
  );

  const rest = oozie.tail(id, { pollMs: 50, from: JSON.parse(JSON.stringify(left)) });
  const child = actions.find(({ name }) => name === 'child')?.externalId ?? '';
  for await (const { text } of rest) {
    shown.push(text);
    // Once it has caught up, have more written.
    if (shown.length > 0 && text.includes('SuspendXCommand')) await oozie.workflows.kill(id);
  }
  expect(await oozie.workflows.status(id)).toBe('KILLED');
  const written = await allLines(id);
  expect(shown).toEqual(written);
  expect(shown.filter((line) => line.startsWith('\tat ')).length).toBeGreaterThan(5);
  expect(shown[0]).toContain('é <tailed> &amp;');
  await oozie.workflows.kill(child).catch(() => undefined);
});
