import { describe, expect, it } from 'vitest';
import { inspectors } from '../proof/inspector.fixture.ts';
import type { Profile } from '../proof/profile.fixture.ts';
import { storedConnection } from './connection.ts';

const inspector = inspectors({ pollIntervalMs: 5_000 });

const minutes = (count: number) => count * 60_000;

const names = ['s1', 's2', 's3', 's4', 's5', 's6'];

async function finishAll(own: Profile): Promise<void> {
  for (const id of names) await own.put('surveys', { id, severity: 3, status: 'finished' });
}

const lastOf = ({ network }: Profile) => network.requests.at(-1)?.number ?? 0;

/** How many requests of a method, or of any, came after one. */
const requestsAfter = ({ network }: Profile, last: number, method?: string) =>
  network.requests.filter(
    (request) => request.number > last && (method === undefined || request.method === method),
  ).length;

const connectionOf = async ({ app }: Profile) =>
  (await app.read(['howdah_meta'], storedConnection))?.connection;

const attemptsOf = ({ app }: Profile) =>
  app.read(['howdah_outbox'], async (transaction) =>
    (await transaction.page('howdah_outbox')).map(({ state, attempts }) => [state, attempts]),
  );

const begunOnce = ({ oozie }: Profile) =>
  names.filter((id) => oozie.jobs().workflows.filter(({ appName }) => appName === id).length === 1);

describe('while Oozie takes no changes (safe mode)', () => {
  it('one change at a time is tried, ever less often; the others wait, uncounted, and all go out when it does again', async () => {
    const own = inspector();
    own.openTab();
    await own.clock.advance(5_000);
    own.oozie.setSystemMode('SAFEMODE');
    await finishAll(own);
    await own.clock.advance(minutes(1));
    const before = lastOf(own);
    await own.clock.advance(minutes(10));
    const tries = requestsAfter(own, before, 'POST');
    expect(tries).toBeGreaterThan(10);
    expect(tries).toBeLessThan(90);
    expect(await connectionOf(own)).toBe('safe-mode');
    expect(await attemptsOf(own)).toEqual(names.map(() => ['queued', 0]));
    own.oozie.setSystemMode('NORMAL');
    await own.clock.runUntil(() => begunOnce(own).length === names.length, minutes(2));
    await own.clock.advance(5_000);
    expect(await connectionOf(own)).toBe('online');
  });

  it('what happens there is still shown', async () => {
    const own = inspector();
    own.openTab();
    await own.put('surveys', { id: 's1', severity: 3, status: 'finished' });
    await own.clock.runUntil(() => own.oozie.jobs().workflows.some(({ status }) => status === 'RUNNING'));
    await own.clock.advance(5_000);
    own.oozie.setSystemMode('SAFEMODE');
    await own.put('surveys', { id: 's2', severity: 3, status: 'finished' });
    await own.clock.advance(minutes(2));
    for (const { id } of own.oozie.jobs().workflows) own.oozie.complete(id, {});
    await own.clock.advance(20_000);
    const row = await own.app.read(['surveys'], (transaction) => transaction.row('surveys', 's1'));
    expect(row).toMatchObject({ jobStatus: 'SUCCEEDED' });
  });
});

describe('while Oozie can’t be reached', () => {
  it('one request at a time finds out whether it can again, ever less often; nothing that waits is counted', async () => {
    const own = inspector();
    own.openTab();
    await own.clock.advance(5_000);
    own.network.offline(true);
    await finishAll(own);
    await own.clock.advance(minutes(1));
    const before = lastOf(own);
    await own.clock.advance(minutes(10));
    // Each probe is a request with two quick repetitions.
    expect(lastOf(own) - before).toBeLessThan(3 * 2 * 90);
    expect(await connectionOf(own)).toBe('offline');
    for (const [, attempts] of await attemptsOf(own)) expect(attempts).toBeLessThanOrEqual(1);
    own.network.offline(false);
    await own.clock.runUntil(() => begunOnce(own).length === names.length, minutes(2));
  });
});

describe('a server that says when to come back', () => {
  it.each(['POST', 'GET'])('is left alone until then (%s)', async (method) => {
    const own = inspector();
    own.openTab();
    await own.clock.advance(5_000);
    own.network.inject({
      match: (request) => request.method === method,
      times: 1,
      action: { kind: 'status', status: 503, headers: { 'Retry-After': '300' } },
    });
    await finishAll(own);
    await own.clock.runUntil(async () => (await connectionOf(own)) === 'offline', minutes(1));
    // What was under way at that moment still ends.
    await own.clock.advance(10_000);
    const before = lastOf(own);
    await own.clock.advance(minutes(4));
    expect(lastOf(own) - before).toBe(0);
    await own.clock.runUntil(() => begunOnce(own).length === names.length, minutes(5));
  });
});

describe('a row that Oozie always refuses', () => {
  it('is parked, and the others go on', async () => {
    const own = inspector();
    own.openTab();
    own.network.inject({
      match: (request) => request.method === 'POST' && String(request.body).includes('>s2<'),
      times: Number.POSITIVE_INFINITY,
      action: {
        kind: 'status',
        status: 400,
        headers: { 'oozie-error-code': 'E0701', 'oozie-error-message': 'E0701: no' },
      },
    });
    await finishAll(own);
    await own.clock.runUntil(() => begunOnce(own).length === names.length - 1, minutes(5));
    await own.clock.advance(minutes(1));
    const parked = await own.app.read(['howdah_journal'], (transaction) =>
      transaction.page('howdah_journal', { index: 'state', equals: 'parked' }),
    );
    expect(parked.map(({ rowKey }) => rowKey)).toEqual(['s2']);
    const before = lastOf(own);
    await own.clock.advance(minutes(10));
    expect(requestsAfter(own, before, 'POST')).toBe(0);
  });
});

describe('of many rows that go out', () => {
  it('those that were submitted are started before more are submitted', async () => {
    const own = inspector();
    const many = 40;
    for (let row = 0; row < many; row += 1)
      await own.put('surveys', { id: `s${row}`, severity: 3, status: 'finished' });
    let inert = 0;
    let most = 0;
    own.onRequest(({ method, query }) => {
      if (method === 'POST' && !query.has('action')) inert += 1;
      if (method === 'PUT' && query.get('action') === 'start') inert -= 1;
      most = Math.max(most, inert);
    });
    own.openTab();
    const begun = () => own.oozie.jobs().workflows.filter(({ status }) => status === 'RUNNING').length;
    await own.clock.runUntil(() => begun() === many);
    expect(inert).toBe(0);
    expect(most).toBeLessThan(9);
  });
});
