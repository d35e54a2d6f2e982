import { beforeEach, describe, expect, it } from 'vitest';
import { intentOf } from '../journal/capture.ts';
import { createMemoryDatabase } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';
import { journalRecord } from '../testing-ground/records.ts';
import { askRefresh, refreshAnswered } from './refresh.ts';

const stores = ['howdah_meta', 'howdah_intents', 'howdah_journal'] as const;
let store: Store;

/** The leader has looked, and news of the row `a` are there. */
beforeEach(async () => {
  store = createMemoryDatabase('app', {
    surveys: { keyPath: 'id', indexes: [{ name: 'status', keyPath: 'status' }] },
  }).open();
  await askRefresh(store, 'question');
  await store.write(stores, async (transaction) => {
    await transaction.put('howdah_meta', { name: 'refresh:answered', value: 'question' });
    await transaction.put('howdah_intents', intentOf('surveys', 'a', 'mirror'));
  });
});

const journalIs = (state: 'parked' | 'working') =>
  store.write(stores, (transaction) => transaction.put('howdah_journal', journalRecord('a', { state })));

describe('a refresh', () => {
  it('is over when all that is left waits for a person', async () => {
    await journalIs('parked');
    await refreshAnswered(store, new AbortController().signal);
  });

  it('is not over before what was found is written back', async () => {
    await journalIs('working');
    let isOver = false;
    const refreshed = refreshAnswered(store, new AbortController().signal).then(() => {
      isOver = true;
    });
    await store.read(stores, (transaction) => transaction.page('howdah_intents'));
    expect(isOver).toBe(false);
    await store.write(stores, (transaction) => transaction.delete('howdah_intents', [['surveys', 'a']]));
    await refreshed;
  });
});
