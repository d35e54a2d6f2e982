import { rfc822 } from './dates.ts';
import type { Refusal } from './refusal.ts';

/** A request as the model takes it. */
export interface OozieRequest {
  readonly method: string;
  /** Below Oozie's own: `/v2/jobs`, with its escapes resolved. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer of the model. */
export interface OozieResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What an operation answers, before it is put into an envelope. */
export type Answer =
  | { readonly json: unknown; readonly status?: 200 | 201 }
  | { readonly text: string; readonly type: 'application/xml' | 'text/plain' }
  | 'nothing';

function headersAt(now: number, more: Readonly<Record<string, string>>): Record<string, string> {
  return { date: rfc822(now), 'x-frame-options': 'DENY', ...more };
}

/** An answer as Oozie sends it. Most changes are answered with nothing. */
export function envelope(answer: Answer, now: number): OozieResponse {
  if (answer === 'nothing')
    return { status: 200, headers: headersAt(now, { 'content-length': '0' }), body: '' };
  if ('text' in answer) {
    const type = `${answer.type}; charset="UTF-8"`;
    return { status: 200, headers: headersAt(now, { 'content-type': type }), body: answer.text };
  }
  const headers = headersAt(now, { 'content-type': 'application/json; charset="UTF-8"' });
  return { status: answer.status ?? 200, headers, body: JSON.stringify(answer.json) };
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * A refusal as Oozie sends it: code and message in headers, and in the body only for reads and submissions.
 * @see org.apache.oozie.servlet.JsonRestServlet#sendErrorResponse, org.apache.oozie.servlet.ErrorServlet
 */
export function refusalEnvelope(refusal: Refusal, method: string, now: number): OozieResponse {
  const { status, code, message } = refusal;
  const inHeader = message.replace(/[\r\n]/g, ' ');
  // A header can only carry Latin-1.
  const latin = [...inHeader].map((each) => (each > '\u00ff' ? '?' : each)).join('');
  const named = code === undefined ? {} : { 'oozie-error-code': code, 'oozie-error-message': latin };
  if (method === 'PUT') return { status, headers: headersAt(now, named), body: '' };
  const errorMessage =
    code === undefined ? message : message.replace(/[&<>"]/g, (each) => escapes[each] ?? each);
  const headers = headersAt(now, { 'content-type': 'application/json; charset="UTF-8"', ...named });
  return { status, headers, body: JSON.stringify({ errorMessage, httpStatusCode: status }) };
}

/** A page of the web server in which Oozie runs, for a path that it does not know. */
export function notFound(path: string, now: number): OozieResponse {
  return {
    status: 404,
    headers: headersAt(now, { 'content-type': 'text/html;charset=iso-8859-1' }),
    body: `<html><head><title>Error 404</title></head><body><h2>HTTP ERROR 404</h2><p>${path}</p></body></html>`,
  };
}

/** The answer of the filter before Oozie to a request that is not signed in. */
export function unauthenticated(now: number): OozieResponse {
  return {
    status: 401,
    headers: headersAt(now, {
      'content-type': 'text/html;charset=iso-8859-1',
      'www-authenticate': 'PseudoAuth',
    }),
    body: '<html><head><title>Error 401</title></head><body><h2>HTTP ERROR 401</h2></body></html>',
  };
}
