/** A request that is about to be sent, as an {@link Authentication} sees it. */
export interface AuthenticationRequest {
  readonly method: string;
  /** The URL to be asked, on the client's own origin. */
  readonly url: string;
  /** The client's `user`, who is named to Oozie in the URL. */
  readonly user: string | undefined;
  /** Aborts when the request's time is up, or its caller gives up. */
  readonly signal: AbortSignal;
}

/**
 * How a client proves who asks. It is called for each request, and calls `send` with the headers that are to go with
 * it; it may do so again, with others, after an answer that refuses the first (401 or 403 without Oozie's own code:
 * Oozie has not seen the request then, so that this is safe for changes, too). What it returns is taken for the
 * answer. What it throws becomes an {@link OozieError} of kind `unauthenticated`.
 */
export type Authentication = (
  request: AuthenticationRequest,
  send: (headers: Readonly<Record<string, string>>) => Promise<Response>,
) => Promise<Response>;

/**
 * User and password, as gateways such as Apache Knox ask for them. Use it over https.
 * @see org.apache.oozie.client.BasicAuthenticator
 */
export function basicAuthentication(username: string, password: string): Authentication {
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  const authorization = `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
  return (_, send) => send({ authorization });
}

/** A token, such as a JWT, for whatever stands before Oozie. A function is asked anew for each request. */
export function bearerAuthentication(token: string | (() => string | Promise<string>)): Authentication {
  return async (_, send) =>
    send({ authorization: `Bearer ${typeof token === 'string' ? token : await token()}` });
}

/** Whether Oozie's authentication filter, or a proxy, refused a request: then Oozie itself has not seen it. */
export function isRefusedByFilter(response: Response): boolean {
  return (response.status === 401 || response.status === 403) && !response.headers.has('oozie-error-code');
}
