import 'fake-indexeddb/auto';
import { createOozieClient } from '@howdah/oozie-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { retryParked } from '../conflict/resolve.ts';
import { kinds } from '../kinds/index.ts';
import type { EngineContext } from '../settle/context.ts';
import { openDexieStore } from '../store/dexie-store.ts';
import type { Store } from '../store/store.ts';
import type { OutboxStep } from '../store/tables.ts';
import { appDatabase } from '../testing-ground/app-database.ts';
import { journalRecord, outboxStep } from '../testing-ground/records.ts';
import { surveys } from '../testing-ground/rows.ts';
import { deliver } from './deliver.ts';

const day = 86_400_000;
const timeoutMs = 30_000;
let store: Store;
let now: number;
let context: EngineContext;

/** What was asked of Oozie, and what its reads answer: by default it has no job of ours. */
let asked: string[];
let readAnswer: () => Response;
const json = { headers: { 'content-type': 'application/json' } };
const oozie: typeof fetch = async (input, init) => {
  const method = init?.method ?? 'GET';
  asked.push(`${method} ${new URL(String(input)).searchParams.get('action') ?? ''}`.trim());
  return method === 'GET' ? readAnswer() : new Response('{}', json);
};

beforeEach(async () => {
  store = await openDexieStore(await appDatabase());
  now = 100 * day;
  asked = [];
  readAnswer = () => new Response('{}', json);
  const { signal } = new AbortController();
  const client = createOozieClient({ url: 'http://oozie.test/oozie', fetch: oozie, retries: 0 });
  const collection = surveys();
  context = {
    store,
    collections: new Map([
      ['surveys', { collection, kind: kinds['workflow-run'], isOutgoing: () => true, markField: undefined }],
    ]),
    client,
    transport: {
      client,
      definitionRoot: async () => '/defs',
      stored: new Map(),
      signal,
      wait: async () => {},
    },
    signal,
    epoch: 0,
    now: () => now,
    elapsed: () => 0,
    random: () => 0.5,
    newKey: () => 'new-key',
    timeoutMs,
    mirrorAll: false,
    readBySteps: new Set(),
  };
});
afterEach(() => store.close());

/** A submission whose answer was lost so long ago. */
async function lost(ago: number, more: Partial<OutboxStep> = {}): Promise<void> {
  await store.write(['howdah_outbox', 'howdah_journal', 'surveys'], async (transaction) => {
    await transaction.putRow('surveys', { id: 'a', severity: 7, status: 'finished' });
    await transaction.put('howdah_journal', journalRecord('a', { state: 'working' }));
    await transaction.put(
      'howdah_outbox',
      outboxStep({ state: 'unknown', attempts: 1, firstSentAt: now - ago, lastSentAt: now - ago, ...more }),
    );
  });
}
const stepNow = () =>
  store.read(['howdah_outbox'], async (transaction) => (await transaction.page('howdah_outbox')).at(-1));
const journalNow = () =>
  store.read(['howdah_journal'], (transaction) => transaction.get('howdah_journal', ['surveys', 'a']));
async function deliverNow(): Promise<OutboxStep | undefined> {
  const step = await stepNow();
  if (step !== undefined) await deliver(context, step);
  return stepNow();
}

describe('a submission whose answer was lost and that is not found', () => {
  it('is not sent again as long as the lost request may still arrive', async () => {
    await lost(timeoutMs);
    const step = await deliverNow();
    expect(step).toMatchObject({ state: 'unknown', attempts: 1 });
    expect(step?.dueAt).toBeGreaterThan(now);
  });
  it('is sent again after that', async () => {
    await lost(timeoutMs + 5_000);
    expect(await deliverNow()).toMatchObject({ state: 'queued', dueAt: now });
  });
  it('is a person’s to decide after five tries', async () => {
    await lost(day, { attempts: 5 });
    expect(await deliverNow()).toMatchObject({ state: 'parked', uncertain: true });
    expect(await journalNow()).toMatchObject({
      state: 'parked',
      problem: { message: expect.stringContaining('5 times') },
    });
  });
  it('is a person’s to decide when it was so long ago that Oozie may have purged it', async () => {
    await lost(7 * day);
    expect(await deliverNow()).toMatchObject({ state: 'parked', uncertain: true });
    expect(await journalNow()).toMatchObject({ problem: { message: expect.stringContaining('7 days') } });
  });
  it('is sent again when that person says so, once', async () => {
    await lost(7 * day);
    await deliverNow();
    await retryParked(store, { collection: 'surveys', rowKey: 'a' }, now);
    expect(await stepNow()).toMatchObject({ state: 'unknown' });
    expect(await deliverNow()).toMatchObject({ state: 'queued', uncertain: false });
  });
  it('again after that is looked for by the time of the newest try', async () => {
    await lost(timeoutMs + 5_000, { firstSentAt: now - 7 * day, attempts: 2 });
    expect(await deliverNow()).toMatchObject({ state: 'queued' });
  });
  it('is left to the tab that leads now', async () => {
    await lost(day);
    await store.write(['howdah_meta'], (transaction) =>
      transaction.put('howdah_meta', { name: 'epoch', value: 8 }),
    );
    await expect(deliverNow()).rejects.toThrow('epoch');
    expect(await stepNow()).toMatchObject({ state: 'unknown' });
  });
  it('is left alone when it was settled meanwhile', async () => {
    await lost(day);
    const before = await stepNow();
    await store.write(['howdah_outbox'], (transaction) =>
      transaction.put('howdah_outbox', outboxStep({ ...before, state: 'done' })),
    );
    if (before !== undefined) await deliver(context, before);
    expect(await stepNow()).toMatchObject({ state: 'done' });
  });
});

describe('a command that could overwrite what somebody else changed', () => {
  const command = { state: 'queued', action: 'kill', seen: { status: 'RUNNING' } } as const;
  const job = { jobId: 'w-1', bundleId: null, started: true, fixedDigest: '', submittedAt: 0 };

  it('waits when the job can’t be looked at before', async () => {
    readAnswer = () => new Response('', { status: 502 });
    await lost(0, { ...command, job });
    expect(await deliverNow()).toMatchObject({ state: 'queued', attempts: 1 });
    expect(new Set(asked)).toEqual(new Set(['GET']));
    expect((await stepNow())?.dueAt).toBeGreaterThan(now);
  });

  it('is a person’s to decide when Oozie fails at every look', async () => {
    readAnswer = () => new Response('', { status: 500, headers: { 'oozie-error-code': 'E0603' } });
    await lost(0, { ...command, job });
    for (let time = 0; time < 5; time += 1) await deliverNow();
    expect(await stepNow()).toMatchObject({ state: 'parked', problem: { code: 'E0603' } });
    expect(new Set(asked)).toEqual(new Set(['GET']));
  });

  it('doesn’t count as tried when there is no room for what the look brought', async () => {
    const suspended = {
      id: 'w-1',
      appName: 'survey',
      status: 'SUSPENDED',
      user: 'inspector',
      run: 0,
      actions: [],
    };
    readAnswer = () => new Response(JSON.stringify(suspended), json);
    await lost(0, { ...command, job });
    const full = new DOMException('The disk is full.', 'QuotaExceededError');
    context = { ...context, store: withoutRoomForJobs(store, full) };
    await expect(deliverNow()).rejects.toMatchObject({ name: 'QuotaExceededError' });
    expect(await stepNow()).toMatchObject({ state: 'queued', attempts: 1, problem: null });
  });
});

/** A store that has room for all but jobs. */
function withoutRoomForJobs(whole: Store, full: Error): Store {
  return {
    ...whole,
    write: (stores, work) =>
      whole.write(stores, (transaction) =>
        work({
          ...transaction,
          put: (table, records) =>
            table === 'howdah_jobs' ? Promise.reject(full) : transaction.put(table, records),
        }),
      ),
  };
}
