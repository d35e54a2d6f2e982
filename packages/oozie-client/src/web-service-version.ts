import * as z from 'zod/mini';
import type { RequestLine } from './deadline.ts';
import { OozieError } from './oozie-error.ts';

/** Of Oozie's web service: 0 knows workflows alone, 1 came with Oozie 2.0, 2 with Oozie 4.0. */
export type WebServiceVersion = 0 | 1 | 2;

const cameWith: Readonly<Record<WebServiceVersion, string>> = { 0: '1.0', 1: '2.0', 2: '4.0' };

/** Which version's path this is; undefined for those, like `/versions`, that belong to none. */
export function versionOf(path: string): WebServiceVersion | undefined {
  const digit = /^\/v([012])\//.exec(path)?.[1];
  return digit === '2' ? 2 : digit === '1' ? 1 : digit === '0' ? 0 : undefined;
}

/**
 * The path by which a server that offers at most this version is asked, e.g. `/v1/jobs` for `/v2/jobs`.
 * @param since the first version that has the operation
 * @throws {OozieError} `invalid-request` when the server's version does not have it
 */
export function pathIn(
  offered: WebServiceVersion,
  request: RequestLine,
  path: string,
  since: WebServiceVersion,
): string {
  const preferred = versionOf(path);
  if (preferred === undefined || preferred <= offered) return path;
  if (offered < since) {
    throw new OozieError(
      `${request.method} ${request.url} needs version ${since} of Oozie’s web service, which came with Oozie ${cameWith[since]}; this server offers version ${offered}. Nothing was sent: do without it, or upgrade Oozie.`,
      { kind: 'invalid-request', reachedServer: 'no', request },
    );
  }
  return path.replace(/^\/v\d/, `/v${offered}`);
}

/** What `GET /versions` answers. */
export const versionsAnswer: z.ZodMiniType<number[]> = z.array(z.number());

/** The latest version that this client and a server have in common; undefined when there is none. */
export function latestOf(versions: readonly number[]): WebServiceVersion | undefined {
  if (versions.includes(2)) return 2;
  if (versions.includes(1)) return 1;
  return versions.includes(0) ? 0 : undefined;
}
