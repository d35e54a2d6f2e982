import { userInfo } from 'node:os';
import { type LocalOozie, startLocalOozie } from '@howdah/local-oozie';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createOozieClient } from './client.ts';
import { type CookieStore, cookieAuthentication } from './cookie-authentication.ts';
import { quickWorkflow, uniqueName } from './real-oozie.fixture.ts';
import type { OozieClientOptions } from './transport.ts';

/** Who the server runs as, and so may act for others. */
const serverUser = userInfo().username;

/** A client that counts the requests which show a cookie. */
function watchedClient(options: OozieClientOptions) {
  const shown: boolean[] = [];
  const client = createOozieClient({
    ...options,
    fetch: (url, init) => {
      shown.push(new Headers(init?.headers).has('cookie'));
      return fetch(url, init);
    },
  });
  return { client, shown };
}

function storeOf(cookie?: string): CookieStore & { kept: string | undefined } {
  return {
    kept: cookie,
    read() {
      return this.kept;
    },
    write(value) {
      this.kept = value;
    },
  };
}

describe('an Oozie that wants to know who asks', () => {
  let oozie: LocalOozie;
  beforeAll(async () => {
    oozie = await startLocalOozie({
      oozieSite: { 'oozie.authentication.simple.anonymous.allowed': 'false' },
    });
  });
  afterAll(() => oozie?.stop());

  const submitted = async (client: ReturnType<typeof createOozieClient>) => {
    const xml = quickWorkflow(uniqueName('authentication'));
    const { path } = await client.uploadDefinition({ kind: 'workflow', xml, root: oozie.definitionRoot });
    const { id } = await client.submit({ 'oozie.wf.application.path': path });
    return client.workflows.info(id);
  };

  test('refuses nobody’s requests, and takes a user’s', async () => {
    const nobody = createOozieClient({ url: oozie.url });
    for (const ask of [
      () => nobody.workflows.list(),
      () => nobody.submit({}),
      () => nobody.admin.versions(),
    ]) {
      await expect(ask()).rejects.toMatchObject({
        kind: 'unauthenticated',
        reachedServer: 'no',
        httpStatus: 401,
        code: undefined,
        serverMessage: 'Authentication required',
      });
    }
    expect((await submitted(createOozieClient({ url: oozie.url, user: 'alice' }))).user).toBe('alice');
  });

  test('signs a cookie, which is proof enough, even for who does not name the user any more', async () => {
    const store = storeOf();
    const { client, shown } = watchedClient({
      url: oozie.url,
      user: 'alice',
      authentication: cookieAuthentication(store),
    });
    await client.admin.systemMode();
    await client.admin.systemMode();
    expect(shown).toEqual([false, true]);
    expect(store.kept).toMatch(/^u=alice&p=alice&t=simple&e=\d+&s=\S+$/);
    const nameless = createOozieClient({ url: oozie.url, authentication: cookieAuthentication(store) });
    expect((await submitted(nameless)).user).toBe('alice');
  });

  test('does not take a forged cookie, in place of which one is signed anew', async () => {
    const forged = `u=alice&p=alice&t=simple&e=${Date.now() + 3_600_000}&s=Zm9yZ2Vk`;
    const alone = storeOf(forged);
    await expect(
      createOozieClient({ url: oozie.url, authentication: cookieAuthentication(alone) }).submit({}),
    ).rejects.toMatchObject({ kind: 'unauthenticated', reachedServer: 'no' });
    expect(alone.kept).toBeUndefined();

    const store = storeOf(forged);
    const authentication = cookieAuthentication(store);
    const alice = createOozieClient({ url: oozie.url, user: 'alice', authentication });
    expect((await submitted(alice)).user).toBe('alice');
    expect(store.kept).toMatch(/^u=alice/);
    expect(store.kept).not.toBe(forged);
  });

  test('lets the user whom it runs as act for another, and no one else', async () => {
    const url = oozie.url;
    const authentication = cookieAuthentication();
    const asBob = createOozieClient({ url, user: serverUser, doAs: 'bob', authentication });
    expect((await submitted(asBob)).user).toBe('bob');
    await expect(
      createOozieClient({ url, user: 'alice', doAs: 'bob' }).workflows.list(),
    ).rejects.toMatchObject({ kind: 'forbidden', reachedServer: 'no', httpStatus: 401, code: 'E1400' });
  });
});

test('an Oozie that takes everybody needs no proof, and signs none for nobody', async () => {
  const store = storeOf();
  const nobody = createOozieClient({ url: inject('oozieUrl'), authentication: cookieAuthentication(store) });
  expect((await nobody.workflows.list({ len: 1 })).offset).toBe(1);
  expect(store.kept).toBeUndefined();
});
