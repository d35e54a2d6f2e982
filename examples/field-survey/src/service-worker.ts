/**
 * Keeps the app's own files, so that it opens without a network, and sends what was written offline as soon as there is
 * one, with the app closed, too. Requests to `/oozie` and `/howdah` pass it by.
 */
import { handleOutboxSync, type OutboxSyncEvent } from '@howdah/sync/service-worker';
import { collections, log, oozie } from './collections.ts';
import { database } from './database.ts';

interface LifecycleEvent {
  waitUntil(work: Promise<unknown>): void;
}

declare const self: {
  addEventListener(type: 'install' | 'activate', listener: (event: LifecycleEvent) => void): void;
  addEventListener(
    type: 'fetch',
    listener: (event: { request: Request; respondWith(response: Promise<Response>): void }) => void,
  ): void;
  addEventListener(type: 'sync', listener: (event: OutboxSyncEvent) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  registration: { scope: string };
};

/** Filled in by the build (vite.config.ts): this app's files, and a name that changes when any of them does. */
declare const shell: { name: string; files: string[] };

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
    const [prefix] = shell.name.split('@');
    const old = (await caches.keys()).filter((name) => name.startsWith(`${prefix}@`) && name !== shell.name);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(takeOver());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return;
  const answer = async () => {
    const cache = await caches.open(shell.name);
    const kept = await cache.match(request.mode === 'navigate' ? './' : request);
    return kept ?? fetch(request);
  };
  event.respondWith(answer());
});

handleOutboxSync(self, { database: database.name, collections, oozie, log });
