import { expect, vi } from 'vitest';

const open: AbortController[] = [];

/** Closes every connection that `listen` opened. For `afterEach`. */
export function stopListening(): void {
  for (const each of open.splice(0)) each.abort();
}

/** What a listener was sent so far, as text; `leave` closes its connection. */
export async function listen(url: string, init: RequestInit & { query?: string } = {}) {
  const leaving = new AbortController();
  open.push(leaving);
  const response = await fetch(`${url}/howdah/feed${init.query ?? ''}`, { ...init, signal: leaving.signal });
  let text = '';
  let isOver = false;
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
  };
  read()
    .catch(() => {})
    .finally(() => {
      isOver = true;
    });
  return {
    response,
    get text() {
      return text;
    },
    get isOver() {
      return isOver;
    },
    changes: () => text.match(/event: changed/g)?.length ?? 0,
    lastId: () => /.*id: (\S+)/s.exec(text)?.[1] ?? '',
    leave: () => leaving.abort(),
    until: (part: string) => vi.waitFor(() => expect(text).toContain(part), { timeout: 5_000, interval: 5 }),
  };
}
