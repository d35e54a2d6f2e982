import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createOozieClient } from './client.ts';
import type { OozieClientOptions } from './transport.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A client of a server that answers as given. */
async function clientOf(answer: RequestListener, options: Partial<OozieClientOptions> = {}) {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return createOozieClient({ url: `http://127.0.0.1:${address.port}/oozie`, retries: 0, ...options });
}

const json = { 'content-type': 'application/json; charset="UTF-8"' };
const normal: RequestListener = (_, response) => response.writeHead(200, json).end('{"systemMode":"NORMAL"}');
const id = '0000001-260101000000000-oozie-root-W';

describe('an answer that is not Oozie’s', () => {
  test('a body that is cut off', async () => {
    const client = await clientOf((_, response) => {
      response.writeHead(201, { ...json, 'content-length': '100' }).write('{"id":"0000001');
      setTimeout(() => response.destroy(), 50);
    });
    await expect(client.submit({})).rejects.toMatchObject({
      kind: 'malformed-answer',
      reachedServer: 'maybe',
      httpStatus: 201,
    });
  });

  test('a login page, even to a change whose answer says nothing', async () => {
    const client = await clientOf((_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end('<!doctype html><title>Sign in'),
    );
    for (const answer of [
      client.workflows.kill(id),
      client.admin.versions(),
      client.workflows.definition(id),
    ]) {
      await expect(answer).rejects.toMatchObject({ kind: 'malformed-answer', reachedServer: 'maybe' });
    }
  });

  test('what is not JSON', async () => {
    const client = await clientOf((_, response) => response.writeHead(200, json).end('{"id":"00'));
    await expect(client.submit({})).rejects.toMatchObject({
      kind: 'malformed-answer',
      reachedServer: 'maybe',
    });
  });

  test('a field of another type is named', async () => {
    const row = { id, appName: 'a', status: 'PREP', run: '0', user: 'root' };
    const client = await clientOf((_, response) =>
      response.writeHead(200, json).end(JSON.stringify({ total: 1, offset: 1, len: 50, workflows: [row] })),
    );
    await expect(client.workflows.list()).rejects.toThrow(/the field workflows\.0\.run/);
  });

  test('an empty id for a new job', async () => {
    const client = await clientOf((_, response) => response.writeHead(201, json).end('{"id":""}'));
    await expect(client.submit({})).rejects.toMatchObject({ kind: 'malformed-answer' });
  });
});

describe('no answer', () => {
  test('a connection that is reset', async () => {
    const client = await clientOf((request) => void request.socket.resetAndDestroy());
    await expect(client.submit({})).rejects.toMatchObject({ kind: 'unreachable', reachedServer: 'maybe' });
  });

  test('a port where nobody listens', async () => {
    const client = await clientOf(normal);
    const [server] = servers.splice(0);
    await new Promise((resolve) => server?.close(resolve));
    await expect(client.submit({})).rejects.toMatchObject({ kind: 'unreachable', reachedServer: 'no' });
  });

  test('a body that stalls', async () => {
    const client = await clientOf(
      (_, response) => void response.writeHead(200, json).write('{"systemMode":'),
      { timeoutMs: 100 },
    );
    await expect(client.admin.systemMode()).rejects.toMatchObject({
      kind: 'timeout',
      reachedServer: 'maybe',
    });
  });

  test('a fetch that ignores its signal', async () => {
    const client = createOozieClient({ url: 'http://oozie/oozie', fetch: () => new Promise(() => {}) });
    await expect(client.admin.systemMode({ timeoutMs: 50 })).rejects.toMatchObject({ kind: 'timeout' });
  });

  test('headers that never come leave nothing sent', async () => {
    const fetch = vi.fn();
    const client = createOozieClient({
      url: 'http://oozie/oozie',
      headers: () => Promise.reject(new Error('token expired')),
      fetch,
    });
    await expect(client.submit({})).rejects.toMatchObject({ kind: 'unauthenticated', reachedServer: 'no' });
    expect(fetch).not.toHaveBeenCalled();
  });

  test('the server sees the end of a request that was aborted', async () => {
    const controller = new AbortController();
    let closed: () => void = () => {};
    const seen = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const client = await clientOf((request) => {
      request.socket.on('close', closed);
      controller.abort();
    });
    await expect(client.submit({}, { signal: controller.signal })).rejects.toMatchObject({ kind: 'aborted' });
    await seen;
  });
});

describe('trying again', () => {
  const retryDelayMs = () => 1;

  /** Resets connections until the last, and counts them all. */
  function flaky(failures: number) {
    const count = { requests: 0 };
    const listener: RequestListener = (request, response) => {
      count.requests += 1;
      if (count.requests <= failures) request.socket.resetAndDestroy();
      else normal(request, response);
    };
    return { count, listener };
  }

  /** A fetch that cannot open a connection for the first times. */
  function closedPort(failures: number) {
    const fetch = vi.fn<typeof globalThis.fetch>();
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    for (let i = 0; i < failures; i += 1) {
      fetch.mockRejectedValueOnce(new TypeError('fetch failed', { cause: refused }));
    }
    fetch.mockImplementation(async () => Response.json({ id: '1-W' }, { status: 201 }));
    return fetch;
  }

  test('a read gets through after four lost connections', async () => {
    const { count, listener } = flaky(4);
    const client = await clientOf(listener, { retries: 4, retryDelayMs });
    expect(await client.admin.systemMode()).toBe('NORMAL');
    expect(count.requests).toBe(5);
  });

  test('it waits as long as Oozie’s own client does', async () => {
    vi.useFakeTimers();
    try {
      const fetch = closedPort(9);
      const client = createOozieClient({ url: 'http://oozie/oozie', fetch });
      const failed = expect(client.admin.systemMode()).rejects.toMatchObject({ kind: 'unreachable' });
      const tries: number[] = [];
      for (let second = 0; second <= 20; second += 1) {
        await vi.advanceTimersByTimeAsync(second === 0 ? 0 : 1000);
        while (tries.length < fetch.mock.calls.length) tries.push(second);
      }
      await failed;
      expect(tries).toEqual([0, 1, 3, 7, 15]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('a change is sent again when certainly nothing was sent', async () => {
    const fetch = closedPort(3);
    const client = createOozieClient({ url: 'http://oozie/oozie', fetch, retryDelayMs });
    expect(await client.submit({})).toEqual({ id: '1-W' });
    expect(fetch).toHaveBeenCalledTimes(4);
  });

  test('a change whose connection is lost is never sent twice', async () => {
    const { count, listener } = flaky(9);
    const client = await clientOf(listener, { retries: 4, retryDelayMs });
    await expect(client.workflows.start(id)).rejects.toMatchObject({ kind: 'unreachable' });
    await expect(client.submit({})).rejects.toMatchObject({ kind: 'unreachable' });
    expect(count.requests).toBe(2);
  });

  test('in a browser, which does not say why, only a read is sent again', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.reject(new TypeError('Failed to fetch')));
    const client = createOozieClient({ url: 'http://oozie/oozie', fetch, retryDelayMs });
    await expect(client.submit({})).rejects.toMatchObject({ kind: 'unreachable', reachedServer: 'maybe' });
    expect(fetch).toHaveBeenCalledTimes(1);
    await expect(client.admin.systemMode()).rejects.toMatchObject({ kind: 'unreachable' });
    expect(fetch).toHaveBeenCalledTimes(6);
  });

  test('an answer is never asked for twice, even a refusal', async () => {
    let requests = 0;
    const client = await clientOf(
      (_, response) => {
        requests += 1;
        response.writeHead(500).end();
      },
      { retries: 4, retryDelayMs },
    );
    await expect(client.admin.systemMode()).rejects.toMatchObject({ kind: 'server-error' });
    expect(requests).toBe(1);
  });

  test('the caller’s abort ends the wait before the next try', async () => {
    const controller = new AbortController();
    const client = createOozieClient({
      url: 'http://oozie/oozie',
      retries: 100,
      fetch: () => Promise.reject(new TypeError('fetch failed')),
    });
    setTimeout(() => controller.abort(), 300);
    await expect(client.admin.systemMode({ signal: controller.signal })).rejects.toMatchObject({
      kind: 'aborted',
    });
  });
});

describe('refusals over the wire', () => {
  test('a PUT’s refusal is read from its headers, since it has no body', async () => {
    const client = await clientOf((_, response) =>
      response
        .writeHead(400, {
          'oozie-error-code': 'E0801',
          'oozie-error-message': 'E0801: Workflow already running',
        })
        .end(),
    );
    await expect(client.workflows.start(id)).rejects.toMatchObject({ kind: 'precondition', code: 'E0801' });
  });

  test('a refusal counts even when its body is cut off', async () => {
    const client = await clientOf((_, response) => {
      response
        .writeHead(400, {
          'oozie-error-code': 'E0504',
          'oozie-error-message': 'E0504: no such app',
          'content-length': '9',
        })
        .write('{');
      setTimeout(() => response.destroy(), 50);
    });
    await expect(client.submit({})).rejects.toMatchObject({ code: 'E0504', reachedServer: 'yes' });
  });

  test.each([
    [401, {}, 'unauthenticated'],
    [
      503,
      { 'oozie-error-code': 'E0002', 'oozie-error-message': 'E0002: System is in safe mode' },
      'safe-mode',
    ],
    [502, { 'howdah-gateway': 'unreachable' }, 'unreachable'],
  ])('HTTP %i %j says that Oozie did nothing', async (status, headers, kind) => {
    const client = await clientOf((_, response) => response.writeHead(status, headers).end());
    await expect(client.submit({})).rejects.toMatchObject({ kind, reachedServer: 'no', httpStatus: status });
  });
});

test('each request says who asks, and carries the headers that were asked for anew', async () => {
  const seen: string[] = [];
  let token = 0;
  const client = await clientOf(
    (request, response) => {
      seen.push(`${request.url} ${request.headers.authorization}`);
      normal(request, response);
    },
    { user: 'gateway', doAs: 'alice', headers: async () => ({ authorization: `Bearer ${++token}` }) },
  );
  await client.admin.systemMode();
  await client.admin.systemMode();
  expect(seen).toEqual([
    '/oozie/v2/admin/status?user.name=gateway&doAs=alice Bearer 1',
    '/oozie/v2/admin/status?user.name=gateway&doAs=alice Bearer 2',
  ]);
});

describe('a log', () => {
  test('arrives in pieces, with characters whole', async () => {
    const bytes = new TextEncoder().encode('é€😀');
    const client = await clientOf(async (_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain; charset="UTF-8"' });
      for (const byte of bytes) {
        response.write(Uint8Array.of(byte));
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      response.end();
    });
    const pieces: string[] = [];
    for await (const piece of client.log(id)) pieces.push(piece);
    expect(pieces.join('')).toBe('é€😀');
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces).not.toContain('');
  });

  test('may take longer than the time limit as long as it goes on', async () => {
    const client = await clientOf(
      async (_, response) => {
        response.writeHead(200, { 'content-type': 'text/plain' });
        for (let i = 0; i < 6; i += 1) {
          response.write('line\n');
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      },
      { timeoutMs: 300 },
    );
    let lines = 0;
    const read = async () => {
      for await (const piece of client.workflows.log(id)) lines += piece.split('\n').length - 1;
    };
    await expect(read()).rejects.toMatchObject({ kind: 'timeout' });
    expect(lines).toBe(6);
  });

  test('that nobody reads on is not sent on', async () => {
    let closed: () => void = () => {};
    const seen = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const client = await clientOf((request, response) => {
      request.socket.on('close', closed);
      response.writeHead(200, { 'content-type': 'text/plain' }).write('first');
    });
    for await (const piece of client.log(id)) {
      expect(piece).toBe('first');
      break;
    }
    await seen;
  });

  test('that is cut off fails after what had come', async () => {
    const client = await clientOf((_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).write('first');
      setTimeout(() => response.destroy(), 50);
    });
    const pieces: string[] = [];
    const read = async () => {
      for await (const piece of client.log(id)) pieces.push(piece);
    };
    await expect(read()).rejects.toMatchObject({ kind: 'malformed-answer' });
    expect(pieces).toEqual(['first']);
  });
});
