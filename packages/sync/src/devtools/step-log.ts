import { tellOfEngine } from '../settle/activity.ts';
import { isQuotaExceeded } from '../store/storage-faults.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import type { StepLog, TransactionLog } from '../store/transaction-log.ts';
import { isTimeToTrim, type LogBudget, type LogKey, outdated } from './log-budget.ts';
import type { LogEntry, LoggedTransaction } from './log-entry.ts';
import { notedDecision } from './noted-decision.ts';
import { packed, textTable } from './packed.ts';

/** How long, in ms, nothing is logged after there was no room for it. */
const restAfterFull = 5 * 60_000;

const defaultBudget: LogBudget = { keep: 2_000, maxBytes: 8 * 2 ** 20 };

/** What is told within one transaction, until it is written at its end. */
function notes(): TransactionLog & { written(): LoggedTransaction } {
  const table = textTable();
  const made: (() => LogEntry | undefined)[] = [];
  return {
    watching(decide) {
      let last: LogEntry | undefined;
      made.push(() => last);
      return (context, state) => {
        const decided = notedDecision(decide, context, state, table);
        last = decided.entry;
        return decided.made;
      };
    },
    stepped({ collection, rowKey, job, seq = null, action, state, attempts }, event, change, changes, why) {
      const entry: LogEntry = {
        what: 'step',
        collection,
        rowKey: packed(rowKey),
        jobId: job?.jobId ?? job?.bundleId ?? null,
        seq,
        action,
        from: state,
        event,
        change: change ?? null,
        attempts: changes.attempts ?? attempts,
        problem: why ?? changes.problem?.message ?? null,
      };
      made.push(() => entry);
    },
    written: () => ({ entries: made.flatMap((entry) => entry() ?? []), texts: table.texts }),
  };
}

async function epochIn(transaction: StoreTransaction, stores: readonly string[]): Promise<number | null> {
  // A transaction of the engine's covers this to check the epoch; a person's decision needs none.
  if (!stores.includes('howdah_meta')) return null;
  const value = (await transaction.get('howdah_meta', 'epoch'))?.value;
  return typeof value === 'number' ? value : null;
}

/** A record's key, as the table's key path makes it. */
const asKey = (key: IDBValidKey): LogKey[] => {
  const [entries, bytes] = Array.isArray(key) ? key : [];
  return typeof entries === 'number' && typeof bytes === 'number' ? [[entries, bytes]] : [];
};

async function keep(
  transaction: StoreTransaction,
  stores: readonly string[],
  { texts, entries }: LoggedTransaction,
  budget: LogBudget,
): Promise<void> {
  const newest = await transaction.keys('howdah_log', { descending: true, limit: 1 });
  const [before = [0, 0]] = newest.flatMap(asKey);
  const text = JSON.stringify({ texts, entries });
  const key: LogKey = [before[0] + entries.length, before[1] + text.length];
  const epoch = await epochIn(transaction, stores);
  await transaction.put('howdah_log', { entries: key[0], bytes: key[1], at: Date.now(), epoch, text });
  if (!isTimeToTrim(before, key, budget)) return;
  const keys = (await transaction.keys('howdah_log')).flatMap(asKey);
  const old = outdated(keys, budget);
  if (old.length > 0)
    await transaction.delete(
      'howdah_log',
      old.map((one) => [...one]),
    );
}

/** The log gives way first when there is no room. */
const clear = (store: Store): Promise<void> =>
  store.write(['howdah_log'], async (transaction) =>
    transaction.delete('howdah_log', await transaction.keys('howdah_log')),
  );

/**
 * Keeps a log of every decision and of every event of a step, in the transaction of what it tells of, for
 * `exportLog` and `replayLog`. The oldest entries go: at the most 2,000 of them and about 8 MiB are kept, unless said
 * otherwise. When there is no room, the log goes, and the engine goes on.
 *
 * What is in it: rows, jobs with their configurations, definitions. Not in it: how the user signs in.
 *
 * @example
 * const howdah = await startHowdah({ database, collections, oozie: { url: '/oozie' }, log: stepLog() });
 */
export function stepLog(budget: Partial<LogBudget> = {}): StepLog {
  const within = { ...defaultBudget, ...budget };
  return {
    on(store) {
      if (store.schemaOf('howdah_log') === undefined) {
        void tellOfEngine(
          store,
          `no log is kept, since the database "${store.name}" lacks the store howdah_log: raise its version and add Howdah’s stores again`,
        );
        return store;
      }
      let restsUntil = Number.NEGATIVE_INFINITY;
      return {
        ...store,
        async write(stores, work) {
          // Decisions and steps are written with the outbox, and nothing else is logged.
          if (!stores.includes('howdah_outbox') || performance.now() < restsUntil)
            return store.write(stores, work);
          let isLogged = false;
          try {
            return await store.write([...stores, 'howdah_log'], async (transaction) => {
              const log = notes();
              isLogged = false;
              const result = await work({ ...transaction, log });
              const written = log.written();
              if (written.entries.length === 0) return result;
              isLogged = true;
              await keep(transaction, stores, written, within);
              return result;
            });
          } catch (error) {
            if (!isLogged || !isQuotaExceeded(error)) throw error;
            restsUntil = performance.now() + restAfterFull;
            await clear(store).catch(() => {});
            // Nothing of it was written, so that it is done again, without its log.
            return store.write(stores, work);
          }
        },
      };
    },
  };
}
