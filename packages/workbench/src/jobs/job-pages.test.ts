import type { JobsQuery, Live, MirroredJob, SyncView } from '@howdah/sync';
import { expect, it } from 'vitest';
import { pageJobs } from './job-pages.ts';

function job(createdTime: number): MirroredJob {
  return {
    id: `job-${createdTime}`,
    type: 'workflow',
    name: 'night-load',
    status: 'RUNNING',
    user: 'etl',
    createdTime,
    startTime: null,
    endTime: null,
    lastModTime: null,
    nextMaterializedTime: null,
    parentId: null,
    gone: false,
    seenAt: 0,
  };
}

/** A mirror in memory that pages by key as the real one does. */
function mirrorOf(times: number[]) {
  let jobs = times.map(job);
  const listeners = new Set<() => void>();
  const read = ({ limit = 50, after }: JobsQuery) =>
    jobs
      .toSorted((a, b) => (b.createdTime ?? 0) - (a.createdTime ?? 0))
      .filter(({ createdTime }) => after === undefined || (createdTime ?? 0) < (after.createdTime ?? 0))
      .slice(0, limit);
  const view: Pick<SyncView, 'jobs'> = {
    jobs: (query = {}): Live<MirroredJob[]> => ({
      get current() {
        return read(query);
      },
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    }),
  };
  return {
    view,
    listeners,
    add(time: number) {
      jobs = [...jobs, job(time)];
      for (const listener of [...listeners]) listener();
    },
  };
}

const timesOf = (pager: ReturnType<typeof pageJobs>) => pager.current?.jobs.map((each) => each.createdTime);

it('loads page after page, and knows when there are no more', () => {
  const pager = pageJobs(mirrorOf([1, 2, 3, 4, 5]).view, {}, 2);
  pager.subscribe(() => {});
  expect(timesOf(pager)).toEqual([5, 4]);
  pager.loadMore();
  expect(timesOf(pager)).toEqual([5, 4, 3, 2]);
  expect(pager.current?.isComplete).toBe(false);
  pager.loadMore();
  expect(timesOf(pager)).toEqual([5, 4, 3, 2, 1]);
  expect(pager.current?.isComplete).toBe(true);
  pager.loadMore();
  expect(timesOf(pager)).toEqual([5, 4, 3, 2, 1]);
});

it('loses no job between pages when a new one comes in', () => {
  const mirror = mirrorOf([1, 2, 3, 4]);
  const pager = pageJobs(mirror.view, {}, 2);
  pager.subscribe(() => {});
  pager.loadMore();
  mirror.add(9);
  expect(timesOf(pager)).toEqual([9, 4, 3, 2]);
  pager.loadMore();
  expect(timesOf(pager)).toEqual([9, 4, 3, 2, 1]);
});

it('stops reading with its last listener', () => {
  const mirror = mirrorOf([1, 2, 3]);
  const stop = pageJobs(mirror.view, {}, 2).subscribe(() => {});
  expect(mirror.listeners.size).toBe(1);
  stop();
  expect(mirror.listeners.size).toBe(0);
});
