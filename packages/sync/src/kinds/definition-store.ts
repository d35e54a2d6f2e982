import type { JobKind } from '@howdah/oozie-client';
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
 * Stores a definition on the cluster, once, under a path made of its content, and gives back the path. What this
 * engine has stored before isn't sent again.
 */
export async function storeDefinition(
  kind: JobKind,
  xml: string,
  properties: Readonly<Record<string, string>>,
  transport: Transport,
): Promise<string> {
  const { client, stored, signal } = transport;
  try {
    const root = await transport.definitionRoot(signal);
    const digest = digestOf({ kind, root, xml });
    const known = stored.get(digest);
    if (known !== undefined) return known;
    const { path } = await client.uploadDefinition({ kind, xml, root, properties }, { signal });
    stored.set(digest, path);
    return path;
  } catch (cause) {
    throw new NothingSubmitted('A definition could not be stored on the cluster.', { cause });
  }
}
