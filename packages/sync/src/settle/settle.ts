import { askedOfRow, firstAsked } from '../commands/asked-of-row.ts';
import { intentOf } from '../journal/capture.ts';
import { retireKey } from '../journal/retired-keys.ts';
import { assertEpoch } from '../leader/epoch.ts';
import { openStepOf } from '../outbox/outbox.ts';
import { type Decision, type RowState, reconcile } from '../plan/reconcile.ts';
import { type DefinitionReference, nameOfReference, type Refer, type Referred } from '../plan/references.ts';
import { wasLost } from '../storage/birth-mark.ts';
import type { StoreTransaction } from '../store/store.ts';
import type { IntentRecord, OutboxStep } from '../store/tables.ts';
import type { Activity, RowReference } from '../view/view-types.ts';
import { noteActivities } from './activity.ts';
import { type Bound, type EngineContext, keyOf, storesFor } from './context.ts';
import { askReferring, noteReference, referredBy } from './referred.ts';

/** How many rows one transaction decides on: enough to be quick, few enough that the app's own writes get through. */
const rowsPerTransaction = 50;

/**
 * Decides what becomes of one row, within a transaction over all of the engine's stores. `finished` is a step of the
 * row that was done in this very transaction.
 */
export async function settleRow(
  context: EngineContext,
  transaction: StoreTransaction,
  reference: RowReference,
  finished?: OutboxStep,
): Promise<Decision> {
  const bound = context.collections.get(reference.collection);
  if (bound === undefined) throw new Error(`No collection "${reference.collection}" is declared.`);
  const row = { ...(await stateOf(transaction, reference)), finished };
  const { journal } = row;
  const decideOn = transaction.log?.watching(reconcile) ?? reconcile;
  const decide = (refer: Refer) =>
    decideOn(
      {
        collection: bound.collection,
        kind: bound.kind,
        rowKey: reference.rowKey,
        now: context.now(),
        newKey: context.newKey,
        isOutgoing: bound.isOutgoing,
        refer,
      },
      row,
    );
  const made = await withReferences(context, transaction, reference, {
    decide,
    hasJob: journal?.job != null,
  });
  await write(transaction, reference, made);
  const isRetired =
    made.journal === 'delete' || (made.journal !== undefined && made.journal.key !== journal?.key);
  if (journal !== undefined && isRetired) await retireKey(transaction, journal.key, context.now());
  // While it waits for its own step, nothing about it is new to others, and each look would only ask for the next.
  if (bound.kind.name === 'definition' && !made.wait) await askReferring(transaction, reference);
  return made;
}

/** All that is kept of a row, asked for at once: each answer that is waited for holds up the transaction. */
async function stateOf(
  transaction: StoreTransaction,
  row: RowReference,
): Promise<Omit<RowState, 'finished'>> {
  const journalAndMirror = async () => {
    const journal = await transaction.get('howdah_journal', keyOf(row));
    const jobId = journal?.job?.jobId ?? journal?.job?.bundleId;
    const mirror = jobId == null ? undefined : await transaction.get('howdah_jobs', jobId);
    return { journal, mirror };
  };
  const [known, intent, local, open, asked] = await Promise.all([
    journalAndMirror(),
    transaction.get('howdah_intents', keyOf(row)),
    transaction.row(row.collection, row.rowKey),
    openStepOf(transaction, row.collection, row.rowKey),
    firstAsked(transaction, row),
  ]);
  return { ...known, intent, local, open, asked };
}

/** Decides with what is known of the rows that the row refers to, which the decision itself tells. */
async function withReferences(
  context: EngineContext,
  transaction: StoreTransaction,
  row: RowReference,
  { decide, hasJob }: { decide: (refer: Refer) => Decision; hasJob: boolean },
): Promise<Decision> {
  const known = new Map<string, Referred>();
  for (;;) {
    const asked = new Map<string, DefinitionReference>();
    const made = decide((reference) => {
      const name = nameOfReference(reference);
      const found = known.get(name);
      if (found === undefined) asked.set(name, reference);
      return found ?? { waitsFor: `waits for ${name}.` };
    });
    if (asked.size === 0) return made;
    for (const [name, reference] of asked) {
      known.set(name, await referredBy(context, transaction, reference, hasJob));
      await noteReference(transaction, row, reference);
    }
  }
}

async function write(transaction: StoreTransaction, reference: RowReference, made: Decision): Promise<void> {
  if (made.wait) return;
  await transaction.delete('howdah_intents', [keyOf(reference)]);
  if (made.cancel?.seq !== undefined) await transaction.delete('howdah_outbox', [made.cancel.seq]);
  if (made.journal === 'delete') await transaction.delete('howdah_journal', [keyOf(reference)]);
  else if (made.journal !== undefined) await transaction.put('howdah_journal', made.journal);
  if (made.row === 'delete') await transaction.deleteRow(reference.collection, reference.rowKey);
  else if (made.row !== undefined) await transaction.putRow(reference.collection, made.row.put);
  if (made.step !== undefined) await transaction.put('howdah_outbox', made.step);
  if (made.command !== undefined) await writeCommand(transaction, reference, made.command);
}

async function writeCommand(
  transaction: StoreTransaction,
  reference: RowReference,
  made: NonNullable<Decision['command']>,
): Promise<void> {
  if (made === 'drop all') {
    const asked = await transaction.page('howdah_commands', askedOfRow(reference));
    if (asked.length > 0)
      await transaction.delete(
        'howdah_commands',
        asked.map(({ id }) => id),
      );
  } else if ('put' in made) await transaction.put('howdah_commands', made.put);
  else {
    await transaction.delete('howdah_commands', [made.drop.id]);
    // The row is looked at again for what was asked next.
    await transaction.put('howdah_intents', intentOf(reference.collection, reference.rowKey, 'mirror'));
  }
}

/** What a decision has to tell, as activities of its row. */
export function activitiesOf(
  context: EngineContext,
  { collection, rowKey }: RowReference,
  made: Decision,
): Activity[] {
  return made.activities.map((activity) => ({ ...activity, collection, rowKey, at: context.now() }));
}

/** Looks at the rows that ask for it. */
export async function settleIntents(context: EngineContext, asked: readonly IntentRecord[]): Promise<void> {
  for (let start = 0; start < asked.length; start += rowsPerTransaction) {
    const batch = asked.slice(start, start + rowsPerTransaction);
    try {
      await settleBatch(context, batch);
    } catch (error) {
      if (context.signal.aborted || batch.length === 1) throw error;
      // One row that can't be written must not hold up its neighbours.
      for (const one of batch) await settleBatch(context, [one]);
    }
  }
}

async function settleBatch(context: EngineContext, batch: readonly IntentRecord[]): Promise<void> {
  await context.store.write(storesFor(context), async (transaction) => {
    await assertEpoch(transaction, context.epoch);
    const fetched = new Map<string, number>();
    const told: Activity[] = [];
    for (const { collection, rowKey } of batch) {
      const intent = await transaction.get('howdah_intents', [collection, rowKey]);
      if (intent === undefined) continue;
      const made = await settleRow(context, transaction, intent);
      told.push(...activitiesOf(context, intent, made));
      if (intent.by === 'app' && !made.wait) fetched.set(collection, (fetched.get(collection) ?? 0) + 1);
    }
    for (const [collection, count] of fetched) await noteFetched(context, transaction, collection, count);
    await noteActivities(transaction, told);
  });
}

/** Takes the rows that the app marked: notes them in the journal and takes the mark off, in one transaction. */
export async function takeMarks(context: EngineContext, bound: Bound): Promise<void> {
  const { outgoing, store } = bound.collection;
  const { markField } = bound;
  if (outgoing === undefined || markField === undefined) return;
  for (;;) {
    const taken = await context.store.write(
      [store, 'howdah_intents', 'howdah_meta', 'howdah_activity'],
      async (transaction) => {
        await assertEpoch(transaction, context.epoch);
        const keys = await transaction.rowKeysBy(store, outgoing.index, outgoing.equals, rowsPerTransaction);
        for (const rowKey of keys) {
          const row = await transaction.row(store, rowKey);
          if (row === undefined) continue;
          const { [markField]: _mark, ...unmarked } = row as Record<string, unknown>;
          await transaction.putRow(store, unmarked);
          await transaction.put('howdah_intents', {
            collection: store,
            rowKey,
            stamp: context.newKey(),
            by: 'app',
          });
        }
        await noteFetched(context, transaction, store, keys.length);
        return keys.length;
      },
    );
    if (taken < rowsPerTransaction) return;
  }
}

/**
 * Takes up the rows that were there, ready to go out, before Howdah was: once per collection. Where the database was
 * lost and made anew, nobody knows which of them had their jobs, so a person is asked.
 */
export async function adoptExisting(context: EngineContext, bound: Bound): Promise<void> {
  const { outgoing, store } = bound.collection;
  const name = `adopted:${store}`;
  if (bound.markField !== undefined) return;
  await context.store.write(
    [store, 'howdah_intents', 'howdah_journal', 'howdah_meta', 'howdah_activity'],
    async (transaction) => {
      await assertEpoch(transaction, context.epoch);
      if ((await transaction.get('howdah_meta', name)) !== undefined) return;
      const keys =
        outgoing === undefined ? [] : await transaction.rowKeysBy(store, outgoing.index, outgoing.equals);
      const isLost = await wasLost(transaction);
      if (isLost) await parkAll(context, transaction, bound, keys);
      for (const rowKey of isLost ? [] : keys) {
        const known = await transaction.get('howdah_journal', [store, rowKey]);
        if (known === undefined) {
          await transaction.put('howdah_intents', {
            collection: store,
            rowKey,
            stamp: context.newKey(),
            by: 'app',
          });
        }
      }
      await transaction.put('howdah_meta', { name, value: true });
      await noteFetched(context, transaction, store, keys.length);
    },
  );
}

/** Parks rows of which nobody knows whether they have jobs: those given, and those written since. */
async function parkAll(
  context: EngineContext,
  transaction: StoreTransaction,
  { collection }: Bound,
  keys: readonly IDBValidKey[],
): Promise<void> {
  const since = context.now();
  const written = (await transaction.page('howdah_intents')).filter(
    (intent) => intent.collection === collection.store,
  );
  for (const rowKey of [...keys, ...written.map((intent) => intent.rowKey)]) {
    if ((await transaction.row(collection.store, rowKey)) === undefined) continue;
    const message = `${collection.store} ${JSON.stringify(rowKey)}: Howdah’s records of this row were deleted with the database, so it may have been sent to Oozie before. Look there, then retry; or change the row.`;
    await transaction.put('howdah_journal', {
      collection: collection.store,
      rowKey,
      kind: collection.kind,
      key: context.newKey(),
      base: null,
      state: 'parked',
      job: null,
      conflict: null,
      problem: { message, code: null, field: null, since },
      jobId: '',
    });
  }
  await transaction.delete(
    'howdah_intents',
    written.map(({ rowKey }) => [collection.store, rowKey]),
  );
}

async function noteFetched(
  context: EngineContext,
  transaction: StoreTransaction,
  store: string,
  count: number,
): Promise<void> {
  if (count === 0) return;
  await noteActivities(transaction, [
    {
      step: 'fetch',
      message: `${count} changed ${count === 1 ? 'row' : 'rows'} of ${store}`,
      at: context.now(),
      collection: store,
      rowKey: null,
      jobId: null,
    },
  ]);
}
