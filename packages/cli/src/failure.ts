import { OozieError } from '@howdah/oozie-client';
import { exitCode } from './exit-code.ts';
import { Failure } from './failure-details.ts';
import { oozieFailure } from './oozie-failure.ts';

export { Failure, type FailureDetails } from './failure-details.ts';

/** The command line, or a file or setting that it names, is wrong. */
export function usageFailure(what: string, remedy?: string, why?: string): Failure {
  return new Failure(what, { exitCode: exitCode.usage, why, remedy });
}

/** Any error, as the user should be told of it. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof OozieError) return oozieFailure(error);
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

/** The lines that tell of a failure: what happened, why, and what to do. */
export function printFailure(failure: Failure): string {
  const lines = [`howdah: ${failure.message}`];
  if (failure.why !== undefined) lines.push(`  why: ${failure.why}`);
  if (failure.remedy !== undefined) lines.push(`  try: ${failure.remedy}`);
  return `${lines.join('\n')}\n`;
}
