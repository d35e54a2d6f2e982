import { expect, test } from 'vitest';
import { howdah, until } from '../real-oozie.fixture.ts';
import { client, coordinator, failing, prepared, quick, running } from '../submitted-jobs.fixture.ts';

test('who waits for a job learns by the exit code how it ended', async () => {
  const [good, bad] = [await quick(), await failing()];
  expect(await howdah(['wait', good.id])).toMatchObject({ code: 0 });
  expect(await howdah(['wait', bad.id])).toMatchObject({ code: 1 });
  const both = await howdah(['wait', good.id, bad.id, '--json']);
  expect(both.code).toBe(1);
  expect(JSON.parse(both.stdout)).toMatchObject([
    { id: good.id, status: 'SUCCEEDED', result: 'as wanted' },
    { id: bad.id, status: 'KILLED', result: 'ended otherwise' },
  ]);
});

test('a wait ends with 8 when its time is up', async () => {
  const { id } = await running();
  const { code, stdout, stderr } = await howdah(['wait', id, '--timeout', '1s', '--interval', '0.2s']);
  expect(code).toBe(8);
  expect(stdout).toMatch(new RegExp(`^${id} +RUNNING .* not yet$`, 'm'));
  expect(stderr).toContain('RUNNING');
});

test('a status can be waited for, and a job that is over will not have it any more', async () => {
  const { id } = await prepared();
  const waiting = howdah(['wait', id, '--for', 'running', '--interval', '0.2s']);
  await client.workflows.start(id);
  expect(await waiting).toMatchObject({ code: 0 });
  await client.workflows.kill(id);
  expect(await howdah(['wait', id, '--for', 'RUNNING'])).toMatchObject({ code: 1 });
  expect(await howdah(['wait', id, '--for', 'KILLED,FAILED'])).toMatchObject({ code: 0 });
});

test('actions and coordinators are waited for like workflows', async () => {
  const { id } = await coordinator();
  await until(
    () => client.coordinators.info(id, { len: -1 }),
    ({ actions }) => actions.length === 2,
  );
  expect(await howdah(['wait', `${id}@2`, id])).toMatchObject({ code: 0 });
});

test('what is not there is not waited for', async () => {
  const started = await howdah(['wait', '9999999-260101000000000-oozie-root-W']);
  expect(started).toMatchObject({ code: 3, stdout: expect.stringContaining('Oozie has no job') });
});

test('Ctrl-C ends a wait at once', async () => {
  const { id } = await running();
  const interrupt = new AbortController();
  const waiting = howdah(['wait', id, '--interval', '1h'], { signal: interrupt.signal });
  setTimeout(() => interrupt.abort(), 300);
  expect(await waiting).toMatchObject({ code: 130, stdout: '' });
});

test('a server that is away for a while is waited for', async () => {
  const { id } = await quick();
  let away = 3;
  const fetch: typeof globalThis.fetch = async (...request) => {
    away -= 1;
    if (away >= 0) throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
    return globalThis.fetch(...request);
  };
  const { code, stderr } = await howdah(['wait', id, '--interval', '0.1s', '--retries', '0'], { fetch });
  expect(code).toBe(0);
  expect(stderr).toContain('No answer from Oozie');
});
