import 'fake-indexeddb/auto';
import { createModelOozie } from '@howdah/testing';
import { Dexie } from 'dexie';
import { afterEach, expect, it, vi } from 'vitest';
import { workflowRuns } from '../collection/collection.ts';
import type { Locks } from '../leader/leader.ts';
import { howdahStores } from '../store/tables.ts';
import { newDatabaseName } from '../testing-ground/app-database.ts';
import { decidingWorkflow } from '../testing-ground/jobs.ts';
import { queuedLocks } from '../testing-ground/queued-locks.ts';
import type { Howdah } from './options.ts';
import { startHowdah } from './start-howdah.ts';

const until = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 6_000, interval: 20 });

/** Locks of which the first is taken away from whoever has it (`steal`), who isn't stopped by that. */
function stealable() {
  const locks = queuedLocks();
  let steal = () => {};
  let asked = 0;
  const request = (name: string, options: LockOptions, work: () => Promise<unknown>): Promise<unknown> => {
    asked += 1;
    if (asked > 1) return locks.request(name, options, work);
    return new Promise((_, reject) => {
      steal = () => reject(new DOMException('Lock broken by another request.', 'AbortError'));
      void work();
    });
  };
  return { locks: { request: request as Locks['request'] }, steal: () => steal() };
}

let howdah: Howdah | undefined;
afterEach(() => howdah?.stop());

it('a tab whose lead was taken away stands in line again, and leads when it is its turn', async () => {
  const oozie = createModelOozie({ clock: { now: Date.now } });
  const db = new Dexie(newDatabaseName());
  db.version(1).stores({ surveys: 'id', ...howdahStores });
  const { locks, steal } = stealable();
  howdah = await startHowdah({
    database: db,
    collections: [
      workflowRuns<{ id: string; jobId?: string }>({
        store: 'surveys',
        toOozie: ({ id }) => ({ definition: decidingWorkflow, properties: { jobName: id, severity: 1 } }),
        fromOozie: ({ id }) => ({ jobId: id }),
      }),
    ],
    oozie: {
      url: 'http://oozie.example/oozie',
      user: 'inspector',
      definitionRoot: 'hdfs://localhost:8020/howdah',
      fetch: oozie.fetch,
    },
    pollIntervalMs: 50,
    locks,
  });
  const epoch = async () => (await db.table('howdah_meta').get('epoch'))?.value;
  await until(async () => expect(await epoch()).toBe(1));
  steal();
  await until(async () => expect(await epoch()).toBe(2));
  await db.table('surveys').add({ id: 's1' });
  await until(async () => expect(await db.table('surveys').get('s1')).toHaveProperty('jobId'));
  expect(oozie.jobs().workflows).toHaveLength(1);
  const told: { message: string }[] = await db.table('howdah_activity').toArray();
  expect(told.map(({ message }) => message)).toContainEqual(
    expect.stringContaining('Lock broken by another request'),
  );
});
