import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createGateway } from './gateway.ts';
import { absentOozie, gatewayTo, oozieThat, rawOozie, sendRaw, stopServers } from './test-servers.ts';

afterEach(stopServers);

const submit = (url: string) => fetch(`${url}/oozie/v1/jobs`, { method: 'POST', body: '<configuration/>' });

describe('a proxy whose Oozie fails', () => {
  it('promises that nothing was sent when nobody listens', async () => {
    const lines: string[] = [];
    const { url } = await gatewayTo(await absentOozie(), { log: (line) => lines.push(line) });
    const answer = await submit(url);
    expect(answer.status).toBe(502);
    expect(answer.headers.get('howdah-gateway')).toBe('unreachable');
    expect(await answer.json()).toMatchObject({
      error: 'unreachable',
      what: expect.stringContaining('Nothing was sent'),
      whatToDo: expect.stringContaining('Sending again is safe'),
    });
    expect(lines).toEqual([expect.stringMatching(/^POST \/oozie\/v1\/jobs: unreachable, .*ECONNREFUSED/)]);
  });

  it('promises the same when the name is unknown, and in process', async () => {
    const app = createGateway({ oozieUrl: 'http://no-such-host.invalid:11000/oozie' });
    const answer = await app.request('/oozie/v1/jobs', { method: 'POST', body: 'x' });
    expect(answer.headers.get('howdah-gateway')).toBe('unreachable');
    expect(await answer.text()).toMatch(/ENOTFOUND|EAI_AGAIN/);
  });

  it('promises the same when the connection takes too long', async () => {
    // A TLS client waits for a greeting that this server never gives.
    const silent = await rawOozie(() => undefined);
    const { url } = await gatewayTo(silent.replace('http:', 'https:'), { connectTimeoutMs: 100 });
    const answer = await submit(url);
    expect(answer.headers.get('howdah-gateway')).toBe('unreachable');
    expect(await answer.text()).toContain('no connection after 100 ms');
  });

  it('says that Oozie may have acted when the connection breaks before an answer', async () => {
    const { url } = await gatewayTo(await rawOozie((socket) => socket.on('data', () => socket.destroy())));
    const answer = await submit(url);
    expect(answer.status).toBe(502);
    expect(answer.headers.get('howdah-gateway')).toBe('broken-answer');
    expect(await answer.json()).toMatchObject({ error: 'broken-answer' });
  });

  it.each([
    ['a length', 'Content-Length: 100', 'half'],
    ['chunks', 'Transfer-Encoding: chunked', '4\r\nhalf\r\n'],
  ])('breaks the answer in front when it breaks behind, with %s', async (_, header, body) => {
    const oozie = await rawOozie((socket) => {
      socket.on('data', () => {
        socket.write(`HTTP/1.1 200 OK\r\n${header}\r\n\r\n${body}`);
        setTimeout(() => socket.destroy(), 30);
      });
    });
    const { url, port } = await gatewayTo(oozie);
    const answer = await fetch(`${url}/oozie/v1/jobs`);
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
    const raw = await sendRaw(port, ['GET /oozie/v1/jobs HTTP/1.1', 'Host: localhost']);
    expect(raw).toContain('half');
    expect(raw).not.toMatch(/0\r\n\r\n$/);
  });

  it('breaks the answer in process as well', async () => {
    const oozie = await rawOozie((socket) => {
      socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'));
    });
    const answer = await createGateway({ oozieUrl: oozie }).request('/oozie/v1/jobs');
    await expect(answer.text()).rejects.toThrow();
  });

  it.each(['Content-Length: 50', 'Transfer-Encoding: chunked'])(
    'never shows Oozie a part of a body as the whole: %s',
    async (header) => {
      const ends: string[] = [];
      const oozie = await oozieThat((incoming) => {
        incoming.on('data', () => ends.push('data'));
        incoming.on('end', () => ends.push('whole'));
        incoming.on('error', () => ends.push('broken'));
      });
      const { port } = await gatewayTo(oozie.url);
      const socket = connect(port, '127.0.0.1');
      const start = header.startsWith('T') ? '5\r\n<conf\r\n' : '<conf';
      socket.write(`POST /oozie/v1/jobs HTTP/1.1\r\nHost: localhost\r\n${header}\r\n\r\n${start}`);
      await vi.waitFor(() => expect(ends).toEqual(['data']));
      socket.destroy();
      await vi.waitFor(() => expect(ends).toEqual(['data', 'broken']));
    },
  );

  it('reads again over a new connection when Oozie has closed the kept one', async () => {
    let connections = 0;
    const oozie = await rawOozie((socket) => {
      connections += 1;
      let requests = 0;
      socket.on('data', () => {
        requests += 1;
        if (requests > 1) socket.resetAndDestroy();
        else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
      });
    });
    const { url } = await gatewayTo(oozie);
    for (let read = 0; read < 3; read += 1) {
      expect(await (await fetch(`${url}/oozie/v1/jobs`)).text()).toBe('ok');
      await pause(10);
    }
    expect(connections).toBe(3);
  });

  it('sends a write once and over a connection of its own', async () => {
    const connections: string[] = [];
    const oozie = await rawOozie((socket) => {
      const index = connections.push('') - 1;
      socket.on('data', (data) => {
        connections[index] += String(data).slice(0, 4);
        if (String(data).startsWith('GET')) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
        else socket.destroy();
      });
    });
    const { url } = await gatewayTo(oozie);
    await (await fetch(`${url}/oozie/v1/jobs`)).text();
    const answer = await fetch(`${url}/oozie/v1/job/x?action=kill`, { method: 'PUT' });
    expect(answer.headers.get('howdah-gateway')).toBe('broken-answer');
    expect(connections).toEqual(['GET ', 'PUT ']);
  });

  it('never sends a write again, though its connection breaks after an earlier write went well', async () => {
    const writes: string[] = [];
    const oozie = await rawOozie((socket) => {
      socket.on('data', (data) => {
        const write = /action=(\w+)/.exec(String(data))?.[1] ?? '';
        writes.push(write);
        if (write === 'suspend') socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
        else socket.resetAndDestroy();
      });
    });
    const { url } = await gatewayTo(oozie);
    await fetch(`${url}/oozie/v1/job/x?action=suspend`, { method: 'PUT' });
    await pause(10);
    const answer = await fetch(`${url}/oozie/v1/job/x?action=kill`, { method: 'PUT' });
    expect(answer.headers.get('howdah-gateway')).toBe('broken-answer');
    expect(writes).toEqual(['suspend', 'kill']);
  });

  it("passes Oozie's early answer on though the body was not read", async () => {
    const oozie = await oozieThat((_, outgoing) => {
      outgoing.writeHead(401, { Connection: 'close' }).end('who are you');
    });
    const { url } = await gatewayTo(oozie.url);
    const sending = request(`${url}/oozie/v1/jobs`, { method: 'POST' });
    sending.on('error', () => undefined);
    sending.write('x'.repeat(100_000));
    const [answer] = await once(sending, 'response');
    expect(answer.statusCode).toBe(401);
    expect(await text(answer)).toBe('who are you');
    sending.destroy();
  });
});
