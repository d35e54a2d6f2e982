import * as z from 'zod/mini';

const errorBody = z.object({ errorMessage: z.string() });

/**
 * Oozie's words about a refusal. Answers to PUT have them in a header alone. The header cannot carry what is not
 * Latin-1, and the body is escaped for HTML; so the body is preferred where it can be unescaped.
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

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** Undefined when the text has an entity other than XML's own, e.g. `&eacute;`: the header has those as they are. */
function unescapeHtml(text: string): string | undefined {
  let unknown = false;
  const plain = text.replace(/&(?:#(\d{1,7})|(\w+));/g, (entity, code: string | undefined, name: string) => {
    if (code !== undefined) return Number(code) <= 0x10ffff ? String.fromCodePoint(Number(code)) : entity;
    const character = named[name];
    unknown ||= character === undefined;
    return character ?? entity;
  });
  return unknown ? undefined : plain;
}
