import * as z from 'zod/mini';
import { unescapeHtml } from './html-entities.ts';

const errorBody = z.object({ errorMessage: z.string() });

/**
 * Oozie's words about a refusal. Answers to PUT have them in a header alone. The header cannot carry what is not
 * Latin-1, so the body is preferred, with the escapes of HTML taken back that Oozie puts in.
 * @see org.apache.oozie.servlet.ErrorServlet
 */
export function refusalMessage(header: string | null, body: string | undefined): string | undefined {
  const fromBody = body === undefined ? undefined : unescapeHtml(readErrorBody(body));
  return fromBody || header || undefined;
}

function readErrorBody(body: string): string {
  try {
    const parsed = z.safeParse(errorBody, JSON.parse(body));
    return parsed.success ? parsed.data.errorMessage : '';
  } catch {
    return '';
  }
}
