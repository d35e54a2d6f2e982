import type { MiddlewareHandler } from 'hono';
import { refuse } from './refusal.ts';

/** Whether a host name means this machine only: `localhost`, `x.localhost`, `127.*`, `::1`. */
export function isLoopback(name: string): boolean {
  return /^(?:(?:.+\.)?localhost\.?|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(name);
}

/**
 * Refuses requests under a host name that is not the gateway's: a page elsewhere may point its own name at
 * 127.0.0.1 and so become "same origin" (DNS rebinding).
 *
 * @param allowed names accepted beside loopback names, without port
 */
export function onlyKnownHosts(allowed: readonly string[]): MiddlewareHandler {
  const known = new Set(allowed.map((name) => name.toLowerCase()));
  return async (c, next) => {
    const name = hostName(c.req.header('host') ?? new URL(c.req.url).host);
    if (isLoopback(name) || known.has(name.toLowerCase())) return next();
    return refuse(403, {
      error: 'unknown-host',
      what: `This gateway does not answer under the name "${name}".`,
      whatToDo: 'Open it as localhost, or start it with that name as an allowed host (--allow-host).',
    });
  };
}

function hostName(host: string): string {
  return host.replace(/:\d*$/, '');
}
