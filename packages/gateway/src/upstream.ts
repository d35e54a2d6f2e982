import {
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { endToEndHeaders, withHeader } from './end-to-end-headers.ts';
import { GatewayError } from './gateway-error.ts';

/** Oozie's own limit for the headers of a request, in bytes; filters travel in the URL. Node's is 16 KiB. */
export const maxHeaderSize = 64 * 1024;

/** A request to Oozie. */
export interface UpstreamRequest {
  readonly method: string;
  /** Path below Oozie's base URL, with the query, passed on byte for byte: `/v1/jobs?len=1`. */
  readonly path: string;
  /** Names and values in turn. Hop-by-hop headers are dropped here. */
  readonly rawHeaders: readonly string[];
  /** Absent when the request has no body. */
  readonly body?: Readable;
}

/**
 * What came of a request. `unreachable` promises that no byte of it reached Oozie; after `broken` nobody
 * knows whether Oozie acted.
 */
export type UpstreamOutcome =
  | { readonly kind: 'answer'; readonly answer: IncomingMessage }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'broken'; readonly reason: string };

/** The way to one Oozie. */
export interface Upstream {
  /** Base URL, without a final slash. */
  readonly url: string;
  /** Sends a request. Rejects only when it holds characters that HTTP cannot carry. When `signal` aborts, the connection to Oozie is closed. */
  ask(request: UpstreamRequest, signal: AbortSignal): Promise<UpstreamOutcome>;
  /** Closes idle connections. */
  close(): void;
}

/**
 * Opens the way to the Oozie at `oozieUrl`. Connects on the first request.
 * Throws a GatewayError `bad-option` when that is no http(s) URL.
 *
 * @param connectTimeoutMs milliseconds to wait for a connection
 */
export function openUpstream(oozieUrl: string, connectTimeoutMs = 5000): Upstream {
  const base = parseBase(oozieUrl);
  const secure = base.protocol === 'https:';
  const url = `${base.origin}${base.pathname.replace(/\/+$/, '')}`;
  const basePath = base.pathname.replace(/\/+$/, '');
  const Agent = secure ? HttpsAgent : HttpAgent;
  const kept = new Agent({ keepAlive: true });
  const send = secure ? httpsRequest : httpRequest;

  const attempt = (request: UpstreamRequest, reuse: boolean, signal: AbortSignal) =>
    new Promise<UpstreamOutcome & { stale?: boolean }>((resolve) => {
      let connected = false;
      // Asks Oozie to keep the connection, so that answers say where they end, but uses it once. An agent of its
      // own, because to Node's agents a `maxFreeSockets` of 0 means its default, 256.
      const agent = reuse ? kept : new Agent({ keepAlive: true });
      const options: RequestOptions = {
        protocol: base.protocol,
        host: base.hostname.replace(/^\[|\]$/g, ''),
        port: base.port === '' ? (secure ? 443 : 80) : Number(base.port),
        method: request.method,
        path: `${basePath}${request.path}`,
        headers: upstreamHeaders(request, base.host),
        agent,
        maxHeaderSize,
        signal,
      };
      const outgoing = send(options, (answer) => resolve({ kind: 'answer', answer }));
      if (!reuse) outgoing.on('close', () => agent.destroy());
      const timer = setTimeout(() => {
        outgoing.destroy(new Error(`no connection after ${connectTimeoutMs} ms`));
      }, connectTimeoutMs);
      const onConnected = () => {
        connected = true;
        clearTimeout(timer);
      };
      outgoing.on('socket', (socket) => {
        if (!socket.connecting) onConnected();
        else socket.once(secure ? 'secureConnect' : 'connect', onConnected);
      });
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        const stale = reuse && outgoing.reusedSocket && error.code === 'ECONNRESET';
        resolve({ kind: connected ? 'broken' : 'unreachable', reason: reasonOf(error), stale });
      });
      // A body that breaks off destroys the request, so that Oozie never takes a part for the whole.
      if (request.body === undefined) outgoing.end();
      else pipeline(request.body, outgoing).catch(() => undefined);
    });

  return {
    url,
    async ask(request, signal) {
      // Only reads use kept connections: one that Oozie has just closed can be told from a lost answer only
      // by sending again, which a write must not do.
      const reuse = (request.method === 'GET' || request.method === 'HEAD') && request.body === undefined;
      const first = await attempt(request, reuse, signal);
      if (first.kind !== 'broken' || first.stale !== true || signal.aborted) return first;
      const second = await attempt(request, false, signal);
      return second.kind === 'unreachable' ? { kind: 'broken', reason: second.reason } : second;
    },
    close: () => kept.destroy(),
  };
}

function parseBase(oozieUrl: string): URL {
  const base = URL.canParse(oozieUrl) ? new URL(oozieUrl) : undefined;
  if (
    base !== undefined &&
    /^https?:$/.test(base.protocol) &&
    base.search + base.username + base.password === ''
  ) {
    return base;
  }
  throw new GatewayError(
    'bad-option',
    `The URL of Oozie must look like http://host:11000/oozie, without a user, a password or a query, but it is "${oozieUrl}".`,
  );
}

function upstreamHeaders(request: UpstreamRequest, host: string): string[] {
  const headers = withHeader(endToEndHeaders(request.rawHeaders), 'Host', host);
  const hasLength = headers.some((text, index) => index % 2 === 0 && /^content-length$/i.test(text));
  if (request.body !== undefined && !hasLength) headers.push('Transfer-Encoding', 'chunked');
  return headers;
}

function reasonOf(error: NodeJS.ErrnoException): string {
  const nested =
    error instanceof AggregateError ? error.errors.find((one) => one instanceof Error) : undefined;
  const { message } = nested ?? error;
  return message === '' ? (error.code ?? 'connection failed') : message;
}
