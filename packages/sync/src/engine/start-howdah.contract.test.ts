import 'fake-indexeddb/auto';
import { createOozieClient, printOozieDate } from '@howdah/oozie-client';
import { Dexie, type EntityTable } from 'dexie';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { coordinators, workflowRuns } from '../collection/collection.ts';
import { howdahStores } from '../store/tables.ts';
import { decidingWorkflow, hourlyCoordinator } from '../testing-ground/jobs.ts';
import { queuedLocks } from '../testing-ground/queued-locks.ts';
import type { Howdah } from './options.ts';
import { startHowdah } from './start-howdah.ts';

const url = inject('oozieUrl');
const definitionRoot = inject('definitionRoot');
const client = createOozieClient({ url, user: 'inspector' });
const minute = 60_000;

interface Survey {
  id: string;
  severity: number;
  status: 'draft' | 'finished';
  jobId?: string;
  jobStatus?: string;
  endedAt?: number | null;
}

interface Schedule {
  id: string;
  start: number;
  end: number;
  pause: number | null;
  concurrency: number;
  jobId?: string;
  jobStatus?: string;
}

type Database = Dexie & { surveys: EntityTable<Survey, 'id'>; schedules: EntityTable<Schedule, 'id'> };

const surveys = workflowRuns<Survey>({
  store: 'surveys',
  outgoing: { index: 'status', equals: 'finished' },
  toOozie: (survey) => ({
    definition: decidingWorkflow,
    properties: { jobName: survey.id, severity: survey.severity },
  }),
  fromOozie: (run) => ({ jobId: run.id, jobStatus: run.status, endedAt: run.endTime }),
});

const schedules = coordinators<Schedule>({
  store: 'schedules',
  toOozie: (schedule) => ({
    definition: hourlyCoordinator,
    workflows: { workflowPath: decidingWorkflow },
    properties: { jobName: schedule.id, severity: 1, frequency: 60, start: printOozieDate(schedule.start) },
    endTime: schedule.end,
    pauseTime: schedule.pause,
    concurrency: schedule.concurrency,
  }),
  fromOozie: (coordinator) => ({
    jobId: coordinator.coordJobId,
    jobStatus: coordinator.status,
    end: coordinator.endTime ?? 0,
    pause: coordinator.pauseTime,
    concurrency: coordinator.concurrency,
  }),
});

let count = 0;
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function profile(): Promise<{ db: Database; howdah: Howdah; name: (id: string) => string }> {
  count += 1;
  const suffix = `${Date.now().toString(36)}-${count}`;
  const db = new Dexie(`survey-${suffix}`) as Database;
  db.version(1).stores({ surveys: 'id, status', schedules: 'id', ...howdahStores });
  const howdah = await startHowdah({
    database: db,
    collections: [surveys, schedules],
    oozie: { url, user: 'inspector', definitionRoot, timeoutMs: 5_000 },
    pollIntervalMs: 200,
    locks: queuedLocks(),
    onActivity: (a) => process.env.HOWDAH_TRACE && console.log(a.step, a.message, a.rowKey, a.jobId),
  });
  open.push(async () => {
    await howdah.stop();
    db.close();
  });
  return { db, howdah, name: (id) => `${id}-${suffix}` };
}

const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 100 });

async function named(name: string) {
  const page = await client.workflows.list({ filter: { name } });
  return page.rows;
}

describe('a row on a real Oozie', () => {
  it('becomes one finished workflow, and its result comes back', async () => {
    const { db, name } = await profile();
    await db.surveys.bulkAdd([
      { id: name('a'), severity: 9, status: 'finished' },
      { id: name('b'), severity: 2, status: 'finished' },
      { id: name('c'), severity: 5, status: 'draft' },
    ]);
    await until(async () => {
      expect(await db.surveys.get(name('a'))).toMatchObject({
        jobStatus: 'SUCCEEDED',
        jobId: expect.stringMatching(/-W$/),
      });
      expect(await db.surveys.get(name('b'))).toMatchObject({ jobStatus: 'SUCCEEDED' });
    });
    expect(await named(name('a'))).toHaveLength(1);
    expect(await named(name('c'))).toHaveLength(0);
    await db.surveys.update(name('c'), { status: 'finished' });
    await until(async () => {
      expect(await db.surveys.get(name('c'))).toMatchObject({ jobStatus: 'SUCCEEDED' });
    });
  });

  it('becomes one coordinator, whose changes go both ways', async () => {
    const { db, name, howdah } = await profile();
    const start = Math.floor(Date.now() / minute) * minute + 24 * 60 * minute;
    const id = name('nightly');
    await db.schedules.add({ id, start, end: start + 48 * 60 * minute, pause: null, concurrency: 1 });
    await until(async () => {
      expect(await db.schedules.get(id)).toMatchObject({ jobId: expect.stringMatching(/-C$/) });
    });
    const jobId = (await db.schedules.get(id))?.jobId ?? '';

    await db.schedules.update(id, { end: start + 72 * 60 * minute, concurrency: 3 });
    await until(async () => {
      expect(await client.coordinators.info(jobId)).toMatchObject({
        concurrency: 3,
        endTime: start + 72 * 60 * minute,
      });
    });

    await client.coordinators.change(jobId, { concurrency: 5, pausetime: start + 30 * minute });
    await until(async () => {
      expect(await db.schedules.get(id)).toMatchObject({ concurrency: 5, pause: start + 30 * minute });
    });

    // The same field on both sides.
    await howdah.stop();
    await client.coordinators.change(jobId, { concurrency: 7 });
  });
});
