import { createOozieClient, printOozieDate, type WorkflowRow } from '@howdah/oozie-client';
import { Dexie, type EntityTable } from 'dexie';
import { vi } from 'vitest';
import {
  type Collection,
  type CoordinatorsOptions,
  coordinators,
  type WorkflowRunsOptions,
  workflowRuns,
} from '../collection/collection.ts';
import type { Howdah, HowdahOptions } from '../engine/options.ts';
import { startHowdah } from '../engine/start-howdah.ts';
import { howdahStores } from '../store/tables.ts';
import { decidingWorkflow, hourlyCoordinator } from './jobs.ts';
import { queuedLocks } from './queued-locks.ts';

export interface Survey {
  id: string;
  severity: number;
  status: 'draft' | 'finished';
  jobId?: string;
  jobStatus?: string;
  endedAt?: number | null;
  gone?: boolean;
}

export interface Schedule {
  id: string;
  start: number;
  end: number;
  pause: number | null;
  concurrency: number;
  frequency: number;
  jobId?: string;
  jobStatus?: string;
}

export type Database = Dexie & {
  surveys: EntityTable<Survey, 'id'>;
  schedules: EntityTable<Schedule, 'id'>;
};

export const minute = 60_000;
export const hour = 60 * minute;

export const surveys = (options: Partial<WorkflowRunsOptions<Survey>> = {}): Collection<Survey> =>
  workflowRuns<Survey>({
    store: 'surveys',
    outgoing: { index: 'status', equals: 'finished' },
    toOozie: (survey) => ({
      definition: decidingWorkflow,
      properties: { jobName: survey.id, severity: survey.severity },
    }),
    fromOozie: (run) => ({ jobId: run.id, jobStatus: run.status, endedAt: run.endTime, gone: run.gone }),
    ...options,
  });

export const schedules = (options: Partial<CoordinatorsOptions<Schedule>> = {}): Collection<Schedule> =>
  coordinators<Schedule>({
    store: 'schedules',
    toOozie: (schedule) => ({
      name: schedule.id,
      definition: hourlyCoordinator,
      workflows: { workflowPath: decidingWorkflow },
      properties: {
        jobName: schedule.id,
        severity: 1,
        frequency: schedule.frequency,
        start: printOozieDate(schedule.start),
      },
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
    ...options,
  });

/** A schedule that begins tomorrow, so that nothing of it runs during a test. */
export function scheduleFromTomorrow(id: string): Schedule {
  const start = Math.floor(Date.now() / minute) * minute + 24 * hour;
  return { id, start, end: start + 48 * hour, pause: null, concurrency: 1, frequency: 60 };
}

let profiles = 0;

/** One browser profile of an inspector: a database of its own, whose tabs share one queue for the lock. */
export function inspectorsProfile(oozie: HowdahOptions['oozie']) {
  profiles += 1;
  const suffix = `${Date.now().toString(36)}-${profiles}`;
  const locks = queuedLocks();
  const closes: (() => Promise<void>)[] = [];
  const openTab = async (
    options: Partial<HowdahOptions> = {},
  ): Promise<{ db: Database; howdah: Howdah; close: () => Promise<void> }> => {
    const db = new Dexie(`inspector-${suffix}`) as Database;
    db.version(1).stores({ surveys: 'id, status', schedules: 'id', ...howdahStores });
    const howdah = await startHowdah({
      database: db,
      collections: [surveys(), schedules()],
      oozie,
      pollIntervalMs: 200,
      locks,
      ...options,
    });
    const close = async () => {
      await howdah.stop();
      db.close();
    };
    closes.push(close);
    return { db, howdah, close };
  };
  return {
    openTab,
    /** A name that no other test's job has. */
    named: (name: string) => `${name}-${suffix}`,
    async closeAll() {
      for (const close of closes.splice(0)) await close();
    },
  };
}

/** Waits until an expectation holds: at most 30 s. */
export const until = (check: () => Promise<void> | void): Promise<void> =>
  vi.waitFor(check, { timeout: 30_000, interval: 50 });

/** Every workflow of a name that Oozie knows, whatever its state. */
export async function workflowsNamed(url: string, name: string): Promise<readonly WorkflowRow[]> {
  return (await createOozieClient({ url }).workflows.list({ filter: { name }, len: 1_000 })).rows;
}

/** Those that were ever started. One killed in PREP has run nothing and has no start time. */
export const started = (rows: readonly WorkflowRow[]): readonly WorkflowRow[] =>
  rows.filter(({ status, startTime }) => status !== 'PREP' && startTime !== null);
