import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { feedOf, gatewayOn } from './gateway.ts';
import { GatewayError } from './gateway-error.ts';
import { isLoopback } from './host-names.ts';
import type { GatewayOptions } from './options.ts';
import { maxHeaderSize, openUpstream } from './upstream.ts';

const defaultPort = 4600;
const endWithinMs = 2000;

/** Where a gateway listens, beside what it does. */
export interface StartGatewayOptions extends GatewayOptions {
  /** Default 4600; 0 picks a free one. */
  readonly port?: number;
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string;
}

/** A running gateway. */
export interface Gateway {
  /** Without a path and without a final slash: `http://127.0.0.1:4600`. */
  readonly url: string;
  readonly port: number;
  /** Stops listening, lets requests under way end for two seconds, then closes their connections. */
  stop(): Promise<void>;
}

/**
 * Starts a gateway and resolves when it listens. Oozie need not be there yet.
 * Rejects with a GatewayError: `port-taken`, `cannot-listen`, or `bad-option` when Oozie's URL is none.
 *
 * @example
 * const gateway = await startGateway({
 *   oozieUrl: 'http://127.0.0.1:11000/oozie',
 *   staticFolders: [{ at: '/', folder: 'dist' }],
 * });
 * console.log(`Open ${gateway.url}`);
 */
export async function startGateway(options: StartGatewayOptions): Promise<Gateway> {
  const { port = defaultPort, host = '127.0.0.1' } = options;
  const upstream = openUpstream(options.oozieUrl, options.connectTimeoutMs);
  const allowedHosts = options.allowedHosts ?? (isLoopback(host) ? [] : 'any');
  const feed = feedOf(upstream, options);
  const app = gatewayOn(upstream, { ...options, allowedHosts }, feed);
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer({ maxHeaderSize, keepAliveTimeout: 65_000 }, listener);
  const close = closerOf(server);
  const listeningPort = await listen(server, port, host);
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${listeningPort}`,
    port: listeningPort,
    stop: async () => {
      feed.close();
      await close();
      upstream.close();
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new GatewayError(
              'port-taken',
              `Port ${port} on ${host} is taken. Stop the program that uses it, or choose another port (--port; 0 picks a free one).`,
              { cause: error },
            )
          : new GatewayError('cannot-listen', `Cannot listen on ${host}:${port}: ${error.message}.`, {
              cause: error,
            }),
      );
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/**
 * Watches the server's connections and returns the function that closes it. Node's own
 * `closeIdleConnections` leaves those open that never carried a request, as browsers open in advance.
 */
function closerOf(server: Server): () => Promise<void> {
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.on('close', () => unused.delete(socket));
  });
  let closing = false;
  server.on('request', (incoming, outgoing) => {
    unused.delete(incoming.socket);
    // A connection whose last answer has just ended would be kept for the next request.
    outgoing.on('close', () => {
      if (closing) setImmediate(() => server.closeIdleConnections());
    });
  });
  return () =>
    new Promise((resolve) => {
      closing = true;
      const timer = setTimeout(() => server.closeAllConnections(), endWithinMs);
      server.close(() => {
        clearTimeout(timer);
        resolve();
      });
      for (const socket of unused) socket.destroy();
      server.closeIdleConnections();
    });
}
