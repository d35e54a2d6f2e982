import { expect, test, vi } from 'vitest';
import { createOozieClient } from './client.ts';
import { parseConfiguration } from './configuration.ts';

function clientOf(user?: string) {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json({ id: '1-W' }, { status: 201 }));
  const client = createOozieClient({
    url: 'http://oozie/oozie',
    fetch,
    ...(user === undefined ? {} : { user }),
  });
  const sent = () =>
    fetch.mock.calls.map(([url, init]) => [String(url), parseConfiguration(String(init?.body))]);
  return { client, sent };
}

test('a job belongs to the client’s user unless it names another', async () => {
  const { client, sent } = clientOf('alice');
  expect(await client.submit({ a: '1' })).toEqual({ id: '1-W' });
  await client.submit({ 'user.name': 'bob' }, { start: true });
  expect(sent()).toEqual([
    ['http://oozie/oozie/v2/jobs?user.name=alice', { 'user.name': 'alice', a: '1' }],
    ['http://oozie/oozie/v2/jobs?action=start&user.name=alice', { 'user.name': 'bob' }],
  ]);
});

test('a client of nobody leaves it to the server whose job it is', async () => {
  const { client, sent } = clientOf();
  await client.dryrun({ a: '1' });
  expect(sent()).toEqual([['http://oozie/oozie/v2/jobs?action=dryrun', { a: '1' }]]);
});

test('a property with which Oozie could never start the job is not sent', async () => {
  const { client, sent } = clientOf('alice');
  await expect(client.submit({ greeting: 'hello 😀' })).rejects.toMatchObject({
    kind: 'invalid-request',
    reachedServer: 'no',
    message: expect.stringContaining('greeting'),
  });
  expect(sent()).toEqual([]);
});

test('a property that Oozie takes for something else is not sent', async () => {
  const { client, sent } = clientOf('alice');
  const job = { 'oozie.coord.application.path': 'hdfs:///c', YEAR: '2026' };
  await expect(client.submit(job)).rejects.toMatchObject({ message: expect.stringContaining('E0808') });
  await expect(client.dryrun(job)).rejects.toMatchObject({ kind: 'invalid-request', reachedServer: 'no' });
  expect(sent()).toEqual([]);
  await client.submit({ 'oozie.wf.application.path': 'hdfs:///w', YEAR: '2026' });
  expect(sent()).toHaveLength(1);
});
