import type { JobsQuery, Live, MirroredJob, SyncView } from '@howdah/sync';

const defaultPageLength = 100;

export interface JobPages {
  /** Newest first, each once. */
  jobs: readonly MirroredJob[];
  /** True when there are no older ones. */
  isComplete: boolean;
}

export interface JobPager extends Live<JobPages> {
  /** Reads one page more, if there is one. */
  loadMore(): void;
}

interface Page {
  afterId: string | undefined;
  source: Live<MirroredJob[]>;
  stop: () => void;
  jobs: readonly MirroredJob[] | undefined;
}

/**
 * The mirror's jobs, page after page, all of them live. A page begins after the last job of the one before, so that
 * a job that comes in at the top moves the others on and none falls between two pages.
 */
export function pageJobs(
  view: Pick<SyncView, 'jobs'>,
  query: Pick<JobsQuery, 'type' | 'status'>,
  pageLength = defaultPageLength,
): JobPager {
  const listeners = new Set<() => void>();
  let pages: Page[] = [];
  let wanted = 1;
  let current: JobPages | undefined;

  function open(after: MirroredJob | undefined, shownMeanwhile?: readonly MirroredJob[]): Page {
    const cursor = after && { after: { id: after.id, createdTime: after.createdTime } };
    const source = view.jobs({ ...query, limit: pageLength, ...cursor });
    const page: Page = { afterId: after?.id, source, stop: () => {}, jobs: shownMeanwhile };
    page.stop = source.subscribe(() => {
      page.jobs = source.current;
      settle();
    });
    page.jobs = source.current ?? shownMeanwhile;
    return page;
  }

  const isFull = (page: Page | undefined) => page?.jobs !== undefined && page.jobs.length >= pageLength;

  function closeFrom(index: number): void {
    for (const page of pages.slice(index)) page.stop();
    pages = pages.slice(0, index);
  }

  function settle(): void {
    pages[0] ??= open(undefined);
    for (let index = 1; index < wanted; index += 1) {
      const before = pages[index - 1];
      if (!isFull(before)) {
        if (before?.jobs !== undefined) closeFrom(index);
        break;
      }
      const last = before?.jobs?.at(-1);
      const page = pages[index];
      if (page?.afterId === last?.id && page !== undefined) continue;
      page?.stop();
      pages[index] = open(last, page?.jobs);
    }
    publish();
  }

  function publish(): void {
    if (pages[0]?.jobs === undefined) return;
    const byId = new Map(pages.flatMap(({ jobs = [] }) => jobs.map((job) => [job.id, job])));
    const last = pages.at(-1);
    current = { jobs: [...byId.values()], isComplete: last?.jobs !== undefined && !isFull(last) };
    for (const listener of [...listeners]) listener();
  }

  return {
    get current() {
      return current;
    },
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) settle();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) closeFrom(0);
      };
    },
    loadMore() {
      if (pages.length < wanted || !isFull(pages.at(-1))) return;
      wanted += 1;
      settle();
    },
  };
}
