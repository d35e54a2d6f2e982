import { headerPairs } from './end-to-end-headers.ts';

// `user` is not checked by Oozie against the identity, and picks who writes an inline definition.
const identities = new Set(['user.name', 'doas', 'user']);

/**
 * The path with `user` as the only identity in its query. The rest of the query stays byte for byte.
 *
 * @param path path and query below Oozie's base URL
 */
export function pathAs(user: string, path: string): string {
  const mark = path.indexOf('?');
  const before = mark < 0 ? path : path.slice(0, mark);
  const query = mark < 0 ? [] : path.slice(mark + 1).split('&');
  const kept = query.filter((part) => part !== '' && !identities.has(parameterName(part)));
  return `${before}?${[...kept, `user.name=${encodeURIComponent(user)}`].join('&')}`;
}

/** The headers without a `hadoop.auth` cookie, which Oozie would believe before the query. */
export function headersWithoutIdentity(rawHeaders: readonly string[]): string[] {
  return headerPairs(rawHeaders)
    .map(([name, value]): [string, string] =>
      name.toLowerCase() === 'cookie' ? [name, withoutAuthCookie(value)] : [name, value],
    )
    .filter(([name, value]) => name.toLowerCase() !== 'cookie' || value !== '')
    .flat();
}

function parameterName(part: string): string {
  const raw = (part.split('=', 1)[0] ?? '').replaceAll('+', ' ');
  try {
    return decodeURIComponent(raw).toLowerCase();
  } catch {
    return raw.toLowerCase();
  }
}

function withoutAuthCookie(value: string): string {
  return value
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => !/^hadoop\.auth\s*=/i.test(cookie))
    .join('; ');
}
