import { type JobKind, OozieError } from '@howdah/oozie-client';
import { digestOf } from './digest.ts';
import type { Transport } from './kind.ts';

/**
 * A request failed before the one that matters was sent: it can be sent again without a look at the server.
 * Its `cause` is the client's error.
 */
export class NothingSubmitted extends Error {
  override readonly name = 'NothingSubmitted';
}

/**
 * How long to wait, in ms, before a definition that was refused is sent again: another browser may just be storing the
 * same one, and Oozie reads what is there of the file so far ("E0803: appXml cannot be empty").
 */
const secondThoughts = [250, 1_000];

/**
 * Stores a definition on the cluster under a path made of its content, and gives back the path. What this engine has
 * stored, or is storing, isn't sent again.
 * @throws {NothingSubmitted}
 */
export function storeDefinition(
  kind: JobKind,
  xml: string,
  properties: Readonly<Record<string, string>>,
  transport: Transport,
): Promise<string> {
  const digest = digestOf({ kind, xml });
  const known = transport.stored.get(digest);
  // Oozie tries a definition out with the properties that come with it: what fails with another row's may do with ours.
  if (known !== undefined) return known.catch(() => storeDefinition(kind, xml, properties, transport));
  const storing = store(kind, xml, properties, transport).catch((cause: unknown) => {
    transport.stored.delete(digest);
    throw new NothingSubmitted('A definition could not be stored on the cluster.', { cause });
  });
  transport.stored.set(digest, storing);
  return storing;
}

async function store(
  kind: JobKind,
  xml: string,
  properties: Readonly<Record<string, string>>,
  { client, definitionRoot, signal, wait }: Transport,
): Promise<string> {
  const root = await definitionRoot(signal);
  for (const pause of secondThoughts) {
    try {
      return (await client.uploadDefinition({ kind, xml, root, properties }, { signal })).path;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await wait(pause);
    }
  }
  return (await client.uploadDefinition({ kind, xml, root, properties }, { signal })).path;
}

/** Whether Oozie refused the definition itself; not because of who or how many ask, or because it takes nothing now. */
const isRefusal = (error: unknown): boolean =>
  error instanceof OozieError &&
  error.reachedServer === 'yes' &&
  !['unauthenticated', 'forbidden', 'safe-mode', 'throttled'].includes(error.kind);
