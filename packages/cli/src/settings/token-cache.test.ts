import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyHome } from '../surroundings.fixture.ts';
import { tokenCache, tokenCacheFile } from './token-cache.ts';

const now = 1_795_450_000_000;
const token = (expires: number) => `u=alice&p=alice&t=simple&e=${expires}&s=abc/+=`;

describe('the file of the token', () => {
  it('has the name that Oozie’s own client gives it', () => {
    expect(tokenCacheFile('/home/alice', 'http://127.0.0.1:11000/oozie')).toBe(
      '/home/alice/.oozie-auth-token-aHR0cDovLzEyNy4wLjAuMToxMTAwMC9vb3ppZQ==',
    );
  });

  it('has what is after the last slash of an encoded name that has some', () => {
    const url = 'http://oozie???';
    expect(Buffer.from(url).toString('base64')).toBe('aHR0cDovL29vemllPz8/');
    expect(tokenCacheFile('/home/alice', `${url}>`)).toBe('/home/alice/Pg==');
  });

  it('has a name that file systems take, however long the address', () => {
    const name = tokenCacheFile('/', `http://${'a'.repeat(300)}/oozie`).slice(1);
    expect(name).toHaveLength(255);
  });
});

describe('a token', () => {
  it('is kept for its owner alone, with nothing left beside it', async () => {
    const home = emptyHome();
    const file = join(home, 'token');
    const store = tokenCache(file, () => now);
    await store.write(token(now + 600_000));
    expect(await store.read()).toBe(token(now + 600_000));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(home)).toEqual(['token']);
    expect(readFileSync(file, 'utf8')).toBe(`"${token(now + 600_000)}"`);
  });

  it('is read with quotes and without', async () => {
    const file = join(emptyHome(), 'token');
    const store = tokenCache(file, () => now);
    for (const text of [token(now + 600_000), `"${token(now + 600_000)}"\n`]) {
      writeFileSync(file, text);
      expect(await store.read()).toBe(token(now + 600_000));
    }
  });

  it('counts as none when it ends within five minutes, or does not say when', async () => {
    const file = join(emptyHome(), 'token');
    const store = tokenCache(file, () => now);
    for (const text of [token(now + 299_000), 'u=alice', '']) {
      writeFileSync(file, text);
      expect(await store.read()).toBeUndefined();
    }
  });

  it('that is void is deleted', async () => {
    const home = emptyHome();
    const store = tokenCache(join(home, 'token'), () => now);
    await store.write(token(now));
    await store.write(undefined);
    expect(readdirSync(home)).toEqual([]);
    await store.write(undefined);
  });
});
