import {
  IconAlarm,
  IconAlertTriangleFilled,
  IconCheck,
  IconClock,
  IconHourglass,
  IconPencil,
  IconPlayerPauseFilled,
  IconPlayerSkipForwardFilled,
  IconPlayerStopFilled,
  IconRefresh,
  IconRotate,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import { type StatusToken, tokenOf, wordOf } from '../theme/status-palette.ts';
import './status-badge.css';

const icons: Record<StatusToken, TablerIcon> = {
  success: IconCheck,
  running: IconRefresh,
  'running-error': IconRefresh,
  queued: IconClock,
  waiting: IconHourglass,
  paused: IconPlayerPauseFilled,
  'paused-error': IconPlayerPauseFilled,
  retry: IconRotate,
  failed: IconX,
  killed: IconPlayerStopFilled,
  partial: IconCheck,
  'timed-out': IconAlarm,
  skipped: IconPlayerSkipForwardFilled,
  local: IconPencil,
};

const withError: ReadonlySet<StatusToken> = new Set(['running-error', 'paused-error', 'partial']);

/** A status by colour, icon and word. */
export function StatusBadge({ status }: { status: string }) {
  const token = tokenOf(status);
  const Icon = icons[token];
  return (
    <span className="status-badge" data-token={token} title={status}>
      <Icon className="status-badge-icon" size={14} stroke={2.5} aria-hidden />
      {wordOf(status)}
      {withError.has(token) && (
        <IconAlertTriangleFilled className="status-badge-error" size={13} aria-hidden />
      )}
    </span>
  );
}
