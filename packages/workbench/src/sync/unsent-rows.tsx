import type { SyncView, Undoable } from '@howdah/sync';
import { useLive } from '@howdah/sync/react';
import { Button } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import { HeldRow, rowId } from './held-row.tsx';
import { undoName, unsentWords } from './undo-words.ts';
import { useDecision } from './use-decision.ts';

/** How many are shown. */
const most = 25;

/** What was asked and isn't sent yet, and can be taken back; nothing when there is nothing. Parked rows have their own. */
export function UnsentRows({ view }: { view: SyncView }) {
  const unsent = (useLive(view.undoable) ?? []).filter(({ parked }) => !parked);
  if (unsent.length === 0) return null;
  return (
    <div className="held">
      <h3>Not sent yet</h3>
      <ul>
        {unsent.slice(0, most).map((one) => (
          <Unsent key={`${rowId(one)} ${one.command ?? one.what}`} view={view} one={one} />
        ))}
      </ul>
      {unsent.length > most && <p className="small dimmed">And {unsent.length - most} more.</p>}
    </div>
  );
}

function Unsent({ view, one }: { view: SyncView; one: Undoable }) {
  const { isTaken, problem, take } = useDecision();
  return (
    <HeldRow
      row={one}
      icon={<IconClockPause className="held-icon" data-calm size={20} stroke={1.75} aria-hidden />}
      verb="asked"
      since={one.since}
      problem={problem}
      actions={(describedBy) => (
        <Button
          variant="default"
          disabled={isTaken}
          aria-describedby={describedBy}
          onClick={() => take(() => view.undo(one))}
        >
          {undoName(one)}
        </Button>
      )}
    >
      <p className="held-message">{unsentWords(one)}</p>
    </HeldRow>
  );
}
