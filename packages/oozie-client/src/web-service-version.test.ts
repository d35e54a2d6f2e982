import { describe, expect, test } from 'vitest';
import { createOozieClient } from './client.ts';
import type { OozieClientOptions } from './transport.ts';

const notFound = () =>
  new Response('<h1>Not Found</h1>', { status: 404, headers: { 'content-type': 'text/html' } });

/** A client whose requests are answered by their path and query, below `/oozie`. */
function clientOf(
  answer: (path: string) => Response | Promise<Response>,
  options: Partial<OozieClientOptions> = {},
) {
  const asked: string[] = [];
  const client = createOozieClient({
    url: 'http://oozie/oozie',
    retries: 0,
    ...options,
    fetch: async (input) => {
      const path = String(input).replace('http://oozie/oozie', '');
      asked.push(path);
      return answer(path);
    },
  });
  return { client, asked };
}

describe('what is answered 404 by no Oozie', () => {
  test('stays so when there is nothing older, without asking again', async () => {
    const { client, asked } = clientOf(notFound);
    for (let i = 0; i < 3; i += 1) {
      await expect(client.workflows.list()).rejects.toMatchObject({
        kind: 'malformed-answer',
        httpStatus: 404,
      });
    }
    expect(asked.filter((path) => path === '/versions')).toHaveLength(1);
  });

  test.each([[[2]], [[0, 1, 2]], [[3]], [[]]])('stays so when the versions are %j', async (versions) => {
    const { client, asked } = clientOf((path) =>
      path === '/versions' ? Response.json(versions) : notFound(),
    );
    await expect(client.submit({})).rejects.toMatchObject({ httpStatus: 404 });
    expect(asked).toHaveLength(2);
  });

  test.each(['{}', 'null', '"1"', '["1"]', '[null]', '', '<html>'])(
    'stays so when the versions are %s',
    async (versions) => {
      const { client, asked } = clientOf((path) =>
        path === '/versions' ? new Response(versions) : notFound(),
      );
      for (let i = 0; i < 2; i += 1) {
        await expect(client.submit({})).rejects.toMatchObject({ httpStatus: 404 });
      }
      expect(asked).toEqual(['/v2/jobs', '/versions', '/v2/jobs']);
    },
  );

  test('is told as it was when the versions cannot be had, which are asked for the next time', async () => {
    let reachable = false;
    const { client } = clientOf((path) => {
      if (path.startsWith('/v1/')) return Response.json({ systemMode: 'NORMAL' });
      if (path !== '/versions') return notFound();
      return reachable ? Response.json([0, 1]) : Promise.reject(new TypeError('fetch failed'));
    });
    await expect(client.admin.systemMode()).rejects.toMatchObject({ httpStatus: 404 });
    reachable = true;
    expect(await client.admin.systemMode()).toBe('NORMAL');
  });

  test('does not hold up who aborts while the versions are asked for', async () => {
    const controller = new AbortController();
    const { client } = clientOf((path) => {
      if (path !== '/versions') return notFound();
      controller.abort();
      return new Promise(() => {});
    });
    await expect(client.submit({}, { signal: controller.signal })).rejects.toMatchObject({ kind: 'aborted' });
  });
});

test('one action is the least that an older server can be asked for', async () => {
  const answer = () => Response.json({ status: 'RUNNING' });
  const { client, asked } = clientOf(answer, { webServiceVersion: 1 });
  await client.coordinators.status('1-C');
  await client.coordinators.info('1-C').catch(() => undefined);
  await client.coordinators.info('1-C', { len: 7 }).catch(() => undefined);
  expect(asked.map((path) => new URLSearchParams(path.split('?')[1]).get('len'))).toEqual(['1', '1', '7']);
});

describe('Oozie 3.3 says less of', () => {
  const since = 'Mon, 23 Nov 2026 03:55:13 GMT';

  test('a coordinator', async () => {
    const action = { id: '1-C@1', coordJobId: '1-C', actionNumber: 1, status: 'WAITING', nominalTime: since };
    const job = {
      coordJobId: '1-C',
      coordJobName: 'c',
      status: 'RUNNING',
      user: 'alice',
      frequency: 60,
      timeUnit: 'MINUTE',
      concurrency: 1,
      timeOut: 120,
      mat_throttling: 12,
      actions: [action],
    };
    const { client } = clientOf(() => Response.json(job), { webServiceVersion: 1 });
    expect(await client.coordinators.info('1-C', { len: 5 })).toMatchObject({
      frequency: '60',
      total: 1,
      createdTime: null,
      actions: [{ pushMissingDependencies: null }],
    });
  });

  test('a workflow’s actions', async () => {
    const action = { id: '1-W@a', name: 'a', type: 'fs', status: 'OK', retries: 0, startTime: since };
    const { client } = clientOf(() => Response.json(action), { webServiceVersion: 1 });
    expect(await client.workflows.action('1-W@a')).toMatchObject({
      userRetryMax: 0,
      startTime: 1_795_406_113_000,
    });
  });
});
