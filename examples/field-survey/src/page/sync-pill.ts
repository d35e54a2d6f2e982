import type { Howdah, SyncStatus } from '@howdah/sync';
import { element } from './element.ts';
import { conflictsAddress } from './row-note.ts';
import { watch } from './watch.ts';
import { count } from './words.ts';

const connectionWords: Record<SyncStatus['connection'], string> = {
  online: 'Online',
  offline: 'Offline',
  'signed-out': 'Signed out',
  'safe-mode': 'Oozie is in safe mode',
  unknown: 'Connecting …',
};

/** How many rows and steps have still to reach Oozie. */
const waiting = (status: SyncStatus) => status.pending + status.queued + status.sending + status.unknown;

/** Tells in a word how this device stands towards Oozie, and links to what waits for a person. */
export function syncPill(howdah: Howdah): HTMLElement {
  const word = element('span', { class: 'pill' }, connectionWords.unknown);
  const live = element('span', { role: 'status' }, word);
  const attention = element('span', { class: 'attention' });
  watch(howdah.status, (status) => {
    const queue = waiting(status) > 0 ? ` · ${waiting(status)} to send` : '';
    word.textContent = connectionWords[status.connection] + queue;
    word.dataset.connection = status.connection;
    word.title = status.connectionProblem ?? '';
    attention.replaceChildren(
      ...(status.conflicts > 0
        ? [element('a', { class: 'pill warn', href: conflictsAddress }, count(status.conflicts, 'conflict'))]
        : []),
      ...(status.parked > 0
        ? [element('span', { class: 'pill bad' }, `${count(status.parked, 'row')} stuck`)]
        : []),
    );
  });
  return element('div', { class: 'pills' }, attention, live);
}
