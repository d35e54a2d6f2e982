/** What went wrong, in a word that code can act on. */
export type HowdahErrorCode =
  | 'database-missing'
  | 'database-open'
  | 'stores-missing'
  | 'database-newer'
  | 'store-unknown'
  | 'index-unknown'
  | 'no-key-path'
  | 'duplicate-collection'
  | 'locks-missing'
  | 'worker-broken'
  | 'still-queued'
  | 'not-in-conflict'
  | 'not-parked'
  | 'key-changed'
  | 'command-unknown'
  | 'no-job'
  | 'too-late'
  | 'nothing-to-undo'
  | 'superseded'
  | 'definition-root-missing'
  | 'no-log'
  | 'not-a-log'
  | 'log-newer';

/** Howdah can't do what was asked of it: what happened, to what, and what to do is in the message. */
export class HowdahError extends Error {
  override readonly name = 'HowdahError';
  constructor(
    readonly code: HowdahErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
