import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultAction } from './fault.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { createGate } from './gate.ts';

/** A server that counts what reaches it and echoes the body. */
async function startEcho(name = 'echo') {
  const bodies: string[] = [];
  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    bodies.push(body);
    outgoing.setHeader('x-server', name);
    outgoing.setHeader('x-path', incoming.url ?? '');
    outgoing.statusCode = 201;
    outgoing.end(`answer to ${body}`);
  };
  const server: Server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { bodies, url: `http://127.0.0.1:${port}`, stop };
}

describe('a fault proxy', () => {
  let echo: Awaited<ReturnType<typeof startEcho>>;
  let proxy: FaultProxy;
  const post = (body = 'job', path = '/oozie/v1/jobs?action=start') =>
    fetch(`${proxy.url}${path}`, { method: 'POST', body });
  const next = (action: FaultAction, times?: number) =>
    proxy.inject({
      match: (request) => request.method === 'POST',
      action,
      ...(times === undefined ? {} : { times }),
    });

  beforeEach(async () => {
    echo = await startEcho();
    proxy = await startFaultProxy({ target: echo.url });
  });
  afterEach(async () => {
    await proxy.stop();
    await echo.stop();
  });

  it('passes everything on when there is no fault', async () => {
    const answer = await post('a', '/oozie/v1/jobs?filter=name%3Da;user=b');
    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-path')).toBe('/oozie/v1/jobs?filter=name%3Da;user=b');
    expect(await answer.text()).toBe('answer to a');
    expect(proxy.requests[0]).toMatchObject({ method: 'POST', status: 201 });
    expect(proxy.requests[0]?.fault).toBeUndefined();
  });

  it('passes on what no fault matches, chunked bodies too', async () => {
    proxy.inject({ match: (request) => request.body.includes('other'), action: { kind: 'drop-request' } });
    const chunks = new ReadableStream({
      start(controller) {
        for (const text of ['one ', 'two']) controller.enqueue(new TextEncoder().encode(text));
        controller.close();
      },
    });
    const init = { method: 'POST', body: chunks, duplex: 'half' };
    expect(await (await fetch(`${proxy.url}/`, init)).text()).toBe('answer to one two');
    await expect(post('another')).rejects.toThrow();
    expect(echo.bodies).toEqual(['one two']);
  });

  it('shows a fault the path, the query, the headers and the body', async () => {
    let seen = '';
    proxy.inject({
      match: ({ method, path, query, headers, body }) => {
        seen = [method, path, query.get('action'), headers['content-type'], body].join(' ');
        return false;
      },
      action: { kind: 'drop-request' },
    });
    await post('<configuration/>');
    expect(seen).toBe('POST /oozie/v1/jobs start text/plain;charset=UTF-8 <configuration/>');
  });

  it('drops a request before the server sees it, once', async () => {
    next({ kind: 'drop-request' });
    await expect(post()).rejects.toThrow();
    expect(echo.bodies).toEqual([]);
    expect(proxy.requests[0]).toMatchObject({ fault: 'drop-request' });
    expect((await post()).status).toBe(201);
  });

  it('drops an answer after the server has acted', async () => {
    next({ kind: 'drop-response' });
    await expect(post()).rejects.toThrow();
    expect(echo.bodies).toEqual(['job']);
  });

  it('hits as often as it is told and can be removed', async () => {
    const remove = next({ kind: 'status', status: 503 }, Number.POSITIVE_INFINITY);
    expect((await post()).status).toBe(503);
    expect((await post()).status).toBe(503);
    remove();
    expect((await post()).status).toBe(201);
    next({ kind: 'status', status: 503 });
    proxy.clear();
    expect((await post()).status).toBe(201);
  });

  it.each(['before-forwarding', 'before-answering'] as const)('delays %s', async (when) => {
    next({ kind: 'delay', ms: 120, when });
    const started = Date.now();
    const answering = post();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(echo.bodies.length).toBe(when === 'before-forwarding' ? 0 : 1);
    expect((await answering).status).toBe(201);
    expect(Date.now() - started).toBeGreaterThanOrEqual(115);
  });

  it('forwards a request twice', async () => {
    next({ kind: 'duplicate' });
    expect(await (await post()).text()).toBe('answer to job');
    expect(echo.bodies).toEqual(['job', 'job']);
  });

  it('cuts an answer short so that the client can tell', async () => {
    next({ kind: 'truncate', bytes: 6 });
    const answer = await post();
    expect(answer.headers.get('content-length')).toBe('13');
    const reader = answer.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('answer');
    await expect(reader?.read()).rejects.toThrow();
  });

  it('answers by itself', async () => {
    next({ kind: 'status', status: 401, headers: { 'WWW-Authenticate': 'Negotiate' }, body: 'no' });
    const answer = await post();
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Negotiate']);
    expect(await answer.text()).toBe('no');
    next({ kind: 'html-page' });
    expect(await (await post()).text()).toContain('<!doctype html>');
    expect(echo.bodies).toEqual([]);
  });

  it('answers with an error after the server has acted', async () => {
    next({ kind: 'status-after', status: 500 });
    expect((await post()).status).toBe(500);
    expect(echo.bodies).toEqual(['job']);
  });

  it('stalls until it is stopped', async () => {
    next({ kind: 'stall', when: 'before-answering' });
    const answering = post().then(
      () => 'answered',
      () => 'broken',
    );
    const waited = new Promise((resolve) => setTimeout(resolve, 100, 'still waiting'));
    expect(await Promise.race([answering, waited])).toBe('still waiting');
    expect(echo.bodies).toEqual(['job']);
    await proxy.stop();
    expect(await answering).toBe('broken');
  });

  it('holds an answer after the server has acted until the gate opens', async () => {
    const gate = createGate();
    next({ kind: 'hold', gate });
    const answering = post();
    await gate.arrived;
    expect(echo.bodies).toEqual(['job']);
    expect(proxy.requests[0]?.status).toBeUndefined();
    gate.release();
    expect((await answering).status).toBe(201);
  });

  it('holds a request before the server sees it', async () => {
    const gate = createGate();
    next({ kind: 'hold', gate, when: 'before-forwarding' });
    const answering = post();
    await gate.arrived;
    expect(echo.bodies).toEqual([]);
    gate.release();
    expect((await answering).status).toBe(201);
  });

  it.each(['breaking', 'refusing'] as const)('goes offline by %s and comes back', async (by) => {
    await post();
    await proxy.offline(true, by);
    const failure = await post().catch((error: Error) => String(error.cause));
    if (by === 'refusing') expect(failure).toContain('ECONNREFUSED');
    else expect(failure).toMatch(/ECONNRESET|other side closed/);
    await proxy.offline(false);
    expect((await post()).status).toBe(201);
  });

  it('breaks requests that are under way when it goes offline', async () => {
    const gate = createGate();
    next({ kind: 'hold', gate });
    const answering = post();
    await gate.arrived;
    const broken = expect(answering).rejects.toThrow();
    await proxy.offline(true);
    await broken;
  });

  it('can be pointed at another server', async () => {
    const other = await startEcho('other');
    proxy.setTarget(other.url);
    expect((await post()).headers.get('x-server')).toBe('other');
    await other.stop();
    await expect(post()).rejects.toThrow();
  });

  it('refuses a target that it cannot speak to', async () => {
    await expect(startFaultProxy({ target: 'https://oozie.example' })).rejects.toThrow('http:// URL');
  });
});
