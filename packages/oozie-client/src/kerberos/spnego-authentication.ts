import { dropBody } from '../answer-body.ts';
import { type Authentication, isRefusedByFilter } from '../authentication.ts';
import { type CookieStore, cookieAuthentication } from '../cookie-authentication.ts';
import type { RequestLine } from '../deadline.ts';
import { OozieError } from '../oozie-error.ts';

/** What is used of the npm package `kerberos`. */
export interface KerberosModule {
  readonly GSS_MECH_OID_SPNEGO: number;
  initializeClient(service: string, options?: { mechOID?: number }): Promise<KerberosClient>;
}

export interface KerberosClient {
  /** Takes the server's token, empty at first, and gives the next one for it, both in base64. */
  step(challenge: string): Promise<string | null | undefined>;
}

export interface SpnegoOptions {
  /** Oozie's principal as `HTTP@<host>`, without realm. Default: with the host of the client's URL. */
  servicePrincipal?: string;
  /** Where the cookie is kept that Oozie signs once it knows who asks. Default: in memory. */
  store?: CookieStore;
  /** The module `kerberos`, where it cannot be imported by that name. */
  kerberos?: KerberosModule;
}

/**
 * Proves by Kerberos who asks, for an Oozie with `oozie.authentication.type=kerberos`: by the ticket that `kinit`, or a
 * keytab, gave to the process's user. For Node; needs the npm package `kerberos` beside this one. Browsers do the same
 * by themselves when they are set up for it.
 * @example
 * const oozie = createOozieClient({ url: 'https://oozie.example:11443/oozie', authentication: spnegoAuthentication() });
 * @see org.apache.hadoop.security.authentication.server.KerberosAuthenticationHandler
 */
export function spnegoAuthentication(options: SpnegoOptions = {}): Authentication {
  return cookieAuthentication(options.store, negotiate(options));
}

/** More tokens than Kerberos ever needs; a server that wants still more would never have enough. */
const maxTokens = 5;

function negotiate({ servicePrincipal, kerberos }: SpnegoOptions): Authentication {
  return async ({ url, method }, send) => {
    let response = await send({});
    let challenge = challengeOf(response);
    if (challenge === undefined) return response;
    const service = servicePrincipal ?? `HTTP@${new URL(url).hostname}`;
    try {
      const module = kerberos ?? (await importKerberos());
      const client = await module.initializeClient(service, { mechOID: module.GSS_MECH_OID_SPNEGO });
      for (let tokens = 0; challenge !== undefined && tokens < maxTokens; tokens += 1) {
        const token = await client.step(challenge);
        if (!token) break;
        dropBody(response);
        response = await send({ authorization: `Negotiate ${token}` });
        const next = challengeOf(response);
        // The same question again means that the answer was not good enough.
        challenge = next === '' ? undefined : next;
      }
    } catch (cause) {
      dropBody(response);
      if (cause instanceof OozieError) throw cause;
      throw noTicket({ method, url }, service, cause);
    }
    return response;
  };
}

/** The server's token, empty when it only asks for one; undefined when it does not ask. */
function challengeOf(response: Response): string | undefined {
  if (response.status !== 401 || !isRefusedByFilter(response)) return undefined;
  const asked = /(?:^|,)\s*Negotiate(?:\s+([A-Za-z0-9+/=]+))?\s*(?:,|$)/i.exec(
    response.headers.get('www-authenticate') ?? '',
  );
  return asked ? (asked[1] ?? '') : undefined;
}

function noTicket(request: RequestLine, service: string, cause: unknown): OozieError {
  const said = cause instanceof Error ? cause.message : String(cause);
  return new OozieError(
    `${request.method} ${request.url} needs a Kerberos ticket for ${service}, which could not be had (${said}). Run kinit, and see with klist that the ticket is valid; if Oozie's principal has another host name, give it as servicePrincipal. Oozie has not acted.`,
    { kind: 'unauthenticated', reachedServer: 'no', request, httpStatus: 401, cause },
  );
}

async function importKerberos(): Promise<KerberosModule> {
  // Not by its name alone, which bundlers would look for where it is not installed.
  const name = 'kerberos';
  let found: unknown;
  try {
    found = await import(/* @vite-ignore */ name);
  } catch (cause) {
    throw new Error('the npm package `kerberos` is not installed: run npm install kerberos', { cause });
  }
  const module = [found, defaultOf(found)].find(isKerberos);
  if (!module) throw new Error('the npm package `kerberos` that is installed is another one');
  return module;
}

function defaultOf(module: unknown): unknown {
  return typeof module === 'object' && module !== null ? Reflect.get(module, 'default') : undefined;
}

function isKerberos(module: unknown): module is KerberosModule {
  return (
    typeof module === 'object' &&
    module !== null &&
    typeof Reflect.get(module, 'initializeClient') === 'function' &&
    typeof Reflect.get(module, 'GSS_MECH_OID_SPNEGO') === 'number'
  );
}
