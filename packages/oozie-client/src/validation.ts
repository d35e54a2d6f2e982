import * as z from 'zod/mini';
import { text } from './json-fields.ts';
import { OozieError } from './oozie-error.ts';
import type { RequestOptions, Transport } from './transport.ts';

/** Whether a document follows Oozie's schemas, and if not, Oozie's words and code (E0701). */
export type Validation =
  | { readonly valid: true }
  | { readonly valid: false; readonly message: string; readonly code: string };

const answer = z.object({ validate: text });
const notValid = 'E0701';

/** @see org.apache.oozie.servlet.V2ValidateServlet */
export async function validate(
  transport: Transport,
  xml: string,
  options?: RequestOptions,
): Promise<Validation> {
  // Both are required; the name goes into the message, and the user only matters for files on the cluster.
  const query = { file: 'document', user: transport.user ?? 'anonymous' };
  try {
    await transport.json(
      { method: 'POST', path: '/v2/validate', since: 2, query, body: xml },
      answer,
      options,
    );
    return { valid: true };
  } catch (error) {
    if (!(error instanceof OozieError) || error.code !== notValid) throw error;
    return { valid: false, message: error.serverMessage ?? error.message, code: notValid };
  }
}
