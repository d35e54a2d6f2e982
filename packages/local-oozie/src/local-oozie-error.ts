/** What kept a local Oozie from starting. Each message says what happened and what to do about it. */
export type LocalOozieErrorCode =
  | 'java-missing'
  | 'java-too-old'
  | 'maven-missing'
  | 'maven-failed'
  | 'port-taken'
  | 'data-dir-in-use'
  | 'start-failed'
  | 'start-timeout'
  | 'aborted';

/** The one error that {@link startLocalOozie} rejects with; `code` is for programs, `message` for people. */
export class LocalOozieError extends Error {
  override readonly name = 'LocalOozieError';
  readonly code: LocalOozieErrorCode;

  constructor(code: LocalOozieErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Rejects with `aborted` once the caller's signal is. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new LocalOozieError('aborted', 'Starting Oozie was cancelled.', { cause: signal.reason });
  }
}
