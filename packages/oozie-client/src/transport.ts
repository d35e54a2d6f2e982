import type * as z from 'zod/mini';
import { readJson } from './answer.ts';
import { bodyBytes, bodyText, cutOff, defaultMaxAnswerBytes } from './answer-body.ts';
import type { Authentication } from './authentication.ts';
import { type Limits, pause, type RequestLine, within } from './deadline.ts';
import { exchange } from './exchange.ts';
import { OozieError } from './oozie-error.ts';
import { baseUrl, requestUrl } from './request-url.ts';
import { defaultRetries, mayRetry, oozieRetryDelayMs } from './retries.ts';
import {
  latestOf,
  pathIn,
  versionOf,
  versionsAnswer,
  type WebServiceVersion,
} from './web-service-version.ts';

export interface OozieClientOptions {
  /** `http://host:11000/oozie`, or `/oozie` for the page's own origin. */
  url: string | URL;
  /** Simple authentication: who asks, sent as `user.name`, and the `user.name` of submitted jobs that name nobody. */
  user?: string;
  /** Act as this user; who asks must be one of Oozie's proxy users. */
  doAs?: string;
  /** How to prove who asks, where naming the `user` is not enough. */
  authentication?: Authentication;
  /**
   * How long one try of a request may take, reading the answer included; `Infinity` for no limit. Default 30 000.
   */
  timeoutMs?: number;
  /**
   * How often a request is tried again when there is no connection: a GET always, a change only when it certainly
   * was not sent. Default 4, as often as Oozie's own client waits.
   */
  retries?: number;
  /** How long to wait before the next try, after `attempt` (from 0) failed. Default 1 s, 2 s, 4 s, 8 s. */
  retryDelayMs?: (attempt: number) => number;
  /** Of Oozie's web service: found out by itself unless given here. Oozie 4 and 5 offer 2. */
  webServiceVersion?: WebServiceVersion;
  /** An answer with more bytes is refused, but for logs, which are streamed. Default 256 MiB. */
  maxAnswerBytes?: number;
  fetch?: typeof globalThis.fetch;
  /** Sent with every request; a function is asked anew for each. */
  headers?: Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>);
}

export interface RequestOptions {
  signal?: AbortSignal;
  /** Instead of the client's own. */
  timeoutMs?: number;
}

type Query = Readonly<Record<string, string | number | undefined>>;

export interface OozieRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /**
   * Below the base URL, e.g. `/v2/jobs`; its segments are already escaped. Servers that don't offer that version of
   * the web service are asked in their own.
   */
  readonly path: string;
  /** The first version of the web service that has this operation. Default 1. */
  readonly since?: WebServiceVersion;
  /** Undefined values are left out. */
  readonly query?: Query;
  /** Instead of `query`, for servers that don't offer version 2. */
  readonly queryBefore2?: Query;
  readonly body?: string;
  /** Of the body. Default `application/xml`. */
  readonly contentType?: 'text/plain';
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
  bytes(request: OozieRequest, options?: RequestOptions): Promise<Uint8Array>;
  /** The answer's text as it arrives; the time limit holds for each piece. */
  chunks(request: OozieRequest, options?: RequestOptions): AsyncGenerator<string, void, undefined>;
}

type Read<T> = (response: Response, line: RequestLine) => Promise<T>;

const defaultTimeoutMs = 30_000;

/** @throws {OozieError} `invalid-request` when the URL is none */
export function createTransport(options: OozieClientOptions): Transport {
  const base = baseUrl(options.url);
  const { user, fetch, authentication, headers, doAs, retryDelayMs = oozieRetryDelayMs } = options;
  const means = { user, fetch, authentication, headers };
  const retries = options.retries ?? defaultRetries;
  const maxBytes = options.maxAnswerBytes ?? defaultMaxAnswerBytes;
  const limits = (given: RequestOptions | undefined): Limits => ({
    timeoutMs: given?.timeoutMs ?? options.timeoutMs ?? defaultTimeoutMs,
    signal: given?.signal,
  });

  let version = options.webServiceVersion;
  let asking: Promise<WebServiceVersion | undefined> | undefined;

  function line(request: OozieRequest): RequestLine {
    const { method, path, query, queryBefore2 = query, since = 1 } = request;
    const old = version !== undefined && version < 2;
    const parameters = { ...(old ? queryBefore2 : query), 'user.name': user, doAs };
    const preferred = { method, url: requestUrl(base, path, parameters) };
    if (!old) return preferred;
    return { method, url: requestUrl(base, pathIn(version ?? 2, preferred, path, since), parameters) };
  }

  /** Reads the answer by `read`, which runs under the same time limit as the request itself. */
  async function send<T>(
    request: OozieRequest,
    given: RequestOptions | undefined,
    read: Read<T>,
  ): Promise<T> {
    const asked = version;
    try {
      return await sendUntilAnswered(request, given, read);
    } catch (error) {
      if (asked !== undefined || !isUnknownPath(request, error)) throw error;
      version ??= await within(line(request), limits(given), offeredVersion);
      if (version === undefined || version === 2) throw error;
      // Safe for changes, too: nobody has acted on a path that nobody knows.
      return sendUntilAnswered(request, given, read);
    }
  }

  /** Shared by the requests that need it at once, so that it is asked for once; undefined when it was not answered. */
  function offeredVersion(): Promise<WebServiceVersion | undefined> {
    asking ??= sendUntilAnswered({ method: 'GET', path: '/versions' }, undefined, async (response, sent) =>
      readJson(sent, response, await bodyText(sent, response, maxBytes), versionsAnswer),
    ).then(
      (versions) => latestOf(versions) ?? 2,
      (error: unknown) => {
        asking = undefined;
        // Then there is nothing older, and maybe no Oozie at all: the first answer stands.
        return error instanceof OozieError && error.kind === 'malformed-answer' ? 2 : undefined;
      },
    );
    return asking;
  }

  async function sendUntilAnswered<T>(
    request: OozieRequest,
    given: RequestOptions | undefined,
    read: Read<T>,
  ): Promise<T> {
    const sent = line(request);
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await within(sent, limits(given), async (signal) =>
          read(await exchange(means, request, sent, signal), sent),
        );
      } catch (error) {
        const again = error instanceof OozieError && mayRetry(request.method, error);
        if (!again || attempt >= retries) throw error;
        await pause(sent, retryDelayMs(attempt), given?.signal);
      }
    }
  }

  return {
    user,
    json: (request, schema, given) =>
      send(request, given, async (response, sent) => ({
        value: readJson(sent, response, await bodyText(sent, response, maxBytes), schema),
        headers: response.headers,
      })),
    text: (request, given) => send(request, given, (response, sent) => bodyText(sent, response, maxBytes)),
    bytes: (request, given) => send(request, given, (response, sent) => bodyBytes(sent, response, maxBytes)),
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

/** Oozie answers 400 and its code for what it does not find: this is from a web server that has no such path. */
function isUnknownPath(request: OozieRequest, error: unknown): boolean {
  if (!(error instanceof OozieError) || versionOf(request.path) !== 2) return false;
  return error.httpStatus === 404 && error.code === undefined;
}
