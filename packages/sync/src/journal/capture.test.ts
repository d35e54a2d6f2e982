import 'fake-indexeddb/auto';
import { Dexie, type EntityTable } from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { howdahStores } from '../store/tables.ts';
import { newDatabaseName, notedRows } from '../testing-ground/app-database.ts';
import { captureWrites } from './capture.ts';

interface Survey {
  id: string;
  severity: number;
}
interface Photo {
  id: number;
  title: string;
}
type Database = Dexie & {
  surveys: EntityTable<Survey, 'id'>;
  photos: EntityTable<Photo, 'id'>;
  drafts: EntityTable<Survey, 'id'>;
};

let db: Database;
beforeEach(async () => {
  db = new Dexie(newDatabaseName()) as Database;
  db.version(1).stores({ surveys: 'id, severity', photos: '++id', drafts: 'id', ...howdahStores });
  captureWrites(db, ['surveys', 'photos']);
  await db.open();
});
afterEach(() => db.delete());

const noted = () => notedRows(db);
const forget = () => db.table('howdah_intents').clear();
async function withSurveys(...ids: string[]): Promise<void> {
  await db.surveys.bulkAdd(ids.map((id, severity) => ({ id, severity })));
  await forget();
}

describe('a write of the app is noted in the same transaction', () => {
  it('when a row is added', async () => {
    await db.surveys.add({ id: 'a', severity: 1 });
    expect(await noted()).toEqual([['surveys', 'a']]);
  });
  it('when a row is put', async () => {
    await db.surveys.put({ id: 'a', severity: 1 });
    expect(await noted()).toEqual([['surveys', 'a']]);
  });
  it('when many are put, each', async () => {
    await db.surveys.bulkPut(['b', 'a', 'c'].map((id) => ({ id, severity: 1 })));
    expect(await noted()).toEqual([
      ['surveys', 'a'],
      ['surveys', 'b'],
      ['surveys', 'c'],
    ]);
  });
  it('when a row is updated', async () => {
    await withSurveys('a', 'b');
    await db.surveys.update('b', { severity: 9 });
    expect(await noted()).toEqual([['surveys', 'b']]);
  });
  it('when rows are updated in bulk', async () => {
    await withSurveys('a', 'b', 'c');
    await db.surveys.bulkUpdate([
      { key: 'a', changes: { severity: 9 } },
      { key: 'c', changes: { severity: 9 } },
    ]);
    expect(await noted()).toEqual([
      ['surveys', 'a'],
      ['surveys', 'c'],
    ]);
  });
  it('not when an update finds no row', async () => {
    await db.surveys.update('nobody', { severity: 9 });
    expect(await noted()).toEqual([]);
  });
  it('when rows are modified, those that were found', async () => {
    await withSurveys('a', 'b', 'c');
    await db.surveys
      .where('severity')
      .above(0)
      .modify((survey) => {
        survey.severity += 1;
      });
    expect(await noted()).toEqual([
      ['surveys', 'b'],
      ['surveys', 'c'],
    ]);
  });
  it('when rows are upserted', async () => {
    await withSurveys('a');
    await db.surveys.upsert('a', { severity: 4 });
    await db.surveys.upsert('b', { severity: 5 });
    expect(await noted()).toEqual([
      ['surveys', 'a'],
      ['surveys', 'b'],
    ]);
  });
  it('when a row is deleted', async () => {
    await withSurveys('a', 'b');
    await db.surveys.delete('a');
    expect(await noted()).toEqual([['surveys', 'a']]);
  });
  it('when many are deleted', async () => {
    await withSurveys('a', 'b', 'c');
    await db.surveys.bulkDelete(['a', 'c']);
    expect(await noted()).toEqual([
      ['surveys', 'a'],
      ['surveys', 'c'],
    ]);
  });
  it('when the store is cleared, every row that was in it', async () => {
    await withSurveys('a', 'b');
    await db.surveys.clear();
    expect(await noted()).toEqual([
      ['surveys', 'a'],
      ['surveys', 'b'],
    ]);
    expect(await db.surveys.count()).toBe(0);
  });
  it('when a range of keys is deleted, only what was in it', async () => {
    await withSurveys('a', 'b', 'c', 'd');
    await db.surveys.where('id').between('b', 'c', true, true).delete();
    expect(await noted()).toEqual([
      ['surveys', 'b'],
      ['surveys', 'c'],
    ]);
    expect(await db.surveys.toCollection().primaryKeys()).toEqual(['a', 'd']);
  });
  it('when rows found by an index, or by a filter, are deleted', async () => {
    await withSurveys('a', 'b', 'c');
    await db.surveys.where('severity').equals(1).delete();
    await db.surveys.filter(({ id }) => id === 'c').delete();
    expect(await noted()).toEqual([
      ['surveys', 'b'],
      ['surveys', 'c'],
    ]);
  });
  it('with the key that the database gave', async () => {
    const id = await db.photos.add({ title: 'roof' });
    await db.photos.bulkAdd([{ title: 'wall' }, { title: 'door' }]);
    expect(await noted()).toEqual([
      ['photos', id],
      ['photos', id + 1],
      ['photos', id + 2],
    ]);
  });
  it('with a new stamp each time, so that an edit made meanwhile is told from the one that was looked at', async () => {
    await db.surveys.put({ id: 'a', severity: 1 });
    const [first] = await db.table('howdah_intents').toArray();
    await db.surveys.put({ id: 'a', severity: 1 });
    const [second] = await db.table('howdah_intents').toArray();
    expect(first).toMatchObject({ by: 'app', stamp: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(second.stamp > first.stamp).toBe(true);
  });
});

describe('a write that comes to nothing', () => {
  it('leaves no note of a row that could not be added, but of those that were', async () => {
    await withSurveys('b');
    const adding = db.surveys.bulkAdd(['a', 'b', 'c'].map((id) => ({ id, severity: 7 })));
    await expect(adding).rejects.toMatchObject({ name: 'BulkError' });
    // Outside a transaction of the app's, Dexie keeps none or all of what went through: notes and rows agree.
    const added = (await db.surveys.where('severity').equals(7).primaryKeys()).map((id) => ['surveys', id]);
    expect(await noted()).toEqual(added);
  });
  it('within a transaction that goes on leaves notes of the rows that were added', async () => {
    await withSurveys('b');
    await db.transaction('rw', db.surveys, async () => {
      await db.surveys.bulkAdd(['a', 'b', 'c'].map((id) => ({ id, severity: 7 }))).catch(() => {});
    });
    expect(await db.surveys.count()).toBe(3);
    expect(await noted()).toEqual([
      ['surveys', 'a'],
      ['surveys', 'c'],
    ]);
  });
  it('leaves no note when the row is refused', async () => {
    await withSurveys('a');
    await expect(db.surveys.add({ id: 'a', severity: 2 })).rejects.toMatchObject({ name: 'ConstraintError' });
    expect(await noted()).toEqual([]);
  });
  it('leaves no note when the transaction is taken back', async () => {
    await withSurveys('a');
    const work = db.transaction('rw', db.surveys, async () => {
      await db.surveys.put({ id: 'b', severity: 1 });
      await db.surveys.delete('a');
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await noted()).toEqual([]);
    expect(await db.surveys.toCollection().primaryKeys()).toEqual(['a']);
  });
});

describe('a transaction of the app', () => {
  it('needs to list only the app’s own store', async () => {
    await db.transaction('rw', db.surveys, async () => {
      await db.surveys.put({ id: 'a', severity: 1 });
      await db.surveys.update('a', { severity: 2 });
      await db.surveys.put({ id: 'b', severity: 3 });
    });
    expect(await noted()).toEqual([
      ['surveys', 'a'],
      ['surveys', 'b'],
    ]);
  });
  it('goes on after a clear', async () => {
    await withSurveys('a');
    await db.transaction('rw', db.surveys, db.drafts, async () => {
      await db.surveys.clear();
      await db.surveys.put({ id: 'b', severity: 1 });
      await db.drafts.put({ id: 'd', severity: 1 });
    });
    expect(await noted()).toEqual([
      ['surveys', 'a'],
      ['surveys', 'b'],
    ]);
    expect(await db.drafts.count()).toBe(1);
  });
  it('that only reads, or writes other stores, notes nothing', async () => {
    await db.drafts.put({ id: 'd', severity: 1 });
    await db.transaction('r', db.surveys, () => db.surveys.toArray());
    expect(await noted()).toEqual([]);
  });
});

describe('a database without Howdah’s stores', () => {
  it('keeps taking the app’s writes, though Howdah was refused', async () => {
    const bare = new Dexie(newDatabaseName());
    bare.version(1).stores({ surveys: 'id' });
    captureWrites(bare, ['surveys']);
    await bare.table('surveys').put({ id: 'a', severity: 1 });
    expect(await bare.table('surveys').count()).toBe(1);
    await bare.delete();
  });
});
