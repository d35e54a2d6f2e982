import type { SyncView } from '../view/view-types.ts';
import { outboxSyncTag } from './outbox-sync.ts';

/** The part of a `ServiceWorkerRegistration` that is needed; `sync` is missing where there is no Background Sync. */
export interface SyncRegistration {
  readonly scope: string;
  readonly sync?: { register(tag: string): Promise<void> };
}

/**
 * Has the browser wake the service worker (`handleOutboxSync`) as soon as there is a network, whenever something new
 * waits to be sent, so that it is sent even if all tabs are closed by then. Where there is no Background Sync (Firefox,
 * Safari), or it is forbidden, nothing happens: the next tab that is opened sends it, as ever.
 *
 * @param registration default: the page's own, when it has one
 * @returns what ends it
 *
 * @example
 * const stop = registerOutboxSync(howdah);
 */
export function registerOutboxSync(
  { database, status }: Pick<SyncView, 'database' | 'status'>,
  registration: Promise<SyncRegistration> | undefined = globalThis.navigator?.serviceWorker?.ready,
): () => void {
  if (registration === undefined) return () => {};
  let before = 0;
  const register = async () => (await registration).sync?.register(outboxSyncTag(database));
  return status.subscribe(() => {
    const { current } = status;
    if (current === undefined) return;
    const waiting = current.pending + current.queued + current.sending + current.unknown;
    // A tag that is registered already isn't registered twice, and one whose event is over has to be registered anew.
    if (waiting > before) register().catch(() => {});
    before = waiting;
  });
}
