import { askedOfRow } from '../commands/asked-of-row.ts';
import { fieldOf, fieldsOf, sameValue, withFields } from '../fold/fold.ts';
import { HowdahError } from '../howdah-error.ts';
import { intentOf } from '../journal/capture.ts';
import { openStepOf } from '../outbox/outbox.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import type { JournalRecord, OutboxStep } from '../store/tables.ts';
import type { RowReference } from '../view/view-types.ts';

const nameOf = ({ collection, rowKey }: RowReference) => `${collection} ${JSON.stringify(rowKey)}`;

/** Whether a step can still be taken back: Oozie certainly hasn't acted on it. */
export const isUnsent = ({ state, uncertain }: OutboxStep): boolean =>
  (state === 'queued' || state === 'parked') && !uncertain;

function tooLate(row: RowReference, { action, state }: Pick<OutboxStep, 'action' | 'state'>): HowdahError {
  const how =
    state === 'sending'
      ? `"${action}" is on its way to Oozie`
      : `"${action}" was sent, and whether Oozie acted is being found out`;
  return new HowdahError(
    'too-late',
    `${nameOf(row)} can’t be taken back any more: ${how}. Wait for it, then ask for the opposite.`,
  );
}

function nothingToUndo(row: RowReference, why: string): HowdahError {
  return new HowdahError('nothing-to-undo', `${nameOf(row)}: there is nothing to take back: ${why}.`);
}

/**
 * Takes back, durably and in any tab, what wasn't sent yet: a command by its id; otherwise what the row waits to bring
 * to Oozie, be it an edit, a deletion or a conflict's resolution. A row that is parked for it goes on without it.
 *
 * @throws {HowdahError} `too-late` when it is on its way or done, `nothing-to-undo`
 */
export async function undo(store: Store, row: RowReference & { command?: string }): Promise<void> {
  const { collection, rowKey, command } = row;
  const stores = [collection, 'howdah_journal', 'howdah_outbox', 'howdah_commands', 'howdah_intents'];
  await store.write(stores, async (transaction) => {
    const journal = await transaction.get('howdah_journal', [collection, rowKey]);
    const open = await openStepOf(transaction, collection, rowKey);
    if (command !== undefined) await undoCommand(transaction, row, command, open);
    else if (journal === undefined) throw nothingToUndo(row, 'Oozie hasn’t got to know it; delete the row');
    else await undoRow(transaction, row, journal, open, keyFieldsOf(store, collection));
    if (open?.seq !== undefined && (command === undefined || open.command === command))
      await transaction.delete('howdah_outbox', [open.seq]);
    const now = await transaction.get('howdah_journal', [collection, rowKey]);
    if (now?.state === 'parked')
      await transaction.put('howdah_journal', { ...now, state: 'due', problem: null });
    await transaction.put('howdah_intents', intentOf(collection, rowKey, 'person'));
  });
}

/** The fields that a row's key is made of. */
function keyFieldsOf(store: Store, collection: string): readonly string[] {
  const keyPath = store.schemaOf(collection)?.keyPath ?? [];
  return [keyPath].flat().flatMap((path) => path.split('.')[0] ?? []);
}

async function undoCommand(
  transaction: StoreTransaction,
  row: RowReference,
  id: string,
  open: OutboxStep | undefined,
): Promise<void> {
  if (open?.command === id && !isUnsent(open)) throw tooLate(row, open);
  const asked = await transaction.page('howdah_commands', askedOfRow(row));
  if (!asked.some((one) => one.id === id)) {
    throw new HowdahError(
      'too-late',
      `${nameOf(row)}: what was asked (${id}) has been carried out or taken back already.`,
    );
  }
  await transaction.delete('howdah_commands', [id]);
}

async function undoRow(
  transaction: StoreTransaction,
  row: RowReference,
  journal: JournalRecord,
  open: OutboxStep | undefined,
  keyFields: readonly string[],
): Promise<void> {
  if (open !== undefined && !isUnsent(open)) throw tooLate(row, open);
  const { collection, rowKey } = row;
  const local = await transaction.row(collection, rowKey);
  const { resolved, base } = journal;
  if (journal.state === 'conflict') throw nothingToUndo(row, 'it is in conflict; resolve that');
  if (resolved !== undefined) {
    const { resolved: _resolved, ...before } = journal;
    const { fields } = resolved.conflict;
    if (resolved.local === null) await transaction.deleteRow(collection, rowKey);
    else await transaction.putRow(collection, withFields(local ?? resolved.local, resolved.local, fields));
    await transaction.put('howdah_journal', {
      ...before,
      base: resolved.base,
      state: 'conflict',
      problem: null,
      conflict: resolved.conflict,
    });
    return;
  }
  if (base === null)
    throw nothingToUndo(row, 'both sides haven’t agreed on it yet; delete the row to take it back');
  // Until the row's first step is done, only what Oozie told of its job is agreed, which is no whole row.
  const isWhole = keyFields.every((field) => field in base);
  if (local === undefined) {
    if (!isWhole) throw nothingToUndo(row, 'both sides haven’t agreed on all of it yet; write the row again');
    await transaction.putRow(collection, base);
    return;
  }
  const { edited = [] } = open ?? {};
  const changed = (edited.length > 0 ? edited : fieldsOf({ ...base, ...local })).filter(
    (field) => (isWhole || field in base) && !sameValue(fieldOf(local, field), fieldOf(base, field)),
  );
  if (changed.length === 0) throw nothingToUndo(row, 'nothing of it waits to be sent');
  await transaction.putRow(collection, withFields(local, base, changed));
}
