/**
 * What went wrong, in kinds that ask for different reactions:
 * - `unreachable`: no answer; the network, the server or the gateway's way to it is down
 * - `timeout`: no complete answer in time
 * - `aborted`: the caller's signal
 * - `unauthenticated`: Oozie, or a proxy before it, wants to know who asks (again)
 * - `forbidden`: this user may not do that
 * - `not-found`: Oozie has no such job or action (any more)
 * - `precondition`: the job's state does not allow it, e.g. E0801 for starting a workflow twice
 * - `invalid-request`: Oozie, or this client before sending, refuses what was asked
 * - `safe-mode`: Oozie takes no changes at the moment (E0002)
 * - `throttled`: asked to come back later
 * - `server-error`: Oozie, its database or its cluster failed
 * - `malformed-answer`: the answer is not Oozie's, or cut off
 */
export type OozieErrorKind =
  | 'unreachable'
  | 'timeout'
  | 'aborted'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'precondition'
  | 'invalid-request'
  | 'safe-mode'
  | 'throttled'
  | 'server-error'
  | 'malformed-answer';

/**
 * Whether Oozie may have acted on the request: `no`, certainly not; `yes`, it has decided on it (its refusal is
 * final and had no effect, but for partial ones such as E1320); `maybe`, find out before sending again.
 */
export type ReachedServer = 'no' | 'maybe' | 'yes';

export interface OozieErrorDetails {
  kind: OozieErrorKind;
  reachedServer: ReachedServer;
  request?: { readonly method: string; readonly url: string } | undefined;
  httpStatus?: number | undefined;
  code?: string | undefined;
  innerCode?: string | undefined;
  serverMessage?: string | undefined;
  retryAfterMs?: number | undefined;
  advice?: string | undefined;
  cause?: unknown;
}

/** The one error that this package throws. Its message says what happened, to which request, and what can be done. */
export class OozieError extends Error {
  override readonly name = 'OozieError';
  readonly kind: OozieErrorKind;
  readonly reachedServer: ReachedServer;
  /** Absent when nothing was to be sent, e.g. from {@link parseConfiguration}. */
  readonly request: { readonly method: string; readonly url: string } | undefined;
  readonly httpStatus: number | undefined;
  /** Oozie's own code, e.g. `E0604`. */
  readonly code: string | undefined;
  /** The code of the cause that Oozie wrapped in `code`, e.g. `E1023` in an `E0803`. */
  readonly innerCode: string | undefined;
  /** Oozie's own words. */
  readonly serverMessage: string | undefined;
  /** How long the server asks to wait. */
  readonly retryAfterMs: number | undefined;
  /** What this very failure asks for, where that is more than its kind tells. The message has it, too. */
  readonly advice: string | undefined;

  constructor(message: string, details: OozieErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.kind = details.kind;
    this.reachedServer = details.reachedServer;
    this.request = details.request;
    this.httpStatus = details.httpStatus;
    this.code = details.code;
    this.innerCode = details.innerCode;
    this.serverMessage = details.serverMessage;
    this.retryAfterMs = details.retryAfterMs;
    this.advice = details.advice;
  }
}

/**
 * Whether something that was thrown is an {@link OozieError}, and of one of these kinds if any are named.
 * @example
 * if (isOozieError(error, 'not-found', 'forbidden')) return undefined;
 */
export function isOozieError<Kind extends OozieErrorKind = OozieErrorKind>(
  error: unknown,
  ...kinds: readonly Kind[]
): error is OozieError & { readonly kind: Kind } {
  if (!(error instanceof OozieError)) return false;
  return kinds.length === 0 || kinds.some((kind) => kind === error.kind);
}
