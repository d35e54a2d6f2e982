import { bundleKey } from '@howdah/oozie-client';
import { rowsOfJob } from '../journal/journal.ts';
import { assertEpoch } from '../leader/epoch.ts';
import type { EngineContext } from '../settle/context.ts';
import type { StoreTransaction } from '../store/store.ts';
import type { MirrorRecord } from '../store/tables.ts';

/** How much is kept of jobs that the server no longer has. */
export interface HistoryBudget {
  /** For how long, in ms, after it was found to be gone; default a year. */
  readonly maxAgeMs?: number;
  /** How many bytes in all, as JSON; default 64 MiB. */
  readonly maxBytes?: number;
}

/** How much is kept, by the counters that move with it. */
export interface HistorySize {
  readonly jobs: number;
  readonly bytes: number;
}

const defaultMaxAge = 365 * 86_400_000;
const defaultMaxBytes = 64 * 2 ** 20;

/** How many jobs one transaction looks at. */
const batch = 100;

/** How many batches one look at the history takes at the most, so that no look takes long. */
const mostBatches = 10;

const sizeName = 'history:size';

/** How much history there is, within a transaction over `howdah_meta`. */
export async function historySize(transaction: StoreTransaction): Promise<HistorySize> {
  const record = await transaction.get('howdah_meta', sizeName);
  // Written by this same module.
  return (record?.value as HistorySize | undefined) ?? { jobs: 0, bytes: 0 };
}

/** A record has the same size as long as it is the same, so that what was added can be taken off again. */
const bytesOf = (record: MirrorRecord): number => JSON.stringify(record).length;

async function count(transaction: StoreTransaction, jobs: number, bytes: number): Promise<void> {
  if (jobs === 0 && bytes === 0) return;
  const size = await historySize(transaction);
  const value = { jobs: size.jobs + jobs, bytes: size.bytes + bytes };
  await transaction.put('howdah_meta', { name: sizeName, value });
}

/**
 * Puts jobs into the mirror and counts those that become history, or come back from it, within a transaction over
 * `howdah_jobs` and `howdah_meta`.
 */
export async function keepJobs(
  transaction: StoreTransaction,
  changes: readonly { readonly known: MirrorRecord | undefined; readonly record: MirrorRecord }[],
): Promise<void> {
  if (changes.length === 0) return;
  await transaction.put(
    'howdah_jobs',
    changes.map(({ record }) => record),
  );
  let jobs = 0;
  let bytes = 0;
  for (const { known, record } of changes) {
    jobs += Number(record.gone) - Number(known?.gone ?? false);
    bytes += (record.gone ? bytesOf(record) : 0) - (known?.gone ? bytesOf(known) : 0);
  }
  await count(transaction, jobs, bytes);
}

/** Whether a row stands on what is kept of a job. */
async function isNeeded(transaction: StoreTransaction, { id, type, name }: MirrorRecord): Promise<boolean> {
  if ((await rowsOfJob(transaction, id)).length > 0) return true;
  if (type !== 'bundle') return false;
  // A row of whose coordinator only the bundle is known is found by the key in the bundle's name.
  const key = bundleKey(name);
  if (key === undefined) return name === '';
  return (await transaction.page('howdah_journal', { index: 'key', equals: key, limit: 1 })).length > 0;
}

/** Keeps the history within its budget. */
export interface HistoryKeeper {
  /** Lets the oldest go of what is beyond the budget and no row needs. Gives how many jobs went. */
  trim(): Promise<number>;
  /** Lets half of it go, the oldest first, since there is no room for anything else. Gives how many jobs went. */
  makeRoom(): Promise<number>;
}

export function keepHistory(context: EngineContext, budget: HistoryBudget = {}): HistoryKeeper {
  const { maxAgeMs = defaultMaxAge, maxBytes = defaultMaxBytes } = budget;
  /** Up to where it was looked: what rows need stays, and isn't looked at again and again. */
  let after: IDBValidKey | undefined;

  async function shrinkTo(bytes: number, before: number): Promise<number> {
    let gone = 0;
    for (let batches = 0; batches < mostBatches; batches += 1) {
      const went = await shrinkOnce(bytes, before);
      if (went === undefined) break;
      gone += went;
    }
    return gone;
  }

  /** One batch; undefined when there is nothing more to look at. */
  function shrinkOnce(bytes: number, before: number): Promise<number | undefined> {
    return context.store.write(['howdah_jobs', 'howdah_journal', 'howdah_meta'], async (transaction) => {
      await assertEpoch(transaction, context.epoch);
      let left = (await historySize(transaction)).bytes;
      const range = { index: '[goneAt+id]', ...(after === undefined ? {} : { above: after }), limit: batch };
      const oldest = await transaction.page('howdah_jobs', range);
      const go: MirrorRecord[] = [];
      for (const record of oldest) {
        const { goneAt = 0, id } = record;
        if (left <= bytes && goneAt >= before) {
          after = undefined;
          break;
        }
        after = [goneAt, id];
        if (await isNeeded(transaction, record)) continue;
        go.push(record);
        left -= bytesOf(record);
      }
      await transaction.delete(
        'howdah_jobs',
        go.map(({ id }) => id),
      );
      await count(transaction, -go.length, -go.reduce((sum, record) => sum + bytesOf(record), 0));
      if (oldest.length < batch) after = undefined;
      return after === undefined && go.length === 0 ? undefined : go.length;
    });
  }

  return {
    trim: () => shrinkTo(maxBytes, context.now() - maxAgeMs),
    async makeRoom() {
      after = undefined;
      const { bytes } = await context.store.read(['howdah_meta'], historySize);
      return shrinkTo(Math.floor(bytes / 2), Number.NEGATIVE_INFINITY);
    },
  };
}
