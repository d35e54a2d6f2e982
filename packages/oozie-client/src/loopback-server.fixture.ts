import { createServer, type RequestListener } from 'node:http';
import { onTestFinished } from 'vitest';

/** A server on this machine, for what the real Oozie cannot be brought to answer. */
export interface LoopbackServer {
  /** `http://127.0.0.1:PORT/oozie` */
  readonly url: string;
  /** How many requests are neither answered in full nor cut off. */
  requestsInProgress(): number;
  close(): Promise<void>;
}

/** Answers as given until the test is over. */
export async function loopbackServer(answer: RequestListener): Promise<LoopbackServer> {
  const server = await serveUntilClosed(answer);
  onTestFinished(() => server.close());
  return server;
}

/** Answers as given until it is closed. */
export async function serveUntilClosed(answer: RequestListener): Promise<LoopbackServer> {
  let inProgress = 0;
  const server = createServer((request, response) => {
    inProgress += 1;
    response.on('close', () => {
      inProgress -= 1;
    });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/oozie`,
    requestsInProgress: () => inProgress,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const jsonType = { 'content-type': 'application/json; charset="UTF-8"' };

export const answerNormal: RequestListener = (_, response) =>
  response.writeHead(200, jsonType).end('{"systemMode":"NORMAL"}');
