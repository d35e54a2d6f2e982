import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { OozieRequest, OozieResponse } from './envelope.ts';
import { pathBelowOozie } from './request-path.ts';

/** A model Oozie on a port. */
export interface Listening {
  /** `http://127.0.0.1:<port>/oozie` */
  readonly url: string;
  readonly port: number;
  /** Frees the port and breaks what connections there are. */
  stop(): Promise<void>;
}

/** Oozie's own limit for headers, in bytes; Node's is 16 KiB. */
const maxHeaderSize = 64 * 1024;

/** Answers HTTP requests on 127.0.0.1; by default on any free port. */
export async function listen(
  handle: (request: OozieRequest) => OozieResponse,
  { port = 0 }: { readonly port?: number } = {},
): Promise<Listening> {
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    );
    const response = handle({
      method: incoming.method ?? 'GET',
      path: pathBelowOozie(url.pathname),
      query: url.searchParams,
      headers: Object.fromEntries(headers),
      body: Buffer.concat(chunks).toString('utf8'),
    });
    outgoing.writeHead(response.status, { ...response.headers });
    outgoing.end(response.body);
  };
  const server = createServer({ maxHeaderSize }, (incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) =>
      outgoing.destroy(error instanceof Error ? error : undefined),
    );
  });
  const actual = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
  return {
    url: `http://127.0.0.1:${actual}/oozie`,
    port: actual,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
