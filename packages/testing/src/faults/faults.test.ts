import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVirtualClock } from '../clock/virtual-clock.ts';
import type { Fault, FaultAction } from './fault.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { faultyFetch } from './faulty-fetch.ts';

/** What the client gets and the server sees: the same through the proxy as through the fetch. */
interface Way {
  readonly fetch: (body: string) => Promise<Response>;
  inject(fault: Fault): () => void;
  trace(): string;
  /** What the server has got so far. */
  readonly received: readonly string[];
  /** Lets so much time pass. */
  pass(ms: number): Promise<void>;
  stop(): Promise<void>;
}

async function throughFetch(): Promise<Way> {
  const clock = createVirtualClock();
  const received: string[] = [];
  const faulty = faultyFetch(
    async (_url, init) => {
      received.push(String(init?.body));
      return new Response(`answer to ${init?.body}`, { status: 201 });
    },
    { clock },
  );
  return {
    received,
    fetch: (body) => faulty.fetch('http://oozie/oozie/v1/jobs?action=start', { method: 'POST', body }),
    inject: faulty.inject,
    trace: faulty.trace,
    pass: clock.advance,
    stop: async () => {},
  };
}

async function throughProxy(): Promise<Way> {
  const received: string[] = [];
  const server = createServer(async (incoming, outgoing) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    received.push(body);
    outgoing.statusCode = 201;
    outgoing.end(`answer to ${body}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const proxy = await startFaultProxy({ target: `http://127.0.0.1:${port}` });
  return {
    received,
    fetch: (body) => fetch(`${proxy.url}/oozie/v1/jobs?action=start`, { method: 'POST', body }),
    inject: proxy.inject,
    trace: proxy.trace,
    pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    async stop() {
      await proxy.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const outcome = (asked: Promise<Response>): Promise<string> =>
  asked.then(
    async (response) => `${response.status} ${await response.text().catch(() => 'cut off')}`,
    (error: Error) => error.message,
  );

const cases: [string, FaultAction, string, string[]][] = [
  ['a lost request', { kind: 'drop-request' }, 'fetch failed', []],
  ['a lost answer', { kind: 'drop-response' }, 'fetch failed', ['job']],
  ['a cut answer', { kind: 'truncate', bytes: 3 }, '201 cut off', ['job']],
  ['a duplicate', { kind: 'duplicate' }, '201 answer to job', ['job', 'job']],
  ['a made-up answer', { kind: 'status', status: 503, body: 'no' }, '503 no', []],
  ['a failure after the commit', { kind: 'status-after', status: 500, body: 'oops' }, '500 oops', ['job']],
];

describe.each([
  ['a fetch', throughFetch],
  ['a proxy', throughProxy],
] as const)('faults through %s', (_name, open) => {
  let way: Way;
  const always = () => true;
  beforeEach(async () => {
    way = await open();
  });
  afterEach(() => way.stop());

  it.each(cases)('%s', async (_what, action, client, server) => {
    way.inject({ match: always, action });
    expect(await outcome(way.fetch('job'))).toBe(client);
    expect(way.received).toEqual(server);
    expect(await outcome(way.fetch('next'))).toBe('201 answer to next');
  });

  it('a web page in place of an answer', async () => {
    way.inject({ match: always, action: { kind: 'html-page', status: 502 } });
    expect(await outcome(way.fetch('job'))).toMatch(/^502 <!doctype html>/);
    expect(way.received).toEqual([]);
  });

  it('a request that is late', async () => {
    way.inject({ match: always, action: { kind: 'delay', ms: 200 } });
    const asked = outcome(way.fetch('job'));
    await way.pass(50);
    expect(way.received).toEqual([]);
    await way.pass(400);
    expect(await asked).toBe('201 answer to job');
  });

  it('an answer that is late', async () => {
    way.inject({ match: always, action: { kind: 'delay', ms: 200, when: 'before-answering' } });
    const asked = outcome(way.fetch('job'));
    await vi.waitFor(() => expect(way.received).toEqual(['job']));
    await way.pass(400);
    expect(await asked).toBe('201 answer to job');
  });

  it('a request that comes again', async () => {
    way.inject({ match: always, action: { kind: 'repeat', ms: 200 } });
    expect(await outcome(way.fetch('job'))).toBe('201 answer to job');
    expect(way.received).toEqual(['job']);
    await way.pass(500);
    await vi.waitFor(() => expect(way.received).toEqual(['job', 'job']));
  });

  it('a request that others overtake', async () => {
    way.inject({ match: ({ number }) => number === 1, action: { kind: 'overtaken', by: 2, ms: 60_000 } });
    const slow = outcome(way.fetch('slow'));
    await way.pass(50);
    await outcome(way.fetch('first'));
    await outcome(way.fetch('second'));
    expect(await slow).toBe('201 answer to slow');
    expect(way.received).toEqual(['first', 'second', 'slow']);
  });

  it('what happened can be read', async () => {
    way.inject({ match: ({ number }) => number === 2, action: { kind: 'drop-response' } });
    await outcome(way.fetch('job'));
    await outcome(way.fetch('job'));
    expect(way.trace().replace(/^ *\+\S+ s/gm, '')).toBe(
      [
        '  #1 POST /oozie/v1/jobs?action=start → 201',
        '  #2 POST /oozie/v1/jobs?action=start → no answer, the server acted, and its answer was lost',
      ].join('\n'),
    );
  });
});

describe('a faulty fetch', () => {
  const counting = () => {
    const received: string[] = [];
    const fetch = async (_url: unknown, init?: RequestInit) => {
      received.push(String(init?.body));
      return new Response('done');
    };
    return { received, fetch };
  };

  it('lets a late request arrive that the client has given up, and another not', async () => {
    const clock = createVirtualClock();
    const server = counting();
    const faulty = faultyFetch(server.fetch, { clock });
    for (const late of [true, false]) {
      faulty.inject({ match: () => true, action: { kind: 'delay', ms: 5_000, late } });
      const giveUp = new AbortController();
      const body = late ? 'late' : 'never';
      const asked = faulty.fetch('http://oozie/', { method: 'POST', body, signal: giveUp.signal });
      const refused = expect(asked).rejects.toThrow('no more patience');
      await clock.advance(1_000);
      giveUp.abort(new Error('no more patience'));
      await refused;
      await clock.advance(10_000);
    }
    expect(server.received).toEqual(['late']);
  });

  it('goes offline, breaks what is under way, and comes back', async () => {
    const clock = createVirtualClock();
    const server = counting();
    const faulty = faultyFetch(server.fetch, { clock });
    faulty.inject({ match: () => true, action: { kind: 'stall', when: 'before-answering' } });
    const broken = expect(
      faulty.fetch('http://oozie/', { method: 'PUT', body: 'stalled' }),
    ).rejects.toThrow();
    await clock.advance(10);
    faulty.offline(true);
    await broken;
    await expect(faulty.fetch('http://oozie/')).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    faulty.offline(false);
    expect(await (await faulty.fetch('http://oozie/', { method: 'PUT', body: 'back' })).text()).toBe('done');
    expect(server.received).toEqual(['stalled', 'back']);
  });
});
