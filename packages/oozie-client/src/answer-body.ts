import { malformed } from './answer.ts';
import type { RequestLine } from './deadline.ts';

/** Larger than any job that Oozie could still handle. */
export const defaultMaxAnswerBytes = 256 * 1024 * 1024;

/**
 * Reads an answer's text, of at most so many bytes (counted uncompressed).
 * @throws {OozieError} `malformed-answer` for one that is longer, or cut off
 */
export async function bodyText(request: RequestLine, response: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  await readBody(request, response, maxBytes, (bytes) => parts.push(decoder.decode(bytes, { stream: true })));
  parts.push(decoder.decode());
  return parts.join('');
}

/**
 * Reads an answer's bytes, at most so many.
 * @throws {OozieError} `malformed-answer` for more of them, or when they are cut off
 */
export async function bodyBytes(
  request: RequestLine,
  response: Response,
  maxBytes: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const length = await readBody(request, response, maxBytes, (bytes) => parts.push(bytes));
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function readBody(
  request: RequestLine,
  response: Response,
  maxBytes: number,
  take: (bytes: Uint8Array) => void,
): Promise<number> {
  const reader = response.body?.getReader();
  if (!reader) return 0;
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((cause) => {
      throw cutOff(request, response, cause);
    });
    if (done) return length;
    length += value.length;
    if (length > maxBytes) {
      void reader.cancel().catch(() => undefined);
      throw malformed(request, response, `more than the ${maxBytes} bytes that are read`, undefined);
    }
    take(value);
  }
}

/** An answer's text as far as it comes, for messages: a failure only ends it. */
export async function bodyStart(response: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  const reader = response.body?.getReader();
  try {
    while (reader && length < maxBytes) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // What came before is enough.
  }
  void reader?.cancel().catch(() => undefined);
  return text;
}

/** Leaves an answer unread, so that its connection is free again. */
export function dropBody(response: Response): void {
  // Not awaited: a server that stalls could hold it up.
  void response.body?.cancel().catch(() => undefined);
}

/** The error for an answer that ended before it was whole. */
export function cutOff(request: RequestLine, response: Response, cause: unknown) {
  return malformed(request, response, 'an answer that was cut off', cause);
}
