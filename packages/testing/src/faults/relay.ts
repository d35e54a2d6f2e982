import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { CannedAnswer } from './fault.ts';

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

/** Oozie's own limit for headers, in bytes; Node's is 16 KiB. */
export const maxHeaderSize = 64 * 1024;

/** An answer of the server, read to its end. */
export interface WholeAnswer {
  readonly status: number;
  readonly statusMessage: string;
  /** Names and values in turn, as received, without hop-by-hop headers. */
  readonly rawHeaders: string[];
  readonly body: Buffer;
}

/** The headers that belong to the message and not to one connection: names and values in turn. */
export function endToEndHeaders(message: IncomingMessage): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < message.rawHeaders.length; index += 2) {
    const name = message.rawHeaders[index] ?? '';
    if (!hopByHop.has(name.toLowerCase())) kept.push(name, message.rawHeaders[index + 1] ?? '');
  }
  return kept;
}

/**
 * Sends a request on to `target` and resolves with the answer's head; its body is still to be read.
 * Rejects when the target cannot be reached, breaks off, or `signal` aborts.
 *
 * @param body the bytes to send, or `stream` to pass on the incoming body as it arrives
 */
export function relayRequest(
  incoming: IncomingMessage,
  body: Buffer | 'stream',
  target: URL,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const headers = withHost(endToEndHeaders(incoming), target.host);
  if (incoming.headers['transfer-encoding'] !== undefined) {
    if (body === 'stream') headers.push('Transfer-Encoding', 'chunked');
    else headers.push('Content-Length', String(body.length));
  }
  // A connection per request: a new target takes effect at once and no stale socket is a surprise. But the
  // server is asked to keep it, so that its answers say where they end.
  const agent = new Agent({ keepAlive: true });
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        host: target.hostname.replace(/^\[|\]$/g, ''),
        port: target.port === '' ? 80 : Number(target.port),
        method: incoming.method ?? 'GET',
        path: incoming.url ?? '/',
        headers,
        agent,
        maxHeaderSize,
        signal,
      },
      resolve,
    );
    outgoing.on('error', reject);
    outgoing.on('close', () => agent.destroy());
    if (body !== 'stream') outgoing.end(body);
    else pipeline(incoming, outgoing).catch(reject);
  });
}

function withHost(headers: string[], host: string): string[] {
  const named = headers.map((text, index) =>
    index % 2 === 1 && headers[index - 1]?.toLowerCase() === 'host' ? host : text,
  );
  return named.some((text, index) => index % 2 === 0 && text.toLowerCase() === 'host')
    ? named
    : [...named, 'Host', host];
}

/** Reads an answer to its end. Rejects when it breaks off. */
export async function readWhole(answer: IncomingMessage): Promise<WholeAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(Buffer.from(chunk));
  return {
    status: answer.statusCode ?? 502,
    statusMessage: answer.statusMessage ?? '',
    rawHeaders: endToEndHeaders(answer),
    body: Buffer.concat(chunks),
  };
}

/** Streams an answer to the client. A break on one side breaks the other. */
export async function streamAnswer(answer: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, endToEndHeaders(answer));
  // Sends the head as it came, in latin1; `flushHeaders` would send it in UTF-8.
  outgoing.write('', 'latin1');
  await pipeline(answer, outgoing);
}

/** Gives the client an answer that was read before. */
export function writeWhole(answer: WholeAnswer, outgoing: ServerResponse): void {
  outgoing.writeHead(answer.status, answer.statusMessage, answer.rawHeaders);
  outgoing.end(answer.body);
}

/** Gives the client an answer that is made up. */
export function writeCanned(answer: CannedAnswer, outgoing: ServerResponse): void {
  outgoing.writeHead(answer.status, { ...answer.headers });
  outgoing.end(answer.body ?? '');
}

/** Gives the client the first bytes of an answer's body, then breaks the connection. */
export function writeCut(answer: WholeAnswer, bytes: number, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(answer.status, answer.statusMessage, answer.rawHeaders);
  outgoing.write('', 'latin1');
  return new Promise((resolve) => {
    const cut = () => {
      outgoing.destroy();
      resolve();
    };
    const kept = answer.body.subarray(0, bytes);
    if (kept.length > 0) outgoing.write(kept, cut);
    else setImmediate(cut);
  });
}
