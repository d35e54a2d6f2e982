import { afterEach, describe, expect, it, vi } from 'vitest';
import { listen, stopListening } from './feed-listener.fixture.ts';
import { absentOozie, gatewayTo, oozieThat, stopServers } from './test-servers.ts';

afterEach(async () => {
  stopListening();
  await stopServers();
});

const quick = { pollMs: 20, restMs: 20, heartbeatMs: 50 };

/** An Oozie with a list of one workflow, whose status a test changes. */
async function listingOozie(isLetIn: (target: string, cookie: string | undefined) => boolean = () => true) {
  const there = { status: 'RUNNING', looks: 0 };
  const { url } = await oozieThat((incoming, outgoing) => {
    const target = incoming.url ?? '';
    if (!isLetIn(target, incoming.headers.cookie)) {
      outgoing.writeHead(401).end();
      return;
    }
    if (target.includes('jobtype=wf')) there.looks += 1;
    outgoing.end(target.includes('jobtype=wf') ? JSON.stringify({ workflows: [there.status] }) : '{}');
  });
  return { url, there };
}

describe('browsers that listen for changes on Oozie', () => {
  it('are all told of one, by one series of looks', async () => {
    const { url: oozie, there } = await listingOozie();
    const { url } = await gatewayTo(oozie, { feed: { ...quick, pollMs: 200, restMs: 200 } });
    const listeners = await Promise.all(Array.from({ length: 20 }, () => listen(url)));
    for (const each of listeners) await each.until('"watching":true');
    const looks = there.looks;
    there.status = 'SUCCEEDED';
    for (const each of listeners) await each.until('event: changed');
    expect(there.looks - looks).toBeLessThan(10);
    expect(listeners[0]?.text).toContain('"kinds":["workflow"]');
    expect(listeners[0]?.response.headers.get('cache-control')).toContain('no-store');
  });

  it('cost nothing when there are none, nor after they left', async () => {
    const { url: oozie, there } = await listingOozie();
    const { url } = await gatewayTo(oozie, { feed: quick });
    await fetch(`${url}/howdah/connection`);
    expect(there.looks).toBe(0);
    const listener = await listen(url);
    await listener.until('"watching":true');
    listener.leave();
    let looks = -1;
    await vi.waitFor(
      () => {
        const isQuiet = looks === there.looks;
        looks = there.looks;
        expect(isQuiet).toBe(true);
      },
      { timeout: 5_000, interval: 150 },
    );
  });

  it('learn when they come back whether they missed anything', async () => {
    const { url: oozie, there } = await listingOozie();
    const { url } = await gatewayTo(oozie, { feed: quick });
    const first = await listen(url);
    await first.until('"watching":true');
    const seen = first.lastId();
    first.leave();
    const again = await listen(url, { headers: { 'Last-Event-ID': seen } });
    await again.until('"watching":true');
    await again.until(':\n\n:');
    expect(again.changes()).toBe(0);
    again.leave();
    there.status = 'KILLED';
    const late = await listen(url, { headers: { 'Last-Event-ID': seen } });
    await late.until('event: changed');
    const stranger = await listen(url, { headers: { 'Last-Event-ID': 'of-another-gateway:7' } });
    await stranger.until('event: changed');
  });

  it('are told at once when Oozie notifies the gateway, though its lists look the same', async () => {
    const { url: oozie } = await listingOozie();
    const { url } = await gatewayTo(oozie, { feed: quick, notifyUrl: 'http://gateway.example:4600' });
    const listener = await listen(url);
    await listener.until('"watching":true');
    const told = await fetch(`${url}/howdah/notify?job=0000001-W&status=SUCCEEDED`);
    expect(told.status).toBe(200);
    await listener.until('event: changed');
    const facts: unknown = await (await fetch(`${url}/howdah/connection`)).json();
    expect(facts).toMatchObject({ notificationUrl: 'http://gateway.example:4600/howdah/notify' });
  });

  it('are not swamped by a swarm of notifications', async () => {
    const { url: oozie } = await listingOozie();
    const { url } = await gatewayTo(oozie, { feed: quick });
    const listener = await listen(url);
    await listener.until('"watching":true');
    await Promise.all(Array.from({ length: 200 }, () => fetch(`${url}/howdah/notify`)));
    await listener.until('event: changed');
    expect(listener.changes()).toBeLessThan(20);
  });

  it('are told when nobody can look, and to look themselves when somebody can again', async () => {
    const there = { answers: false };
    const { url: oozie } = await oozieThat((_, outgoing) => {
      if (there.answers) outgoing.end('{}');
      else outgoing.writeHead(502).end();
    });
    const { url } = await gatewayTo(oozie, { feed: quick });
    const listener = await listen(url);
    await listener.until('"watching":false');
    there.answers = true;
    await listener.until('"watching":true');
    await listener.until('event: changed');
  });

  it('are told the same when there is no Oozie', async () => {
    const { url } = await gatewayTo(await absentOozie(), { feed: quick });
    await (await listen(url)).until('"watching":false');
  });

  it('may be people whom Oozie lets in and others: it is looked as one of the first', async () => {
    const { url: oozie, there } = await listingOozie(
      (target, cookie) => target.includes('user.name=ada') || cookie === 'hadoop.auth=bob',
    );
    const { url } = await gatewayTo(oozie, { feed: quick });
    const stranger = await listen(url);
    await stranger.until('"watching":false');
    const ada = await listen(url, { query: '?user.name=ada' });
    await ada.until('"watching":true');
    there.status = 'SUCCEEDED';
    await ada.until('event: changed');
    ada.leave();
    const bob = await listen(url, { headers: { Cookie: 'hadoop.auth=bob' } });
    await bob.until('"watching":true');
  });

  it('are sent away for a minute when there are too many', async () => {
    const { url: oozie } = await listingOozie();
    const { url } = await gatewayTo(oozie, { feed: { ...quick, maxListeners: 1 } });
    const first = await listen(url);
    await first.until('"watching":true');
    const refused = await fetch(`${url}/howdah/feed`);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('60');
    first.leave();
    await vi.waitFor(async () => expect((await listen(url)).response.status).toBe(200), { timeout: 5_000 });
  });

  it('are let go when the gateway stops', async () => {
    const { url: oozie } = await listingOozie();
    const gateway = await gatewayTo(oozie, { feed: quick });
    const listener = await listen(gateway.url);
    await listener.until('"watching":true');
    await gateway.stop();
    await vi.waitFor(() => expect(listener.isOver).toBe(true));
  });

  it('may not be pages of other sites', async () => {
    const { url: oozie } = await listingOozie();
    const { url } = await gatewayTo(oozie);
    const answer = await fetch(`${url}/howdah/feed`, { headers: { 'Sec-Fetch-Site': 'cross-site' } });
    expect(answer.status).toBe(403);
  });
});
