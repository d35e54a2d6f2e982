import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  type Authentication,
  basicAuthentication,
  bearerAuthentication,
  cookieAuthentication,
  createOozieClient,
  type OozieClient,
} from '@howdah/oozie-client';
import { spnegoAuthentication } from '@howdah/oozie-client/kerberos';
import { usageFailure } from '../failure.ts';
import type { Surroundings } from '../surroundings.ts';
import { fetchShowingRequests } from './request-trace.ts';
import { tokenCache, tokenCacheFile } from './token-cache.ts';

/** How to prove who asks; `oozie` asks Oozie which of simple and kerberos it wants, as its own client does. */
export type Proof =
  | { readonly type: 'oozie' | 'simple' | 'kerberos' }
  | { readonly type: 'basic'; readonly password: string }
  | { readonly type: 'bearer'; readonly token: string };

/** All that it takes to talk to one Oozie. */
export interface Connection {
  /** As the user gave it. */
  readonly url: string;
  readonly username: string;
  readonly proof: Proof;
  readonly doAs?: string | undefined;
  /** Share the signed cookie with Oozie's own client. */
  readonly tokenCache: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly insecure: boolean;
  readonly timeoutMs?: number | undefined;
  readonly retries?: number | undefined;
  /** Show requests on stderr. */
  readonly debug: boolean;
}

/** A client for this connection. It sends nothing by itself. */
export function connect(connection: Connection, surroundings: Surroundings): OozieClient {
  const { url, username, doAs, headers, timeoutMs, retries } = connection;
  if (connection.insecure) surroundings.trustAnyCertificate();
  return createOozieClient({
    url,
    user: username,
    headers: { ...headers },
    authentication: authentication(connection, surroundings),
    fetch: connection.debug ? fetchShowingRequests(surroundings) : surroundings.fetch,
    ...(doAs === undefined ? {} : { doAs }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(retries === undefined ? {} : { retries }),
  });
}

function authentication(
  { url, username, proof, ...connection }: Connection,
  { home, now }: Surroundings,
): Authentication {
  const store = connection.tokenCache ? tokenCache(tokenCacheFile(home, url), now) : undefined;
  switch (proof.type) {
    case 'basic':
      return basicAuthentication(username, proof.password);
    case 'bearer':
      return bearerAuthentication(proof.token);
    case 'simple':
      return cookieAuthentication(store);
    default:
      return spnegoAuthentication(store === undefined ? {} : { store });
  }
}

/** The first line of a file that holds a password or a token. */
export async function readSecret(file: string, cwd: string): Promise<string> {
  const text = await readFile(resolve(cwd, file), 'utf8').catch((cause: unknown) => {
    throw usageFailure(
      `${file} cannot be read.`,
      undefined,
      cause instanceof Error ? cause.message : undefined,
    );
  });
  return text.split(/\r?\n/, 1)[0] ?? '';
}
