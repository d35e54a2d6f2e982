import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDexieStore } from '../store/dexie-store.ts';
import type { Store } from '../store/store.ts';
import { appDatabase } from '../testing-ground/app-database.ts';
import { activity, journalRecord, mirroredJob, outboxStep } from '../testing-ground/records.ts';
import type { Live } from './live.ts';
import { openSyncView } from './view.ts';
import type { JobsQuery, MirroredJob, SyncView } from './view-types.ts';

let store: Store;
let view: SyncView;
beforeEach(async () => {
  const name = await appDatabase();
  store = await openDexieStore(name);
  view = await openSyncView(name);
});
afterEach(async () => {
  await view.close();
  store.close();
});

/** What a live value shows first. */
function shown<T>(live: Live<T>): Promise<T> {
  return new Promise((resolve) => {
    const stop = live.subscribe(() => {
      if (live.current === undefined) return;
      resolve(live.current);
      queueMicrotask(() => stop());
    });
  });
}

const jobs = async (query?: JobsQuery) => (await shown(view.jobs(query))).map(({ id }) => id);

describe('the jobs that a person pages through', () => {
  beforeEach(() =>
    store.write(['howdah_jobs'], (transaction) =>
      transaction.put('howdah_jobs', [
        mirroredJob('1-W', 100),
        mirroredJob('2-W', 300, { status: 'KILLED' }),
        mirroredJob('3-C', 200, { type: 'coordinator' }),
        mirroredJob('4-W', 200),
        mirroredJob('5-W', 200, { status: 'KILLED' }),
        mirroredJob('6-B', 200, { type: 'bundle' }),
        mirroredJob('7-W', 50),
      ]),
    ),
  );
  const newestFirst = ['2-W', '6-B', '5-W', '4-W', '3-C', '1-W', '7-W'];

  it('come newest first', async () => {
    expect(await jobs()).toEqual(newestFirst);
  });
  it.each([1, 2, 3, 4, 7])(
    'come %s a page, each once, though some began in the same moment',
    async (limit) => {
      const all: string[] = [];
      let after: MirroredJob | undefined;
      for (let page = 0; page < 10; page += 1) {
        const found = await shown(view.jobs({ limit, ...(after === undefined ? {} : { after }) }));
        all.push(...found.map(({ id }) => id));
        after = found.at(-1);
        if (found.length < limit) break;
      }
      expect(all).toEqual(newestFirst);
    },
  );
  it('can be narrowed to a type, across pages without one', async () => {
    expect(await jobs({ type: 'coordinator' })).toEqual(['3-C']);
    expect(await jobs({ type: 'workflow', limit: 2 })).toEqual(['2-W', '5-W']);
    expect(await jobs({ type: 'workflow', limit: 2, after: { id: '5-W', createdTime: 200 } })).toEqual([
      '4-W',
      '1-W',
    ]);
    expect(await jobs({ type: 'coordinator', limit: 1 })).toEqual(['3-C']);
  });
  it('can be narrowed to a status, page by page', async () => {
    expect(await jobs({ status: 'KILLED' })).toEqual(['2-W', '5-W']);
    expect(await jobs({ status: 'KILLED', limit: 1, after: { id: '2-W', createdTime: 300 } })).toEqual([
      '5-W',
    ]);
    expect(await jobs({ status: 'KILLED', after: { id: '5-W', createdTime: 200 } })).toEqual([]);
    expect(await jobs({ status: 'KILL' })).toEqual([]);
    expect(await jobs({ status: 'RUNNING', type: 'bundle' })).toEqual(['6-B']);
  });
  it('show nothing of how the mirror works', async () => {
    const [job] = await shown(view.jobs({ limit: 1 }));
    expect(Object.keys(job ?? {})).not.toEqual(expect.arrayContaining(['digest']));
    expect(job).not.toHaveProperty('full');
  });
  it('are none where none are known', async () => {
    await store.write(['howdah_jobs'], (transaction) => transaction.delete('howdah_jobs', newestFirst));
    expect(await jobs()).toEqual([]);
  });
});

describe('how things stand', () => {
  it('is unknown before the engine ran', async () => {
    expect(await shown(view.status)).toEqual({
      role: 'stopped',
      connection: 'unknown',
      connectionProblem: null,
      lastContactAt: null,
      pending: 0,
      queued: 0,
      sending: 0,
      unknown: 0,
      parked: 0,
      conflicts: 0,
    });
  });
  it('counts what waits, what is on its way and what needs a person', async () => {
    await store.write(
      ['howdah_meta', 'howdah_intents', 'howdah_outbox', 'howdah_journal'],
      async (transaction) => {
        await transaction.put('howdah_meta', {
          name: 'connection',
          value: { connection: 'signed-out', connectionProblem: 'who?', lastContactAt: 5 },
        });
        await transaction.put('howdah_intents', {
          collection: 'surveys',
          rowKey: 'a',
          stamp: 's',
          by: 'app',
        });
        const states = [
          'queued',
          'queued',
          'sending',
          'unknown',
          'unknown',
          'unknown',
          'done',
          'parked',
        ] as const;
        await transaction.put(
          'howdah_outbox',
          states.map((state) => outboxStep({ state, dueAt: Number.MAX_SAFE_INTEGER })),
        );
        await transaction.put('howdah_journal', [
          journalRecord('a', { state: 'parked' }),
          journalRecord('b', { state: 'conflict' }),
          journalRecord('c', { state: 'conflict' }),
          journalRecord('d', { state: 'working' }),
        ]);
      },
    );
    expect(await shown(view.status)).toMatchObject({
      connection: 'signed-out',
      connectionProblem: 'who?',
      lastContactAt: 5,
      pending: 1,
      queued: 2,
      sending: 1,
      unknown: 3,
      parked: 1,
      conflicts: 2,
    });
  });
  it('follows what changes in any tab', async () => {
    const stop = view.status.subscribe(() => {});
    await store.write(['howdah_outbox'], (transaction) => transaction.put('howdah_outbox', outboxStep()));
    await vi.waitFor(() => expect(view.status.current?.queued).toBe(1));
    stop();
  });
});

describe('what needs a person', () => {
  it('shows a conflict with the row as it is now, and a deleted one as such', async () => {
    const remote = { id: 'a', severity: 3 };
    const proposed = { proposal: remote, why: 'the job is over' };
    const conflict = { remote, fields: ['severity'], since: 9, ...proposed };
    await store.write(['howdah_journal', 'surveys'], async (transaction) => {
      await transaction.putRow('surveys', { id: 'a', severity: 2 });
      await transaction.put('howdah_journal', [
        journalRecord('a', { state: 'conflict', base: { id: 'a', severity: 1 }, conflict }),
        journalRecord('b', { state: 'conflict', conflict }),
      ]);
    });
    expect(await shown(view.conflicts)).toEqual([
      {
        collection: 'surveys',
        rowKey: 'a',
        base: { id: 'a', severity: 1 },
        local: { id: 'a', severity: 2 },
        remote,
        fields: ['severity'],
        since: 9,
        jobId: null,
        ...proposed,
      },
      {
        collection: 'surveys',
        rowKey: 'b',
        base: remote,
        local: null,
        remote,
        fields: ['severity'],
        since: 9,
        jobId: null,
        ...proposed,
      },
    ]);
  });
  it('shows a parked row with what happened', async () => {
    const problem = { message: 'refused', code: 'E0701', field: 'definition', since: 9 };
    await store.write(['howdah_journal'], (transaction) =>
      transaction.put('howdah_journal', journalRecord('a', { state: 'parked', problem })),
    );
    expect(await shown(view.parked)).toEqual([{ collection: 'surveys', rowKey: 'a', ...problem }]);
  });
  it('shows the newest activities first, 200 at the most', async () => {
    await store.write(['howdah_activity'], (transaction) =>
      transaction.put(
        'howdah_activity',
        Array.from({ length: 205 }, (_, at) => activity(`${at}`, at)),
      ),
    );
    const activities = await shown(view.activity);
    expect(activities).toHaveLength(200);
    expect(activities[0]).toEqual(activity('204', 204));
  });
});
