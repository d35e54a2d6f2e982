import 'fake-indexeddb/auto';
import { createOozieClient, printOozieDate } from '@howdah/oozie-client';
import { Dexie, type EntityTable } from 'dexie';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { bundles } from '../collection/collection.ts';
import { howdahStores } from '../store/tables.ts';
import { hour, minute, until } from '../testing-ground/inspectors-profile.ts';
import { decidingWorkflow, hourlyCoordinator } from '../testing-ground/jobs.ts';
import { queuedLocks } from '../testing-ground/queued-locks.ts';
import { startHowdah } from './start-howdah.ts';

const url = inject('oozieUrl');
const definitionRoot = inject('definitionRoot');
const client = createOozieClient({ url, user: 'ada' });

interface Round {
  id: string;
  end: number;
  pause: number | null;
  wanted?: 'RUNNING' | 'SUSPENDED' | 'KILLED';
  kickOff?: string;
  jobId?: string;
  status?: string;
  parts?: string[];
}

const both = (controls = '') => `<bundle-app name="rounds" xmlns="uri:oozie:bundle:0.2">${controls}
  <coordinator name="day-\${jobName}"><app-path>\${dayPath}</app-path></coordinator>
  <coordinator name="night-\${jobName}"><app-path>\${nightPath}</app-path></coordinator>
</bundle-app>`;

const start = Math.floor(Date.now() / hour) * hour + 48 * hour;

const rounds = bundles<Round>({
  store: 'rounds',
  toOozie: ({ id, end, pause, wanted, kickOff }) => ({
    name: id,
    definition: both(kickOff && `<controls><kick-off-time>${kickOff}</kick-off-time></controls>`),
    coordinators: { dayPath: hourlyCoordinator, nightPath: `${hourlyCoordinator}<!-- night -->` },
    workflows: { workflowPath: decidingWorkflow },
    properties: { jobName: id, severity: 1, frequency: 60, concurrency: 1, start: printOozieDate(start) },
    endTime: end,
    pauseTime: pause,
    ...(wanted === undefined ? {} : { state: wanted }),
  }),
  fromOozie: ({ bundleJobId, status, endTime, pauseTime, bundleCoordJobs }) => ({
    jobId: bundleJobId,
    status,
    ...(endTime === null ? {} : { end: endTime }),
    pause: pauseTime,
    parts: bundleCoordJobs.map((part) => `${part.coordJobName} ${part.status}`).sort(),
  }),
});

let count = 0;
const closes: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closes.splice(0)) await close();
});

async function opened(fetching: typeof fetch = fetch) {
  count += 1;
  const suffix = `${Date.now().toString(36)}-${count}`;
  const db = new Dexie(`bundles-${suffix}`) as Dexie & { rounds: EntityTable<Round, 'id'> };
  db.version(1).stores({ rounds: 'id', ...howdahStores });
  const howdah = await startHowdah({
    database: db,
    collections: [rounds],
    oozie: { url, user: 'ada', definitionRoot, timeoutMs: 5_000, fetch: fetching },
    pollIntervalMs: 200,
    locks: queuedLocks(),
  });
  howdah.parked.subscribe(() => {});
  closes.push(async () => {
    await howdah.stop();
    db.close();
  });
  return { db, howdah, id: `rounds-${suffix}` };
}

const named = async (name: string) => (await client.bundles.list({ filter: { name } })).rows;

describe('a bundle of rounds', () => {
  it('begins once, shows its coordinators, is changed, suspended, resumed, and killed with its row', async () => {
    const { db, howdah, id } = await opened();
    await db.rounds.add({ id, end: start + 24 * hour, pause: null });
    const parts = (status: string) => [`day-${id} ${status}`, `night-${id} ${status}`];
    await until(async () => {
      await howdah.refresh();
      expect(await db.rounds.get(id)).toMatchObject({ parts: parts('PREP'), end: start + 24 * hour });
    });
    expect(await named(id)).toHaveLength(1);
    const jobId = (await db.rounds.get(id))?.jobId ?? '';
    await db.rounds.update(id, { end: start + 12 * hour, pause: start + 30 * minute });
    await until(async () => {
      const job = await client.bundles.info(jobId);
      expect(job.pauseTime).toBe(start + 30 * minute);
      expect(job.bundleCoordJobs.map(({ endTime }) => endTime)).toEqual([
        start + 12 * hour,
        start + 12 * hour,
      ]);
    });
    await db.rounds.update(id, { wanted: 'SUSPENDED' });
    await until(async () => {
      await howdah.refresh();
      expect(await db.rounds.get(id)).toMatchObject({
        parts: parts('PREPSUSPENDED'),
        end: start + 12 * hour,
      });
    });
    await db.rounds.update(id, { wanted: 'RUNNING' });
    await until(async () => {
      await howdah.refresh();
      expect(await db.rounds.get(id)).toMatchObject({ parts: parts('PREP') });
    });
    expect(howdah.parked.current).toEqual([]);
    await db.rounds.delete(id);
    await until(async () => {
      const job = await client.bundles.info(jobId);
      expect([job, ...job.bundleCoordJobs].map(({ status }) => status)).toEqual([
        'KILLED',
        'KILLED',
        'KILLED',
      ]);
    });
  });

  it('whose answers are lost begins once', async () => {
    let lost = 0;
    const forgetful: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      const { pathname, searchParams } = new URL(String(input));
      const isSubmission =
        init?.method === 'POST' && pathname.endsWith('/jobs') && !searchParams.has('action');
      const isStart = init?.method === 'PUT' && searchParams.get('action') === 'start';
      if (!(isSubmission || isStart) || lost > 1) return answer;
      lost += 1;
      throw new TypeError('lost');
    };
    const { db, id } = await opened(forgetful);
    await db.rounds.add({ id, end: start + 24 * hour, pause: null });
    await until(async () => expect((await db.rounds.get(id))?.parts?.length).toBeGreaterThan(0));
    expect(lost).toBe(2);
    expect((await named(id)).filter(({ status }) => status !== 'KILLED')).toHaveLength(1);
    await db.rounds.delete(id);
    await until(async () => expect((await named(id)).every(({ status }) => status === 'KILLED')).toBe(true));
  });

  it('with a kick-off time of its own is parked with the reason', async () => {
    const { db, howdah, id } = await opened();
    await db.rounds.add({ id, end: start + hour, pause: null, kickOff: '2030-01-01T00:00Z' });
    await until(() => {
      expect(howdah.parked.current).toMatchObject([{ rowKey: id, field: 'definition' }]);
    });
    expect(await named(id)).toHaveLength(0);
  });
});
