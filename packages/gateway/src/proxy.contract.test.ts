import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { endToEndHeaders, headerPairs } from './end-to-end-headers.ts';
import { gatewayTo, stopServers } from './test-servers.ts';

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** All that a client sees of an answer, but for what differs each time: the date and the cookie's signature. */
async function exchange(base: string, { method, path, headers = {}, body }: Sent) {
  const sending = request(`${base}${path}`, {
    method,
    headers,
    agent: new Agent({ keepAlive: true, maxFreeSockets: 0 }),
  });
  sending.end(body);
  const [answer]: IncomingMessage[] = await once(sending, 'response');
  if (answer === undefined) throw new Error('no answer');
  const pairs = headerPairs(endToEndHeaders(answer.rawHeaders)).map(([name, value]) =>
    `${name}: ${name === 'Date' ? '…' : value}`
      .replace(/([es])=[^&;"]*(?=[&"])/g, '$1=…')
      .replace(/s=[^"]*"/, 's=…"'),
  );
  return {
    status: `${answer.statusCode} ${answer.statusMessage}`,
    headers: pairs.sort(),
    body: (await buffer(answer)).toString('latin1'),
  };
}

describe('Oozie seen through the gateway', () => {
  const direct = inject('oozieUrl');
  let through = '';
  beforeAll(async () => {
    through = `${(await gatewayTo(direct)).url}/oozie`;
  });
  afterAll(stopServers);

  const xml = { 'Content-Type': 'application/xml;charset=UTF-8' };
  const sent: Sent[] = [
    { method: 'GET', path: '/versions' },
    { method: 'GET', path: '/v1/admin/build-version' },
    { method: 'GET', path: '/v1/jobs?filter=name%3Dno-such-name%3Bstatus%3DRUNNING&len=1' },
    { method: 'GET', path: '/v2/job/no-such-job?show=info' },
    { method: 'PUT', path: '/v2/job/no-such-job?action=kill' },
    { method: 'PUT', path: '/v2/job/no-such-job?action=' },
    { method: 'POST', path: '/v2/jobs', headers: xml, body: '<configuration/>' },
    { method: 'POST', path: '/v2/jobs', headers: xml, body: 'not xml' },
    { method: 'POST', path: '/v2/jobs', headers: { 'Content-Type': 'text/plain' }, body: '<configuration/>' },
    { method: 'OPTIONS', path: '/v1/jobs' },
    { method: 'HEAD', path: '/v1/admin/status' },
    { method: 'GET', path: '/no/such/page' },
    { method: 'GET', path: '/v1/admin/status?user.name=gateway-test' },
    {
      method: 'GET',
      path: '/v1/admin/status',
      headers: { Cookie: 'hadoop.auth="u=x&p=x&t=simple&e=1&s=bad"' },
    },
    { method: 'GET', path: '/v1/admin/status', headers: { 'Accept-Encoding': 'gzip' } },
    { method: 'GET', path: `/v1/jobs?filter=name%3D${'x'.repeat(20_000)}` },
  ];

  it.each(sent.map((one) => [`${one.method} ${one.path.slice(0, 60)}`, one] as const))(
    'is the same: %s',
    async (_, one) => {
      expect(await exchange(through, one)).toEqual(await exchange(direct, one));
    },
  );

  it('keeps the session that Oozie gives', async () => {
    const signedIn = await fetch(`${through}/v1/admin/status?user.name=gateway-test`);
    expect(signedIn.headers.get('set-cookie')).toContain('hadoop.auth="u=gateway-test');
    expect(Math.abs(Date.parse(signedIn.headers.get('date') ?? '') - Date.now())).toBeLessThan(60_000);
  });

  it('is well', async () => {
    const health = await (await fetch(`${through.replace('/oozie', '')}/howdah/health`)).json();
    expect(health.oozie).toMatchObject({
      url: direct,
      reachable: true,
      systemMode: 'NORMAL',
      buildVersion: '5.2.1',
    });
  });
});
