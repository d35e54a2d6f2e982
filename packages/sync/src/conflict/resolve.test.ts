import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '../collection/collection.ts';
import { openDexieStore } from '../store/dexie-store.ts';
import type { Store } from '../store/store.ts';
import type { JournalRecord, OutboxStep } from '../store/tables.ts';
import { appDatabase } from '../testing-ground/app-database.ts';
import { journalRecord, mirroredJob, outboxStep } from '../testing-ground/records.ts';
import { resolveAll, resolveConflict, retryParked } from './resolve.ts';

let store: Store;
beforeEach(async () => {
  store = await openDexieStore(await appDatabase());
});
afterEach(() => store.close());

const here = { collection: 'surveys', rowKey: 'a' };
const all = ['surveys', 'howdah_journal', 'howdah_intents', 'howdah_outbox', 'howdah_jobs'];

async function given(journal: Partial<JournalRecord>, row?: Row, step?: Partial<OutboxStep>): Promise<void> {
  await store.write(all, async (transaction) => {
    await transaction.put('howdah_journal', journalRecord('a', journal));
    if (row !== undefined) await transaction.putRow('surveys', row);
    if (step !== undefined) await transaction.put('howdah_outbox', outboxStep(step));
  });
}
const left = () =>
  store.read(all, async (transaction) => ({
    journal: await transaction.get('howdah_journal', ['surveys', 'a']),
    row: await transaction.row('surveys', 'a'),
    intent: await transaction.get('howdah_intents', ['surveys', 'a']),
    step: (await transaction.page('howdah_outbox'))[0],
  }));

const base = { id: 'a', severity: 1, note: 'x' };
const local = { id: 'a', severity: 2, note: 'mine' };
const remote = { id: 'a', severity: 3, note: 'x' };
const inConflict: Partial<JournalRecord> = {
  state: 'conflict',
  base,
  conflict: { remote, fields: ['severity'], since: 9 },
};

describe('a conflict', () => {
  beforeEach(() => given(inConflict, local));

  it('settled for mine leaves the row, and agrees on what Oozie has, so that mine goes out', async () => {
    await resolveConflict(store, here, 'mine');
    expect(await left()).toMatchObject({
      row: local,
      journal: { state: 'due', conflict: null, base: { severity: 3, note: 'x' } },
      intent: { by: 'person' },
    });
  });
  it('settled for theirs takes their value and keeps my other edits', async () => {
    await resolveConflict(store, here, 'theirs');
    expect(await left()).toMatchObject({
      row: { id: 'a', severity: 3, note: 'mine' },
      journal: { state: 'due', base: { severity: 3 } },
    });
  });
  it('settled by a row of the person’s own writes that', async () => {
    await resolveConflict(store, here, { row: { id: 'a', severity: 7, note: 'both' } });
    expect(await left()).toMatchObject({
      row: { severity: 7, note: 'both' },
      journal: { base: { severity: 3 } },
    });
  });
  it('can’t be settled by a row with another key', async () => {
    await expect(resolveConflict(store, here, { row: { id: 'b', severity: 7 } })).rejects.toMatchObject({
      code: 'key-changed',
    });
    expect(await left()).toMatchObject({ row: local, journal: { state: 'conflict' }, intent: undefined });
  });
  it('agrees only on what the person has seen', async () => {
    await given({
      ...inConflict,
      conflict: { remote: { ...remote, severity: 8 }, fields: ['severity'], since: 9 },
    });
    await resolveConflict(store, { ...here, remote }, 'mine');
    expect(await left()).toMatchObject({ journal: { base: { severity: 3 } } });
  });
  it('can be settled once', async () => {
    await resolveConflict(store, here, 'mine');
    await expect(resolveConflict(store, here, 'theirs')).rejects.toMatchObject({ code: 'not-in-conflict' });
    await expect(resolveConflict(store, { ...here, rowKey: 'z' }, 'mine')).rejects.toMatchObject({
      code: 'not-in-conflict',
    });
  });
});

describe('a conflict over a row that was deleted here', () => {
  beforeEach(() => given(inConflict));

  it('settled for mine leaves it deleted', async () => {
    await resolveConflict(store, here, 'mine');
    expect(await left()).toMatchObject({ row: undefined, journal: { state: 'due', base: { severity: 3 } } });
  });
  it('settled for theirs brings it back', async () => {
    await resolveConflict(store, here, 'theirs');
    expect((await left()).row).toEqual(remote);
  });
});

describe('a parked row', () => {
  const job = { jobId: '1-W', bundleId: null, fixedDigest: 'd', submittedAt: 0, started: false };
  const parked: Partial<JournalRecord> = {
    state: 'parked',
    base,
    job,
    jobId: '1-W',
    problem: { message: 'no', code: null, field: null, since: 1 },
  };

  it('that isn’t parked can’t be retried', async () => {
    await given({ state: 'settled' });
    await expect(retryParked(store, here, 5)).rejects.toMatchObject({ code: 'not-parked' });
    await expect(retryParked(store, { ...here, rowKey: 'z' }, 5)).rejects.toMatchObject({
      code: 'not-parked',
    });
  });
  it('is looked at again', async () => {
    await given({ ...parked, job: { ...job, started: true } }, local);
    await retryParked(store, here, 5);
    expect(await left()).toMatchObject({
      journal: { state: 'due', problem: null, job: { jobId: '1-W' }, base },
      intent: { by: 'person' },
    });
  });
  it('whose refused step waits keeps it for the engine to plan anew', async () => {
    await given(parked, local, { state: 'parked', attempts: 3 });
    await retryParked(store, here, 5);
    expect(await left()).toMatchObject({ step: { state: 'parked', attempts: 3 }, journal: { state: 'due' } });
  });
  it('of which nobody knows whether Oozie acted is looked for first', async () => {
    await given(parked, local, { state: 'parked', uncertain: true, attempts: 5, firstSentAt: 1 });
    await retryParked(store, here, 5);
    expect((await left()).step).toMatchObject({
      state: 'unknown',
      dueAt: 5,
      attempts: 0,
      uncertain: true,
      firstSentAt: 1,
    });
  });
  it('whose job was lost before it began is submitted anew, under a new key', async () => {
    await given(parked, local);
    await store.write(['howdah_jobs'], (transaction) =>
      transaction.put('howdah_jobs', mirroredJob('1-W', 0, { gone: true })),
    );
    await retryParked(store, here, 5);
    const { journal } = await left();
    expect(journal).toMatchObject({ job: null, jobId: '', base: null });
    expect(journal?.key).not.toBe('key-a');
  });
  it('whose coordinator’s bundle was lost before it began is submitted anew', async () => {
    await given({ ...parked, job: { ...job, jobId: null, bundleId: '1-B' }, jobId: '' }, local);
    await store.write(['howdah_jobs'], (transaction) =>
      transaction.put('howdah_jobs', mirroredJob('1-B', 0, { gone: true })),
    );
    await retryParked(store, here, 5);
    expect((await left()).journal).toMatchObject({ job: null, base: null });
  });
  it('whose job is there and only hasn’t begun keeps it: no second one is made beside it', async () => {
    await given(parked, local);
    await retryParked(store, here, 5);
    expect((await left()).journal).toMatchObject({ job: { jobId: '1-W' }, key: 'key-a', base });
  });
});

describe('many conflicts', () => {
  it('are settled at once, and those that are none any more are named', async () => {
    await given(inConflict, local);
    const gone = { collection: 'surveys', rowKey: 'b' };
    expect(await resolveAll(store, [here, gone], 'theirs')).toEqual({ settled: [here], passed: [gone] });
    expect(await left()).toMatchObject({ row: { severity: 3, note: 'mine' }, journal: { state: 'due' } });
  });
  it('are all left when one can’t be settled so', async () => {
    await given(inConflict, local);
    await expect(resolveAll(store, [here], { row: { ...local, id: 'z' } })).rejects.toMatchObject({
      code: 'key-changed',
    });
    expect(await left()).toMatchObject({ row: local, journal: { state: 'conflict' } });
  });
  it('are settled as Howdah proposes', async () => {
    const conflict = { remote, fields: ['severity'], since: 9, proposal: remote, why: 'it is over' };
    await given({ ...inConflict, conflict }, local);
    await resolveAll(store, [here], 'proposal');
    expect(await left()).toMatchObject({ row: { severity: 3, note: 'mine' } });
  });
});
