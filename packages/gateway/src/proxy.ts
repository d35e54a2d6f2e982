import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import { endToEndHeaders, headerPairs } from './end-to-end-headers.ts';
import { headersWithoutIdentity, pathAs } from './fixed-user.ts';
import { gatewayHeader, refuse } from './refusal.ts';
import type { Upstream, UpstreamOutcome, UpstreamRequest } from './upstream.ts';

/** Where Oozie is found on the gateway. */
export const oozieMount = '/oozie';

/** Node's request and response, present when the app runs in Node's server and absent in `app.request()`. */
export interface GatewayEnvironment {
  Bindings: Partial<HttpBindings>;
}

const bodiless = new Set([204, 205, 304]);

/**
 * Passes requests on to Oozie and its answers back, both as they stream, changing nothing but hop-by-hop
 * headers. In Node's server the bytes go from socket to socket; in process they go through fetch's types.
 */
export function proxyToOozie(upstream: Upstream, user: string | undefined, log: (line: string) => void) {
  return async (c: Context<GatewayEnvironment>): Promise<Response> => {
    const { incoming, outgoing } = c.env ?? {};
    const url = new URL(c.req.url);
    const path = pathBelowMount(incoming?.url ?? `${url.pathname}${url.search}`);
    if (path === undefined) {
      return refuse(400, {
        error: 'bad-path',
        what: 'The path has segments like ".." that could leave Oozie.',
        whatToDo: 'Send the path in its plain form.',
      });
    }
    const ask = (request: UpstreamRequest, signal: AbortSignal) =>
      upstream.ask(user === undefined ? request : asUser(user, request), signal);
    const logged = (outcome: UpstreamOutcome) => {
      if (outcome.kind !== 'answer')
        log(`${c.req.method} ${url.pathname}: ${outcome.kind}, ${outcome.reason}`);
      return outcome;
    };

    if (incoming !== undefined && outgoing !== undefined) {
      const signal = goneSignal(outgoing);
      const outcome = logged(await ask(receivedRequest(incoming, path), signal));
      if (outcome.kind !== 'answer') return failure(outcome, upstream.url);
      await relayAnswer(outcome.answer, outgoing);
      return RESPONSE_ALREADY_SENT;
    }
    const request = fetchedRequest(c.req.raw, path);
    const outcome = logged(await ask(request, c.req.raw.signal));
    return outcome.kind === 'answer'
      ? fetchedAnswer(outcome.answer, request.method)
      : failure(outcome, upstream.url);
  };
}

/** The part of a request's target below the mount, or undefined when it could lead out of Oozie. */
function pathBelowMount(target: string): string | undefined {
  if (target !== oozieMount && !/^\/oozie[/?]/.test(target)) return undefined;
  const rest = target.slice(oozieMount.length);
  const [path = ''] = rest.split('?', 1);
  const segments = path.split(/\/|\\|%2f|%5c/i);
  // Servlet containers cut ";…" off a segment before they look for dots.
  return segments.some((segment) => /^(?:\.|%2e){1,2}(?:;.*)?$/i.test(segment)) ? undefined : rest;
}

function asUser(user: string, request: UpstreamRequest): UpstreamRequest {
  return {
    ...request,
    path: pathAs(user, request.path),
    rawHeaders: headersWithoutIdentity(request.rawHeaders),
  };
}

function receivedRequest(incoming: IncomingMessage, path: string): UpstreamRequest {
  const { headers } = incoming;
  const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
  return {
    method: incoming.method ?? 'GET',
    path,
    rawHeaders: incoming.rawHeaders,
    ...(hasBody ? { body: incoming } : {}),
  };
}

function goneSignal(outgoing: ServerResponse): AbortSignal {
  const gone = new AbortController();
  outgoing.on('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  return gone.signal;
}

async function relayAnswer(answer: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, endToEndHeaders(answer.rawHeaders));
  // Sends the head as it came, in latin1; `flushHeaders` would send it in UTF-8.
  outgoing.write('', 'latin1');
  // On a break, pipeline destroys the client's connection: a cut answer must not look complete.
  await pipeline(answer, outgoing).catch(() => undefined);
}

function fetchedRequest(request: Request, path: string): UpstreamRequest {
  const { body } = request;
  return {
    method: request.method,
    path,
    rawHeaders: [...request.headers].flat(),
    ...(body === null ? {} : { body: Readable.from(body) }),
  };
}

function fetchedAnswer(answer: IncomingMessage, method: string): Response {
  const status = answer.statusCode ?? 502;
  const empty = bodiless.has(status) || method === 'HEAD';
  if (empty) answer.resume();
  const body = empty ? null : bytesOf(answer);
  const statusText = answer.statusMessage ?? '';
  return new Response(body, { status, statusText, headers: headerPairs(endToEndHeaders(answer.rawHeaders)) });
}

function bytesOf(answer: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Buffer> = answer[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => {
      answer.destroy();
    },
  });
}

function failure(outcome: Exclude<UpstreamOutcome, { kind: 'answer' }>, oozieUrl: string): Response {
  return outcome.kind === 'unreachable'
    ? refuse(
        502,
        {
          error: 'unreachable',
          what: `Oozie at ${oozieUrl} cannot be reached (${outcome.reason}). Nothing was sent to it.`,
          whatToDo: 'Check that Oozie runs and that the gateway has its right URL. Sending again is safe.',
        },
        { [gatewayHeader]: 'unreachable' },
      )
    : refuse(
        502,
        {
          error: 'broken-answer',
          what: `The connection to Oozie at ${oozieUrl} broke before it answered (${outcome.reason}).`,
          whatToDo: 'Oozie may have acted on the request. Look before you send it again.',
        },
        { [gatewayHeader]: 'broken-answer' },
      );
}
