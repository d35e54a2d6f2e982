import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CookieStore } from '@howdah/oozie-client';

const longestName = 255;

/**
 * The file in which Oozie's own client keeps the signed cookie of one Oozie: both can use what either has got.
 * @param url the address exactly as the user gave it, since the name is made of it
 * @see org.apache.oozie.client.AuthOozieClient#getAuthCacheFileName
 */
export function tokenCacheFile(home: string, url: string): string {
  const name = `.oozie-auth-token-${Buffer.from(url, 'utf8').toString('base64')}`.slice(0, longestName);
  // Base64 has slashes, and Oozie's client takes what is after the last one for the file's name.
  return join(home, name.slice(name.lastIndexOf('/') + 1));
}

const endsSoonMs = 5 * 60_000;

/**
 * Keeps the cookie in that file, for this user's eyes only. One that ends within five minutes counts as none, as it
 * does for Oozie's client.
 * @see org.apache.oozie.client.AuthOozieClient#writeAuthToken
 */
export function tokenCache(file: string, now: () => number): CookieStore {
  return {
    async read() {
      const token = (await readFile(file, 'utf8')).split(/\r?\n/, 1)[0]?.replace(/^"(.*)"$/, '$1');
      if (!token) return undefined;
      const expires = Number(/(?:^|&)e=(\d+)/.exec(token)?.[1] ?? 0);
      return expires < now() + endsSoonMs ? undefined : token;
    },
    async write(token) {
      if (token === undefined) return rm(file, { force: true });
      const fresh = `${file.slice(0, longestName)}.${randomUUID().slice(0, 8)}`.slice(-longestName);
      // With the quotes that belong to the cookie, as Oozie's client writes it.
      await writeFile(fresh, `"${token}"`, { mode: 0o600 });
      await rename(fresh, file);
    },
  };
}
