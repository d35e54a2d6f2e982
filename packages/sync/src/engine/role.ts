import type { RoleSource } from '../view/view.ts';
import type { SyncStatus } from '../view/view-types.ts';

/** The part that this tab plays, as whoever runs its engine tells. */
export function createRole(): RoleSource & { set(role: SyncStatus['role']): void } {
  const listeners = new Set<() => void>();
  let current: SyncStatus['role'] = 'starting';
  return {
    get current() {
      return current;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(role) {
      current = role;
      for (const listener of listeners) listener();
    },
  };
}
