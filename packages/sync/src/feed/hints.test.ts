import { createVirtualClock } from '@howdah/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hintsOf } from './hints.ts';

const clock = createVirtualClock();
let uninstall = () => {};
let ending = new AbortController();
beforeEach(() => {
  uninstall = clock.install();
  ending = new AbortController();
});
afterEach(() => {
  ending.abort();
  uninstall();
});

const encoder = new TextEncoder();

/** A gateway, and an engine that listens to it. */
function gateway(answer?: () => Response) {
  const connections: {
    url: string;
    lastId: string | null;
    isOpen: boolean;
    say(event: string, data: object, id?: number): void;
    comment(): void;
    end(): void;
  }[] = [];
  let hints = 0;
  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
    const write = (text: string) => controller?.enqueue(encoder.encode(text));
    const connection = {
      url: String(input),
      lastId: new Headers(init?.headers).get('last-event-id'),
      isOpen: true,
      say: (event: string, data: object, id = 1) =>
        write(`event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`),
      comment: () => write(':\n\n'),
      end: () => controller?.close(),
    };
    connections.push(connection);
    if (answer !== undefined) return answer();
    const body = new ReadableStream<Uint8Array>({
      start(own) {
        controller = own;
        init?.signal?.addEventListener('abort', () => {
          connection.isOpen = false;
          own.error(init.signal?.reason);
        });
      },
    });
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream; charset=utf-8' } });
  };
  const heard = hintsOf({
    oozieUrl: 'http://gateway.example/oozie',
    user: 'ada',
    fetch,
    signal: ending.signal,
    random: () => 0.5,
    onHint: () => {
      hints += 1;
    },
  });
  const newest = () => {
    const connection = connections.at(-1);
    if (connection === undefined) throw new Error('Nobody listens.');
    return connection;
  };
  return {
    connections,
    newest,
    heard,
    get hints() {
      return hints;
    },
  };
}

const settle = () => clock.advance(0);

describe('an engine that listens to a gateway', () => {
  it('is told to look once somebody looks for it, and for every change', async () => {
    const told = gateway();
    told.heard.listen(true);
    await settle();
    expect(told.newest().url).toBe('http://gateway.example/howdah/feed?user.name=ada');
    expect(told.heard.isAlive).toBe(false);
    told.newest().say('state', { watching: true });
    await settle();
    expect([told.heard.isAlive, told.hints]).toEqual([true, 1]);
    told.newest().say('changed', { since: 5, kinds: ['workflow'] });
    await settle();
    expect(told.hints).toBe(2);
  });

  it('looks by itself again when the gateway can’t look any more', async () => {
    const told = gateway();
    told.heard.listen(true);
    await settle();
    told.newest().say('state', { watching: true });
    told.newest().say('state', { watching: false });
    await settle();
    expect([told.heard.isAlive, told.hints]).toEqual([false, 2]);
  });

  it('comes back after a broken connection, and says what it heard last', async () => {
    const told = gateway();
    told.heard.listen(true);
    await settle();
    told.newest().say('state', { watching: true }, 7);
    await settle();
    told.newest().end();
    await settle();
    expect(told.heard.isAlive).toBe(false);
    await clock.runUntil(() => told.connections.length === 2);
    expect(told.newest().lastId).toBe('7');
  });

  it('takes a connection that has been silent for too long for dead, but not one with heartbeats', async () => {
    const told = gateway();
    told.heard.listen(true);
    await settle();
    for (let beats = 0; beats < 10; beats += 1) {
      await clock.advance(15_000);
      told.newest().comment();
    }
    expect(told.connections).toHaveLength(1);
    await clock.advance(60_000);
    expect(told.connections.length).toBeGreaterThan(1);
  });

  it('tries ever less often where nothing answers', async () => {
    const told = gateway(() => {
      throw new TypeError('Failed to fetch');
    });
    told.heard.listen(true);
    await clock.advance(10 * 60_000);
    expect(told.connections.length).toBeGreaterThan(5);
    expect(told.connections.length).toBeLessThan(30);
  });

  it('hardly ever asks a server that has no feed', async () => {
    for (const none of [
      () => new Response('', { status: 404 }),
      () => new Response('<html/>', { headers: { 'Content-Type': 'text/html' } }),
    ]) {
      const told = gateway(none);
      told.heard.listen(true);
      await clock.advance(9 * 60_000);
      expect(told.connections).toHaveLength(1);
    }
  });

  it('stays away for as long as a full gateway asks for', async () => {
    const told = gateway(() => new Response('', { status: 503, headers: { 'Retry-After': '60' } }));
    told.heard.listen(true);
    await clock.advance(59_000);
    expect(told.connections).toHaveLength(1);
    await clock.advance(2_000);
    expect(told.connections).toHaveLength(2);
  });

  it('closes the connection when it has no use for it, and when it stops', async () => {
    const told = gateway();
    told.heard.listen(true);
    await settle();
    told.newest().say('state', { watching: true });
    await settle();
    told.heard.listen(false);
    expect([told.newest().isOpen, told.heard.isAlive]).toEqual([false, false]);
    await clock.advance(3_600_000);
    expect(told.connections).toHaveLength(1);
    told.heard.listen(true);
    await settle();
    ending.abort();
    expect(told.newest().isOpen).toBe(false);
    await clock.advance(3_600_000);
    expect(told.connections).toHaveLength(2);
  });
});
