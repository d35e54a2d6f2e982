import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareKeys, nameOfKey } from '../store/key-order.ts';
import { createMemoryDatabase } from '../store/memory-store.ts';
import type { KeyRange, StoreTransaction } from '../store/store.ts';
import { journalRecord } from '../testing-ground/records.ts';
import { besideRows } from './beside-rows.ts';

const database = () =>
  createMemoryDatabase('app', {
    surveys: { keyPath: 'id', indexes: [{ name: 'status', keyPath: 'status' }] },
  }).open();

type Survey = { id: IDBValidKey; status: string };

/** Keeps surveys, and journals beside some of them and beside rows that are gone or another collection's. */
async function filled(surveys: readonly Survey[], journals: readonly (readonly [string, IDBValidKey])[]) {
  const store = database();
  await store.write(['surveys', 'howdah_journal'], async (transaction) => {
    for (const survey of surveys) await transaction.putRow('surveys', survey);
    await transaction.put(
      'howdah_journal',
      journals.map(([collection, rowKey]) => journalRecord(rowKey, { collection })),
    );
  });
  return store;
}

/** Counts what is asked for: how many ranges, and how many records by their keys. */
function counted(transaction: StoreTransaction) {
  const asked = { ranges: 0, keys: 0 };
  const counting: StoreTransaction = {
    ...transaction,
    page: (table, range) => {
      asked.ranges += 1;
      return transaction.page(table, range);
    },
    getMany: (table, keys) => {
      asked.keys += keys.length;
      return transaction.getMany(table, keys);
    },
  };
  return { asked, counting };
}

const keys = fc.oneof(
  fc.integer({ min: -20, max: 60 }),
  fc.string({ maxLength: 2 }),
  fc.date({ min: new Date(0), max: new Date(20), noInvalidDate: true }),
  fc.uint8Array({ maxLength: 2 }),
  fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.string({ maxLength: 1 })), { maxLength: 2 }),
);
const surveys = fc.uniqueArray(fc.record({ id: keys, status: fc.constantFrom('draft', 'finished') }), {
  maxLength: 90,
  selector: ({ id }) => nameOfKey(id),
});
const limit = fc.integer({ min: 1, max: 30 });
const queries = fc.oneof(
  fc.record({ limit, descending: fc.boolean() }),
  fc.record({ limit, above: keys }),
  fc.record({ limit, below: keys }),
  fc
    .tuple(keys, keys, limit)
    .filter(([one, other]) => compareKeys(one, other) !== 0)
    .map(([one, other, many]) => ({
      above: compareKeys(one, other) < 0 ? one : other,
      below: compareKeys(one, other) < 0 ? other : one,
      limit: many,
    })),
  fc.record({ limit, equals: keys }),
  fc.record({ limit, index: fc.constant('status'), equals: fc.constant('finished') }),
);

describe('what lies beside rows', () => {
  it('is found for each row and no other, whatever its key, time after time', async () => {
    await fc.assert(
      fc.asyncProperty(
        surveys,
        fc.array(fc.tuple(fc.constantFrom('surveys', 'survey', 'surveys1'), keys), { maxLength: 60 }),
        queries,
        fc.infiniteStream(fc.boolean()),
        async (rows, others, query: KeyRange & { limit: number }, isSynced) => {
          const own = rows.filter(() => isSynced.next().value).map(({ id }) => ['surveys', id] as const);
          const store = await filled(rows, [...own, ...others]);
          const ahead = besideRows('howdah_journal', 'surveys', query);
          for (let time = 0; time < 3; time += 1) {
            const [found, expected] = await store.read(['surveys', 'howdah_journal'], async (transaction) => {
              const shown = (await transaction.rows('surveys', query)) as Survey[];
              const references = shown.map(({ id }) => ['surveys', id]);
              const read = await ahead(transaction);
              return [
                await read(shown.map(({ id }) => id)),
                await transaction.getMany('howdah_journal', references),
              ];
            });
            expect(found).toEqual(expected);
            const [gone] = rows;
            await store.write(['surveys', 'howdah_journal'], async (transaction) => {
              if (gone !== undefined && time === 0) await transaction.deleteRow('surveys', gone.id);
              const added = { id: time, status: 'finished' };
              await transaction.putRow('surveys', added);
              await transaction.put('howdah_journal', journalRecord(time, { key: `again-${time}` }));
            });
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  const thousand = Array.from({ length: 1_000 }, (_, id) => ({
    id,
    status: id % 100 === 7 ? 'finished' : '',
  }));

  it('costs one request where the rows come in the order of their keys', async () => {
    const store = await filled(
      thousand,
      thousand.map(({ id }) => ['surveys', id]),
    );
    const ahead = besideRows('howdah_journal', 'surveys', { above: 500, limit: 50 });
    await store.read(['howdah_journal'], async (transaction) => {
      const { asked, counting } = counted(transaction);
      const read = await ahead(counting);
      const found = await read(thousand.slice(501, 551).map(({ id }) => id));
      expect(found.map((journal) => journal?.rowKey)).toEqual(thousand.slice(501, 551).map(({ id }) => id));
      expect(asked).toEqual({ ranges: 1, keys: 0 });
    });
  });

  it('is read ahead, row by row, for those rows of an index that were shown last', async () => {
    const store = await filled(
      thousand,
      thousand.map(({ id }) => ['surveys', id]),
    );
    const finished = thousand.filter(({ status }) => status === 'finished').map(({ id }) => id);
    const ahead = besideRows('howdah_journal', 'surveys', { index: 'status', equals: 'finished', limit: 50 });
    await store.read(['howdah_journal'], async (transaction) => {
      await (await ahead(transaction))(finished);
      const { asked, counting } = counted(transaction);
      const read = await ahead(counting);
      expect(asked).toEqual({ ranges: 0, keys: finished.length });
      await read([...finished, 5]);
      expect(asked).toEqual({ ranges: 0, keys: finished.length + 1 });
    });
  });
});
