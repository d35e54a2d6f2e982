/** An entry of its own: sending what waits by Background Sync, when no tab is open any more. */
export {
  flushOutbox,
  handleOutboxSync,
  type OutboxSyncEvent,
  type OutboxSyncOptions,
  type SyncScope,
} from './service-worker/handle-outbox-sync.ts';
export { outboxSyncTag } from './service-worker/outbox-sync.ts';
export { registerOutboxSync, type SyncRegistration } from './service-worker/register-outbox-sync.ts';
