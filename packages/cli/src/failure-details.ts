import type { ExitCode } from './exit-code.ts';

export interface FailureDetails {
  exitCode: ExitCode;
  /** The cause, where it is known. */
  why?: string | undefined;
  /** What the user can do about it. */
  remedy?: string | undefined;
  cause?: unknown;
}

/** Why a command could not do its work. The message says what happened. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly exitCode: ExitCode;
  readonly why: string | undefined;
  readonly remedy: string | undefined;

  constructor(what: string, details: FailureDetails) {
    super(what, details.cause === undefined ? undefined : { cause: details.cause });
    this.exitCode = details.exitCode;
    this.why = details.why;
    this.remedy = details.remedy;
  }
}
