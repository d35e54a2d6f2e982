import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { journalRecord, outboxStep } from '../testing-ground/records.ts';
import type { Live } from '../view/live.ts';
import type { KeyRange, Store } from './store.ts';

/** Calls back with each new value until it is stopped. */
function watch<T>(live: Live<T>): { values: T[]; next: () => Promise<T>; stop: () => void } {
  const values: T[] = [];
  let told = 0;
  let wake = () => {};
  const stop = live.subscribe(() => {
    if (live.current === undefined) return;
    values.push(live.current);
    wake();
  });
  const next = async (): Promise<T> => {
    for (;;) {
      const value = values[told];
      if (value !== undefined) {
        told += 1;
        return value;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { values, next, stop };
}

/** Long enough for a change to have been told, if it were to be. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 60));

/**
 * What every implementation of the `Store` port has to keep. `open` makes a database with Howdah's tables and a store
 * `surveys` with key path `id` and the indexes `status` and `[status+severity]`, and opens it.
 */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(`a store on ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const addSteps = () =>
      store.write(['howdah_outbox'], async (transaction) => {
        await transaction.put('howdah_outbox', [
          outboxStep({ rowKey: 'a', dueAt: 30 }),
          outboxStep({ rowKey: 'b', dueAt: 10 }),
          outboxStep({ rowKey: 'a', dueAt: 20, state: 'done' }),
          outboxStep({ rowKey: 'c', dueAt: 20 }),
        ]);
      });
    const steps = async (range?: KeyRange) =>
      (await store.read(['howdah_outbox'], (transaction) => transaction.page('howdah_outbox', range))).map(
        ({ seq }) => seq,
      );
    const countSteps = (range?: KeyRange) =>
      store.read(['howdah_outbox'], (transaction) => transaction.count('howdah_outbox', range));

    describe('finds records by range', () => {
      const due: KeyRange = {
        index: '[state+dueAt]',
        above: ['queued', -1],
        below: ['queued', Number.POSITIVE_INFINITY],
      };
      it.each<[string, KeyRange | undefined, number[]]>([
        ['all, in the order of their keys', undefined, [1, 2, 3, 4]],
        ['the newest first', { descending: true }, [4, 3, 2, 1]],
        ['a few', { limit: 2 }, [1, 2]],
        ['the newest few', { descending: true, limit: 2 }, [4, 3]],
        ['the one under a key', { equals: 2 }, [2]],
        ['none under an unknown key', { equals: 9 }, []],
        ['those above a key, without it', { above: 2 }, [3, 4]],
        ['those below a key, without it', { below: 3 }, [1, 2]],
        ['those between two keys, without them', { above: 1, below: 4 }, [2, 3]],
        ['those between, newest first, a few', { above: 1, below: 4, descending: true, limit: 1 }, [3]],
        ['by an index, in its order', { index: '[state+dueAt]' }, [3, 2, 4, 1]],
        ['by an index, backwards', { index: '[state+dueAt]', descending: true }, [1, 4, 2, 3]],
        ['those of a state, those due first at the front', due, [2, 4, 1]],
        ['those of a state that are due', { ...due, below: ['queued', 21] }, [2, 4]],
        ['the latest of a state', { ...due, descending: true, limit: 1 }, [1]],
        [
          'those of a row, the newest first',
          { index: '[collection+rowKey]', equals: ['surveys', 'a'], descending: true },
          [3, 1],
        ],
      ])('%s', async (_, range, expected) => {
        await addSteps();
        expect(await steps(range)).toEqual(expected);
        expect(await countSteps(range)).toBe(expected.length);
      });

      it('by several keys at once, and only their keys', async () => {
        await addSteps();
        const found = await store.read(['howdah_outbox'], async (transaction) => ({
          records: await transaction.getMany('howdah_outbox', [3, 9, 1]),
          keys: await transaction.keys('howdah_outbox', { above: 1, limit: 2 }),
          byIndex: await transaction.keys('howdah_outbox', { index: '[state+dueAt]', descending: true }),
        }));
        expect(found.records.map((step) => step?.seq)).toEqual([3, undefined, 1]);
        expect(found.keys).toEqual([2, 3]);
        expect(found.byIndex).toEqual([1, 4, 2, 3]);
      });

      it('those of a simple index', async () => {
        const records = [
          journalRecord('a', { jobId: '1-W' }),
          journalRecord('b', { state: 'parked' }),
          journalRecord('c', { jobId: '2-W' }),
        ];
        const found = await store.write(['howdah_journal'], async (transaction) => {
          await transaction.put('howdah_journal', records);
          return [
            await transaction.page('howdah_journal', { index: 'state', equals: 'parked' }),
            await transaction.page('howdah_journal', { index: 'jobId', above: '' }),
            await transaction.page('howdah_journal', { index: 'jobId', below: '2-W', descending: true }),
          ];
        });
        expect(found.map((page) => page.map(({ rowKey }) => rowKey))).toEqual([
          ['b'],
          ['a', 'c'],
          ['a', 'b'],
        ]);
      });
    });

    describe('keeps records', () => {
      it('under keys of two parts, of any type of key', async () => {
        const keys: IDBValidKey[] = [7, 'seven', ['a', 1], new Date(7)];
        await store.write(['howdah_journal'], (transaction) =>
          transaction.put(
            'howdah_journal',
            keys.map((key) => journalRecord(key)),
          ),
        );
        for (const key of keys) {
          const found = await store.read(['howdah_journal'], (transaction) =>
            transaction.get('howdah_journal', ['surveys', key]),
          );
          expect(found).toEqual(journalRecord(key));
        }
      });
      it('and replaces one under the same key', async () => {
        await addSteps();
        await store.write(['howdah_outbox'], (transaction) =>
          transaction.put('howdah_outbox', outboxStep({ seq: 2, attempts: 5 })),
        );
        const found = await store.read(['howdah_outbox'], (transaction) =>
          transaction.get('howdah_outbox', 2),
        );
        expect(found?.attempts).toBe(5);
        expect(await countSteps()).toBe(4);
      });
      it('and tells of none that is not there', async () => {
        expect(
          await store.read(['howdah_meta'], (transaction) => transaction.get('howdah_meta', 'nothing')),
        ).toBeUndefined();
      });
      it('until they are deleted; deleting none, or one that is not there, is nothing', async () => {
        await addSteps();
        await store.write(['howdah_outbox'], async (transaction) => {
          await transaction.delete('howdah_outbox', []);
          await transaction.delete('howdah_outbox', [2, 4, 99]);
        });
        expect(await steps()).toEqual([1, 3]);
      });
      it('in no part when the work throws', async () => {
        const work = store.write(['howdah_meta', 'surveys'], async (transaction) => {
          await transaction.put('howdah_meta', { name: 'epoch', value: 1 });
          await transaction.putRow('surveys', { id: 'a' });
          throw new Error('superseded');
        });
        await expect(work).rejects.toThrow('superseded');
        const left = await store.read(['howdah_meta', 'surveys'], async (transaction) => [
          await transaction.get('howdah_meta', 'epoch'),
          await transaction.row('surveys', 'a'),
        ]);
        expect(left).toEqual([undefined, undefined]);
      });
      it('in order, when two pieces of work want the same', async () => {
        const increase = () =>
          store.write(['howdah_meta'], async (transaction) => {
            const known = await transaction.get('howdah_meta', 'epoch');
            await transaction.put('howdah_meta', { name: 'epoch', value: Number(known?.value ?? 0) + 1 });
          });
        await Promise.all(Array.from({ length: 10 }, increase));
        const epoch = await store.read(['howdah_meta'], (transaction) =>
          transaction.get('howdah_meta', 'epoch'),
        );
        expect(epoch?.value).toBe(10);
      });
      it('and refuses to write while it only reads', async () => {
        const work = store.read(['howdah_meta'], (transaction) =>
          transaction.put('howdah_meta', { name: 'epoch', value: 1 }),
        );
        await expect(work).rejects.toThrow();
      });
      it('and refuses stores that the work has not named', async () => {
        const work = store.write(['howdah_meta'], (transaction) => transaction.row('surveys', 'a'));
        await expect(work).rejects.toThrow();
      });
    });

    it('reads and writes the app’s own rows', async () => {
      const rows = [
        { id: 'c', status: 'finished', severity: 1 },
        { id: 'a', status: 'finished', severity: 2 },
        { id: 'b', status: 'draft', severity: 3 },
      ];
      const found = await store.write(['surveys'], async (transaction) => {
        for (const row of rows) await transaction.putRow('surveys', row);
        await transaction.putRow('surveys', { id: 'b', status: 'finished', severity: 4 });
        await transaction.deleteRow('surveys', 'c');
        return {
          row: await transaction.row('surveys', 'b'),
          gone: await transaction.row('surveys', 'c'),
          keys: await transaction.rowKeysBy('surveys', 'status', 'finished'),
          newest: await transaction.rows('surveys', {
            index: 'status',
            equals: 'finished',
            descending: true,
            limit: 1,
          }),
          all: (await transaction.rows('surveys', {})).length,
          first: await transaction.rowKeysBy('surveys', 'status', 'finished', 1),
          none: await transaction.rowKeysBy('surveys', 'status', 'draft'),
          both: await transaction.rowKeysBy('surveys', '[status+severity]', ['finished', 4]),
        };
      });
      expect(found).toEqual({
        row: { id: 'b', status: 'finished', severity: 4 },
        gone: undefined,
        keys: ['a', 'b'],
        newest: [{ id: 'b', status: 'finished', severity: 4 }],
        all: 2,
        first: ['a'],
        none: [],
        both: ['b'],
      });
    });

    it('tells what it knows of a store', () => {
      expect(store.schemaOf('surveys')).toEqual({
        keyPath: 'id',
        indexes: expect.arrayContaining([
          { name: 'status', keyPath: 'status' },
          { name: '[status+severity]', keyPath: ['status', 'severity'] },
        ]),
      });
      expect(store.schemaOf('howdah_journal')?.keyPath).toEqual(['collection', 'rowKey']);
      expect(store.schemaOf('nothing')).toBeUndefined();
    });

    describe('live values', () => {
      const epochOf = () =>
        store.live(async (transaction) => (await transaction.get('howdah_meta', 'epoch'))?.value ?? 0);
      const setEpoch = (value: number) =>
        store.write(['howdah_meta'], (transaction) =>
          transaction.put('howdah_meta', { name: 'epoch', value }),
        );

      it('come with the first reading and with every change', async () => {
        const epoch = watch(epochOf());
        expect(await epoch.next()).toBe(0);
        await setEpoch(1);
        expect(await epoch.next()).toBe(1);
        await store.write(['howdah_meta'], (transaction) => transaction.delete('howdah_meta', ['epoch']));
        expect(await epoch.next()).toBe(0);
        epoch.stop();
      });
      it('stay quiet when what was written is what was there, or is elsewhere', async () => {
        await setEpoch(1);
        const epoch = watch(epochOf());
        await epoch.next();
        await setEpoch(1);
        await store.write(['howdah_journal'], (transaction) =>
          transaction.put('howdah_journal', journalRecord('a')),
        );
        await aWhile();
        expect(epoch.values).toEqual([1]);
        epoch.stop();
      });
      it('stay quiet when the work was taken back', async () => {
        const epoch = watch(epochOf());
        await epoch.next();
        await store
          .write(['howdah_meta'], async (transaction) => {
            await transaction.put('howdah_meta', { name: 'epoch', value: 5 });
            throw new Error('no');
          })
          .catch(() => {});
        await aWhile();
        expect(epoch.values).toEqual([0]);
        epoch.stop();
      });
      it('follow counts and ranges', async () => {
        const queued = watch(
          store.live((transaction) =>
            transaction.count('howdah_outbox', {
              index: '[state+dueAt]',
              above: ['queued', -1],
              below: ['queued', Number.POSITIVE_INFINITY],
            }),
          ),
        );
        expect(await queued.next()).toBe(0);
        await addSteps();
        expect(await queued.next()).toBe(3);
        queued.stop();
      });
      it('end when nobody listens any more', async () => {
        const epoch = watch(epochOf());
        await epoch.next();
        epoch.stop();
        await setEpoch(7);
        await aWhile();
        expect(epoch.values).toEqual([0]);
      });
    });
  });
}
