import 'fake-indexeddb/auto';
import { createOozieClient } from '@howdah/oozie-client';
import {
  createGate,
  type FaultAction,
  type FaultProxy,
  type MatchableRequest,
  startFaultProxy,
} from '@howdah/testing';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import {
  inspectorsProfile,
  scheduleFromTomorrow,
  started,
  until,
  workflowsNamed,
} from '../testing-ground/inspectors-profile.ts';

const url = inject('oozieUrl');
const definitionRoot = inject('definitionRoot');
const client = createOozieClient({ url, user: 'inspector' });
let proxy: FaultProxy;
let profile: ReturnType<typeof inspectorsProfile>;

beforeEach(async () => {
  proxy = await startFaultProxy({ target: new URL(url).origin });
  const { pathname } = new URL(url);
  profile = inspectorsProfile({
    url: `${proxy.url}${pathname}`,
    user: 'inspector',
    definitionRoot,
    timeoutMs: 1_500,
  });
});
afterEach(async () => {
  proxy.clear();
  await profile.closeAll();
  await proxy.stop();
});

/** The request that makes a job: a POST that is neither a dryrun nor a validation. */
const isSubmit = ({ method, path, query }: MatchableRequest) =>
  method === 'POST' && path.endsWith('/jobs') && !query.has('action');
const isUpload = ({ method, query }: MatchableRequest) =>
  method === 'POST' && query.get('action') === 'dryrun';
const isStart = ({ method, query }: MatchableRequest) => method === 'PUT' && query.get('action') === 'start';

const faults: Record<string, FaultAction> = {
  'dropped before Oozie saw it': { kind: 'drop-request' },
  'dropped on its way back': { kind: 'drop-response' },
  'cut off': { kind: 'truncate', bytes: 5 },
  'an HTML page': { kind: 'html-page' },
  'a failure after Oozie acted': { kind: 'status-after', status: 500, body: 'oops' },
  'a failure before Oozie acted': { kind: 'status', status: 500, body: 'oops' },
  'a 401': { kind: 'status', status: 401 },
  'a 503': { kind: 'status', status: 503 },
  'later than the timeout': { kind: 'delay', ms: 2_500, when: 'before-answering' },
  'sent twice by the network': { kind: 'duplicate' },
};

describe('one started job for each survey', () => {
  for (const [request, match] of Object.entries({ upload: isUpload, submission: isSubmit, start: isStart })) {
    for (const [what, action] of Object.entries(faults)) {
      it(`when the answer to its ${request} is ${what}`, async () => {
        const { db } = await profile.openTab();
        proxy.inject({ match, action });
        const id = profile.named('survey');
        await db.surveys.add({ id, severity: 9, status: 'finished' });
        await until(async () => expect(await db.surveys.get(id)).toMatchObject({ jobStatus: 'SUCCEEDED' }));
        // What a repeated submission left behind is found inert and killed.
        await until(async () => {
          const jobs = await workflowsNamed(url, id);
          expect(jobs.filter(({ status }) => status === 'PREP')).toEqual([]);
          expect(started(jobs)).toHaveLength(1);
        });
      });
    }
  }

  it('when the tab is closed between submission and start, and another goes on', async () => {
    const { db, close } = await profile.openTab();
    const gate = createGate();
    proxy.inject({ match: isStart, action: { kind: 'hold', gate, when: 'before-forwarding' } });
    const id = profile.named('survey');
    await db.surveys.add({ id, severity: 9, status: 'finished' });
    await gate.arrived;
    await close();
    gate.release();
    const next = await profile.openTab();
    await until(async () => expect(await next.db.surveys.get(id)).toMatchObject({ jobStatus: 'SUCCEEDED' }));
    expect(started(await workflowsNamed(url, id))).toHaveLength(1);
    expect(await workflowsNamed(url, id)).toHaveLength(1);
  });

  it('when the tab is closed while the submission is on its way', async () => {
    const { db, close } = await profile.openTab();
    const gate = createGate();
    proxy.inject({ match: isSubmit, action: { kind: 'hold', gate } });
    const id = profile.named('survey');
    await db.surveys.add({ id, severity: 9, status: 'finished' });
    await gate.arrived;
    await close();
    gate.release();
    const next = await profile.openTab();
    await until(async () => expect(await next.db.surveys.get(id)).toMatchObject({ jobStatus: 'SUCCEEDED' }));
    expect(await workflowsNamed(url, id)).toHaveLength(1);
  });

  it('when a submission that was given up arrives late, long after another was sent', async () => {
    const { db } = await profile.openTab();
    let late = '';
    const match = (request: MatchableRequest) => {
      if (!isSubmit(request)) return false;
      late = request.body;
      return true;
    };
    proxy.inject({ match, action: { kind: 'drop-request' } });
    const id = profile.named('survey');
    await db.surveys.add({ id, severity: 9, status: 'finished' });
    await until(async () => expect(await db.surveys.get(id)).toMatchObject({ jobStatus: 'SUCCEEDED' }));
    await fetch(`${url}/v2/jobs`, {
      method: 'POST',
      headers: { 'content-type': 'application/xml' },
      body: late,
    });
    await until(async () => {
      const jobs = await workflowsNamed(url, id);
      expect(jobs.map(({ status }) => status).sort()).toEqual(['KILLED', 'SUCCEEDED']);
      expect(started(jobs)).toHaveLength(1);
    });
  });

  it('made offline, all go out when the network is back', async () => {
    await proxy.offline(true);
    const { db, howdah } = await profile.openTab();
    howdah.status.subscribe(() => {});
    const ids = [1, 2, 3, 4, 5].map((number) => profile.named(`survey${number}`));
    await db.surveys.bulkAdd(ids.map((id) => ({ id, severity: 3, status: 'finished' as const })));
    await until(() =>
      expect(howdah.status.current).toMatchObject({
        connection: 'offline',
        connectionProblem: expect.any(String),
      }),
    );
    await proxy.offline(false);
    await until(async () => {
      for (const id of ids) expect(await db.surveys.get(id)).toMatchObject({ jobStatus: 'SUCCEEDED' });
      expect(howdah.status.current).toMatchObject({
        connection: 'online',
        pending: 0,
        queued: 0,
        unknown: 0,
        parked: 0,
      });
    });
    for (const id of ids) expect(await workflowsNamed(url, id)).toHaveLength(1);
  });
});

describe('one coordinator for each schedule', () => {
  const isBundleStart = isStart;
  for (const [request, match] of Object.entries({ submission: isSubmit, start: isBundleStart })) {
    for (const what of [
      'dropped before Oozie saw it',
      'dropped on its way back',
      'sent twice by the network',
    ]) {
      it(`when the answer to its ${request} is ${what}`, async () => {
        const { db } = await profile.openTab();
        const action = faults[what];
        if (action === undefined) throw new Error(`no fault "${what}"`);
        proxy.inject({ match, action });
        const schedule = scheduleFromTomorrow(profile.named('nightly'));
        await db.schedules.add(schedule);
        await until(async () => expect((await db.schedules.get(schedule.id))?.jobId).toMatch(/-C$/));
        const { rows } = await client.coordinators.list({ filter: { name: schedule.id } });
        expect(rows).toHaveLength(1);
      });
    }
  }

  for (const what of ['dropped before Oozie saw it', 'dropped on its way back', 'a 503', 'an HTML page']) {
    it(`is changed once though the answer to the change is ${what}`, async () => {
      const { db, howdah } = await profile.openTab();
      howdah.conflicts.subscribe(() => {});
      const schedule = scheduleFromTomorrow(profile.named('nightly'));
      await db.schedules.add(schedule);
      await until(async () => expect((await db.schedules.get(schedule.id))?.jobId).toMatch(/-C$/));
      const action = faults[what];
      if (action === undefined) throw new Error(`no fault "${what}"`);
      proxy.inject({ match: ({ query }) => query.get('action') === 'change', action });
      await db.schedules.update(schedule.id, { concurrency: 9 });
      const jobId = (await db.schedules.get(schedule.id))?.jobId ?? '';
      await until(async () => {
        expect(await client.coordinators.info(jobId)).toMatchObject({ concurrency: 9 });
        expect(howdah.status).toBeDefined();
      });
      expect(await db.schedules.get(schedule.id)).toMatchObject({ concurrency: 9 });
      expect(howdah.conflicts.current).toEqual([]);
    });
  }
});

describe('two tabs of one profile', () => {
  it('have one leader; when it is closed the other takes over and finishes', async () => {
    const first = await profile.openTab();
    const second = await profile.openTab();
    for (const { howdah } of [first, second]) howdah.status.subscribe(() => {});
    await until(() => {
      expect(first.howdah.status.current?.role).toBe('leader');
      expect(second.howdah.status.current?.role).toBe('follower');
    });
    const id = profile.named('survey');
    await second.db.surveys.add({ id, severity: 9, status: 'finished' });
    await until(async () =>
      expect(await second.db.surveys.get(id)).toMatchObject({ jobStatus: 'SUCCEEDED' }),
    );
    await first.close();
    await until(() => expect(second.howdah.status.current?.role).toBe('leader'));
    const next = profile.named('next');
    await second.db.surveys.add({ id: next, severity: 9, status: 'finished' });
    await until(async () =>
      expect(await second.db.surveys.get(next)).toMatchObject({ jobStatus: 'SUCCEEDED' }),
    );
    expect(await workflowsNamed(url, id)).toHaveLength(1);
  });
});
