import type { SyncView } from '@howdah/sync';
import { useLive } from '@howdah/sync/react';
import { IconHourglass } from '@tabler/icons-react';
import { HeldRow, rowId } from './held-row.tsx';

/** The rows that wait for a definition, and for which; they go on by themselves. Nothing when there are none. */
export function WaitingRows({ view }: { view: SyncView }) {
  const rows = useLive(view.waiting) ?? [];
  if (rows.length === 0) return null;
  return (
    <div className="held">
      <h3>Waiting rows</h3>
      <ul>
        {rows.map((row) => (
          <HeldRow
            key={rowId(row)}
            row={row}
            icon={<IconHourglass className="held-icon" data-calm size={20} stroke={1.75} aria-hidden />}
            verb="waiting since"
            since={row.since}
          >
            <p className="held-message">{row.message}</p>
          </HeldRow>
        ))}
      </ul>
    </div>
  );
}
