import type { Howdah } from '@howdah/sync';
import { useLive } from '@howdah/sync/react';
import { Button, Loader } from '@mantine/core';
import { IconDatabaseOff, IconFilterOff, IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useMemo } from 'react';
import { useDatabases, useOwnStatus } from '../databases/databases-context.tsx';
import { EmptyState } from '../shell/empty-state.tsx';
import { FreshnessLine } from './freshness-line.tsx';
import { JobDetails } from './job-details.tsx';
import { matchesText } from './job-filter.ts';
import { JobFilters } from './job-filters.tsx';
import { JobList } from './job-list.tsx';
import { type JobPager, type JobPages, pageJobs } from './job-pages.ts';
import { useChangeJobsSearch, useJobsSearch } from './use-jobs-search.ts';
import './jobs-page.css';

/** How many jobs are gone through for the one that a link leads to. */
const mostSought = 2_000;

export function JobsPage() {
  const { own, problem } = useDatabases();
  return (
    <div className="jobs-page">
      <header className="page-heading">
        <h1>Jobs</h1>
        <FreshnessLine />
      </header>
      <JobFilters />
      {own !== undefined ? (
        <MirroredJobs own={own} />
      ) : problem !== null ? (
        <EmptyState icon={IconDatabaseOff} title="Jobs can’t be kept in this browser">
          <p>{problem}</p>
        </EmptyState>
      ) : (
        <Waiting />
      )}
    </div>
  );
}

function Waiting() {
  return (
    <p className="jobs-waiting dimmed" role="status">
      <Loader size="xs" color="gray" aria-hidden /> Opening this browser’s copy
    </p>
  );
}

function MirroredJobs({ own }: { own: Howdah }) {
  const { type, status, text, job: openId } = useJobsSearch();
  const change = useChangeJobsSearch();
  const pager = useMemo(
    () => pageJobs(own, { ...(type && { type }), ...(status && { status }) }),
    [own, type, status],
  );
  const pages = useLive<JobPages>(pager);
  useOlderUntilFound(openId, pages, pager);
  const sought = useDeferredValue(text);
  const loaded = pages?.jobs;
  const shown = useMemo(
    () => loaded?.filter((job) => sought === undefined || matchesText(job, sought)),
    [loaded, sought],
  );
  if (pages === undefined || shown === undefined) return <Waiting />;

  const older = sought !== undefined && !pages.isComplete && (
    <p className="jobs-older">
      <span className="dimmed">Searched the newest {pages.jobs.length} jobs.</span>
      <Button variant="default" onClick={pager.loadMore}>
        Search older jobs
      </Button>
    </p>
  );
  return (
    <>
      {shown.length > 0 ? (
        <JobList
          jobs={shown}
          isComplete={pages.isComplete}
          // A search doesn't pull in the whole mirror by itself: older jobs are searched when asked for.
          onEndReached={sought === undefined ? pager.loadMore : undefined}
        />
      ) : (
        <NoJobs isFiltered={type !== undefined || status !== undefined || sought !== undefined} />
      )}
      {older}
      <JobDetails
        id={openId}
        jobs={pages.jobs}
        isComplete={pages.isComplete}
        onClose={() => change({ job: '' })}
      />
    </>
  );
}

/** A link can lead to a job further down than what is loaded: older pages are read until it is found. */
function useOlderUntilFound(id: string | undefined, pages: JobPages | undefined, pager: JobPager): void {
  useEffect(() => {
    if (id === undefined || pages === undefined || pages.jobs.length >= mostSought) return;
    if (!pages.jobs.some((job) => job.id === id)) pager.loadMore();
  }, [id, pages, pager]);
}

function NoJobs({ isFiltered }: { isFiltered: boolean }) {
  const navigate = useNavigate({ from: '/jobs' });
  const status = useOwnStatus();
  if (isFiltered) {
    return (
      <EmptyState icon={IconFilterOff} title="No job matches the filters">
        <p>Only jobs that this browser has a copy of are searched.</p>
        <Button variant="default" onClick={() => navigate({ search: {} })}>
          Clear filters
        </Button>
      </EmptyState>
    );
  }
  if (status?.lastContactAt == null) {
    return (
      <EmptyState icon={IconPlugConnectedX} title="Waiting for the first sync">
        <p>
          {status?.connectionProblem ??
            'As soon as Oozie answers, its jobs are copied here and can be read without a network from then on.'}
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconPlugConnected} title="Oozie has no jobs yet">
      <p>
        Submit one with <span className="mono">oozie job -run</span> or from an app that syncs with Howdah,
        and it appears here by itself.
      </p>
    </EmptyState>
  );
}
