import type * as z from 'zod/mini';
import { isWebPage, malformed, readJson, refuseWebPage } from './answer.ts';
import { type Limits, pause, type RequestLine, within } from './deadline.ts';
import { OozieError } from './oozie-error.ts';
import { refusal } from './refusal.ts';
import { baseUrl, requestUrl } from './request-url.ts';

export interface OozieClientOptions {
  /** `http://host:11000/oozie`, or `/oozie` for the page's own origin. */
  url: string | URL;
  /** Simple authentication: who asks, sent as `user.name`, and the `user.name` of submitted jobs that name nobody. */
  user?: string;
  /** Act as this user; `user` must be one of Oozie's proxy users. */
  doAs?: string;
  /** How long a request may take, reading the answer included; `Infinity` for no limit. Default 30 000. */
  timeoutMs?: number;
  /** How often a GET is tried again when there is no connection. Default 2. Nothing else is ever sent twice. */
  retries?: number;
  fetch?: typeof globalThis.fetch;
  /** Sent with every request; a function is asked anew for each. */
  headers?: Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>);
}

export interface RequestOptions {
  signal?: AbortSignal;
  /** Instead of the client's own. */
  timeoutMs?: number;
}

export interface OozieRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the base URL, e.g. `/v2/jobs`; its segments are already escaped. */
  readonly path: string;
  /** Undefined values are left out. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** An XML document. */
  readonly body?: string;
  /** The path names a job, so E0604 and E0605 mean that this job is missing. */
  readonly aboutJob?: boolean;
}

/** Sends requests to one Oozie, and turns everything that goes wrong into an {@link OozieError}. */
export interface Transport {
  readonly user: string | undefined;
  json<T>(
    request: OozieRequest,
    schema: z.ZodMiniType<T>,
    options?: RequestOptions,
  ): Promise<{ value: T; headers: Headers }>;
  text(request: OozieRequest, options?: RequestOptions): Promise<string>;
  /** The answer as it is, for images. */
  bytes(request: OozieRequest, options?: RequestOptions): Promise<Uint8Array>;
  /** The answer's text as it arrives; the time limit holds for each piece. */
  chunks(request: OozieRequest, options?: RequestOptions): AsyncGenerator<string, void, undefined>;
}

const defaultTimeoutMs = 30_000;
const defaultRetries = 2;

/** @throws {OozieError} `invalid-request` when the URL is none */
export function createTransport(options: OozieClientOptions): Transport {
  const base = baseUrl(options.url);
  const identity = { 'user.name': options.user, doAs: options.doAs };
  const retries = options.retries ?? defaultRetries;
  const limits = (given: RequestOptions | undefined): Limits => ({
    timeoutMs: given?.timeoutMs ?? options.timeoutMs ?? defaultTimeoutMs,
    signal: given?.signal,
  });
  const line = (request: OozieRequest): RequestLine => ({
    method: request.method,
    url: requestUrl(base, request.path, { ...request.query, ...identity }),
  });

  /** Reads the answer by `read`, which runs under the same time limit as the request itself. */
  async function send<T>(
    request: OozieRequest,
    given: RequestOptions | undefined,
    read: (response: Response, line: RequestLine) => Promise<T>,
  ): Promise<T> {
    const sent = line(request);
    for (let attempt = 0; ; attempt += 1) {
      try {
        const headers = await within(sent, limits(given), () => ownHeaders(options.headers, sent));
        return await within(sent, limits(given), async (signal) => {
          const response = await fetchOnce(request, sent, headers, signal);
          return read(response, sent);
        });
      } catch (error) {
        if (!mayRetry(request, error) || attempt >= retries) throw error;
        await pause(sent, backoffMs(attempt), given?.signal);
      }
    }
  }

  async function fetchOnce(
    request: OozieRequest,
    sent: RequestLine,
    headers: Record<string, string>,
    signal: AbortSignal,
  ): Promise<Response> {
    const contentType = request.body === undefined ? {} : { 'content-type': 'application/xml;charset=UTF-8' };
    // Asked for at each request, so that a page's or test's replacement of the global one is seen.
    const fetch = options.fetch ?? globalThis.fetch;
    let response: Response;
    try {
      response = await fetch(sent.url, {
        method: request.method,
        headers: { ...headers, ...contentType },
        cache: 'no-store',
        signal,
        ...(request.body === undefined ? {} : { body: request.body }),
      });
    } catch (cause) {
      throw noConnection(sent, cause);
    }
    if (response.ok) {
      refuseWebPage(sent, response);
      return response;
    }
    // A refusal is known by its headers: a body that does not arrive changes nothing.
    const body = await response.text().catch(() => undefined);
    throw refusal(sent, response, body, {
      aboutJob: request.aboutJob ?? false,
      webPage: isWebPage(response),
    });
  }

  return {
    user: options.user,
    json: (request, schema, given) =>
      send(request, given, async (response, sent) => ({
        value: readJson(sent, response, await bodyText(response, sent), schema),
        headers: response.headers,
      })),
    text: (request, given) => send(request, given, bodyText),
    bytes: (request, given) => send(request, given, bodyBytes),
    async *chunks(request, given) {
      const { reader, response, sent } = await send(request, given, async (response, sent) => ({
        reader: response.body?.getReader(),
        response,
        sent,
      }));
      if (!reader) return;
      const decoder = new TextDecoder();
      try {
        for (;;) {
          const { done, value } = await within(sent, limits(given), () => reader.read()).catch((cause) => {
            throw cause instanceof OozieError ? cause : cutOff(sent, response, cause);
          });
          const text = decoder.decode(value, { stream: !done });
          if (text) yield text;
          if (done) return;
        }
      } finally {
        // Not awaited: a server that stalls could hold it up.
        void reader.cancel().catch(() => undefined);
      }
    },
  };
}

async function ownHeaders(
  headers: OozieClientOptions['headers'],
  request: RequestLine,
): Promise<Record<string, string>> {
  if (typeof headers !== 'function') return headers ?? {};
  try {
    return await headers();
  } catch (cause) {
    throw new OozieError(
      `The headers for ${request.method} ${request.url} could not be had (${cause}). Check the function given as \`headers\`; nothing was sent.`,
      { kind: 'unauthenticated', reachedServer: 'no', request, cause },
    );
  }
}

async function bodyText(response: Response, sent: RequestLine): Promise<string> {
  try {
    return await response.text();
  } catch (cause) {
    throw cutOff(sent, response, cause);
  }
}

async function bodyBytes(response: Response, sent: RequestLine): Promise<Uint8Array> {
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw cutOff(sent, response, cause);
  }
}

function cutOff(sent: RequestLine, response: Response, cause: unknown): OozieError {
  return malformed(sent, response, 'an answer that was cut off', cause);
}

/** Node says when a connection could not even be opened; browsers don't. */
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

function noConnection(request: RequestLine, cause: unknown): OozieError {
  const inner = cause instanceof Error && typeof cause.cause === 'object' ? cause.cause : null;
  const code = inner !== null && 'code' in inner ? String(inner.code) : undefined;
  const sure = code !== undefined && neverConnected.has(code);
  return new OozieError(
    `No answer to ${request.method} ${request.url}: ${code ?? String(cause)}. ${
      sure ? 'Nothing was sent' : 'Oozie may or may not have got it'
    }; check the network, and that Oozie runs.`,
    { kind: 'unreachable', reachedServer: sure ? 'no' : 'maybe', request, cause },
  );
}

function mayRetry(request: OozieRequest, error: unknown): boolean {
  return request.method === 'GET' && error instanceof OozieError && error.kind === 'unreachable';
}

/** Doubles from 200 ms to at most 2 s, half of it at random so that clients don't come back all at once. */
function backoffMs(attempt: number): number {
  const full = Math.min(2000, 200 * 2 ** attempt);
  return full / 2 + (Math.random() * full) / 2;
}
