import type { MiddlewareHandler } from 'hono';
import { refuse } from './refusal.ts';

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);
// Oozie acts on the first of these GETs (it re-reads the share library), and the other holds a connection for long, so
// both are guarded like a write.
const actingRead = /\/admin\/update_sharelib\b|^\/howdah\/feed$/;

/**
 * Refuses requests that change something and that a browser sends for another site's page. Oozie has no
 * guard of its own. Clients that are no browsers send neither `Sec-Fetch-Site` nor `Origin` and pass.
 */
export function refuseCrossSite(): MiddlewareHandler {
  return async (c, next) => {
    if (harmless.has(c.req.method) && !actingRead.test(c.req.path)) return next();
    const site = c.req.header('sec-fetch-site');
    const origin = c.req.header('origin');
    const host = c.req.header('host') ?? new URL(c.req.url).host;
    if (site !== undefined ? isOwnSite(site) : origin === undefined || isOwnOrigin(origin, host))
      return next();
    return refuse(403, {
      error: 'cross-site',
      what: `A page of another site (${origin ?? site}) asked for a change; only pages of this gateway may.`,
      whatToDo: 'Serve the page from the gateway itself (--static), or let it use a gateway of its own.',
    });
  };
}

// `same-site` is refused: every port of localhost is the same site, and so is every host of a company.
function isOwnSite(site: string): boolean {
  return site === 'same-origin' || site === 'none';
}

function isOwnOrigin(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase().replace(/:(?:80|443)$/, '');
}
