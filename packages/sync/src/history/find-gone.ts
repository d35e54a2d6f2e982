import { OozieError } from '@howdah/oozie-client';
import { rowsOfJob } from '../journal/journal.ts';
import { assertEpoch } from '../leader/epoch.ts';
import { mirroredGone } from '../mirror/mirror.ts';
import type { EngineContext } from '../settle/context.ts';
import type { MirrorRecord } from '../store/tables.ts';
import { keepJobs } from './history.ts';

/** How many jobs are asked for at a time. */
const atOnce = 4;

/** How many are looked at between two writes. */
const batch = 20;

/** How many may be asked for in one go. */
const most = 1_000;

/**
 * Finds out which mirrored jobs the server no longer has; lists don't tell. A purge takes the oldest, a restored backup
 * the newest, so it is looked from that end for as long as there are some: the cost follows what went.
 */
export async function findGone(context: EngineContext, from: 'oldest' | 'newest'): Promise<number> {
  let found = 0;
  let last = from === 'oldest' ? await lookedUpTo(context) : undefined;
  for (let asked = 0; asked < most; asked += batch) {
    const jobs = await nextJobs(context, from, last);
    const gone = await goneAmong(context, jobs);
    const first = jobs.find(({ id }) => !gone.includes(id));
    last = jobs.map(keyOf).at(-1);
    await context.store.write(['howdah_jobs', 'howdah_meta'], async (transaction) => {
      await assertEpoch(transaction, context.epoch);
      const changes = [];
      for (const id of gone) {
        const known = await transaction.get('howdah_jobs', id);
        if (known !== undefined && !known.gone)
          changes.push({ known, record: mirroredGone(known, context.now()) });
      }
      await keepJobs(transaction, changes);
      // All before the first that is still there are gone, and never have to be looked at again.
      const lookedUp = first === undefined ? last : keyBefore(first);
      if (from === 'oldest' && lookedUp !== undefined)
        await transaction.put('howdah_meta', { name: lookedName, value: lookedUp });
    });
    found += gone.length;
    if (gone.length === 0 || jobs.length < batch) break;
  }
  return found;
}

type Key = [createdTime: number, id: string];

const keyOf = ({ createdTime, id }: MirrorRecord): Key => [createdTime ?? 0, id];

/** A key right before a job's own. */
const keyBefore = ({ createdTime }: MirrorRecord): Key => [createdTime ?? 0, ''];

/** Up to which job, from the oldest, all are gone. */
const lookedName = 'history:looked';

async function lookedUpTo({ store }: EngineContext): Promise<Key | undefined> {
  const record = await store.read(['howdah_meta'], (transaction) =>
    transaction.get('howdah_meta', lookedName),
  );
  // Written by this same module.
  return record?.value as Key | undefined;
}

/** The next jobs that aren't gone as far as is known. Those of rows are read by the sweep. */
function nextJobs(
  { store }: EngineContext,
  from: 'oldest' | 'newest',
  after: Key | undefined,
): Promise<MirrorRecord[]> {
  return store.read(['howdah_jobs', 'howdah_journal'], async (transaction) => {
    const jobs: MirrorRecord[] = [];
    let last = after;
    for (;;) {
      const bound = last === undefined ? {} : from === 'oldest' ? { above: last } : { below: last };
      const range = { index: '[createdTime+id]', ...bound, descending: from === 'newest', limit: batch };
      const page = await transaction.page('howdah_jobs', range);
      for (const job of page) {
        last = keyOf(job);
        if (!job.gone && (await rowsOfJob(transaction, job.id)).length === 0) jobs.push(job);
        if (jobs.length === batch) return jobs;
      }
      if (page.length < batch) return jobs;
    }
  });
}

async function goneAmong(
  { client, signal }: EngineContext,
  jobs: readonly MirrorRecord[],
): Promise<string[]> {
  const waiting = [...jobs];
  const gone: string[] = [];
  const operations = { workflow: client.workflows, coordinator: client.coordinators, bundle: client.bundles };
  const askNext = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      try {
        await operations[job.type].status(job.id, { signal });
      } catch (error) {
        if (!(error instanceof OozieError && error.kind === 'not-found')) throw error;
        gone.push(job.id);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, askNext));
  return gone;
}
