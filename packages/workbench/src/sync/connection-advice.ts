import type { SyncStatus } from '@howdah/sync';

type Connection = SyncStatus['connection'];

export const connectionNames: Record<Connection, string> = {
  online: 'Online',
  offline: 'Offline',
  'signed-out': 'Signed out',
  'safe-mode': 'Safe mode',
  unknown: 'Connecting',
};

/** What a state of the connection means, and what to do about it. The engine's own words say the cause. */
export const connectionAdvice: Record<Connection, string> = {
  online: 'Oozie answers.',
  offline:
    'Oozie or the gateway can’t be reached. Everything goes on here; changes are kept and sent when it answers again.',
  'signed-out':
    'Oozie wants to know who you are. Sign in again (with Kerberos: kinit), then reload this page.',
  'safe-mode':
    'Oozie is in safe mode and takes no changes until an administrator sets it back to NORMAL. Changes are kept.',
  unknown: 'Oozie has not answered yet.',
};

/** What a person reads about each number, in the order in which a change goes through them. */
export const countWords: readonly {
  count: 'pending' | 'queued' | 'sending' | 'unknown' | 'parked' | 'conflicts';
  name: string;
  words: string;
}[] = [
  { count: 'pending', name: 'Pending', words: 'Changed here, not looked at yet' },
  { count: 'queued', name: 'Queued', words: 'Ready, waiting to be sent' },
  { count: 'sending', name: 'Sending', words: 'On the way to Oozie' },
  { count: 'unknown', name: 'Unknown', words: 'Answer was lost; being looked up, never sent twice' },
  { count: 'conflicts', name: 'Conflicts', words: 'Changed on both sides; you decide' },
  { count: 'parked', name: 'Parked', words: 'Can’t go on until you act' },
];

/** Who syncs a database, as seen from this tab. */
export function roleWords(role: SyncStatus['role'], isSynced: boolean | undefined): string {
  switch (role) {
    case 'leader':
      return 'This tab’s engine syncs it.';
    case 'follower':
      return 'Another tab syncs it; this one takes over when that one closes.';
    case 'starting':
      return 'Starting.';
    case 'stopped':
      return isSynced === false
        ? 'Its app is not open in this browser. Nothing is sent until it is.'
        : 'A tab of its app syncs it.';
  }
}
