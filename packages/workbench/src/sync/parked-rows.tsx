import type { ParkedRow, SyncView, Undoable } from '@howdah/sync';
import { useLive } from '@howdah/sync/react';
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { HeldRow, rowId } from './held-row.tsx';
import { undoName } from './undo-words.ts';
import { useDecision } from './use-decision.ts';

/** The rows that can't go on until a person acts; nothing when there are none. */
export function ParkedRows({ view }: { view: SyncView }) {
  const rows = useLive(view.parked) ?? [];
  const undoable = useLive(view.undoable) ?? [];
  if (rows.length === 0) return null;
  return (
    <div className="held">
      <h3>Parked rows</h3>
      <ul>
        {rows.map((row) => (
          <Parked
            key={rowId(row)}
            view={view}
            row={row}
            undoable={undoable.filter((one) => rowId(one) === rowId(row))}
          />
        ))}
      </ul>
    </div>
  );
}

function Parked({ view, row, undoable }: { view: SyncView; row: ParkedRow; undoable: readonly Undoable[] }) {
  const { isTaken, problem, take } = useDecision();
  return (
    <HeldRow
      row={row}
      icon={<IconAlertTriangle className="held-icon" size={20} stroke={1.75} aria-hidden />}
      verb="parked"
      since={row.since}
      problem={problem}
      actions={(describedBy) => (
        <>
          {undoable.map((one) => (
            <Button
              key={one.command ?? one.what}
              variant="subtle"
              disabled={isTaken}
              aria-describedby={describedBy}
              onClick={() => take(() => view.undo(one))}
            >
              {undoName(one)}
            </Button>
          ))}
          <Button
            variant="default"
            disabled={isTaken}
            aria-describedby={describedBy}
            onClick={() => take(() => view.retry(row))}
          >
            Retry
          </Button>
        </>
      )}
    >
      <p className="held-message">{row.message}</p>
      {(row.code !== null || row.field !== null) && (
        <p className="small dimmed">
          {row.code !== null && (
            <>
              Oozie’s code <span className="mono">{row.code}</span>{' '}
            </>
          )}
          {row.field !== null && (
            <>
              Field <span className="mono">{row.field}</span>
            </>
          )}
        </p>
      )}
    </HeldRow>
  );
}
