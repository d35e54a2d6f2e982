import type { RequestLine } from './deadline.ts';
import { OozieError } from './oozie-error.ts';

/**
 * The error for a request that got no answer. Node says why; browsers don't, so there Oozie may always have got it.
 * Certainly nothing was sent when the host was not found, the connection was not opened, or the server is not
 * who it should be.
 */
export function unreachable(request: RequestLine, cause: unknown): OozieError {
  const failures = failuresOf(cause);
  const code = failures.find((each) => each.code !== undefined)?.code;
  const nothingSent = failures.length > 0 && failures.every(beforeSending);
  const untrusted = failures.some(isUntrusted);
  const sent = nothingSent ? 'Nothing was sent' : 'Oozie may or may not have got it';
  const cure = untrusted
    ? 'its certificate is not one that this machine trusts; in Node, NODE_EXTRA_CA_CERTS names more'
    : 'check the network, and that Oozie runs';
  return new OozieError(
    `No answer to ${request.method} ${request.url}: ${code ?? String(cause)}. ${sent}; ${cure}.`,
    { kind: 'unreachable', reachedServer: nothingSent ? 'no' : 'maybe', request, cause },
  );
}

/** Whether another try could help: a host that is not trusted stays so. */
export function mayPass(error: OozieError): boolean {
  return error.kind === 'unreachable' && !failuresOf(error.cause).some(isUntrusted);
}

interface Failure {
  readonly code: string | undefined;
  readonly syscall: string | undefined;
}

/** What Node says under the `fetch failed` of its fetch: one failure, or one for each address of the host. */
function failuresOf(cause: unknown): Failure[] {
  const inner = cause instanceof Error && cause.cause !== undefined ? cause.cause : cause;
  if (inner instanceof AggregateError && inner.errors.length > 0) return inner.errors.map(failureOf);
  const failure = failureOf(inner);
  return failure.code === undefined ? [] : [failure];
}

function failureOf(error: unknown): Failure {
  return { code: textField(error, 'code'), syscall: textField(error, 'syscall') };
}

function textField(value: unknown, name: string): string | undefined {
  const field: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof field === 'string' ? field : undefined;
}

const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function beforeSending(failure: Failure): boolean {
  const { code = '', syscall = '' } = failure;
  return neverConnected.has(code) || ['connect', 'getaddrinfo'].includes(syscall) || isUntrusted(failure);
}

/** OpenSSL's and Node's names for a certificate that is refused, or for a server that speaks no TLS. */
function isUntrusted({ code = '' }: Failure): boolean {
  return /CERT|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)|^ERR_SSL_|^ERR_TLS_/.test(code);
}
