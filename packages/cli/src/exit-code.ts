import type { OozieError, OozieErrorKind } from '@howdah/oozie-client';

/**
 * How every command ends. Scripts rely on these numbers, so they never change their meaning.
 * @see packages/cli/README.md, "Exit codes"
 */
export const exitCode = {
  /** Done, or shown. */
  ok: 0,
  /** The job that was waited for did not succeed, or what was compared differs. */
  jobEndedBadly: 1,
  /** The command line, a file or a setting that it names, or what was asked of Oozie makes no sense. */
  usage: 2,
  /** There is no such job, action or profile. */
  notFound: 3,
  /** The job's state does not allow it, or Oozie took the command and ignored it. */
  refused: 4,
  /** Oozie wants to know who asks, or does not let this user do it. */
  unauthenticated: 5,
  /** No answer, or none in time. */
  unreachable: 6,
  /** Oozie failed, is in safe mode, or answered what is not Oozie's. */
  serverError: 7,
  /** Taken by Oozie, but not done when the command stopped looking. */
  pending: 8,
  /** By Ctrl-C. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

const ofKind: Readonly<Record<OozieErrorKind, ExitCode>> = {
  unreachable: exitCode.unreachable,
  timeout: exitCode.unreachable,
  aborted: exitCode.interrupted,
  unauthenticated: exitCode.unauthenticated,
  forbidden: exitCode.unauthenticated,
  'not-found': exitCode.notFound,
  precondition: exitCode.refused,
  'invalid-request': exitCode.usage,
  'safe-mode': exitCode.serverError,
  throttled: exitCode.serverError,
  'server-error': exitCode.serverError,
  'malformed-answer': exitCode.serverError,
};

/** How a command ends that could not go on after this error. */
export function exitCodeOf(error: OozieError): ExitCode {
  return ofKind[error.kind];
}

/** What concerns the connection comes first: it says nothing about the job itself. */
const mostSeriousFirst: readonly ExitCode[] = [
  exitCode.interrupted,
  exitCode.unauthenticated,
  exitCode.unreachable,
  exitCode.serverError,
  exitCode.usage,
  exitCode.notFound,
  exitCode.refused,
  exitCode.jobEndedBadly,
  exitCode.pending,
  exitCode.ok,
];

/** How a command ends that did the same to several jobs: like the one that went worst. */
export function worstOf(codes: readonly ExitCode[]): ExitCode {
  return mostSeriousFirst.find((code) => codes.includes(code)) ?? exitCode.ok;
}
