import { OozieError } from './oozie-error.ts';
import { refusedInput } from './refused-input.ts';

/**
 * Oozie's base URL without the slash at its end; a path is taken from the page's origin.
 * @throws {OozieError} `invalid-request` when it is no http(s) URL, or has a user and password in it
 */
export function baseUrl(url: string | URL): string {
  // A sandboxed page's origin is the word null, as which even an absolute URL would not parse.
  const origin = URL.canParse(globalThis.location?.origin) ? globalThis.location.origin : undefined;
  let parsed: URL;
  try {
    parsed = new URL(url, origin);
  } catch (cause) {
    throw notAnUrl(url, cause);
  }
  if (!/^https?:$/.test(parsed.protocol)) throw notAnUrl(url, undefined);
  if (parsed.username || parsed.password) {
    throw refusedInput(
      'The client’s url has a user in it, which it would not send: leave it out, and give `authentication: basicAuthentication(user, password)`.',
    );
  }
  return `${parsed.origin}${parsed.pathname.replace(/\/+$/, '')}`;
}

function notAnUrl(url: string | URL, cause: unknown): OozieError {
  return new OozieError(
    `The client's url ${url} does not lead to Oozie: give http://host:11000/oozie, or in a browser a path such as /oozie.`,
    { kind: 'invalid-request', reachedServer: 'no', cause },
  );
}

/** The URL of a request; undefined parameters are left out. */
export function requestUrl(
  base: string,
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.append(name, String(value));
  }
  const search = parameters.toString();
  return `${base}${path}${search ? `?${search}` : ''}`;
}

/**
 * The path of a job or action, from its id.
 * @throws {OozieError} `invalid-request` for an id that would lead elsewhere
 */
export function jobPath(id: string): string {
  if (/^\.*$/.test(id) || id.includes('/')) {
    throw refusedInput(`"${id}" is not the id of a job; ids look like 0000005-261123032920870-oozie-root-W.`);
  }
  return `/v2/job/${encodeURIComponent(id)}`;
}
