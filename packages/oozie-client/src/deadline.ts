import { OozieError } from './oozie-error.ts';

/** Which request is being made, for error messages. */
export interface RequestLine {
  readonly method: string;
  readonly url: string;
}

export interface Limits {
  /** Milliseconds; `Infinity` for no limit. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

// A longer delay overflows the timers of browsers and Node, which would then fire at once.
const longestDelay = 2 ** 31 - 1;

/**
 * Carries out work until its time is up or the caller aborts, even when the work ignores the signal it is given.
 * @throws {OozieError} `timeout` or `aborted`
 */
export async function within<T>(
  request: RequestLine,
  limits: Limits,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal, timeoutMs } = limits;
  if (signal?.aborted) throw aborted(request, signal, 'no');
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let onAbort: (() => void) | undefined;
  const interrupted = new Promise<never>((_, reject) => {
    const interrupt = (error: OozieError) => {
      reject(error);
      controller.abort(error);
    };
    if (timeoutMs < Number.POSITIVE_INFINITY) {
      timer = setTimeout(() => interrupt(timedOut(request, timeoutMs)), Math.min(timeoutMs, longestDelay));
    }
    if (signal) {
      onAbort = () => interrupt(aborted(request, signal, 'maybe'));
      signal.addEventListener('abort', onAbort, { once: true });
    }
  });
  try {
    return await Promise.race([interrupted, work(controller.signal)]);
  } finally {
    clearTimeout(timer);
    if (onAbort) signal?.removeEventListener('abort', onAbort);
  }
}

/**
 * Waits, in milliseconds.
 * @throws {OozieError} `aborted`
 */
export function pause(request: RequestLine, delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waited = () =>
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, delayMs);
    });
  return within(request, { timeoutMs: Number.POSITIVE_INFINITY, signal }, waited).finally(() =>
    clearTimeout(timer),
  );
}

function timedOut(request: RequestLine, timeoutMs: number): OozieError {
  return new OozieError(
    `No complete answer to ${request.method} ${request.url} within ${timeoutMs} ms. Oozie may or may not have acted on it: read the job before sending it again.`,
    { kind: 'timeout', reachedServer: 'maybe', request },
  );
}

function aborted(request: RequestLine, signal: AbortSignal, reachedServer: 'no' | 'maybe'): OozieError {
  return new OozieError(`${request.method} ${request.url} was aborted by the caller.`, {
    kind: 'aborted',
    reachedServer,
    request,
    cause: signal.reason,
  });
}
