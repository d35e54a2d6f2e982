import type { OozieError } from './oozie-error.ts';
import { mayPass } from './unreachable.ts';

/** As many waits as Oozie's own client has. */
export const defaultRetries = 4;

/**
 * How long Oozie's own client waits after a try, in milliseconds: 1 s, 2 s, 4 s, 8 s. It gives up after the last
 * wait, though; here another try follows it.
 * @see org.apache.oozie.client.retry.ConnectionRetriableClient
 */
export function oozieRetryDelayMs(attempt: number): number {
  return 2 ** attempt * 1000;
}

/**
 * Whether a request may be sent again: a read whenever there was no answer, a change only when it certainly was not
 * sent. An answer, a time-out and an abort are final.
 * @see org.apache.oozie.client.retry.ConnectionRetriableClient
 */
export function mayRetry(method: string, error: OozieError): boolean {
  return mayPass(error) && (method === 'GET' || error.reachedServer === 'no');
}
