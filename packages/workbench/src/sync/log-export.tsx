import type { SyncView } from '@howdah/sync';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useCallback, useId } from 'react';
import { useLookedUp } from '../databases/use-looked-up.ts';
import { logFileName, logWords } from './log-file.ts';
import { useDecision } from './use-decision.ts';

/** How often to look whether there is more in a log, in ms. */
const lookEvery = 15_000;

/** Saves the log that an app keeps of its engine's decisions and steps; nothing where none is kept. */
export function LogExport({ view: { database } }: { view: SyncView }) {
  const id = useId();
  const entries = useLoggedEntries(database);
  const { isTaken, problem, take } = useDecision();
  if (entries === 0) return null;

  async function save(): Promise<void> {
    const { exportLog } = await import('@howdah/sync/devtools');
    saveAs(logFileName(database, Date.now()), await exportLog(database));
  }

  return (
    <div className="log-export">
      <Button
        variant="default"
        leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
        disabled={isTaken}
        aria-describedby={id}
        onClick={() => take(save)}
      >
        Export log
      </Button>
      <span id={id} className="small dimmed">
        {logWords(entries)}
      </span>
      {problem !== undefined && (
        <p role="alert" className="held-problem">
          {problem}
        </p>
      )}
    </div>
  );
}

/** About how many entries a database’s log has. */
function useLoggedEntries(database: string): number {
  const look = useCallback(async () => {
    const { loggedEntries } = await import('@howdah/sync/devtools');
    return loggedEntries(database);
  }, [database]);
  return useLookedUp(look, lookEvery) ?? 0;
}

function saveAs(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
