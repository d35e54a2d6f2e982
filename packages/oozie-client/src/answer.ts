import * as z from 'zod/mini';
import type { RequestLine } from './deadline.ts';
import { OozieError } from './oozie-error.ts';

/**
 * Refuses an answer that is a web page: a login form or a proxy's error page, whatever its status says.
 * @throws {OozieError} `malformed-answer`
 */
export function refuseWebPage(request: RequestLine, response: Response): void {
  if (!isWebPage(response)) return;
  throw malformed(request, response, 'a web page instead of an answer of Oozie', undefined);
}

/** Whether an answer says that it is HTML, which Oozie never sends. */
export function isWebPage(response: Response): boolean {
  return /^\s*(text\/html|application\/xhtml)/i.test(response.headers.get('content-type') ?? '');
}

/**
 * Reads an answer's JSON.
 * @throws {OozieError} `malformed-answer`, which names the field that is wrong
 */
export function readJson<T>(
  request: RequestLine,
  response: Response,
  text: string,
  schema: z.ZodMiniType<T>,
): T {
  let value: unknown;
  try {
    // Some changes are answered with JSON or with nothing at all, so nothing is for the schema to judge.
    value = text.trim() === '' ? undefined : JSON.parse(text);
  } catch (cause) {
    throw malformed(request, response, 'what is not JSON', cause);
  }
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  if (value === undefined) throw malformed(request, response, 'nothing', parsed.error);
  const issue = parsed.error.issues[0];
  const field = issue?.path.length ? `the field ${issue.path.join('.')}` : 'the whole answer';
  throw malformed(request, response, `JSON of another shape (${field}: ${issue?.message})`, parsed.error);
}

/** The error for an answer that was cut off, or is not what Oozie answers. */
export function malformed(request: RequestLine, response: Response, got: string, cause: unknown): OozieError {
  return new OozieError(
    `${request.method} ${request.url} was answered with ${got} (HTTP ${response.status}). Check that the URL leads to Oozie and that no proxy or login page answers in its place.`,
    { kind: 'malformed-answer', reachedServer: 'maybe', request, httpStatus: response.status, cause },
  );
}
