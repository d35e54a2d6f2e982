import type { OozieRequest, OozieResponse } from './envelope.ts';
import { pathBelowOozie } from './request-path.ts';

/** A `fetch` whose answers come from a function; what is asked is answered before the answer is awaited. */
export function fetchFrom(handle: (request: OozieRequest) => OozieResponse): typeof globalThis.fetch {
  return async (input, init) => {
    // Most are this simple, and a Request costs more than the model's answer.
    const isPlain =
      !(input instanceof Request) && (init?.body === undefined || typeof init.body === 'string');
    const request = isPlain
      ? undefined
      : new Request(input instanceof Request ? input : absolute(input), init);
    const signal = request?.signal ?? init?.signal;
    signal?.throwIfAborted();
    const body = typeof init?.body === 'string' ? init.body : ((await request?.text()) ?? '');
    signal?.throwIfAborted();
    const url = absolute(request?.url ?? String(input));
    const {
      status,
      headers,
      body: text,
    } = handle({
      method: (request?.method ?? init?.method ?? 'GET').toUpperCase(),
      path: pathBelowOozie(url.pathname),
      query: url.searchParams,
      headers: Object.fromEntries(request?.headers ?? new Headers(init?.headers)),
      body,
    });
    return new Response(text === '' ? null : text, { status, headers });
  };
}

function absolute(input: string | URL): URL {
  return new URL(input, globalThis.location?.origin ?? 'http://localhost');
}
