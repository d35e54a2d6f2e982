/** Servers that tests put behind a gateway. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import type { GatewayOptions } from './options.ts';
import { type Gateway, startGateway } from './start-gateway.ts';

const stops: (() => Promise<void>)[] = [];

/** Stops every server and gateway that the functions below started. For `afterEach`. */
export async function stopServers(): Promise<void> {
  for (const stop of stops.splice(0).reverse()) await stop();
}

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket.on('error', () => undefined)));
  stops.push(async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A server that answers as `handle` does, where Oozie would be. */
export async function oozieThat(handle: (incoming: IncomingMessage, outgoing: ServerResponse) => void) {
  const server = createServer({ maxHeaderSize: 65_536 }, handle);
  const port = await listen(server);
  return { server, port, url: `http://127.0.0.1:${port}/oozie` };
}

/** A server that speaks raw bytes, for what no proper server does. */
export async function rawOozie(onConnection: (socket: Socket) => void): Promise<string> {
  return `http://127.0.0.1:${await listen(createTcpServer(onConnection))}/oozie`;
}

/** The URL of an Oozie that is not there. */
export async function absentOozie(): Promise<string> {
  const server = createTcpServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/oozie`;
}

/** A gateway on a free port. */
export async function gatewayTo(oozieUrl: string, more: Partial<GatewayOptions> = {}): Promise<Gateway> {
  const gateway = await startGateway({ oozieUrl, port: 0, ...more });
  stops.push(gateway.stop);
  return gateway;
}

/** Sends lines as they are, and returns what comes back until the other side closes. */
export async function sendRaw(port: number, lines: readonly string[], body = ''): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
  let answer = '';
  for await (const chunk of socket) answer += chunk.toString('latin1');
  return answer;
}
