import { Hono } from 'hono';
import { refuseCrossSite } from './cross-site.ts';
import { createFeedHub, type FeedHub } from './feed-hub.ts';
import { addFeedRoutes, notificationPath } from './feed-routes.ts';
import { GatewayError } from './gateway-error.ts';
import { type GatewayHealth, watchOozie } from './health.ts';
import { onlyKnownHosts } from './host-names.ts';
import { watchJobs } from './oozie-watch.ts';
import type { GatewayOptions } from './options.ts';
import { type GatewayEnvironment, oozieMount, proxyToOozie } from './proxy.ts';
import { refuse } from './refusal.ts';
import { securityHeaders } from './security-headers.ts';
import { notFound, staticFiles } from './static-files.ts';
import { openUpstream, type Upstream } from './upstream.ts';
import { version } from './version.ts';

/** What a browser application needs to know before it can work with Oozie. */
export interface GatewayConnection {
  /** Path of Oozie on this origin. */
  readonly oozieUrl: '/oozie';
  /** The folder, in a file system that Oozie reads, where definitions are put. */
  readonly definitionRoot?: string;
  /** The default file system of jobs. */
  readonly fileSystem?: string;
  /** The one user that everybody behind this gateway is. */
  readonly user?: string;
  /** Where Oozie can notify this gateway of what becomes of a job: `oozie.wf.workflow.notification.url` and the like. */
  readonly notificationUrl?: string;
}

/**
 * The gateway as a Hono app: Oozie under `/oozie/`, facts for browsers under `/howdah/`, applications beside.
 * Use `startGateway` to serve it, or mount `fetch` in a Node server of your own.
 * Throws a GatewayError `bad-option` when Oozie's URL is none.
 */
export function createGateway(options: GatewayOptions): Hono<GatewayEnvironment> {
  const upstream = openUpstream(options.oozieUrl, options.connectTimeoutMs);
  return gatewayOn(upstream, options, feedOf(upstream, options));
}

/** The feed of a gateway on a way to Oozie; closed by whoever made it. */
export function feedOf(upstream: Upstream, { user, feed }: GatewayOptions): FeedHub {
  return createFeedHub(watchJobs(upstream, user), feed);
}

/** @throws {GatewayError} `bad-option` */
function notifiedAt(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) return new URL(notificationPath, url);
  throw new GatewayError(
    'bad-option',
    `The address at which Oozie reaches the gateway must look like http://host:4600, but it is "${address}".`,
  );
}

/** The gateway on a way to Oozie that the caller opened, and closes. */
export function gatewayOn(
  upstream: Upstream,
  options: GatewayOptions,
  feed: FeedHub,
): Hono<GatewayEnvironment> {
  const log = options.log ?? (() => undefined);
  const startedAt = new Date().toISOString();
  const oozieHealth = watchOozie(upstream);
  const { definitionRoot, fileSystem, user, allowedHosts = [] } = options;
  const notification = options.notifyUrl === undefined ? undefined : notifiedAt(options.notifyUrl);
  const known = notification === undefined ? [] : [notification.hostname];
  const facts = {
    ...(definitionRoot === undefined ? {} : { definitionRoot }),
    ...(fileSystem === undefined ? {} : { fileSystem }),
  };

  const app = new Hono<GatewayEnvironment>();
  if (allowedHosts !== 'any') app.use(onlyKnownHosts([...allowedHosts, ...known]));
  app.use(refuseCrossSite());

  const proxy = proxyToOozie(upstream, user, log);
  app.all(oozieMount, proxy);
  app.all(`${oozieMount}/*`, proxy);

  // After the proxy: answers of Oozie keep the headers that Oozie gave them.
  app.use(securityHeaders());
  app.get('/howdah/health', async (c) => {
    c.header('Cache-Control', 'no-store');
    return c.json<GatewayHealth>({ gateway: { version, startedAt }, oozie: await oozieHealth(), ...facts });
  });
  app.get('/howdah/connection', (c) => {
    c.header('Cache-Control', 'no-store');
    return c.json<GatewayConnection>({
      oozieUrl: oozieMount,
      ...facts,
      ...(user === undefined ? {} : { user }),
      ...(notification === undefined ? {} : { notificationUrl: notification.href }),
    });
  });
  addFeedRoutes(app, feed, options.feed?.heartbeatMs);
  app.all('/howdah/*', (c) => notFound(c.req.path));
  app.all('*', staticFiles(options.staticFolders ?? []));

  app.onError((error) => {
    log(`gateway failed: ${error.message}`);
    return refuse(500, {
      error: 'gateway-failed',
      what: `The gateway failed: ${error.message}`,
      whatToDo: 'This is a defect of the gateway; please report it with this message.',
    });
  });
  return app;
}
