import { afterEach, describe, expect, it } from 'vitest';
import { createGateway } from './gateway.ts';
import { absentOozie, gatewayTo, oozieThat, rawOozie, sendRaw, stopServers } from './test-servers.ts';

afterEach(stopServers);

async function healthOf(oozieUrl: string) {
  const answer = await createGateway({ oozieUrl, definitionRoot: 'hdfs://nn/defs' }).request(
    '/howdah/health',
  );
  expect(answer.status).toBe(200);
  return answer.json();
}

describe('the facts that a gateway tells', () => {
  it('tells browsers where definitions go', async () => {
    const oozieUrl = await absentOozie();
    const app = createGateway({
      oozieUrl,
      definitionRoot: 'hdfs://nn/defs',
      fileSystem: 'hdfs://nn',
      user: 'ann',
    });
    expect(await (await app.request('/howdah/connection')).json()).toEqual({
      oozieUrl: '/oozie',
      definitionRoot: 'hdfs://nn/defs',
      fileSystem: 'hdfs://nn',
      user: 'ann',
    });
    const bare = await createGateway({ oozieUrl }).request('/howdah/connection');
    expect(await bare.json()).toEqual({ oozieUrl: '/oozie' });
  });

  it('tells how Oozie is, asking once a second for all who ask', async () => {
    const asked: string[] = [];
    const { url } = await oozieThat((incoming, outgoing) => {
      asked.push(incoming.url ?? '');
      outgoing.end(
        JSON.stringify(
          incoming.url?.endsWith('status') ? { systemMode: 'SAFEMODE' } : { buildVersion: '5.2.1' },
        ),
      );
    });
    const app = createGateway({ oozieUrl: url });
    const ask = async () => (await app.request('/howdah/health')).json();
    const [first] = await Promise.all([ask(), ask(), ask()]);
    await ask();
    expect(asked.sort()).toEqual(['/oozie/v1/admin/build-version', '/oozie/v1/admin/status']);
    expect(first).toEqual({
      gateway: {
        version: expect.stringMatching(/^\d+\.\d+\.\d+/),
        startedAt: expect.stringMatching(/^20.*Z$/),
      },
      oozie: {
        url,
        reachable: true,
        systemMode: 'SAFEMODE',
        buildVersion: '5.2.1',
        latencyMs: expect.any(Number),
      },
    });
    await new Promise((resolve) => setTimeout(resolve, 1050));
    await ask();
    expect(asked).toHaveLength(4);
  });

  it('is well when Oozie is not', async () => {
    const url = await absentOozie();
    expect(await healthOf(url)).toMatchObject({
      oozie: { url, reachable: false, error: expect.stringContaining('ECONNREFUSED') },
      definitionRoot: 'hdfs://nn/defs',
    });
    const closed = await oozieThat((_, outgoing) => outgoing.writeHead(401).end('<html>'));
    expect((await healthOf(closed.url)).oozie).toMatchObject({
      reachable: true,
      error: '/v1/admin/status answered 401',
    });
    const other = await oozieThat((_, outgoing) => outgoing.end('<html>'));
    expect((await healthOf(other.url)).oozie.error).toBe('/v1/admin/status did not answer as Oozie does');
    const silent = await rawOozie(() => undefined);
    expect((await healthOf(silent)).oozie).toMatchObject({ reachable: false, error: 'no answer in 2000 ms' });
  });

  it('guards its own pages and leaves the answers of Oozie alone', async () => {
    const oozie = await oozieThat((_, outgoing) => outgoing.end('{}'));
    const { url } = await gatewayTo(oozie.url);
    const own = await fetch(`${url}/howdah/connection`);
    expect(own.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(own.headers.get('x-content-type-options')).toBe('nosniff');
    expect(own.headers.get('referrer-policy')).toBe('no-referrer');
    const proxied = await fetch(`${url}/oozie/v1/admin/status`);
    expect(proxied.headers.get('content-security-policy')).toBeNull();
    expect(await proxied.text()).toBe('{}');
  });
});

describe('who may ask a gateway', () => {
  const statusOf = async (
    headers: Record<string, string>,
    method = 'PUT',
    path = '/oozie/v1/job/x?action=kill',
  ) => {
    const oozie = await oozieThat((_, outgoing) => outgoing.end());
    const app = createGateway({ oozieUrl: oozie.url, allowedHosts: ['jobs.example.com'] });
    return (await app.request(path, { method, headers: { host: 'localhost:4600', ...headers } })).status;
  };

  it.each([
    ['a client that is no browser', {}, 200],
    ['a page of the gateway', { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:4600' }, 200],
    [
      'a page behind a development server',
      { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:5173' },
      200,
    ],
    ['an older browser, own page', { origin: 'http://localhost:4600' }, 200],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    ['another port of this machine', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:9' }, 403],
    ['an older browser, another site', { origin: 'https://evil.example' }, 403],
    ['an older browser, a sandboxed frame', { origin: 'null' }, 403],
  ])('answers a change asked for by %s', async (_, headers, status) => {
    expect(await statusOf(headers)).toBe(status);
  });

  it('lets other sites read in vain, except where reading acts', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site' };
    expect(await statusOf(foreign, 'GET', '/oozie/v1/jobs')).toBe(200);
    expect(await statusOf(foreign, 'GET', '/oozie/v2/admin/update_sharelib')).toBe(403);
    expect(await statusOf(foreign, 'POST', '/oozie/v1/jobs')).toBe(403);
  });

  it.each([
    ['localhost:4600', 200],
    ['LOCALHOST', 200],
    ['howdah.localhost:1', 200],
    ['127.0.0.1:4600', 200],
    ['[::1]:4600', 200],
    ['jobs.example.com', 200],
    ['evil.example:4600', 403],
    ['localhost.evil.example', 403],
    ['127.0.0.1.evil.example', 403],
  ])('answers under the name %s', async (host, status) => {
    expect(await statusOf({ host }, 'GET', '/oozie/v1/jobs')).toBe(status);
  });

  it('checks names when it listens on loopback', async () => {
    const { port } = await gatewayTo('http://127.0.0.1:1/oozie');
    const answer = await sendRaw(port, [
      'GET /howdah/connection HTTP/1.1',
      'Host: evil.example',
      'Connection: close',
    ]);
    expect(answer).toContain('403 Forbidden');
    expect(answer).toContain('--allow-host');
  });
});
