import { isTerminalBundleStatus } from '@howdah/oozie-client';
import type { EngineContext } from '../settle/context.ts';
import { readJobs } from './read-jobs.ts';

/**
 * Reads every job that a row is tied to, in full: what lists don't show (a pause time, a purged job) is found here.
 * With `activeOnly`, jobs that are over are left out; nothing but a purge happens to them.
 */
export async function sweep(context: EngineContext, { activeOnly }: { activeOnly: boolean }): Promise<void> {
  const linked = await context.store.read(['howdah_journal', 'howdah_jobs'], async (transaction) => {
    const journals = await transaction.page('howdah_journal', { index: 'jobId', above: '' });
    if (!activeOnly) return journals;
    const active = [];
    for (const journal of journals) {
      const job = await transaction.get('howdah_jobs', journal.jobId);
      // Another revision of a definition doesn't show in the job that tells of the last one.
      if (
        job === undefined ||
        journal.kind === 'definition' ||
        (!job.gone && !isTerminalBundleStatus(job.status))
      )
        active.push(journal);
    }
    return active;
  });
  await readJobs(context, linked);
}
