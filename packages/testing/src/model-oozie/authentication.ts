import type { OozieRequest } from './envelope.ts';
import type { OozieState } from './oozie-state.ts';

/** Who asks, by simple authentication: `user.name`, or the cookie that an earlier answer set. */
export interface Identity {
  /** Undefined for nobody in particular. */
  readonly user: string | undefined;
  /** The cookie to set, for one who has come without. */
  readonly cookie: string | undefined;
}

const tenHours = 36_000_000;

/** A checksum that nobody makes by accident; it guards nothing but tests. */
function signature(text: string): string {
  let hash = 2_166_136_261;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619);
  return `model${(hash >>> 0).toString(16)}`;
}

function cookieFor(user: string, now: number): string {
  const token = `u=${user}&p=${user}&t=simple&e=${now + tenHours}`;
  return `hadoop.auth="${token}&s=${signature(token)}"; Path=/; HttpOnly`;
}

function userIn(cookie: string | undefined, now: number): string | undefined {
  const [, token = '', signed] = /hadoop\.auth="?([^";]*)&s=([^";]*)/.exec(cookie ?? '') ?? [];
  const fields = new URLSearchParams(token);
  const isValid = signed === signature(token) && Number(fields.get('e')) > now;
  return isValid ? (fields.get('u') ?? undefined) : undefined;
}

/**
 * Who sends a request; undefined when it has to be signed in and is not.
 * @see org.apache.hadoop.security.authentication.server.PseudoAuthenticationHandler
 */
export function identify(state: OozieState, request: OozieRequest, now: number): Identity | undefined {
  const known = userIn(request.headers.cookie, now);
  const named = request.query.get('user.name') ?? undefined;
  const user = known ?? named;
  if (user === undefined && !state.settings.anonymousAllowed) return undefined;
  const cookie = known === undefined && named !== undefined ? cookieFor(named, now) : undefined;
  return { user: user === undefined ? undefined : (request.query.get('doAs') ?? user), cookie };
}
