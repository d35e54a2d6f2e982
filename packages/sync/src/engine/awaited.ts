import { rowsOfJob } from '../journal/journal.ts';
import { hasOpenIntent } from '../journal/open-intents.ts';
import { inState } from '../outbox/outbox.ts';
import type { EngineContext } from '../settle/context.ts';
import type { StoreTransaction } from '../store/store.ts';
import type { MirrorRecord } from '../store/tables.ts';
import { askedRefresh } from './refresh.ts';

/** How many of the newest running jobs are looked at; more make no difference. */
const looked = 50;

async function runningWorkflows(transaction: StoreTransaction): Promise<MirrorRecord[]> {
  const running = await transaction.page('howdah_jobs', {
    index: '[status+createdTime+id]',
    above: ['RUNNING'],
    below: ['RUNNING', Number.POSITIVE_INFINITY],
    descending: true,
    limit: looked,
  });
  return running.filter(({ type, gone }) => type === 'workflow' && !gone);
}

async function isAnyWorking(transaction: StoreTransaction): Promise<boolean> {
  const working = await transaction.page('howdah_journal', { index: 'state', equals: 'working', limit: 1 });
  return working.length > 0;
}

/** Whether a row waits for its job, or a workflow is under way: then news are expected. */
export async function isLively({ store }: EngineContext): Promise<boolean> {
  return store.read(
    ['howdah_journal', 'howdah_jobs'],
    async (transaction) =>
      (await isAnyWorking(transaction)) || (await runningWorkflows(transaction)).length > 0,
  );
}

/**
 * Whether something has to be found out though nobody looks on: a row that waits to be looked at, sent or settled,
 * a row's workflow that is under way, or a look that was asked for.
 */
export async function isAwaited({ store }: EngineContext): Promise<boolean> {
  if ((await askedRefresh(store)) !== undefined) return true;
  return store.read(
    ['howdah_journal', 'howdah_jobs', 'howdah_intents', 'howdah_outbox'],
    async (transaction) => {
      if (await hasOpenIntent(transaction)) return true;
      if (await isAnyWorking(transaction)) return true;
      for (const state of ['queued', 'sending', 'unknown'] as const) {
        if ((await transaction.page('howdah_outbox', { ...inState(state), limit: 1 })).length > 0)
          return true;
      }
      for (const { id } of await runningWorkflows(transaction)) {
        if ((await rowsOfJob(transaction, id)).length > 0) return true;
      }
      return false;
    },
  );
}
