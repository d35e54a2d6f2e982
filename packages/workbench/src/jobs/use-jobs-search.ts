import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { type JobsSearch, parseJobsSearch } from './job-filter.ts';

/** What the page's address says. Parsed again, since the router passes on what a route left out. */
export function useJobsSearch(): JobsSearch {
  return parseJobsSearch(useSearch({ from: '/jobs' }));
}

/** Changes what the page's address says, without moving the page; an empty text takes a part out. */
export function useChangeJobsSearch() {
  const navigate = useNavigate({ from: '/jobs' });
  return useCallback(
    (change: Partial<Record<keyof JobsSearch, string>>, { replace = false } = {}) =>
      navigate({
        search: (before) => parseJobsSearch({ ...before, ...change }),
        replace,
        resetScroll: false,
      }),
    [navigate],
  );
}
