import { describe, expect, it } from 'vitest';
import { createMemoryDatabase, type MemoryDatabase } from './memory-store.ts';
import { describeStore } from './store-conformance.ts';

const database = (): MemoryDatabase =>
  createMemoryDatabase('app', {
    surveys: {
      keyPath: 'id',
      indexes: [
        { name: 'status', keyPath: 'status' },
        { name: '[status+severity]', keyPath: ['status', 'severity'] },
      ],
    },
  });

describeStore('memory', async () => database().open());

describe('a tab that dies', () => {
  const epoch = { name: 'epoch', value: 1 };

  it('leaves what was complete, and nothing of what was not', async () => {
    const memory = database();
    const tab = memory.open();
    await tab.write(['howdah_meta'], (transaction) => transaction.put('howdah_meta', epoch));
    let isBack = false;
    const dying = tab.write(['howdah_meta'], async (transaction) => {
      await transaction.put('howdah_meta', { name: 'epoch', value: 2 });
      tab.die();
      await transaction.put('howdah_meta', { name: 'other', value: 3 });
    });
    dying.then(() => {
      isBack = true;
    });
    const other = memory.open();
    const left = await other.read(['howdah_meta'], (transaction) => transaction.page('howdah_meta'));
    expect(left).toEqual([epoch]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(isBack).toBe(false);
  });

  it('writes nothing any more that it was about to write, at whichever moment it dies', async () => {
    for (let moment = 0; moment < 10; moment += 1) {
      const memory = database();
      const tab = memory.open();
      void tab.write(['howdah_meta'], async (transaction) => {
        void transaction.put('howdah_meta', epoch);
        for (let passed = 0; passed < moment; passed += 1) await Promise.resolve();
        tab.die();
      });
      await new Promise((resolve) => setImmediate(resolve));
      const other = memory.open();
      expect(await other.read(['howdah_meta'], (transaction) => transaction.page('howdah_meta'))).toEqual([]);
    }
  });

  it('holds up no other tab', async () => {
    const memory = database();
    const tab = memory.open();
    tab.write(['howdah_meta'], () => new Promise(() => {}));
    const other = memory.open();
    const waiting = other.write(['howdah_meta'], (transaction) => transaction.put('howdah_meta', epoch));
    await Promise.resolve();
    tab.die();
    await waiting;
  });
});

it('every change of a transaction is told, with what was there before', async () => {
  const memory = database();
  const told: unknown[] = [];
  memory.onCommit((changes) => told.push(...changes));
  const tab = memory.open();
  await tab.write(['surveys'], async (transaction) => {
    await transaction.putRow('surveys', { id: 'a', severity: 1 });
    await transaction.putRow('surveys', { id: 'a', severity: 2 });
    await transaction.deleteRow('surveys', 'a');
  });
  expect(told).toEqual([
    { store: 'surveys', key: 'a', before: undefined, after: { id: 'a', severity: 1 } },
    { store: 'surveys', key: 'a', before: { id: 'a', severity: 1 }, after: { id: 'a', severity: 2 } },
    { store: 'surveys', key: 'a', before: { id: 'a', severity: 2 }, after: undefined },
  ]);
});
