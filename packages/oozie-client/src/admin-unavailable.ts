import { OozieError } from './oozie-error.ts';

/**
 * Waits for an answer about something that a server may have switched off, and says so when it has.
 * @throws {OozieError} `invalid-request` with what to ask or to configure instead
 */
export async function unlessSwitchedOff<T>(
  answer: Promise<T>,
  switchedOff: (refusal: OozieError) => boolean,
  advice: string,
): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof OozieError) || !switchedOff(error)) throw error;
    const { request, httpStatus, code, serverMessage } = error;
    throw new OozieError(
      `${request?.method} ${request?.url} failed: ${serverMessage} (HTTP ${httpStatus}). ${advice}`,
      {
        kind: 'invalid-request',
        reachedServer: 'yes',
        request,
        httpStatus,
        code,
        serverMessage,
        advice,
        cause: error,
      },
    );
  }
}

/** Oozie answers 503 without a code, as a proxy would, so its words must tell. */
export function isNotRunning(refusal: OozieError): boolean {
  return (
    refusal.httpStatus === 503 && /InstrumentationService is not running/.test(refusal.serverMessage ?? '')
  );
}
