import { expect, test } from 'vitest';
import { type LogFilter, parseLogFilter } from './log-filter.ts';
import { oozie, quickWorkflow, store, uniqueName, until } from './real-oozie.fixture.ts';

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
