import type { Surroundings } from '../surroundings.ts';

/** A `fetch` that tells on stderr what is asked and how it is answered, without headers: they hold secrets. */
export function fetchShowingRequests({ fetch, now, stderr }: Surroundings): typeof globalThis.fetch {
  return async (input, init) => {
    const method = init?.method ?? 'GET';
    const url = input instanceof Request ? input.url : String(input);
    await stderr.write(`> ${method} ${url}\n`);
    if (typeof init?.body === 'string') await stderr.write(`${init.body.replace(/^/gm, '> ')}\n`);
    const from = now();
    try {
      const response = await fetch(input, init);
      const code = response.headers.get('oozie-error-code');
      const words = [response.status, response.statusText, code].filter(Boolean).join(' ');
      await stderr.write(`< ${words} (${now() - from} ms)\n`);
      return response;
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      await stderr.write(
        `< no answer: ${cause instanceof Error ? cause.message : cause} (${now() - from} ms)\n`,
      );
      throw error;
    }
  };
}
