import { HowdahError } from '../howdah-error.ts';
import { intentOf } from '../journal/capture.ts';
import { wakeChannelName } from '../journal/wake-channel.ts';
import type { Store } from '../store/store.ts';
import type { CommandRecord, MirrorRecord } from '../store/tables.ts';
import { firstAsked, wasOf } from './asked-of-row.ts';
import { type Command, checkCommand } from './command.ts';

const recordOf = (collection: string, rowKey: IDBValidKey, command: Command, askedAt: number) => {
  const intent = intentOf(collection, rowKey, 'person');
  const record: CommandRecord = {
    id: intent.stamp,
    collection,
    rowKey,
    command: checkCommand(command),
    askedAt,
    was: null,
  };
  return { intent, record };
};

/**
 * Keeps a command durably, with what its job was like when it was asked. Gives the command's id.
 * @throws {HowdahError} `command-unknown`, `no-job`
 */
export async function askOf(
  store: Store,
  collection: string,
  rowKey: IDBValidKey,
  command: Command,
  now: number,
): Promise<string> {
  const { intent, record } = recordOf(collection, rowKey, command, now);
  const stores = ['howdah_commands', 'howdah_intents', 'howdah_journal', 'howdah_jobs'];
  await store.write(stores, async (transaction) => {
    const journal = await transaction.get('howdah_journal', [collection, rowKey]);
    const pending = await transaction.get('howdah_intents', [collection, rowKey]);
    if (journal === undefined && pending === undefined) {
      throw new HowdahError(
        'no-job',
        `${collection} ${JSON.stringify(rowKey)} has no job on Oozie, and asks for none, so nothing can be asked of it.`,
      );
    }
    const jobId = journal?.job?.jobId ?? null;
    const mirror: MirrorRecord | undefined =
      jobId === null ? undefined : await transaction.get('howdah_jobs', jobId);
    // What is under way for the row comes first, and leaves its job otherwise than it is now.
    const isFirst =
      journal?.state === 'settled' &&
      pending === undefined &&
      (await firstAsked(transaction, { collection, rowKey })) === undefined;
    const was = jobId === null || mirror?.full == null || !isFirst ? null : wasOf(jobId, mirror.full);
    await transaction.put('howdah_commands', { ...record, was });
    await transaction.put('howdah_intents', intent);
  });
  return record.id;
}

/**
 * Asks something of a row's job within a transaction of the app, so that it is kept together with whatever else the app
 * writes, or not at all. The transaction must cover `howdah_commands` and `howdah_intents`. Gives the command's id.
 *
 * @example
 * const transaction = database.transaction(['surveys', 'howdah_commands', 'howdah_intents'], 'readwrite');
 * askWithin(transaction, 'surveys', survey.id, { do: 'rerun' });
 * @example With Dexie:
 * db.transaction('rw', ['surveys', 'howdah_commands', 'howdah_intents'], async (transaction) => {
 *   await db.surveys.update(id, { note: 'once more' });
 *   askWithin(transaction.idbtrans, 'surveys', id, { do: 'rerun' });
 * });
 * @throws {HowdahError} `command-unknown`
 */
export function askWithin(
  transaction: IDBTransaction,
  collection: string,
  rowKey: IDBValidKey,
  command: Command,
): string {
  const { intent, record } = recordOf(collection, rowKey, command, Date.now());
  transaction.objectStore('howdah_commands').put(record);
  transaction.objectStore('howdah_intents').put(intent);
  transaction.addEventListener('complete', () => {
    const channel = new BroadcastChannel(wakeChannelName(transaction.db.name));
    channel.postMessage(collection);
    channel.close();
  });
  return record.id;
}
