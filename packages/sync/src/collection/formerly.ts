import type { KeyRange, StoreTransaction } from '../store/store.ts';
import type { JournalRecord, OutboxStep } from '../store/tables.ts';
import type { Collection, Row } from './collection.ts';

/** What a collection was before the app changed its store, as far as it was something else. */
export interface Formerly {
  /** The store's former name. */
  store: string;
  /** A row's key from its former one. Default: the same. */
  key?: (former: IDBValidKey) => IDBValidKey;
  /** A row in its form of now from one in its former form, as the upgrade of the database changed them. Default: the same. */
  row?: (former: Row) => Row;
}

/** What is moved over. */
export const movedStores = ['howdah_intents', 'howdah_journal', 'howdah_outbox', 'howdah_commands'] as const;

const ofStore = (store: string): KeyRange => ({ above: [store], below: [`${store}\0`] });

/**
 * Gives a collection what was noted, agreed, queued and asked under its former name, keys and form, once, within a
 * transaction over those stores and `howdah_meta`. So each row keeps its job, and what was queued goes on.
 */
export async function takeOverFormer(transaction: StoreTransaction, collection: Collection): Promise<number> {
  const { store, formerly } = collection;
  if (formerly === undefined) return 0;
  const { key = (former) => former, row = (former) => former } = formerly;
  const name = `formerly:${JSON.stringify([formerly.store, store])}`;
  if ((await transaction.get('howdah_meta', name)) !== undefined) return 0;
  const now = <T extends { rowKey: IDBValidKey }>(record: T) => ({
    ...record,
    collection: store,
    rowKey: key(record.rowKey),
  });
  const byRow = { index: '[collection+rowKey]', ...ofStore(formerly.store) };

  const journals = await transaction.page('howdah_journal', ofStore(formerly.store));
  const intents = await transaction.page('howdah_intents', ofStore(formerly.store));
  const steps = await transaction.page('howdah_outbox', byRow);
  const asked = await transaction.page('howdah_commands', byRow);
  await transaction.delete(
    'howdah_journal',
    journals.map(({ collection: was, rowKey }) => [was, rowKey]),
  );
  await transaction.delete(
    'howdah_intents',
    intents.map(({ collection: was, rowKey }) => [was, rowKey]),
  );
  for (const journal of journals) await transaction.put('howdah_journal', now(journalNow(journal, row)));
  for (const intent of intents) await transaction.put('howdah_intents', now(intent));
  for (const step of steps) await transaction.put('howdah_outbox', now(stepNow(step, row)));
  for (const one of asked) await transaction.put('howdah_commands', now(one));
  const adopted = await transaction.get('howdah_meta', `adopted:${formerly.store}`);
  if (adopted !== undefined) await transaction.put('howdah_meta', { ...adopted, name: `adopted:${store}` });
  await transaction.put('howdah_meta', { name, value: true });
  return journals.length;
}

function journalNow(journal: JournalRecord, row: (former: Row) => Row): JournalRecord {
  const { base, conflict } = journal;
  return {
    ...journal,
    base: base === null ? null : row(base),
    conflict: conflict === null ? null : { ...conflict, remote: row(conflict.remote) },
  };
}

const stepNow = (step: OutboxStep, row: (former: Row) => Row): OutboxStep =>
  step.row === null ? step : { ...step, row: row(step.row) };
