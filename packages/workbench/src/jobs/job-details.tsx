import type { MirroredJob } from '@howdah/sync';
import { IconExternalLink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CopyText } from '../shell/copy-text.tsx';
import { SidePanel } from '../shell/side-panel.tsx';
import { ExactMoment } from '../time/moment.tsx';
import { duration } from '../time/time-words.ts';
import { FreshnessLine } from './freshness-line.tsx';
import { GoneMark } from './job-row.tsx';
import { JobTypeLabel } from './job-type.tsx';
import { StatusBadge } from './status-badge.tsx';
import './job-details.css';

interface JobDetailsProps {
  /** The open job's id; undefined when none is open. */
  id: string | undefined;
  /** The jobs that are loaded. */
  jobs: readonly MirroredJob[];
  isComplete: boolean;
  onClose: () => void;
}

/** Everything the mirror knows of a job, beside the list. */
export function JobDetails({ id, jobs, isComplete, onClose }: JobDetailsProps) {
  const job = jobs.find((each) => each.id === id);
  return (
    <SidePanel isOpen={id !== undefined} onClose={onClose} title={job?.name ?? 'Job'}>
      {job !== undefined ? (
        <Facts job={job} />
      ) : (
        <p className="dimmed">
          {isComplete
            ? `This browser has no copy of ${id}, and Oozie’s lists don’t show it.`
            : `${id} is not among the jobs loaded so far. Close this and scroll down, or filter, to find it.`}
        </p>
      )}
    </SidePanel>
  );
}

function Facts({ job }: { job: MirroredJob }) {
  const { startTime, endTime, parentId } = job;
  return (
    <div className="job-details">
      <div className="job-details-top">
        <StatusBadge status={job.status} />
        <JobTypeLabel type={job.type} />
        {job.gone && <GoneMark />}
      </div>
      <dl>
        <Fact name="Id">
          <span className="mono">{job.id}</span>
          <CopyText text={job.id} label="Copy id" />
        </Fact>
        <Fact name="Status in Oozie">
          <span className="mono">{job.status}</span>
        </Fact>
        <Fact name="User">{job.user ?? 'not told'}</Fact>
        <Fact name="Parent">{parentId === null ? 'none' : <ParentLink id={parentId} />}</Fact>
        <TimeFact name="Created" at={job.createdTime} />
        <TimeFact name="Started" at={startTime} />
        <TimeFact name={job.type === 'workflow' ? 'Ended' : 'Ends'} at={endTime} />
        {job.type === 'workflow' && startTime !== null && endTime !== null && (
          <Fact name="Duration">{duration(endTime - startTime)}</Fact>
        )}
        {job.type === 'coordinator' && <TimeFact name="Next run" at={job.nextMaterializedTime} />}
        {job.type === 'workflow' && <TimeFact name="Last changed" at={job.lastModTime} />}
        <TimeFact name="Last seen in Oozie" at={job.seenAt} />
      </dl>
      {job.gone && (
        <p className="job-details-gone small">
          Oozie has purged this job. It is kept here as history, with what was last known of it.
        </p>
      )}
      <div className="job-details-links">
        <FreshnessLine />
        {!job.gone && (
          <a href={`/oozie/v2/job/${encodeURIComponent(job.id)}?show=info`} target="_blank" rel="noreferrer">
            Oozie’s own answer (JSON) <IconExternalLink size={14} aria-hidden />
          </a>
        )}
      </div>
    </div>
  );
}

/** A workflow's parent may be a coordinator's action (`…-C@7`); what can be opened is the coordinator. */
function ParentLink({ id }: { id: string }) {
  const [jobId = id] = id.split('@');
  return (
    <Link className="mono job-details-parent" from="/jobs" search={{ job: jobId }} resetScroll={false}>
      {id}
    </Link>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="job-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function TimeFact({ name, at }: { name: string; at: number | null }) {
  return (
    <Fact name={name}>{at === null ? <span className="dimmed">not yet</span> : <ExactMoment at={at} />}</Fact>
  );
}
