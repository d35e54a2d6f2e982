import type { VirtualClock } from '../clock/virtual-clock.ts';
import { commitFault, type FaultyExchange } from './commit-fault.ts';
import type { Fault, MatchableRequest } from './fault.ts';
import { createFaultRules } from './fault-rules.ts';
import { createRequestLog, printRequests, type SeenRequest } from './request-log.ts';

/** What faults take their time from. */
export type FaultClock = Pick<VirtualClock, 'now' | 'wait'>;

export interface FaultyFetchOptions {
  /** Default: the real time. */
  readonly clock?: FaultClock;
  /** Faults that wait from the beginning. */
  readonly faults?: readonly Fault[];
}

/** A `fetch` that breaks what a test tells it to break. */
export interface FaultyFetch {
  readonly fetch: typeof globalThis.fetch;
  /** Every request that was made, oldest first; the last 2,000. */
  readonly requests: readonly SeenRequest[];
  /** Adds a fault and returns the function that removes it. The oldest matching fault hits first. */
  inject(fault: Fault): () => void;
  /** Removes every fault. Requests that stand at a gate, or are delayed, stay where they are. */
  clear(): void;
  /** Has every request fail as if there were no network, and those under way break; `false` brings it back. */
  offline(on: boolean): void;
  /** What happened, a line for each request. */
  trace(): string;
}

/** An answer, read to its end. */
interface WholeResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

const realClock: FaultClock = {
  now: Date.now,
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    }),
};

/** As `fetch` fails when there is no answer. */
function noAnswer(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
}

/**
 * Puts faults between a client and any `fetch`, such as a model Oozie's: the same ones that `startFaultProxy` puts between
 * a client and a real server.
 *
 * @example
 * const faulty = faultyFetch(oozie.fetch, { clock });
 * faulty.inject({ match: ({ method }) => method === 'POST', action: { kind: 'drop-response' } });
 * const client = createOozieClient({ url: 'http://oozie/oozie', fetch: faulty.fetch });
 */
export function faultyFetch(
  inner: typeof globalThis.fetch,
  { clock = realClock, faults = [] }: FaultyFetchOptions = {},
): FaultyFetch {
  const rules = createFaultRules();
  const log = createRequestLog();
  let network = new AbortController();
  let isOffline = false;
  for (const fault of faults) rules.inject(fault);

  async function send(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
    const request = await readRequest(input, init);
    const { pathname, search } = new URL(request.url);
    const seen = log.begin(request.method, pathname + search, clock.now());
    if (isOffline) {
      log.end(seen, undefined);
      throw noAnswer('ECONNREFUSED');
    }
    const signal = AbortSignal.any([network.signal, ...(request.signal ? [request.signal] : [])]);
    const again = () =>
      inner(request.url, {
        method: request.method,
        headers: request.headers,
        ...(request.body === '' ? {} : { body: request.body }),
      });
    const action = rules.isEmpty ? undefined : rules.take(matchable(seen.number, request));
    let giveUp = () => {};
    const answered = new Promise<Response>((resolve, reject) => {
      giveUp = () => reject(request.signal?.aborted ? request.signal.reason : noAnswer('ECONNRESET'));
      signal.addEventListener('abort', giveUp, { once: true });
      if (action === undefined) {
        again().then(resolve, reject);
        return;
      }
      log.hit(seen, action);
      const exchange: FaultyExchange<WholeResponse> = {
        async ask(late) {
          if (!late) signal.throwIfAborted();
          return readResponse(await again());
        },
        give: ({ status, headers, body }) => resolve(responseOf(status, headers, body)),
        giveCut: ({ status, headers, body }, bytes) =>
          resolve(responseOf(status, headers, cutOff(body.subarray(0, bytes)))),
        giveCanned: ({ status, headers = {}, body = '' }) =>
          resolve(responseOf(status, new Headers(headers), body)),
        breakOff: () => reject(noAnswer('ECONNRESET')),
        wait: (ms, late) => clock.wait(ms, late ? undefined : signal),
        overtaken: (by) => log.overtaken(seen, by),
        signal,
      };
      commitFault(action, exchange).catch(reject);
    });
    return answered.then(
      (response) => {
        // Node keeps a signal made of others, and all that its listeners hold, for as long as it has any.
        signal.removeEventListener('abort', giveUp);
        log.end(seen, response.status);
        return response;
      },
      (error: unknown) => {
        signal.removeEventListener('abort', giveUp);
        log.end(seen, undefined);
        throw error;
      },
    );
  }

  return {
    fetch: send,
    requests: log.requests,
    inject: rules.inject,
    clear: rules.clear,
    offline(on) {
      isOffline = on;
      if (!on) return;
      network.abort();
      network = new AbortController();
    },
    trace: () => printRequests(log.requests),
  };
}

interface ReadRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string;
  readonly signal: AbortSignal | undefined;
}

async function readRequest(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<ReadRequest> {
  if (!(input instanceof Request) && (init?.body === undefined || typeof init.body === 'string')) {
    init?.signal?.throwIfAborted();
    return {
      url: new URL(input, globalThis.location?.origin).href,
      method: (init?.method ?? 'GET').toUpperCase(),
      headers: new Headers(init?.headers),
      body: init?.body ?? '',
      signal: init?.signal ?? undefined,
    };
  }
  const request = new Request(input, init);
  const { url, method, headers, signal } = request;
  signal.throwIfAborted();
  return { url, method, headers, body: await request.text(), signal };
}

function matchable(number: number, { method, url, headers, body }: ReadRequest): MatchableRequest {
  const { pathname, searchParams } = new URL(url);
  return { number, method, path: pathname, query: searchParams, headers: Object.fromEntries(headers), body };
}

async function readResponse(response: Response): Promise<WholeResponse> {
  const { status, headers } = response;
  return { status, headers, body: new Uint8Array(await response.arrayBuffer()) };
}

type Body = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | string;

function responseOf(status: number, headers: Headers, body: Body): Response {
  const isEmpty = status === 204 || status === 304;
  return new Response(isEmpty ? null : body, { status, headers });
}

/** A body that ends with its connection broken. */
function cutOff(start: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> {
  let isGiven = start.length === 0;
  return new ReadableStream({
    pull(controller) {
      if (isGiven) controller.error(new TypeError('terminated', { cause: noAnswer('ECONNRESET') }));
      else controller.enqueue(start);
      isGiven = true;
    },
  });
}
