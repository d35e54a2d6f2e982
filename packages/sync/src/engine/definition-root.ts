import { HowdahError } from '../howdah-error.ts';

/** Asks the gateway, once, where definitions are stored; until it has answered, each caller asks again. */
export function askGateway(
  oozieUrl: string | URL,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): (signal: AbortSignal) => Promise<string> {
  let known: string | undefined;
  return async (signal) => {
    known ??= await ask(oozieUrl, fetch, signal);
    return known;
  };
}

async function ask(
  oozieUrl: string | URL,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<string> {
  const oozie = new URL(oozieUrl, globalThis.location?.href);
  const response = await fetch(new URL('/howdah/connection', oozie), { signal });
  const answer: unknown = response.ok ? await response.json() : undefined;
  const root =
    typeof answer === 'object' && answer !== null && 'definitionRoot' in answer
      ? answer.definitionRoot
      : undefined;
  if (typeof root === 'string' && root !== '') return root;
  throw new HowdahError(
    'definition-root-missing',
    `The gateway at ${oozie.origin} doesn’t tell where on the cluster definitions are stored. Start it with a definition root, or give \`oozie.definitionRoot\`.`,
  );
}
