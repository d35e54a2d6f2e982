import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createGateway } from './gateway.ts';
import { gatewayTo, sendRaw, stopServers } from './test-servers.ts';

const oozieUrl = 'http://127.0.0.1:1/oozie';
let folder = '';
let app: ReturnType<typeof createGateway>;
const staticFolders = () => [
  { at: '/', folder: join(folder, 'workbench') },
  { at: '/examples/survey', folder: join(folder, 'survey') },
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'howdah-gateway-'));
  const files: Record<string, string> = {
    'secret.txt': 'secret',
    'workbench/index.html': 'workbench',
    'workbench/assets/index-BxA1_z9k.js': 'script',
    'workbench/assets/logo-original.svg': '<svg/>',
    'workbench/Grüße & co.txt': 'hello',
    'workbench/.env': 'secret',
    'workbench/docs/index.html': 'docs',
    'workbench/manifest.webmanifest': '{}',
    'survey/index.html': 'survey',
    'survey/sw.js': 'worker',
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await symlink(join(folder, 'secret.txt'), join(folder, 'workbench/link.txt'));
  await symlink(folder, join(folder, 'workbench/out'));
  app = createGateway({ oozieUrl, staticFolders: staticFolders() });
});
afterEach(stopServers);
afterAll(() => rm(folder, { recursive: true, force: true }));

const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
const navigation = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('static files', () => {
  it.each([
    ['/', 'workbench', 'text/html; charset=utf-8', 'no-cache'],
    [
      '/assets/index-BxA1_z9k.js',
      'script',
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ],
    ['/assets/logo-original.svg', '<svg/>', 'image/svg+xml; charset=utf-8', 'no-cache'],
    ['/Gr%C3%BC%C3%9Fe%20%26%20co.txt', 'hello', 'text/plain; charset=utf-8', 'no-cache'],
    ['/manifest.webmanifest', '{}', 'application/manifest+json', 'no-cache'],
    ['/docs/', 'docs', 'text/html; charset=utf-8', 'no-cache'],
    ['/examples/survey/', 'survey', 'text/html; charset=utf-8', 'no-cache'],
    ['/examples/survey/sw.js?v=1', 'worker', 'text/javascript; charset=utf-8', 'no-cache'],
  ])('serves %s', async (path, text, type, cache) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('cache-control')).toBe(cache);
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(await answer.text()).toBe(text);
  });

  it('answers HEAD without the bytes', async () => {
    const answer = await app.request('/assets/index-BxA1_z9k.js', { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([
      200,
      '6',
      '',
    ]);
  });

  it('does not send again what the browser has', async () => {
    const first = await get('/');
    const etag = first.headers.get('etag') ?? '';
    const modified = first.headers.get('last-modified') ?? '';
    expect((await get('/', { 'if-none-match': `"x", ${etag}` })).status).toBe(304);
    expect((await get('/', { 'if-modified-since': modified })).status).toBe(304);
    expect((await get('/', { 'if-none-match': '"other"', 'if-modified-since': modified })).status).toBe(200);
    expect((await get('/', { 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' })).status).toBe(200);
  });

  it('gives navigations, and only those, the application that owns the path', async () => {
    expect(await (await get('/jobs/0000001-W', navigation)).text()).toBe('workbench');
    expect(await (await get('/examples/survey/today', navigation)).text()).toBe('survey');
    expect((await get('/jobs/0000001-W')).status).toBe(404);
    expect((await get('/assets/gone-12345678.js', { accept: '*/*' })).status).toBe(404);
    expect((await get('/howdah/unknown', navigation)).status).toBe(404);
  });

  it('leads to the folder when the final slash is missing', async () => {
    const answer = await get('/examples/survey');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/examples/survey/']);
  });

  it('takes no changes', async () => {
    const answer = await app.request('/index.html', { method: 'POST' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/assets/../../secret.txt',
    '/examples/survey/..%2f..%2fsecret.txt',
    '//secret.txt',
    '/link.txt',
    '/out/secret.txt',
    '/.env',
    '/index.html%00.txt',
    '/%ff',
  ])('never leaves its folder: %s', async (path) => {
    const { port } = await gatewayTo(oozieUrl, { staticFolders: staticFolders() });
    const answer = await sendRaw(port, [`GET ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close']);
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(answer.split('\r\n\r\n')[1]).not.toBe('secret');
  });
});
