import type { Store } from '../store/store.ts';

/**
 * Asks the browser to keep the site's data until the user deletes it, once the first row is synced: then there is
 * something to lose, and browsers that ask their user have a reason to show. Gives what ends it. Only pages can ask.
 */
export function askToPersist(store: Store): () => void {
  const storage = globalThis.navigator?.storage;
  if (globalThis.document === undefined || typeof storage?.persist !== 'function') return () => {};
  const rows = store.live((transaction) => transaction.page('howdah_journal', { limit: 1 }));
  let isAsked = false;
  const stop = rows.subscribe(() => {
    if (isAsked || (rows.current ?? []).length === 0) return;
    isAsked = true;
    stop();
    // Refused or broken, it is as it was.
    storage
      .persisted()
      .then((isPersisted) => isPersisted || storage.persist())
      .catch(() => {});
  });
  return stop;
}
