import type { RequestLine } from './deadline.ts';
import { OozieError, type OozieErrorKind, type ReachedServer } from './oozie-error.ts';
import { refusalMessage } from './refusal-message.ts';

interface Refusal {
  readonly status: number;
  readonly code: string | undefined;
  /** Oozie's words. */
  readonly message: string;
  /** The codes of the causes that Oozie put into its message. */
  readonly innerCodes: readonly string[];
  readonly headers: Headers;
  readonly webPage: boolean;
  /** The request names a job, or one of its actions. */
  readonly aboutJob: boolean;
}

const missing = new Set(['E0604', 'E0605']);
/** The job's state does not allow it. Most of them Oozie only logs, unless they are inside another one. */
const wrongState = new Set(
  [
    ['E0716', 'E0717', 'E0718', 'E0719', 'E0725', 'E0727', 'E0728', 'E0755', 'E0801', 'E0805', 'E0813'],
    ['E1016', 'E1018', 'E1020', 'E1022', 'E1024', 'E1100', 'E1201', 'E1312', 'E1313', 'E1323'],
  ].flat(),
);
/** The database failed, maybe half-way: a job may have been made but not started. */
const databaseFailed = new Set([
  'E0600',
  'E0601',
  'E0602',
  'E0603',
  'E0607',
  'E0608',
  'E0610',
  'E0611',
  'E0713',
]);
/** What a definition's path leads to is refused in the words of authorization, and with its status 401. */
const badPath = new Set(['E0504', 'E0505', 'E0506', 'E0507']);
/** Another command has held the job's lock for too long. */
const lockTaken = 'E0606';
/** Oozie could not check who may do it: the cluster or the database did not answer. */
const authorizationFailed = 'E0501';

/** How Hadoop says that HDFS is down, on standby or not ready; Oozie passes it on under all kinds of codes. */
const clusterDown =
  /\b(?:java\.net\.(?:Connect|NoRouteToHost|SocketTimeout)Exception|ConnectTimeoutException|StandbyException|SafeModeException)\b/;
/** Oozie looks for a definition's file before it makes anything. */
const beforeSubmission = /^(?:E0307: Runtime error \[)?Could not check whether file/;

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
  const { kind, reachedServer } = classify({
    status,
    code,
    message: serverMessage ?? '',
    innerCodes,
    headers,
    ...about,
  });
  const said = serverMessage?.startsWith(code ?? '\0')
    ? serverMessage
    : [code, serverMessage].filter(Boolean).join(': ');
  const special = specialAdvice(kind, reachedServer, headers.get('www-authenticate') ?? '');
  const message = `${request.method} ${request.url} failed: ${said || 'no reason given'} (HTTP ${status}). ${special ?? advice[kind]}`;
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
    advice: special,
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
  if (code === authorizationFailed) return is('server-error', 'no');
  if ((status === 401 || status === 403) && !badPath.has(code)) return is('forbidden', 'no');
  // Oozie also wraps a filter's syntax error (E0302) in a failure of its database.
  if (databaseFailed.has(code) && !codes.includes('E0302')) return is('server-error', 'maybe');
  if (code === lockTaken) return is('throttled', 'maybe');
  if (clusterDown.test(refused.message)) {
    return is('server-error', beforeSubmission.test(refused.message) ? 'no' : 'maybe');
  }
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

/** What to do where that is more than the kind of error tells; undefined where it is not. */
function specialAdvice(
  kind: OozieErrorKind,
  reachedServer: ReachedServer,
  asked: string,
): string | undefined {
  if (kind === 'server-error' && reachedServer === 'no') {
    return 'Oozie did nothing: see that its database and its cluster run, and try again.';
  }
  if (kind !== 'unauthenticated') return undefined;
  if (/\bNegotiate\b/i.test(asked)) {
    return 'It asks for Kerberos: give the client spnegoAuthentication() of @howdah/oozie-client/kerberos, or set up the browser for it, and see that there is a valid ticket.';
  }
  if (/\bBasic\b/i.test(asked)) {
    return 'It asks for user and password: give the client basicAuthentication(user, password).';
  }
  return undefined;
}

const advice: Record<OozieErrorKind, string> = {
  unreachable: 'The gateway cannot reach Oozie and sent it nothing: try again.',
  timeout: 'Oozie may or may not have acted on it: read the job before sending it again.',
  aborted: '',
  unauthenticated: 'Sign in again, or check the user and the authentication given to the client.',
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
