// biome-ignore-all lint/a11y/useSemanticElements: rows placed by hand can't be those of a <table>
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus goes to what is in a row, not to the row
import type { MirroredJob } from '@howdah/sync';
import { IconHistory } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo, useEffect, useRef } from 'react';
import { CopyText } from '../shell/copy-text.tsx';
import { Moment } from '../time/moment.tsx';
import { duration } from '../time/time-words.ts';
import { useNow } from '../time/use-now.ts';
import { JobTypeLabel } from './job-type.tsx';
import { StatusBadge } from './status-badge.tsx';

interface JobRowProps {
  job: MirroredJob;
  /** Its place in the whole list, from 1, headings included. */
  rank: number;
  /** Whether the keyboard is at this row. */
  isCursor: boolean;
  onOpen: (id: string) => void;
}

/** Kept as it is while the list scrolls: only a row whose job changed is made anew. */
export const JobRow = memo(function JobRow({ job, rank, isCursor, onOpen }: JobRowProps) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isCursor) link.current?.focus({ preventScroll: true });
  }, [isCursor]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard the row is opened with the link in it
    <div
      className="job-row job-grid"
      role="row"
      aria-rowindex={rank}
      data-job-id={job.id}
      data-gone={job.gone}
      onClick={() => onOpen(job.id)}
    >
      <Cell name="status">
        <StatusBadge status={job.status} />
      </Cell>
      <Cell name="name">
        <Link
          ref={link}
          className="job-name"
          title={job.name}
          from="/jobs"
          search={(before) => ({ ...before, job: job.id })}
          resetScroll={false}
          onClick={(event) => event.stopPropagation()}
        >
          {job.name}
        </Link>
        {job.gone && <GoneMark />}
        <span className="job-id">
          <span className="mono" title={job.id}>
            {job.id}
          </span>
          <CopyText text={job.id} label="Copy id" />
        </span>
      </Cell>
      <Cell name="type">
        <JobTypeLabel type={job.type} />
      </Cell>
      <Cell name="user">{job.user === null ? <Nothing /> : <span title={job.user}>{job.user}</span>}</Cell>
      <Cell name="created">
        <MomentOrNothing at={job.createdTime} />
      </Cell>
      <Cell name="start">
        <MomentOrNothing at={job.startTime} />
      </Cell>
      <Cell name="end">
        <MomentOrNothing at={job.endTime} />
      </Cell>
      <Cell name="length">
        <LengthOrNext job={job} />
      </Cell>
    </div>
  );
});

export function GoneMark() {
  return (
    <span className="job-gone" title="The server has purged this job; what it last said is kept here.">
      <IconHistory size={13} aria-hidden /> kept as history
    </span>
  );
}

function Cell({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className={`job-cell job-cell-${name}`} role="cell">
      {children}
    </div>
  );
}

const Nothing = () => <span className="dimmed">–</span>;

function MomentOrNothing({ at }: { at: number | null }) {
  return at === null ? <Nothing /> : <Moment at={at} />;
}

/** How long a workflow ran, or runs by now; when a coordinator runs next. */
function LengthOrNext({ job }: { job: MirroredJob }) {
  const now = useNow();
  const { type, startTime, endTime, nextMaterializedTime } = job;
  if (type !== 'workflow') {
    if (nextMaterializedTime === null || job.gone) return <Nothing />;
    return (
      <span>
        <span className="dimmed">next </span>
        <Moment at={nextMaterializedTime} />
      </span>
    );
  }
  if (startTime === null) return <Nothing />;
  if (endTime !== null) return <span>{duration(endTime - startTime)}</span>;
  return job.status === 'RUNNING' && !job.gone ? (
    <span>
      {duration(now - startTime)} <span className="dimmed">so far</span>
    </span>
  ) : (
    <Nothing />
  );
}
