import { OozieError } from '@howdah/oozie-client';
import { type ExitCode, exitCode, exitCodeOf } from './exit-code.ts';

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

/** The command line, or a file or setting that it names, is wrong. */
export function usageFailure(what: string, remedy?: string, why?: string): Failure {
  return new Failure(what, { exitCode: exitCode.usage, why, remedy });
}

/** Any error, as the user should be told of it. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof OozieError) {
    return new Failure(error.message, {
      exitCode: exitCodeOf(error),
      why: whyOf(error),
      remedy: remedyOf(error),
      cause: error,
    });
  }
  if (error instanceof DOMException && error.name === 'AbortError') {
    return new Failure('Interrupted.', { exitCode: exitCode.interrupted, cause: error });
  }
  if (error instanceof Error && 'code' in error && 'path' in error) {
    return new Failure(error.message, { exitCode: exitCode.usage, cause: error });
  }
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new Failure(`This is a defect of howdah: ${said}`, {
    exitCode: exitCode.serverError,
    remedy: 'Please report it, with the command and the lines above.',
    cause: error,
  });
}

function whyOf(error: OozieError): string | undefined {
  const codes = [error.code, error.innerCode].filter((code) => code !== undefined).join(', ');
  const words = error.serverMessage;
  if (codes === '' && words === undefined) return undefined;
  return ['Oozie', codes, words === undefined ? '' : `"${words}"`].filter(Boolean).join(' ');
}

const remedies: Partial<Record<OozieError['kind'], string>> = {
  unreachable:
    'Check the address (--server, a profile, OOZIE_URL), and that Oozie runs: howdah admin status.',
  timeout: 'Give it more time: --request-timeout SECONDS.',
  unauthenticated: 'Say who you are: --auth kerberos (after kinit), basic or bearer; or --username.',
  forbidden: 'Ask the job’s owner or an administrator, or act as another user: --do-as NAME.',
  'not-found': 'List what there is: howdah jobs --kind all.',
  precondition: 'Look at the job’s state: howdah job info ID.',
  'safe-mode': 'Wait, or have an administrator set the mode: howdah admin mode NORMAL.',
  'malformed-answer': 'Check that the address leads to Oozie, e.g. http://host:11000/oozie.',
};

function remedyOf(error: OozieError): string | undefined {
  return remedies[error.kind];
}

/** The lines that tell of a failure: what happened, why, and what to do. */
export function printFailure(failure: Failure): string {
  const lines = [`howdah: ${failure.message}`];
  if (failure.why !== undefined) lines.push(`  why: ${failure.why}`);
  if (failure.remedy !== undefined) lines.push(`  try: ${failure.remedy}`);
  return `${lines.join('\n')}\n`;
}
