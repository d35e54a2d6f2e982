import { VisuallyHidden } from '@mantine/core';
import {
  IconAlertCircle,
  IconCircleCheck,
  IconClockUp,
  IconCloudOff,
  type TablerIcon,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useDatabases, useOwnStatus, useStatuses } from '../databases/databases-context.tsx';
import { type PillTone, pillWords, summarize } from '../databases/sync-summary.ts';
import { useNow } from '../time/use-now.ts';
import './sync-pill.css';

const icons: Record<PillTone, TablerIcon> = {
  good: IconCircleCheck,
  waiting: IconClockUp,
  attention: IconAlertCircle,
  off: IconCloudOff,
};

/** In the header of every page: whether Oozie is reached, and what waits for it or for a person. */
export function SyncPill() {
  const { problem } = useDatabases();
  const summary = summarize(useOwnStatus(), useStatuses(), problem !== null);
  const { connection, counts, tone } = pillWords(summary, useNow());
  const Icon = icons[summary.connection === 'offline' ? 'off' : tone];
  return (
    <>
      <Link to="/sync" className="sync-pill" data-tone={tone} data-testid="sync-pill">
        <Icon size={17} stroke={2} aria-hidden />
        <span className="sync-pill-connection">{connection}</span>
        {counts.map((count) => (
          <span key={count} className="sync-pill-count">
            {count}
          </span>
        ))}
      </Link>
      <VisuallyHidden role="status" aria-live="polite">
        {[connection, ...counts].join(', ')}
      </VisuallyHidden>
    </>
  );
}
