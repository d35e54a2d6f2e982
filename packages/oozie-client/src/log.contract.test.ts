import { type LocalOozie, startLocalOozie } from '@howdah/local-oozie';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOozieClient, type OozieClient } from './client.ts';
import type { JobKind } from './job-kind.ts';
import { type LogFilter, parseLogFilter } from './log-filter.ts';
import { linesOf } from './log-lines.ts';
import {
  bundle,
  coordinator,
  quickWorkflow,
  twoHours,
  uniqueName,
  until,
  waitingWorkflow,
} from './real-oozie.fixture.ts';
import { recorded } from './rest-recorder.fixture.ts';
import type { LogPosition } from './shown-messages.ts';

/** Of this file's own: Oozie searches its whole log for a job's, and others make it long. */
let own: LocalOozie;
let oozie: OozieClient;

beforeAll(async () => {
  own = await startLocalOozie({
    oozieSite: {
      'oozie.service.StatusTransitService.statusTransit.interval': '1',
      'oozie.service.CoordMaterializeTriggerService.lookup.interval': '1',
      'oozie.service.CoordMaterializeTriggerService.scheduling.interval': '1',
    },
  });
  oozie = createOozieClient({ url: own.url, user: 'alice', ...recorded });
});
afterAll(() => own?.stop());

async function store(kind: JobKind, xml: string, properties: Record<string, string> = {}): Promise<string> {
  return (await oozie.uploadDefinition({ kind, xml, root: own.definitionRoot, properties })).path;
}

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

async function finished(): Promise<string> {
  const path = await store('workflow', quickWorkflow(uniqueName('logged')));
  const { id } = await oozie.submit({ 'oozie.wf.application.path': path }, { start: true });
  await until(
    () => oozie.workflows.status(id),
    (status) => status === 'SUCCEEDED',
  );
  return id;
}

test('a part of a log is shown by time, level, text and number', async () => {
  const id = await finished();
  const lines = async (logfilter: LogFilter) =>
    (await textOf(oozie.log(id, { logfilter }))).split('\n').filter(Boolean);
  const all = await lines({});
  expect(all.length).toBeGreaterThan(2);
  expect(await lines({ limit: 2 })).toEqual(all.slice(0, 2));
  expect(await lines({ loglevel: ['INFO', 'ERROR'] })).toEqual(
    all.filter((line) => / (INFO|ERROR) /.test(line)),
  );
  expect(await lines(parseLogFilter('loglevel=ALL'))).toEqual(all);
  expect(await lines({ text: 'Action status.DO' })).toEqual(
    all.filter((line) => /Action status.DO/.test(line)),
  );
  expect(await lines({ recent: '1h' })).toEqual(all);
  expect(await lines({ start: Date.now() - 3_600_000, end: Date.now() })).toEqual(all);
  expect(await lines({ start: '2099-01-01 00:00:00', end: '2h' })).toEqual([]);
  expect(await lines({ start: '0m', end: '5m' })).toEqual(all);
  const [facts, ...rest] = await lines({ debug: true });
  expect([facts, rest]).toEqual([expect.stringContaining('Log start time = '), all]);
});

test('the errors of a job, and what users asked of it, are logs of their own', async () => {
  const id = await finished();
  expect(await textOf(oozie.log(id, { kind: 'errorlog' }))).not.toContain(' INFO ');
  expect(await textOf(oozie.workflows.log(id, { kind: 'auditlog' }))).not.toContain('ActionStart');
});

test('coordinators and bundles have logs, too, and parts of a coordinator’s are by action', async () => {
  const workflowPath = await store('workflow', quickWorkflow(uniqueName('logged')));
  const coordinatorPath = await store(
    'coordinator',
    coordinator(uniqueName('logged'), workflowPath),
    twoHours,
  );
  const path = await store('bundle', bundle(uniqueName('logged'), coordinatorPath), twoHours);
  const { id: bundleId } = await oozie.submit({ 'oozie.bundle.application.path': path, ...twoHours });
  const { id } = await oozie.submit({ 'oozie.coord.application.path': coordinatorPath, ...twoHours });
  await until(
    () => oozie.coordinators.status(id),
    (status) => status === 'SUCCEEDED',
  );
  for (const [job, log] of [
    [bundleId, oozie.bundles.log],
    [id, oozie.coordinators.log],
  ] as const) {
    expect(await textOf(log(job))).toContain(job);
    for (const kind of ['errorlog', 'auditlog'] as const) {
      expect(await textOf(log(job, { kind }))).not.toContain(' INFO CoordMaterialize');
    }
  }
  const first = await textOf(oozie.log(id, { actions: { type: 'action', scope: '1' } }));
  expect(first).toContain(`${id}@1`);
  expect(first).not.toContain(`ACTION[${id}@2]`);
  const dates = { type: 'date', scope: '2020-01-01T00:00Z::2020-01-01T00:00Z' } as const;
  expect(await textOf(oozie.log(id, { actions: dates }))).toBe(first);
});

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
