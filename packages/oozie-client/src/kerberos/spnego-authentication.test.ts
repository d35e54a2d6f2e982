import type { RequestListener } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { createOozieClient } from '../client.ts';
import { answerNormal, jsonType, loopbackServer } from '../loopback-server.fixture.ts';
import { type KerberosModule, type SpnegoOptions, spnegoAuthentication } from './spnego-authentication.ts';

const signed = `u=alice&p=alice@EXAMPLE&t=kerberos&e=${Date.now() + 86_400_000}&s=c2lnbmVk=`;

/** Oozie’s filter with Kerberos: takes the cookie, or the token that follows its last challenge. */
function kerberosFilter(tokens: readonly string[] = ['dG9rZW4x']) {
  const seen: string[] = [];
  let revoked = false;
  const listener: RequestListener = (request, response) => {
    const { cookie, authorization } = request.headers;
    const step = tokens.findIndex((token) => authorization === `Negotiate ${token}`);
    seen.push([request.method, authorization, cookie && 'cookie'].filter(Boolean).join(' '));
    const challenge = (token: string) =>
      void response
        .writeHead(401, { 'www-authenticate': `Negotiate${token}, Basic realm="x"`, ...jsonType })
        .end('{"errorMessage":"Authentication required","httpStatusCode":401}');
    if (cookie !== undefined && !revoked) return answerNormal(request, response);
    if (step === -1) return challenge('');
    if (step < tokens.length - 1) return challenge(` c2VydmVy${step + 1}`);
    response.setHeader('set-cookie', `hadoop.auth="${signed}"; Path=/; HttpOnly`);
    response.setHeader('www-authenticate', 'Negotiate bXV0dWFs');
    if (request.method === 'POST') response.writeHead(201, jsonType).end('{"id":"1-W"}');
    else answerNormal(request, response);
  };
  const revoke = () => {
    revoked = true;
  };
  return { listener, seen, revoke };
}

/** A ticket that answers the server's challenges by these tokens. */
function ticket(tokens: readonly string[] = ['dG9rZW4x']) {
  const challenges: string[] = [];
  let given = 0;
  const initializeClient = vi.fn<KerberosModule['initializeClient']>(async () => ({
    async step(challenge) {
      challenges.push(challenge);
      const token = tokens[given % tokens.length];
      given += 1;
      return token;
    },
  }));
  return { kerberos: { GSS_MECH_OID_SPNEGO: 6, initializeClient }, challenges, initializeClient };
}

async function clientOf(listener: RequestListener, options: SpnegoOptions) {
  const server = await loopbackServer(listener);
  const client = createOozieClient({ url: server.url, authentication: spnegoAuthentication(options) });
  return { client, server };
}

describe('signing in by Kerberos', () => {
  test('Oozie’s challenge is answered by the same request, and its cookie used from then on', async () => {
    const { listener, seen } = kerberosFilter();
    const { kerberos, challenges, initializeClient } = ticket();
    const { client } = await clientOf(listener, { kerberos });
    expect(await client.submit({})).toEqual({ id: '1-W' });
    await client.admin.systemMode();
    expect(seen).toEqual(['POST', 'POST Negotiate dG9rZW4x', 'GET cookie']);
    expect(challenges).toEqual(['']);
    expect(initializeClient).toHaveBeenCalledExactlyOnceWith('HTTP@127.0.0.1', { mechOID: 6 });
  });

  test('more than one step is taken when the server has more to say', async () => {
    const tokens = ['dG9rZW4x', 'dG9rZW4y'];
    const { listener, seen } = kerberosFilter(tokens);
    const { kerberos, challenges } = ticket(tokens);
    const { client } = await clientOf(listener, { kerberos, servicePrincipal: 'HTTP@oozie.example' });
    await client.admin.systemMode();
    expect(seen).toEqual(['GET', 'GET Negotiate dG9rZW4x', 'GET Negotiate dG9rZW4y']);
    expect(challenges).toEqual(['', 'c2VydmVy1']);
  });

  test('a cookie that is not taken any more is replaced by way of the ticket', async () => {
    const { listener, seen, revoke } = kerberosFilter();
    const { client } = await clientOf(listener, ticket());
    await client.admin.systemMode();
    revoke();
    await client.admin.systemMode();
    expect(seen.slice(2)).toEqual(['GET cookie', 'GET', 'GET Negotiate dG9rZW4x']);
  });

  test('a ticket that Oozie does not accept is shown once', async () => {
    const { listener, seen } = kerberosFilter();
    const { client, server } = await clientOf(listener, ticket(['Zm9yZ2Vk']));
    await expect(client.submit({})).rejects.toMatchObject({ kind: 'unauthenticated', reachedServer: 'no' });
    expect(seen).toEqual(['POST', 'POST Negotiate Zm9yZ2Vk']);
    await expect.poll(() => server.requestsInProgress()).toBe(0);
  });

  test('a server that always wants more ends', async () => {
    let requests = 0;
    const { client } = await clientOf((_, response) => {
      requests += 1;
      response.writeHead(401, { 'www-authenticate': `Negotiate bW9yZQ==` }).end();
    }, ticket());
    await expect(client.admin.systemMode()).rejects.toMatchObject({ kind: 'unauthenticated' });
    expect(requests).toBe(6);
  });

  test('without a ticket, one learns how to get it', async () => {
    const { listener } = kerberosFilter();
    const initializeClient = () => Promise.reject(new Error('No Kerberos credentials available'));
    const { client } = await clientOf(listener, { kerberos: { GSS_MECH_OID_SPNEGO: 6, initializeClient } });
    await expect(client.submit({})).rejects.toMatchObject({
      kind: 'unauthenticated',
      reachedServer: 'no',
      message: expect.stringMatching(/HTTP@127\.0\.0\.1.*No Kerberos credentials available.*kinit/),
    });
  });

  test('the module is looked for only when it is needed, and named when it is not there', async () => {
    const { listener, seen } = kerberosFilter();
    const { client } = await clientOf(listener, {});
    await expect(client.submit({})).rejects.toMatchObject({
      kind: 'unauthenticated',
      reachedServer: 'no',
      message: expect.stringMatching(/kerberos/i),
    });
    expect(seen).toEqual(['POST']);
  });

  test('an Oozie without Kerberos needs no ticket, nor the module', async () => {
    const { client } = await clientOf(answerNormal, {});
    expect(await client.admin.systemMode()).toBe('NORMAL');
  });

  test('a refusal by Oozie itself is no challenge', async () => {
    const { kerberos, initializeClient } = ticket();
    const { client } = await clientOf(
      (_, response) =>
        response.writeHead(401, { 'www-authenticate': 'Negotiate', 'oozie-error-code': 'E0509' }).end(),
      { kerberos },
    );
    await expect(client.workflows.kill('1-W')).rejects.toMatchObject({ kind: 'forbidden', code: 'E0509' });
    expect(initializeClient).not.toHaveBeenCalled();
  });
});
