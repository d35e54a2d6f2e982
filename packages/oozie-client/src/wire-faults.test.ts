import { describe, expect, test } from 'vitest';
import { createOozieClient } from './client.ts';
import { loopbackServer } from './loopback-server.fixture.ts';
import { oozieAnswer } from './oozie-answers.fixture.ts';
import { isOozieError } from './oozie-error.ts';
import { type Call, operations } from './operations.fixture.ts';
import { mebibyte, wireFaults } from './wire-faults.fixture.ts';

/** Every limit of the client is far below this, so what takes longer hangs. */
const hangsAfterMs = 45_000;
/** So many functions at a time, lest a slow machine takes them for hanging. */
const together = 12;

/** How a call ended: its error, or undefined for none. */
async function endOf(name: string, call: Promise<unknown>): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hangs = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} hangs`)), hangsAfterMs);
  });
  const ended = call.then(
    () => undefined,
    (error: unknown) => error ?? new Error('nothing was thrown'),
  );
  return Promise.race([ended, hangs]).finally(() => clearTimeout(timer));
}

describe.each(wireFaults)('$name', (fault) => {
  test('ends every function with an OozieError at most, and leaves no request behind', async () => {
    const server = await loopbackServer((request, response) => {
      request.resume();
      const answer = oozieAnswer(request.method ?? '', new URL(request.url ?? '', 'http://oozie'));
      fault.write(answer, response, request);
    });
    const client = createOozieClient({
      url: server.url,
      user: 'alice',
      // Only who waits in vain has to wait for it.
      timeoutMs: fault.kinds.includes('timeout') ? 300 : hangsAfterMs / 3,
      retries: 1,
      retryDelayMs: () => 1,
      maxAnswerBytes: mebibyte,
    });
    const ends: [string, unknown][] = [];
    const left = Object.entries(operations);
    const work = async () => {
      for (let next = left.pop(); next !== undefined; next = left.pop()) {
        const [name, call] = next;
        const signal = AbortSignal.timeout(hangsAfterMs * 0.9);
        ends.push([name, await endOf(name, call(client, { signal }))]);
      }
    };
    await Promise.all(Array.from({ length: together }, work));
    const unexpected = ends
      .filter(([, error]) => !isOozieError(error, ...fault.kinds) && !(fault.harmless && error === undefined))
      .map(
        ([name, error]) => `${name}: ${isOozieError(error) ? error.kind : ''} ${String(error).slice(0, 300)}`,
      );
    expect(unexpected).toEqual([]);
    await expect.poll(() => server.requestsInProgress(), { timeout: 10_000 }).toBe(0);
  }, 120_000);
});

test('an answer of tens of megabytes is read when it is not too long for the client', async () => {
  const rows = Array.from({ length: 20_000 }, (_, rank) => ({
    id: `${rank}-W`,
    appName: 'x'.repeat(2_000),
    status: 'PREP',
    run: 0,
    user: 'alice',
  }));
  const body = JSON.stringify({ total: rows.length, offset: 1, len: rows.length, workflows: rows });
  expect(body.length).toBeGreaterThan(40_000_000);
  const { url } = await loopbackServer((_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(body),
  );
  expect((await createOozieClient({ url }).workflows.list()).rows).toHaveLength(rows.length);
  const careful = createOozieClient({ url, maxAnswerBytes: 40_000_000 });
  await expect(careful.workflows.list()).rejects.toThrow(/more than the 40000000 bytes/);
}, 30_000);

test('a log has no length that is too long', async () => {
  const line = `${'x'.repeat(1_000)}\n`;
  const { url } = await loopbackServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/plain' }).end(line.repeat(5_000)),
  );
  let length = 0;
  const log: Parameters<Call>[0]['log'] = createOozieClient({ url, maxAnswerBytes: 1_000 }).log;
  for await (const piece of log('1-W')) length += piece.length;
  expect(length).toBe(line.length * 5_000);
}, 30_000);
