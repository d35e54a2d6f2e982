import type { ListedJob } from '../jobs.ts';

/** Where a page of jobs goes on. */
export interface After {
  readonly createdTime: number;
  readonly id: string;
}

/** What every rival can do, in a page of its own (`window.rival`). Times are in ms. */
export interface Rival {
  /** Makes a database and brings all jobs of a source to it; gives the time until all is committed. */
  mirror(source: string): Promise<number>;
  /** Opens the database that `mirror` made. */
  open(): Promise<void>;
  /** The 50 newest jobs of a status, before another one: their ids. */
  page(status: string, after: After | undefined): Promise<readonly string[]>;
}

/** What it took to hear of some changes. */
export interface Heard {
  /** From the first request to the end of all that came of it, in ms. */
  readonly time: number;
  readonly requests: number;
  readonly bytes: number;
}

declare global {
  interface Window {
    rival?: Rival;
    /** Set by the bench when the other tab's mirror is done. */
    isMirrored?: boolean;
    /** Has jobs of the mirrored source change, and waits until they are mirrored. Howdah's page only. */
    hear?: (source: string, changes: number) => Promise<Heard>;
    /** The longest task of the page so far, in ms, as far as the browser reports it: those of 50 ms and more. */
    longestTask?: number;
  }
}

/** A job as all rivals keep it: what Howdah's mirror keeps of a list's row, without what Howdah notes for itself. */
export interface Job {
  id: string;
  type: 'workflow';
  name: string;
  status: string;
  user: string | null;
  createdTime: number;
  startTime: number | null;
  endTime: number | null;
  lastModTime: number;
  nextMaterializedTime: null;
  parentId: string | null;
  externalId: string | null;
  gone: false;
}

const time = (text: string | null): number | null => (text === null ? null : Date.parse(text));

export function jobOf(row: ListedJob): Job {
  return {
    id: row.id,
    type: 'workflow',
    name: row.appName,
    status: row.status,
    user: row.user,
    createdTime: Date.parse(row.createdTime),
    startTime: time(row.startTime),
    endTime: time(row.endTime),
    lastModTime: Date.parse(row.lastModTime),
    nextMaterializedTime: null,
    parentId: row.parentId,
    externalId: typeof row.externalId === 'string' ? row.externalId : null,
    gone: false,
  };
}

/** How many jobs each rival asks for and writes at a time. */
export const pageLength = 250;

/** One page of a source's list, as every rival but Howdah asks for it. */
export async function pageOf(source: string, offset: number): Promise<{ total: number; jobs: Job[] }> {
  const query = `jobtype=wf&filter=sortby%3DlastModifiedTime&offset=${offset}&len=${pageLength}&timezone=GMT`;
  const answer = await fetch(`${source}/v2/jobs?${query}`);
  const { total, workflows }: { total: number; workflows: ListedJob[] } = await answer.json();
  return { total, jobs: workflows.map(jobOf) };
}

/** All pages of a source; the next one is on its way while one is worked on. */
export async function* pagesOf(source: string): AsyncGenerator<Job[]> {
  let next: Promise<{ total: number; jobs: Job[] }> | undefined = pageOf(source, 1);
  for (let offset = 1; next !== undefined; ) {
    const { total, jobs }: { total: number; jobs: Job[] } = await next;
    offset += jobs.length;
    next = jobs.length > 0 && offset <= total ? pageOf(source, offset) : undefined;
    yield jobs;
  }
}

/** Puts a rival where the bench finds it, and watches for long tasks. */
export function present(rival: Rival): void {
  window.longestTask = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      window.longestTask = Math.max(window.longestTask ?? 0, duration);
    }
  }).observe({ type: 'longtask', buffered: true });
  window.rival = rival;
}
