import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Answer } from './oozie-answers.fixture.ts';
import type { OozieErrorKind } from './oozie-error.ts';

/** A way in which an answer goes wrong between Oozie and the client. */
export interface WireFault {
  readonly name: string;
  write(answer: Answer, response: ServerResponse, request: IncomingMessage): void;
  /** The kinds of error that it may lead to. */
  readonly kinds: readonly OozieErrorKind[];
  /** It may also go unnoticed, by some functions or by all. */
  readonly harmless?: boolean;
}

export const bytesOf = ({ body }: Answer): Buffer =>
  Buffer.from(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''));

const head = (answer: Answer, more: Record<string, string> = {}) => ({
  'content-type': answer.type,
  ...more,
});

/** Writes as long as somebody reads. */
function pourOut(response: ServerResponse, chunk: Buffer, bytes: number): void {
  let left = bytes;
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= chunk.length;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
    if (!response.destroyed) response.end();
  };
  more();
}

export const mebibyte = 1024 * 1024;

const packed = gzipSync(Buffer.alloc(40 * mebibyte, ' '));

export const wireFaults: readonly WireFault[] = [
  {
    name: 'a body that is cut off before its announced end',
    write(answer, response) {
      const bytes = bytesOf(answer);
      const length = String(bytes.length + 10);
      response.writeHead(answer.status, head(answer, { 'content-length': length })).write(bytes);
      response.destroy();
    },
    kinds: ['malformed-answer', 'unreachable'],
  },
  {
    name: 'a body in chunks that is cut off',
    write(answer, response) {
      const bytes = bytesOf(answer);
      response.writeHead(answer.status, head(answer));
      response.write(Buffer.concat([bytes.subarray(0, bytes.length / 2), Buffer.from(' ')]), () =>
        response.destroy(),
      );
    },
    kinds: ['malformed-answer', 'unreachable'],
  },
  {
    name: 'half of the body, which looks whole',
    write(answer, response) {
      const bytes = bytesOf(answer);
      response.writeHead(answer.status, head(answer)).end(bytes.subarray(0, bytes.length / 2));
    },
    kinds: ['malformed-answer'],
    harmless: true,
  },
  {
    name: 'nothing at all',
    write: (answer, response) => void response.writeHead(answer.status, head(answer)).end(),
    kinds: ['malformed-answer'],
    harmless: true,
  },
  {
    name: 'a web page',
    write: (_, response) =>
      void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>'),
    kinds: ['malformed-answer'],
  },
  {
    name: 'a web page of tens of megabytes',
    write(_, response) {
      response.writeHead(200, { 'content-type': 'text/html' });
      pourOut(response, Buffer.alloc(64 * 1024, ' '), 40 * mebibyte);
    },
    kinds: ['malformed-answer'],
  },
  {
    name: 'a web page that says it is what was asked for',
    write: (answer, response) =>
      void response.writeHead(answer.status, head(answer)).end('<html>Sign in</html>'),
    kinds: ['malformed-answer'],
    harmless: true,
  },
  {
    name: 'bytes that are no text',
    write: (answer, response) =>
      void response
        .writeHead(answer.status, head(answer))
        .end(Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28, 0x80])),
    kinds: ['malformed-answer'],
    harmless: true,
  },
  {
    name: 'JSON nested a hundred thousand times',
    write: (answer, response) =>
      void response.writeHead(answer.status, head(answer)).end('['.repeat(100_000)),
    kinds: ['malformed-answer'],
    harmless: true,
  },
  {
    name: 'tens of megabytes',
    write(answer, response) {
      response.writeHead(answer.status, head(answer));
      pourOut(response, Buffer.alloc(64 * 1024, ' '), 40 * mebibyte);
    },
    kinds: ['malformed-answer'],
    harmless: true,
  },
  {
    name: 'a few bytes that unpack to tens of megabytes',
    write: (answer, response) =>
      void response.writeHead(answer.status, head(answer, { 'content-encoding': 'gzip' })).end(packed),
    kinds: ['malformed-answer'],
    harmless: true,
  },
  {
    name: 'what is not packed as it says',
    write: (answer, response) =>
      void response
        .writeHead(answer.status, head(answer, { 'content-encoding': 'gzip' }))
        .end('not gzip at all'),
    kinds: ['malformed-answer', 'unreachable'],
  },
  {
    name: 'what is packed, but cut off',
    write(answer, response) {
      const whole = gzipSync(Buffer.concat([bytesOf(answer), Buffer.alloc(1000, ' ')]));
      response
        .writeHead(answer.status, head(answer, { 'content-encoding': 'gzip' }))
        .end(whole.subarray(0, whole.length / 2));
    },
    kinds: ['malformed-answer', 'unreachable'],
    // Node's fetch gives what could be unpacked, and does not tell.
    harmless: true,
  },
  {
    name: 'a byte now and then, for ever',
    write(answer, response) {
      response.writeHead(answer.status, head(answer)).write(' ');
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(timer));
    },
    kinds: ['timeout'],
    harmless: true,
  },
  {
    name: 'headers and no more',
    write: (answer, response) => void response.writeHead(answer.status, head(answer)).flushHeaders(),
    kinds: ['timeout'],
  },
  { name: 'nothing, ever', write: () => {}, kinds: ['timeout'] },
  {
    name: 'a refusal whose body never comes',
    write: (_, response) =>
      void response.writeHead(400, { 'oozie-error-code': 'E0420', 'content-length': '9' }).flushHeaders(),
    kinds: ['timeout', 'invalid-request'],
  },
  {
    name: 'a connection that is reset at once',
    write: (_, __, request) => void request.socket.resetAndDestroy(),
    kinds: ['unreachable'],
  },
  {
    name: 'a connection that is reset after the headers',
    write(answer, response, request) {
      response.writeHead(answer.status, head(answer)).write(' ', () => request.socket.resetAndDestroy());
    },
    kinds: ['unreachable', 'malformed-answer'],
  },
  {
    name: 'more bytes than announced',
    write(answer, response, request) {
      const bytes = bytesOf(answer);
      request.socket.write(
        `HTTP/1.1 ${answer.status} OK\r\ncontent-type: ${answer.type}\r\ncontent-length: ${Math.floor(bytes.length / 2)}\r\n\r\n`,
      );
      request.socket.end(bytes);
      response.destroy();
    },
    kinds: ['malformed-answer', 'unreachable'],
    harmless: true,
  },
  {
    name: 'what is not HTTP',
    write: (_, __, request) => void request.socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
    kinds: ['unreachable'],
  },
  {
    name: 'more headers than fit',
    write: (answer, response) =>
      void response
        .writeHead(answer.status, head(answer, { 'x-long': 'x'.repeat(200_000) }))
        .end(bytesOf(answer)),
    kinds: ['unreachable'],
  },
  {
    name: 'redirects in a circle',
    write: (_, response, request) => void response.writeHead(307, { location: request.url ?? '/' }).end(),
    kinds: ['malformed-answer'],
  },
  {
    name: 'redirects with bodies of tens of megabytes',
    write(_, response, request) {
      response.writeHead(307, { location: request.url ?? '/' });
      pourOut(response, Buffer.alloc(64 * 1024, ' '), 40 * mebibyte);
    },
    kinds: ['malformed-answer'],
  },
  {
    name: 'a refusal with a body of tens of megabytes',
    write(_, response) {
      response.writeHead(400, { 'oozie-error-code': 'E0420' });
      pourOut(response, Buffer.alloc(64 * 1024, ' '), 40 * mebibyte);
    },
    kinds: ['invalid-request'],
  },
  {
    name: 'a redirect to another host',
    write: (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:2/elsewhere' }).end(),
    kinds: ['malformed-answer'],
  },
  {
    name: 'a redirect to what is no URL',
    write: (_, response) => void response.writeHead(302, { location: 'http://[' }).end(),
    kinds: ['malformed-answer'],
  },
  ...[204, 304, 403, 404, 408, 418, 429, 500, 502, 503, 599].map(
    (status): WireFault => ({
      name: `the status ${status} without a word`,
      write: (_, response) => void response.writeHead(status).end(),
      kinds: [
        'malformed-answer',
        'forbidden',
        'timeout',
        'throttled',
        'server-error',
        'invalid-request',
        'unauthenticated',
      ],
      harmless: status === 204,
    }),
  ),
  {
    name: 'a refusal with a code that is none, and a wait that is no time',
    write: (_, response) =>
      void response
        .writeHead(400, {
          'oozie-error-code': '',
          'oozie-error-message': '\u00ff',
          'retry-after': '9'.repeat(400),
        })
        .end('{"errorMessage":{"a":[]}}'),
    kinds: ['invalid-request'],
  },
];
