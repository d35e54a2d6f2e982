import { isWebPage, refuseWebPage } from './answer.ts';
import { bodyStart, dropBody } from './answer-body.ts';
import type { Authentication } from './authentication.ts';
import type { RequestLine } from './deadline.ts';
import { OozieError } from './oozie-error.ts';
import { refusal } from './refusal.ts';
import type { OozieClientOptions, OozieRequest } from './transport.ts';
import { unreachable } from './unreachable.ts';

/** By what a client's requests are sent. */
export interface Exchange {
  readonly user: string | undefined;
  readonly fetch: typeof globalThis.fetch | undefined;
  readonly authentication: Authentication | undefined;
  readonly headers: OozieClientOptions['headers'];
}

/**
 * Sends a request once, and signs it in. The answer is one of success, not a web page, and its body unread.
 * @throws {OozieError} for every other answer, and for none
 */
export async function exchange(
  means: Exchange,
  request: OozieRequest,
  line: RequestLine,
  signal: AbortSignal,
): Promise<Response> {
  const given = await ownHeaders(means.headers, line);
  const send = async (proof: Readonly<Record<string, string>>) =>
    follow(means, request, line, validHeaders(line, given, proof, contentTypeOf(request)), signal);
  const response = await signedIn(means, line, signal, send);
  if (response.ok) {
    if (isWebPage(response)) dropBody(response);
    refuseWebPage(line, response);
    return response;
  }
  // A refusal is known by its headers: a body that does not arrive changes nothing.
  const body = await bodyStart(response, longestRefusal);
  throw refusal(line, response, body, { aboutJob: request.aboutJob ?? false, webPage: isWebPage(response) });
}

function contentTypeOf(request: OozieRequest): string | undefined {
  return request.body === undefined ? undefined : `${request.contentType ?? 'application/xml'};charset=UTF-8`;
}

const longestRefusal = 256 * 1024;

async function signedIn(
  { authentication, user }: Exchange,
  line: RequestLine,
  signal: AbortSignal,
  send: (headers: Readonly<Record<string, string>>) => Promise<Response>,
): Promise<Response> {
  if (!authentication) return send({});
  try {
    return await authentication({ ...line, user, signal }, send);
  } catch (cause) {
    if (cause instanceof OozieError) throw cause;
    throw new OozieError(
      `${line.method} ${line.url} could not be signed in: ${cause}. Oozie has not got it; check the client's \`authentication\`.`,
      { kind: 'unauthenticated', reachedServer: 'no', request: line, cause },
    );
  }
}

async function ownHeaders(
  headers: OozieClientOptions['headers'],
  line: RequestLine,
): Promise<Record<string, string>> {
  if (typeof headers !== 'function') return headers ?? {};
  try {
    return await headers();
  } catch (cause) {
    throw new OozieError(
      `The headers for ${line.method} ${line.url} could not be had (${cause}). Check the function given as \`headers\`; nothing was sent.`,
      { kind: 'unauthenticated', reachedServer: 'no', request: line, cause },
    );
  }
}

const maxRedirects = 5;

/**
 * Follows redirects within Oozie's origin only: to another one would go what signs the request in. Browsers don't
 * tell where a redirect leads, so there none is followed.
 */
async function follow(
  means: Exchange,
  request: OozieRequest,
  line: RequestLine,
  headers: Headers,
  signal: AbortSignal,
): Promise<Response> {
  let url = line.url;
  for (let hops = 0; ; hops += 1) {
    const response = await fetchOnce(means, request, { ...line, url }, headers, signal);
    if (response.type === 'opaqueredirect') throw redirected(line, response, 'a redirect');
    const target = redirectTarget(url, response);
    if (target === undefined) return response;
    dropBody(response);
    if (hops === maxRedirects)
      throw redirected(line, response, `redirects without end, the last to ${target}`);
    // After 301 to 303 a change would arrive as a read.
    if (request.method !== 'GET' && response.status < 307) {
      throw redirected(line, response, `a redirect to ${target}`);
    }
    if (new URL(target).origin !== new URL(line.url).origin) {
      throw redirected(
        line,
        response,
        `a redirect to ${target}, which is not followed as it leads elsewhere`,
      );
    }
    url = target;
  }
}

function redirectTarget(from: string, response: Response): string | undefined {
  const location = response.headers.get('location');
  if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return undefined;
  return URL.canParse(location, from) ? new URL(location, from).href : undefined;
}

function redirected(line: RequestLine, response: Response, got: string): OozieError {
  const status = response.status || undefined;
  return new OozieError(
    `${line.method} ${line.url} was answered with ${got} (HTTP ${status ?? '3xx'}). Give the client the URL at which Oozie itself answers; a redirect to a login page means that you have to sign in again.`,
    { kind: 'malformed-answer', reachedServer: 'no', request: line, httpStatus: status },
  );
}

function validHeaders(
  line: RequestLine,
  given: Readonly<Record<string, string>>,
  proof: Readonly<Record<string, string>>,
  contentType: string | undefined,
): Headers {
  try {
    const headers = new Headers(given);
    for (const [name, value] of Object.entries(proof)) {
      // A gateway's own cookie stays beside Oozie's.
      if (/^cookie$/i.test(name)) headers.append(name, value);
      else headers.set(name, value);
    }
    if (contentType !== undefined) headers.set('content-type', contentType);
    return headers;
  } catch (cause) {
    throw new OozieError(
      `The headers for ${line.method} ${line.url} cannot be sent (${cause}). Check the client's \`headers\` and \`authentication\`; nothing was sent.`,
      { kind: 'invalid-request', reachedServer: 'no', request: line, cause },
    );
  }
}

async function fetchOnce(
  means: Exchange,
  request: OozieRequest,
  line: RequestLine,
  headers: Headers,
  signal: AbortSignal,
): Promise<Response> {
  // Asked for at each request, so that a page's or test's replacement of the global one is seen.
  const fetch = means.fetch ?? globalThis.fetch;
  try {
    return await fetch(line.url, {
      method: request.method,
      headers,
      cache: 'no-store',
      redirect: 'manual',
      signal,
      ...(request.body === undefined ? {} : { body: request.body }),
    });
  } catch (cause) {
    throw unreachable(line, cause);
  }
}
