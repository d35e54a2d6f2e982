import { bundleKey, OozieError } from '@howdah/oozie-client';
import { isRetired } from '../journal/retired-keys.ts';
import { keyOfBundle } from '../kinds/bundle/bundle-key.ts';
import { factsOf } from '../mirror/mirror.ts';
import type { EngineContext } from '../settle/context.ts';
import type { ListRow } from './keep-rows.ts';

/**
 * Kills jobs that a repeated submission left behind: inert ones (PREP) that carry the key of a row whose job is
 * another one, or of a row that isn't there any more. Nothing of them ever ran.
 */
export async function killDuplicates(context: EngineContext, rows: readonly ListRow[]): Promise<void> {
  const inert = rows.flatMap((row) => {
    const { id, type, name, status, externalId } = factsOf(row);
    if (status !== 'PREP') return [];
    const key = 'bundleJobId' in row ? (bundleKey(name) ?? keyOfBundle(row)) : externalId;
    return key !== null && key !== undefined ? [{ id, type, key }] : [];
  });
  if (inert.length === 0) return;
  const duplicates = await context.store.read(['howdah_journal', 'howdah_meta'], async (transaction) => {
    const found: typeof inert = [];
    for (const job of inert) {
      const owners = await transaction.page('howdah_journal', { index: 'key', equals: job.key, limit: 1 });
      const [owner] = owners;
      // A definition's revisions all carry the row's key; which of them is current, its kind knows.
      const isAnother =
        owner?.job != null &&
        owner.kind !== 'definition' &&
        owner.job.jobId !== job.id &&
        owner.job.bundleId !== job.id;
      if (isAnother || (owner === undefined && (await isRetired(transaction, job.key)))) found.push(job);
    }
    return found;
  });
  for (const { id, type } of duplicates) {
    const operations = type === 'bundle' ? context.client.bundles : context.client.workflows;
    try {
      await operations.kill(id, { signal: context.signal });
    } catch (error) {
      // Refused, it stays as it is: inert. The next scan tries again.
      if (!(error instanceof OozieError && error.reachedServer === 'yes')) throw error;
    }
  }
}
