import { inState } from '../outbox/outbox.ts';
import type { StoreTransaction } from '../store/store.ts';
import type { Undoable } from '../view/view-types.ts';
import { isUnsent } from './undo.ts';

/** How many steps are looked through at most: they carry whole definitions. */
const most = 200;

/** What can be taken back, that asked first at the front. */
export async function readUndoable(transaction: StoreTransaction): Promise<Undoable[]> {
  const found: Undoable[] = [];
  for (const state of ['queued', 'parked'] as const) {
    for (const step of await transaction.page('howdah_outbox', { ...inState(state), limit: most })) {
      const { collection, rowKey, action, edited: fields = [], row, command, createdAt } = step;
      if (command !== undefined || !isUnsent(step)) continue;
      const journal = await transaction.get('howdah_journal', [collection, rowKey]);
      const isDeletion = row === null;
      const isResolution = journal?.resolved !== undefined;
      // A new row is taken back by deleting it.
      if (journal?.base == null || (fields.length === 0 && !isDeletion && !isResolution)) continue;
      const what = isResolution ? 'resolution' : isDeletion ? 'deletion' : 'edit';
      const since = step.asked?.at ?? createdAt;
      found.push({ collection, rowKey, what, does: action, fields, since, parked: state === 'parked' });
    }
  }
  const sent = new Set<string>();
  for (const state of ['sending', 'unknown', 'parked'] as const) {
    for (const step of await transaction.page('howdah_outbox', { ...inState(state), limit: most })) {
      if (step.command !== undefined && !isUnsent(step)) sent.add(step.command);
    }
  }
  for (const { id, collection, rowKey, command, askedAt } of await transaction.page('howdah_commands', {
    limit: most,
  })) {
    if (sent.has(id)) continue;
    const journal = await transaction.get('howdah_journal', [collection, rowKey]);
    found.push({
      collection,
      rowKey,
      what: 'command',
      command: id,
      does: command.do,
      fields: [],
      since: askedAt,
      parked: journal?.state === 'parked',
    });
  }
  return found.sort((one, other) => one.since - other.since);
}
