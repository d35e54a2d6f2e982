import type { Row } from '../collection/collection.ts';
import { firstAsked } from '../commands/asked-of-row.ts';
import { fieldOf, sameValue, withFields } from '../fold/fold.ts';
import { HowdahError } from '../howdah-error.ts';
import { intentOf } from '../journal/capture.ts';
import { advance, openStepOf } from '../outbox/outbox.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import type { Resolution, ResolvedConflicts, RowReference } from '../view/view-types.ts';

const nameOf = ({ collection, rowKey }: RowReference) => `${collection} ${JSON.stringify(rowKey)}`;

/**
 * Settles a conflict: writes the row as decided, and agrees on what the server has in the fields that were in
 * conflict, all in one transaction. The engine then brings the row to Oozie like any other edit. What the server
 * changed after `seen` was read is not agreed on, and comes out as a new conflict.
 *
 * @throws {HowdahError} `not-in-conflict`, `key-changed`
 */
export async function resolveConflict(
  store: Store,
  conflict: RowReference & { remote?: Row },
  resolution: Resolution,
): Promise<void> {
  const { collection } = conflict;
  await store.write([collection, 'howdah_journal', 'howdah_intents'], async (transaction) => {
    if (await settle(store, transaction, conflict, resolution)) return;
    throw new HowdahError(
      'not-in-conflict',
      `${nameOf(conflict)} is not in conflict (any more). Look at it again.`,
    );
  });
}

/**
 * Settles many conflicts in one transaction.
 * @throws {HowdahError} `key-changed`; none is settled then
 */
export async function resolveAll(
  store: Store,
  conflicts: readonly (RowReference & { remote?: Row })[],
  resolution: Resolution,
): Promise<ResolvedConflicts> {
  const stores = new Set(conflicts.map(({ collection }) => collection));
  return store.write([...stores, 'howdah_journal', 'howdah_intents'], async (transaction) => {
    const came: ResolvedConflicts = { settled: [], passed: [] };
    for (const conflict of conflicts) {
      const { collection, rowKey } = conflict;
      const isSettled = await settle(store, transaction, conflict, resolution);
      came[isSettled ? 'settled' : 'passed'].push({ collection, rowKey });
    }
    return came;
  });
}

/** Settles one conflict; false when there is none (any more). */
async function settle(
  store: Store,
  transaction: StoreTransaction,
  conflict: RowReference & { remote?: Row },
  resolution: Resolution,
): Promise<boolean> {
  const { collection, rowKey } = conflict;
  const journal = await transaction.get('howdah_journal', [collection, rowKey]);
  if (journal?.conflict == null) return false;
  const { fields, proposal } = journal.conflict;
  const remote = conflict.remote ?? journal.conflict.remote;
  const local = await transaction.row(collection, rowKey);
  const row = decided(store, conflict, resolution, { local, remote, fields, proposal });
  if (row !== undefined && (local === undefined || !sameValue(row, local)))
    await transaction.putRow(collection, row);
  await transaction.put('howdah_journal', {
    ...journal,
    base: withFields(journal.base ?? remote, remote, fields),
    state: 'due',
    conflict: null,
    resolved: { conflict: journal.conflict, base: journal.base, local: local ?? null },
  });
  await transaction.put('howdah_intents', intentOf(collection, rowKey, 'person'));
  return true;
}

function decided(
  store: Store,
  reference: RowReference,
  resolution: Resolution,
  sides: { local: Row | undefined; remote: Row; fields: string[]; proposal: Row | null | undefined },
): Row | undefined {
  const { local, remote, fields, proposal } = sides;
  if (resolution === 'mine' || (resolution === 'proposal' && proposal == null)) return local;
  if (resolution === 'proposal') return withFields(local ?? remote, proposal ?? {}, fields);
  if (resolution === 'theirs') return local === undefined ? remote : withFields(local, remote, fields);
  const keyPath = store.schemaOf(reference.collection)?.keyPath;
  const key = typeof keyPath === 'string' ? fieldOf(resolution.row, keyPath) : reference.rowKey;
  if (!sameValue(key, reference.rowKey)) {
    throw new HowdahError(
      'key-changed',
      `${nameOf(reference)}: a conflict can’t be settled by a row with another key (${JSON.stringify(key)}). Keep ${String(keyPath)} as it is.`,
    );
  }
  return resolution.row;
}

/**
 * Takes a parked row up again. A step of which nobody knows whether Oozie acted is settled by looking first.
 * @throws {HowdahError} `not-parked`
 */
export async function retryParked(store: Store, reference: RowReference, now: number): Promise<void> {
  const { collection, rowKey } = reference;
  const stores = ['howdah_journal', 'howdah_intents', 'howdah_outbox', 'howdah_commands', 'howdah_jobs'];
  await store.write(stores, async (transaction) => {
    const journal = await transaction.get('howdah_journal', [collection, rowKey]);
    if (journal?.state !== 'parked') {
      throw new HowdahError('not-parked', `${nameOf(reference)} is not parked (any more). Look at it again.`);
    }
    const step = await openStepOf(transaction, collection, rowKey);
    // It stays marked as uncertain: if it isn't found, this person has said that it is to be sent again.
    if (step?.uncertain) await advance(transaction, step, 'retry', { dueAt: now, attempts: 0 });
    else await askAnew(transaction, reference);
    // A job that is gone before it ever began is made anew.
    const id = journal.job?.jobId ?? journal.job?.bundleId;
    const known = id == null ? undefined : await transaction.get('howdah_jobs', id);
    const isGone = known?.gone === true && journal.job?.started === false && step === undefined;
    const again = isGone ? { job: null, jobId: '', base: null, key: intentOf(collection, rowKey).stamp } : {};
    await transaction.put('howdah_journal', { ...journal, ...again, state: 'due', problem: null });
    await transaction.put('howdah_intents', intentOf(collection, rowKey, 'person'));
  });
}

/** What was asked first is asked of the job as it is now. */
async function askAnew(transaction: StoreTransaction, row: RowReference): Promise<void> {
  const asked = await firstAsked(transaction, row);
  if (asked !== undefined) await transaction.put('howdah_commands', { ...asked, was: null });
}
