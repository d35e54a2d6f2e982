import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { commitFault } from './commit-fault.ts';
import type { Fault, MatchableRequest } from './fault.ts';
import { createFaultRules } from './fault-rules.ts';
import {
  maxHeaderSize,
  readWhole,
  relayRequest,
  streamAnswer,
  writeCanned,
  writeCut,
  writeWhole,
} from './relay.ts';
import { createRequestLog, printRequests, type SeenRequest } from './request-log.ts';

/** One request that reached the proxy. The last 2000 are remembered. */
export type ProxiedRequest = SeenRequest;

/** How `offline` keeps clients away: connections are accepted and broken, or not accepted at all. */
export type OfflineBy = 'breaking' | 'refusing';

/** A running proxy between an application under test and the server it talks to. */
export interface FaultProxy {
  /** `http://127.0.0.1:<port>`, without a path and without a final slash. */
  readonly url: string;
  readonly port: number;
  /** Every request that arrived, oldest first. */
  readonly requests: readonly ProxiedRequest[];
  /** What happened, a line for each request. */
  trace(): string;
  /** Adds a fault and returns the function that removes it. The oldest matching fault hits first. */
  inject(fault: Fault): () => void;
  /** Removes every fault. Requests that stand at a gate or are stalled stay where they are. */
  clear(): void;
  /**
   * Breaks every connection and lets no new one work until `offline(false)`. `breaking` (default) accepts
   * connections and breaks them; `refusing` closes the port, so that clients see "connection refused".
   */
  offline(on: boolean, by?: OfflineBy): Promise<void>;
  /** Sends later requests to another server, e.g. one that was restarted on another port. */
  setTarget(url: string): void;
  /** Breaks every connection and frees the port. */
  stop(): Promise<void>;
}

/** Where the proxy sends requests, and where it listens. */
export interface FaultProxyOptions {
  /** `http://host:port` of the server. Paths are passed on as they come. */
  readonly target: string;
  /** Port on 127.0.0.1; default is any free one. */
  readonly port?: number;
}

/**
 * Starts an HTTP proxy that passes everything through, and breaks what a test tells it to break.
 * Rejects when the port is taken; throws a TypeError when the target is not a `http://` URL.
 *
 * @example
 * const proxy = await startFaultProxy({ target: 'http://127.0.0.1:11000' });
 * proxy.inject({
 *   match: (request) => request.method === 'POST' && request.path.endsWith('/jobs'),
 *   action: { kind: 'drop-response' },
 * });
 * // The next submit starts a job in Oozie, and the application never gets the answer.
 */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  let target = httpUrl(options.target);
  let breaking = false;
  const rules = createFaultRules();
  const log = createRequestLog();
  const sockets = new Set<Socket>();
  const stopping = new AbortController();

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const seen = log.begin(incoming.method ?? 'GET', incoming.url ?? '/', Date.now());
    const gone = new AbortController();
    outgoing.on('close', () => {
      log.end(seen, outgoing.headersSent ? outgoing.statusCode : undefined);
      gone.abort();
    });
    const signal = AbortSignal.any([gone.signal, stopping.signal]);
    if (rules.isEmpty) {
      return streamAnswer(await relayRequest(incoming, 'stream', target, signal), outgoing);
    }
    const body = await readBody(incoming);
    const action = rules.take(matchable(seen.number, incoming, body));
    if (action === undefined) {
      return streamAnswer(await relayRequest(incoming, body, target, signal), outgoing);
    }
    log.hit(seen, action);
    const ask = async (late = false) =>
      readWhole(await relayRequest(incoming, body, target, late ? stopping.signal : signal));
    return commitFault(action, {
      ask,
      give: (answer) => {
        if (!outgoing.destroyed) writeWhole(answer, outgoing);
      },
      giveCut: (answer, bytes) => writeCut(answer, bytes, outgoing),
      giveCanned: (answer) => writeCanned(answer, outgoing),
      breakOff: () => outgoing.destroy(),
      wait: (ms, late) => pause(ms, undefined, { signal: late ? stopping.signal : signal }),
      overtaken: (by) => log.overtaken(seen, by),
      signal,
    });
  };

  const server = createServer({ maxHeaderSize }, (incoming, outgoing) => {
    // Whatever breaks behind the proxy is a broken connection in front of it, as without a proxy.
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.on('connection', (socket) => {
    if (breaking) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const closePort = () => new Promise<void>((resolve) => server.close(() => resolve()));

  const port = await listen(options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests: log.requests,
    trace: () => printRequests(log.requests),
    inject: rules.inject,
    clear: rules.clear,
    async offline(on, by = 'breaking') {
      breaking = on && by === 'breaking';
      if (on) {
        const closed = by === 'refusing' && server.listening ? closePort() : undefined;
        breakAll();
        await closed;
      } else if (!server.listening && !stopping.signal.aborted) await listen(port);
    },
    setTarget: (url) => {
      target = httpUrl(url);
    },
    async stop() {
      stopping.abort();
      const closed = server.listening ? closePort() : undefined;
      breakAll();
      await closed;
    },
  };
}

function httpUrl(text: string): URL {
  const url = new URL(text);
  if (url.protocol !== 'http:') {
    throw new TypeError(`A fault proxy's target must be a http:// URL, but it is "${text}".`);
  }
  return url;
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function matchable(number: number, incoming: IncomingMessage, body: Buffer): MatchableRequest {
  const [path = '/', query = ''] = (incoming.url ?? '/').split(/\?(.*)/s);
  return {
    number,
    method: incoming.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: incoming.headers,
    body: body.toString('utf8'),
  };
}
