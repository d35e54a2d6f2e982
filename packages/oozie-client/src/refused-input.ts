import { OozieError } from './oozie-error.ts';

/** The error for what this client refuses to send, since Oozie would refuse or misread it. */
export function refusedInput(message: string): OozieError {
  return new OozieError(message, { kind: 'invalid-request', reachedServer: 'no' });
}
