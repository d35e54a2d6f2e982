import type { ParkedRow, SyncView } from '@howdah/sync';
import { useLive } from '@howdah/sync/react';
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { keyWords } from '../conflicts/compare-fields.ts';
import { Moment } from '../time/moment.tsx';

/** The rows that can't go on until a person acts; nothing when there are none. */
export function ParkedRows({ view }: { view: SyncView }) {
  const rows = useLive(view.parked) ?? [];
  if (rows.length === 0) return null;
  return (
    <div className="parked">
      <h3>Parked rows</h3>
      <ul>
        {rows.map((row) => (
          <Parked key={`${row.collection}/${JSON.stringify(row.rowKey)}`} view={view} row={row} />
        ))}
      </ul>
    </div>
  );
}

function Parked({ view, row }: { view: SyncView; row: ParkedRow }) {
  const id = useId();
  const [isTaken, setTaken] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function retry(): Promise<void> {
    setTaken(true);
    setProblem(undefined);
    try {
      await view.retry(row);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setTaken(false);
    }
  }

  return (
    <li>
      <IconAlertTriangle className="parked-icon" size={20} stroke={1.75} aria-hidden />
      <div className="parked-words">
        <p id={id}>
          <strong>
            {row.collection} {keyWords(row.rowKey)}
          </strong>{' '}
          <span className="small dimmed">
            parked <Moment at={row.since} />
          </span>
        </p>
        <p className="parked-message">{row.message}</p>
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
        {problem !== undefined && (
          <p role="alert" className="parked-problem">
            {problem}
          </p>
        )}
      </div>
      <Button variant="default" disabled={isTaken} aria-describedby={id} onClick={retry}>
        Retry
      </Button>
    </li>
  );
}
