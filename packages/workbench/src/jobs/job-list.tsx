// biome-ignore-all lint/a11y/useSemanticElements: rows placed by hand can't be those of a <table>
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus goes to what is in a row, not to the row
import type { MirroredJob } from '@howdah/sync';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useShortcuts } from '../shell/use-shortcuts.ts';
import { JobRow } from './job-row.tsx';
import { useChangeJobsSearch } from './use-jobs-search.ts';
import './job-list.css';

const columns = ['Status', 'Name', 'Type', 'User', 'Created', 'Start', 'End', 'Duration / next'];

interface JobListProps {
  jobs: readonly MirroredJob[];
  isComplete: boolean;
  /** Called when the last rows come into view; undefined when the end is the end. */
  onEndReached: (() => void) | undefined;
}

/** The list: only the rows in view are in the page, however many there are. A table when wide, cards when narrow. */
export function JobList({ jobs, isComplete, onEndReached }: JobListProps) {
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [cursor, setCursor] = useState<string>();
  const change = useChangeJobsSearch();
  useEffect(() => setTop(body.current?.offsetTop ?? 0), []);

  const rows = useWindowVirtualizer({
    count: jobs.length,
    estimateSize: () => 61,
    overscan: 8,
    scrollMargin: top,
    getItemKey: (index) => jobs[index]?.id ?? index,
    // The page's header covers the top of the window.
    scrollPaddingStart: 110,
    scrollPaddingEnd: 90,
  });
  const shown = rows.getVirtualItems();
  const isAtEnd = (shown.at(-1)?.index ?? 0) >= jobs.length - 10;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each page that came the end may still be in view
  useEffect(() => {
    if (isAtEnd) onEndReached?.();
  }, [isAtEnd, onEndReached, jobs.length]);

  const move = (by: 1 | -1) => {
    const at = jobs.findIndex(({ id }) => id === cursor);
    const next = Math.min(jobs.length - 1, Math.max(0, at + by));
    setCursor(jobs[next]?.id);
    rows.scrollToIndex(next, { align: 'auto' });
  };
  useShortcuts({ j: () => move(1), k: () => move(-1) });

  const open = useCallback(
    (id: string) => {
      setCursor(id);
      change({ job: id });
    },
    [change],
  );

  return (
    <div
      className="job-list card"
      role="table"
      aria-label="Jobs"
      aria-rowcount={isComplete ? jobs.length + 1 : -1}
    >
      <div className="job-list-head" role="rowgroup">
        <div className="job-grid" role="row" aria-rowindex={1}>
          {columns.map((column) => (
            <div key={column} role="columnheader">
              {column}
            </div>
          ))}
        </div>
      </div>
      <div ref={body} className="job-list-body" role="rowgroup" style={{ height: rows.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const job = jobs[index];
          return (
            job && (
              <div
                key={key}
                ref={rows.measureElement}
                data-index={index}
                className="job-slot"
                role="presentation"
                style={{ transform: `translateY(${start - top}px)` }}
              >
                <JobRow job={job} rank={index + 2} isCursor={job.id === cursor} onOpen={open} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
