import { describe, expect, test } from 'vitest';
import { createOozieClient } from './client.ts';
import { loopbackServer } from './loopback-server.fixture.ts';
import { mayPass, unreachable } from './unreachable.ts';

const request = { method: 'POST', url: 'https://oozie/oozie/v2/jobs' };

const failure = (code: string, syscall?: string) => Object.assign(new Error(code), { code, syscall });
const fetchFailed = (cause: unknown) => new TypeError('fetch failed', { cause });

describe('whether Oozie may have got a request without answer', () => {
  test.each<[string, unknown, 'no' | 'maybe', boolean]>([
    ['a closed port', failure('ECONNREFUSED', 'connect'), 'no', true],
    ['a host that is down', failure('ETIMEDOUT', 'connect'), 'no', true],
    ['an unknown name', failure('ENOTFOUND', 'getaddrinfo'), 'no', true],
    ['no connection in time', failure('UND_ERR_CONNECT_TIMEOUT'), 'no', true],
    [
      'a host none of whose addresses answers',
      new AggregateError([failure('ECONNREFUSED'), failure('ENETUNREACH')]),
      'no',
      true,
    ],
    ['an untrusted certificate', failure('DEPTH_ZERO_SELF_SIGNED_CERT'), 'no', false],
    ['an unknown issuer', failure('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'no', false],
    ['the certificate of another host', failure('ERR_TLS_CERT_ALTNAME_INVALID'), 'no', false],
    ['a connection that was reset', failure('ECONNRESET', 'read'), 'maybe', true],
    ['a connection that the server closed', failure('UND_ERR_SOCKET'), 'maybe', true],
    ['an answer that took too long', failure('ETIMEDOUT', 'read'), 'maybe', true],
    [
      'one address that was reached after all',
      new AggregateError([failure('ECONNREFUSED'), failure('ECONNRESET')]),
      'maybe',
      true,
    ],
    ['what no browser explains', undefined, 'maybe', true],
  ])('%s', (_, cause, reachedServer, again) => {
    const error = unreachable(request, fetchFailed(cause));
    expect(error).toMatchObject({ kind: 'unreachable', reachedServer, request });
    expect(mayPass(error)).toBe(again);
  });
});

test('the message says what failed, and whether anything was sent', () => {
  const refused = unreachable(request, fetchFailed(failure('ECONNREFUSED', 'connect'))).message;
  expect(refused).toBe(
    'No answer to POST https://oozie/oozie/v2/jobs: ECONNREFUSED. Nothing was sent; check the network, and that Oozie runs.',
  );
  const untrusted = unreachable(request, fetchFailed(failure('CERT_HAS_EXPIRED'))).message;
  expect(untrusted).toContain('NODE_EXTRA_CA_CERTS');
});

test('a server without TLS is not asked again for what it cannot understand', async () => {
  let connections = 0;
  const server = await loopbackServer(() => {});
  const client = createOozieClient({
    url: server.url.replace('http:', 'https:'),
    retries: 3,
    retryDelayMs: () => 1,
    fetch: (input, init) => {
      connections += 1;
      return fetch(input, init);
    },
  });
  await expect(client.submit({})).rejects.toMatchObject({ kind: 'unreachable', reachedServer: 'no' });
  expect(connections).toBe(1);
});
