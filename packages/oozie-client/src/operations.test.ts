import { expect, test } from 'vitest';
import { createOozieClient } from './client.ts';
import { loopbackServer } from './loopback-server.fixture.ts';
import { oozieAnswer } from './oozie-answers.fixture.ts';
import { functionsOf, operations } from './operations.fixture.ts';

test('every function of the client is among those that are tried on damaged answers', () => {
  const client = createOozieClient({ url: 'http://oozie/oozie' });
  expect(Object.keys(operations).sort()).toEqual(functionsOf(client).sort());
});

test.each(Object.entries(operations))('%s understands what Oozie answers', async (_, call) => {
  const { url } = await loopbackServer((request, response) => {
    const { status, type, body } = oozieAnswer(
      request.method ?? '',
      new URL(request.url ?? '', 'http://oozie'),
    );
    const sent = typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, { 'content-type': type }).end(sent);
  });
  await call(createOozieClient({ url, user: 'alice', retries: 0 }), { timeoutMs: 5_000 });
});
