import type { IncomingMessage, RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { type Authentication, basicAuthentication, bearerAuthentication } from './authentication.ts';
import { createOozieClient } from './client.ts';
import { type CookieStore, cookieAuthentication } from './cookie-authentication.ts';
import { answerNormal, jsonType, loopbackServer } from './loopback-server.fixture.ts';

const tomorrow = Date.now() + 86_400_000;
const cookieOf = (user: string, expires = tomorrow) =>
  `u=${user}&p=${user}&t=simple&e=${expires}&s=c2lnbmVk=`;

/** Oozie’s filter: takes its own cookies until `revoke`, signs in who names a user, and refuses the rest. */
function filter() {
  const valid = new Set<string>();
  const seen: string[] = [];
  let count = 0;
  const listener: RequestListener = (request, response) => {
    const cookie = /hadoop\.auth="([^"]*)"/.exec(request.headers.cookie ?? '')?.[1];
    const user = new URL(request.url ?? '', 'http://oozie').searchParams.get('user.name');
    seen.push(`${request.method} ${cookie === undefined ? 'no cookie' : 'cookie'}`);
    if (cookie !== undefined && valid.has(cookie)) return answer(request, response, {});
    if (cookie === undefined && user !== null) {
      count += 1;
      const signed = cookieOf(user, tomorrow + count);
      valid.add(signed);
      return answer(request, response, { 'set-cookie': `hadoop.auth="${signed}"; Path=/; HttpOnly` });
    }
    response
      .writeHead(401, { 'www-authenticate': 'PseudoAuth', 'set-cookie': 'hadoop.auth=; Path=/; HttpOnly' })
      .end();
  };
  const answer = (request: IncomingMessage, response: Parameters<RequestListener>[1], headers: object) =>
    request.method === 'POST'
      ? response.writeHead(201, { ...jsonType, ...headers }).end('{"id":"1-W"}')
      : response.writeHead(200, { ...jsonType, ...headers }).end('{"systemMode":"NORMAL"}');
  return { listener, seen, revoke: () => valid.clear() };
}

function storeOf(cookie?: string): CookieStore & { kept: string | undefined } {
  return {
    kept: cookie,
    read() {
      return this.kept;
    },
    write(value) {
      this.kept = value;
    },
  };
}

test('a password goes with each request, whatever its letters', async () => {
  const seen: (string | undefined)[] = [];
  const { url } = await loopbackServer((request, response) => {
    seen.push(request.headers.authorization);
    answerNormal(request, response);
  });
  const client = createOozieClient({ url, authentication: basicAuthentication('alice', 'pä$$:wörd€') });
  await client.admin.systemMode();
  expect(seen).toEqual([`Basic ${Buffer.from('alice:pä$$:wörd€').toString('base64')}`]);
});

test('a token is asked for anew for each request', async () => {
  const seen: (string | undefined)[] = [];
  const { url } = await loopbackServer((request, response) => {
    seen.push(request.headers.authorization);
    answerNormal(request, response);
  });
  let token = 0;
  const client = createOozieClient({ url, authentication: bearerAuthentication(async () => `t${++token}`) });
  await client.admin.systemMode();
  await client.admin.systemMode();
  await createOozieClient({ url, authentication: bearerAuthentication('fixed') }).admin.systemMode();
  expect(seen).toEqual(['Bearer t1', 'Bearer t2', 'Bearer fixed']);
});

test('without a token nothing is sent', async () => {
  const seen: unknown[] = [];
  const { url } = await loopbackServer((request, response) => {
    seen.push(request.url);
    answerNormal(request, response);
  });
  const authentication = bearerAuthentication(() => Promise.reject(new Error('signed out')));
  await expect(createOozieClient({ url, authentication }).submit({})).rejects.toMatchObject({
    kind: 'unauthenticated',
    reachedServer: 'no',
    message: expect.stringContaining('signed out'),
  });
  await expect(
    createOozieClient({ url, authentication: bearerAuthentication('two\nlines') }).submit({}),
  ).rejects.toMatchObject({ kind: 'invalid-request', reachedServer: 'no' });
  expect(seen).toEqual([]);
});

test('a client signs in once, and then shows its cookie', async () => {
  const { listener, seen } = filter();
  const { url } = await loopbackServer(listener);
  const client = createOozieClient({ url, user: 'alice', authentication: cookieAuthentication() });
  await client.admin.systemMode();
  await client.submit({});
  await client.admin.systemMode();
  expect(seen).toEqual(['GET no cookie', 'POST cookie', 'GET cookie']);
});

test('a cookie that Oozie does not take any more is dropped, and even a change signed in anew', async () => {
  const { listener, seen, revoke } = filter();
  const { url } = await loopbackServer(listener);
  const store = storeOf();
  const client = createOozieClient({ url, user: 'alice', authentication: cookieAuthentication(store) });
  await client.admin.systemMode();
  const first = store.kept;
  revoke();
  expect(await client.submit({})).toEqual({ id: '1-W' });
  expect(seen).toEqual(['GET no cookie', 'POST cookie', 'POST no cookie']);
  expect(store.kept).toMatch(/^u=alice&/);
  expect(store.kept).not.toBe(first);
});

test('who cannot be signed in anew is told, and no void cookie stays behind', async () => {
  const { listener, seen } = filter();
  const { url } = await loopbackServer(listener);
  const store = storeOf(cookieOf('alice'));
  const client = createOozieClient({ url, authentication: cookieAuthentication(store) });
  await expect(client.submit({})).rejects.toMatchObject({ kind: 'unauthenticated', reachedServer: 'no' });
  expect(seen).toEqual(['POST cookie', 'POST no cookie']);
  expect(store.kept).toBeUndefined();
});

test.each([
  ['whose time is up', cookieOf('alice', Date.now() - 1)],
  ['of another user', cookieOf('bob')],
])('a cookie %s is not shown', async (_, cookie) => {
  const { listener, seen } = filter();
  const { url } = await loopbackServer(listener);
  const store = storeOf(cookie);
  await createOozieClient({
    url,
    user: 'alice',
    authentication: cookieAuthentication(store),
  }).admin.systemMode();
  expect(seen).toEqual(['GET no cookie']);
  expect(store.kept).toMatch(/^u=alice&/);
});

test('a refusal by Oozie itself is no reason to sign in anew', async () => {
  let requests = 0;
  const { url } = await loopbackServer((_, response) => {
    requests += 1;
    const message = 'E0508: User [alice] not authorized for WF job [1-W]';
    response.writeHead(401, { 'oozie-error-code': 'E0508', 'oozie-error-message': message }).end();
  });
  const store = storeOf(cookieOf('alice'));
  const client = createOozieClient({ url, user: 'alice', authentication: cookieAuthentication(store) });
  await expect(client.workflows.kill('1-W')).rejects.toMatchObject({ kind: 'forbidden', code: 'E0508' });
  expect(requests).toBe(1);
  expect(store.kept).toBe(cookieOf('alice'));
});

test('a store that fails costs a sign-in, and no request', async () => {
  const { listener, seen } = filter();
  const { url } = await loopbackServer(listener);
  const broken: CookieStore = {
    read: () => Promise.reject(new Error('unreadable')),
    write: () => {
      throw new Error('disk full');
    },
  };
  const client = createOozieClient({ url, user: 'alice', authentication: cookieAuthentication(broken) });
  expect(await client.submit({})).toEqual({ id: '1-W' });
  expect(await client.submit({})).toEqual({ id: '1-W' });
  expect(seen).toEqual(['POST no cookie', 'POST no cookie']);
});

test('the cookie goes beside a gateway’s own', async () => {
  const seen: (string | undefined)[] = [];
  const { url } = await loopbackServer((request, response) => {
    seen.push(request.headers.cookie);
    answerNormal(request, response);
  });
  const cookie = cookieOf('alice');
  const authentication = cookieAuthentication(storeOf(cookie));
  await createOozieClient({ url, authentication, headers: { cookie: 'session=1' } }).admin.systemMode();
  expect(seen).toEqual([`session=1; hadoop.auth="${cookie}"`]);
});

/** Sends everybody on to what it is given; counts who comes. */
async function redirecting(status: number, to: (origin: string) => string) {
  const seen: string[] = [];
  const server = await loopbackServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'nobody'}`);
    if (request.url?.startsWith('/oozie/')) response.writeHead(status, { location: to(server.url) }).end();
    else answerNormal(request, response);
  });
  return { url: server.url, seen };
}

const authentication = basicAuthentication('alice', 'secret');
const proof = 'Basic YWxpY2U6c2VjcmV0';

test('no redirect carries the proof to another origin', async () => {
  const elsewhere: string[] = [];
  const other = await loopbackServer((request, response) => {
    elsewhere.push(String(request.url));
    answerNormal(request, response);
  });
  const { url } = await redirecting(302, () => `${other.url}/v2/admin/status`);
  await expect(createOozieClient({ url, authentication }).admin.systemMode()).rejects.toMatchObject({
    kind: 'malformed-answer',
    reachedServer: 'no',
    httpStatus: 302,
    message: expect.stringContaining(other.url),
  });
  expect(elsewhere).toEqual([]);
});

test('a redirect within the origin is followed by a read', async () => {
  const { url, seen } = await redirecting(302, () => '/moved/v2/admin/status');
  expect(await createOozieClient({ url, authentication }).admin.systemMode()).toBe('NORMAL');
  expect(seen).toEqual([`GET /oozie/v2/admin/status ${proof}`, `GET /moved/v2/admin/status ${proof}`]);
});

test('a change is not turned into a read by a redirect', async () => {
  const { url, seen } = await redirecting(302, () => '/moved');
  await expect(createOozieClient({ url }).workflows.kill('1-W')).rejects.toMatchObject({
    kind: 'malformed-answer',
    reachedServer: 'no',
  });
  expect(seen).toHaveLength(1);
  const kept = await redirecting(307, () => '/moved');
  await createOozieClient({ url: kept.url }).workflows.kill('1-W');
  expect(kept.seen).toEqual(['PUT /oozie/v2/job/1-W?action=kill nobody', 'PUT /moved nobody']);
});

test('redirects in a circle end', async () => {
  const { url, seen } = await redirecting(307, (here) => `${here}/v2/admin/status`);
  await expect(createOozieClient({ url }).admin.systemMode()).rejects.toThrow(/redirects without end/);
  expect(seen).toHaveLength(6);
});

test('a browser, which does not say where a redirect leads, follows none', async () => {
  const opaque = new Response(null);
  Object.defineProperties(opaque, {
    type: { value: 'opaqueredirect' },
    status: { value: 0 },
    ok: { value: false },
  });
  const client = createOozieClient({ url: 'http://oozie/oozie', fetch: async () => opaque });
  await expect(client.admin.systemMode()).rejects.toMatchObject({
    kind: 'malformed-answer',
    reachedServer: 'no',
    message: expect.stringContaining('was answered with a redirect'),
  });
});

test('an authentication of one’s own may answer a refusal', async () => {
  const { url } = await loopbackServer((request, response) => {
    if (request.headers['x-proof'] === 'riddle') answerNormal(request, response);
    else response.writeHead(401, { 'x-ask': 'riddle' }).end();
  });
  const own: Authentication = async (_, send) => {
    const first = await send({});
    return first.status === 401 ? send({ 'x-proof': first.headers.get('x-ask') ?? '' }) : first;
  };
  expect(await createOozieClient({ url, authentication: own }).admin.systemMode()).toBe('NORMAL');
});
