import { dropBody } from './answer-body.ts';
import { type Authentication, type AuthenticationRequest, isRefusedByFilter } from './authentication.ts';

/**
 * Where the signed cookie is kept between requests, one for each Oozie; a file, say. What fails here costs a sign-in,
 * not the request.
 */
export interface CookieStore {
  /** The value last written, e.g. `u=alice&p=alice&t=simple&e=1795452970577&s=…`; undefined when there is none. */
  read(): string | undefined | Promise<string | undefined>;
  /** Undefined: the cookie is void. */
  write(cookie: string | undefined): void | Promise<void>;
}

/** Keeps the cookie as long as the client lives. */
function inMemory(): CookieStore {
  let kept: string | undefined;
  return {
    read: () => kept,
    write(cookie) {
      kept = cookie;
    },
  };
}

const simple: Authentication = (_, send) => send({});

/**
 * Keeps the cookie in which Oozie signs who asked, so that later requests need no other proof (10 hours long, unless
 * Oozie is set up otherwise). When Oozie does not take it any more, it is dropped, and the request signed in once more.
 * In browsers this does nothing: they keep cookies by themselves, and out of reach.
 * @param signIn how to get the cookie; by default simple authentication, by the client's `user`
 * @see org.apache.hadoop.security.authentication.server.AuthenticationFilter
 */
export function cookieAuthentication(store?: CookieStore, signIn: Authentication = simple): Authentication {
  const { read, forget, keep } = forgiving(store ?? inMemory());

  return async (request, send) => {
    const sendAndKeep = async (headers: Readonly<Record<string, string>>) => {
      const response = await send(headers);
      const signed = signedCookie(response.headers);
      if (signed) await keep(signed);
      return response;
    };
    const cookie = await read();
    if (cookie !== undefined && isOf(cookie, request)) {
      const response = await sendAndKeep({ cookie: `${cookieName}="${cookie}"` });
      if (!isRefusedByFilter(response)) return response;
      dropBody(response);
      await forget(cookie);
    }
    return signIn(request, sendAndKeep);
  };
}

const cookieName = 'hadoop.auth';

/** A store whose failures are like an empty store. */
function forgiving(store: CookieStore) {
  const tolerated = async <T>(work: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch {
      return undefined;
    }
  };
  return {
    read: () => tolerated(() => store.read()),
    keep: (cookie: string) => tolerated(() => store.write(cookie)),
    /** Unless another request has got a new one in the meantime. */
    forget: (cookie: string) =>
      tolerated(async () => {
        if ((await store.read()) === cookie) await store.write(undefined);
      }),
  };
}

/** The value of the cookie that an answer sets; empty when it clears it. */
export function signedCookie(headers: Headers): string | undefined {
  for (const line of headers.getSetCookie()) {
    const value = /^\s*hadoop\.auth\s*=\s*"?([^";]*)"?/.exec(line)?.[1];
    if (value !== undefined) return value.trim();
  }
  return undefined;
}

/** Whether a cookie can be used: its time is not up, and it is not another user's. */
function isOf(cookie: string, request: AuthenticationRequest): boolean {
  const fields = new Map(cookie.split('&').map((field) => splitOnce(field, '=')));
  const expires = Number(fields.get('e'));
  if (Number.isFinite(expires) && fields.has('e') && expires <= Date.now()) return false;
  // Only by simple authentication is the user that the client names who is signed in.
  return fields.get('t') !== 'simple' || request.user === undefined || fields.get('u') === request.user;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
