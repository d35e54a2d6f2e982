import type { RequestLine } from './deadline.ts';
import { OozieError, type OozieErrorKind, type ReachedServer } from './oozie-error.ts';
import { refusalMessage } from './refusal-message.ts';

interface Refusal {
  readonly status: number;
  readonly code: string | undefined;
  /** The codes of the causes that Oozie put into its message. */
  readonly innerCodes: readonly string[];
  readonly headers: Headers;
  readonly webPage: boolean;
  /** The request names a job, or one of its actions. */
  readonly aboutJob: boolean;
}

const missing = new Set(['E0604', 'E0605']);
/** The job's state does not allow it. */
const wrongState = new Set(['E0755', 'E0801', 'E0805', 'E1016', 'E1018', 'E1022', 'E1024', 'E1304']);

/**
 * Says what an answer other than 2xx means. Oozie answers 400 to nearly everything, so its code decides and the
 * status comes second.
 * @see org.apache.oozie.servlet.XServletException, org.apache.oozie.ErrorCode
 */
export function refusal(
  request: RequestLine,
  response: Response,
  body: string | undefined,
  about: { aboutJob: boolean; webPage: boolean },
): OozieError {
  const { headers, status } = response;
  const serverMessage = refusalMessage(headers.get('oozie-error-message'), body);
  const code = headers.get('oozie-error-code') ?? undefined;
  const innerCodes = (serverMessage?.match(/\bE\d{4}(?=:)/g) ?? []).filter((inner) => inner !== code);
  const { kind, reachedServer } = classify({ status, code, innerCodes, headers, ...about });
  const said = serverMessage?.startsWith(code ?? '\0')
    ? serverMessage
    : [code, serverMessage].filter(Boolean).join(': ');
  const message = `${request.method} ${request.url} failed: ${said || 'no reason given'} (HTTP ${status}). ${advice[kind]}`;
  const retryAfterMs = readRetryAfter(headers.get('retry-after'));
  return new OozieError(message, {
    kind,
    reachedServer,
    request,
    httpStatus: status,
    code,
    innerCode: innerCodes.at(-1),
    serverMessage,
    retryAfterMs,
  });
}

function classify(refused: Refusal): { kind: OozieErrorKind; reachedServer: ReachedServer } {
  const { status, code } = refused;
  if (refused.headers.get('howdah-gateway') === 'unreachable') return is('unreachable', 'no');
  if (code === undefined) return classifyWithoutCode(refused);
  if (status === 503) return code === 'E0002' ? is('safe-mode', 'no') : is('server-error', 'maybe');
  if (status >= 500) return is('server-error', 'maybe');
  const codes = [code, ...refused.innerCodes];
  if (refused.aboutJob && codes.some((each) => missing.has(each))) return is('not-found', 'yes');
  // Who is not signed in is refused by the filter before Oozie, which gives no code.
  if (status === 401 || status === 403) return is('forbidden', 'no');
  // The database (E0603) or something else (E0607) failed, maybe half-way: a job may have been made but not started.
  // Oozie also wraps a filter's syntax error (E0302) in it.
  if ((code === 'E0603' || code === 'E0607') && !codes.includes('E0302')) return is('server-error', 'maybe');
  if (codes.some((each) => wrongState.has(each))) return is('precondition', 'yes');
  return is('invalid-request', 'yes');
}

/** Answers of Oozie's authentication filter, of its web server, and of whatever stands between. */
function classifyWithoutCode({ status, headers, webPage }: Refusal): {
  kind: OozieErrorKind;
  reachedServer: ReachedServer;
} {
  if (status === 401 || status === 407) return is('unauthenticated', 'no');
  if (status === 403) return is('forbidden', 'no');
  if (status === 429) return is('throttled', 'no');
  if (status === 408) return is('timeout', 'maybe');
  // Oozie itself answers 400 for a missing job: this means that there is no Oozie at the URL, not that a job is gone.
  if (status === 404 || status === 405 || status < 400) return is('malformed-answer', 'no');
  if (status === 503 && headers.has('retry-after')) return is('throttled', 'maybe');
  if (status >= 500) return is('server-error', 'maybe');
  return webPage ? is('malformed-answer', 'maybe') : is('invalid-request', 'no');
}

function is(kind: OozieErrorKind, reachedServer: ReachedServer) {
  return { kind, reachedServer };
}

/** Milliseconds to wait, from seconds or an HTTP date. */
function readRetryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

const advice: Record<OozieErrorKind, string> = {
  unreachable: 'The gateway cannot reach Oozie and sent it nothing: try again.',
  timeout: 'Oozie may or may not have acted on it: read the job before sending it again.',
  aborted: '',
  unauthenticated: 'Sign in again, or check the user and the headers given to the client.',
  forbidden: 'This user may not do that: ask the job’s owner or an administrator of Oozie.',
  'not-found': 'Oozie has no such job or action; it deletes old jobs after a time.',
  precondition: 'The job’s state does not allow it: read the job again.',
  'invalid-request': 'Correct the request; the same one will be refused again.',
  'safe-mode': 'Oozie takes no changes until an administrator sets its system mode to NORMAL.',
  throttled: 'Try again later.',
  'server-error':
    'Oozie may or may not have acted on it: see its log, and read the job before sending it again.',
  'malformed-answer':
    'No Oozie answers at this URL: check the client’s `url`, and what stands between it and Oozie.',
};
