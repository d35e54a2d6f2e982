import { createReadStream, type Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { Context, Handler } from 'hono';
import { getMimeType } from 'hono/utils/mime';
import type { StaticFolder } from './options.ts';
import { refuse } from './refusal.ts';

/**
 * Serves the files of built browser applications. The longest matching folder owns a path; a navigation
 * that finds no file there gets the folder's `index.html`, so that client-side routes can be reloaded.
 */
export function staticFiles(folders: readonly StaticFolder[]): Handler {
  const mounts = folders
    .map(({ at, folder }) => ({ at: `/${at}/`.replace(/\/+/g, '/'), folder }))
    .sort((one, other) => other.at.length - one.at.length);

  return async (c) => {
    const { method } = c.req;
    if (method !== 'GET' && method !== 'HEAD') {
      return refuse(
        405,
        { error: 'read-only', what: `${method} is not possible here.`, whatToDo: 'Send changes to /oozie/.' },
        { Allow: 'GET, HEAD' },
      );
    }
    const path = new URL(c.req.url).pathname;
    const withoutSlash = mounts.find(({ at }) => at === `${path}/`);
    if (withoutSlash !== undefined) return c.redirect(withoutSlash.at, 302);
    const mount = mounts.find(({ at }) => path.startsWith(at));
    if (mount === undefined) return notFound(path);
    const file = await findFile(mount.folder, path.slice(mount.at.length));
    if (file !== undefined) return serveFile(c, file, path);
    const index = isNavigation(c) ? await findFile(mount.folder, 'index.html') : undefined;
    return index === undefined ? notFound(path) : serveFile(c, index, `${mount.at}index.html`);
  };
}

interface FoundFile {
  readonly path: string;
  readonly stats: Stats;
}

/** Finds a file by its path in the URL, still encoded. Never leaves the folder, not through links either. */
async function findFile(folder: string, encoded: string): Promise<FoundFile | undefined> {
  const segments = decodeSegments(encoded);
  if (segments === undefined) return undefined;
  try {
    const root = await realpath(folder);
    const wanted = join(root, ...segments);
    const found = (await stat(wanted)).isDirectory() ? join(wanted, 'index.html') : wanted;
    const path = await realpath(found);
    const stats = await stat(path);
    return path.startsWith(root + sep) && stats.isFile() ? { path, stats } : undefined;
  } catch {
    return undefined;
  }
}

/** Hidden files stay hidden, and a segment that decodes to more than one is nobody's honest file name. */
function decodeSegments(encoded: string): string[] | undefined {
  try {
    const segments = encoded.split('/').map(decodeURIComponent);
    if (segments.at(-1) === '') segments.pop();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    const bad = /^$|^\.(?!well-known$)|[/\\\u0000-\u001f]/;
    return segments.some((segment) => bad.test(segment)) ? undefined : segments;
  } catch {
    return undefined;
  }
}

function serveFile(c: Context, { path, stats }: FoundFile, urlPath: string): Response {
  const etag = `W/"${stats.size.toString(36)}-${Math.floor(stats.mtimeMs).toString(36)}"`;
  const headers: Record<string, string> = {
    'Cache-Control': cacheControl(urlPath),
    ETag: etag,
    'Last-Modified': stats.mtime.toUTCString(),
  };
  if (isUnchanged(c, etag, stats)) return new Response(null, { status: 304, headers });
  headers['Content-Type'] = getMimeType(path) ?? 'application/octet-stream';
  headers['Content-Length'] = String(stats.size);
  if (c.req.method === 'HEAD') return new Response(null, { headers });
  return new Response(fileBytes(path), { headers });
}

function fileBytes(path: string): ReadableStream<Uint8Array> {
  const file = createReadStream(path);
  const chunks: AsyncIterator<Buffer> = Readable.from(file)[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => {
      file.destroy();
    },
  });
}

/** Vite's hashed assets never change under their name. Anything else is asked for again. */
function cacheControl(urlPath: string): string {
  const hash = /\/assets\/[^/]+-([\w-]{8})\.\w+(?:\.map)?$/.exec(urlPath)?.[1];
  const looksHashed = hash !== undefined && /[\dA-Z]/.test(hash);
  return looksHashed ? 'public, max-age=31536000, immutable' : 'no-cache';
}

function isUnchanged(c: Context, etag: string, stats: Stats): boolean {
  const match = c.req.header('if-none-match');
  if (match !== undefined) {
    return match
      .split(',')
      .some((one) => one.trim() === '*' || one.trim().replace(/^(?!W\/)/, 'W/') === etag);
  }
  const since = Date.parse(c.req.header('if-modified-since') ?? '');
  return Math.floor(stats.mtimeMs / 1000) * 1000 <= since;
}

function isNavigation(c: Context): boolean {
  return c.req.header('accept')?.includes('text/html') === true;
}

/** The answer for a path at which there is nothing. */
export function notFound(path: string): Response {
  return refuse(404, {
    error: 'not-found',
    what: `There is nothing at ${path}.`,
    whatToDo: 'Oozie is at /oozie/, the gateway at /howdah/health.',
  });
}
