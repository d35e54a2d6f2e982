import type { Kind } from '../kinds/kind.ts';
import { assertEpoch } from '../leader/epoch.ts';
import { keepNews } from '../mirror/keep.ts';
import { type EngineContext, kindDeclared } from '../settle/context.ts';
import type { JournalRecord } from '../store/tables.ts';

/** How many jobs are read in full at a time. */
const readsAtOnce = 4;

/** Reads the jobs of rows in full, where their collections are declared, and keeps what is new; the rows are then looked at. */
export async function readJobs(context: EngineContext, rows: readonly JournalRecord[]): Promise<void> {
  const queue = new Map<string, Kind>();
  for (const row of rows) {
    const kind = kindDeclared(context, row);
    if (row.job?.jobId && kind !== undefined) queue.set(row.job.jobId, kind);
  }
  const waiting = [...queue];
  const readNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [jobId, kind] = next;
      const read = await kind.read(jobId, context.transport);
      await context.store.write(
        ['howdah_jobs', 'howdah_journal', 'howdah_intents', 'howdah_meta'],
        async (transaction) => {
          await assertEpoch(transaction, context.epoch);
          await keepNews(transaction, read, context.now());
        },
      );
    }
  };
  await Promise.all(Array.from({ length: Math.min(readsAtOnce, waiting.length) }, readNext));
}
