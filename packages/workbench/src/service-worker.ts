/**
 * Keeps the workbench's own files, so that it opens without a network. Everything else of this origin passes it by:
 * Oozie, the gateway's facts, and the apps beside it, though they are in its scope too.
 */
interface LifecycleEvent {
  waitUntil(work: Promise<unknown>): void;
}

declare const self: {
  addEventListener(type: 'install' | 'activate', listener: (event: LifecycleEvent) => void): void;
  addEventListener(
    type: 'fetch',
    listener: (event: { request: Request; respondWith(response: Promise<Response>): void }) => void,
  ): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  location: { origin: string };
};

/** Filled in by the build (vite.config.ts): this app's files and pages, and a name that changes when a file does. */
declare const shell: { name: string; files: string[]; pages: string[] };

self.addEventListener('install', (event) => {
  const store = async () => {
    const cache = await caches.open(shell.name);
    await cache.addAll(shell.files.map((file) => new Request(file, { cache: 'reload' })));
    await self.skipWaiting();
  };
  event.waitUntil(store());
});

self.addEventListener('activate', (event) => {
  const takeOver = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith('workbench@') && name !== shell.name);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(takeOver());
});

/** The file of the shell that answers a request; undefined when the request is none of the workbench's. */
function shellFileFor(request: Request): string | undefined {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return undefined;
  if (request.mode === 'navigate') return shell.pages.includes(pathname) ? '/' : undefined;
  return shell.files.includes(pathname) ? pathname : undefined;
}

self.addEventListener('fetch', (event) => {
  const file = shellFileFor(event.request);
  if (file === undefined) return;
  const answer = async () => {
    const cache = await caches.open(shell.name);
    return (await cache.match(file)) ?? fetch(event.request);
  };
  event.respondWith(answer());
});

export {};
