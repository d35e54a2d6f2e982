import type { SyncView } from '@howdah/sync';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useId, useState } from 'react';
import { logFileName, logWords } from './log-file.ts';

/** How often to look whether there is more in a log, in ms. */
const lookEvery = 15_000;

/** Saves the log that an app keeps of its engine's decisions and steps; nothing where none is kept. */
export function LogExport({ view: { database } }: { view: SyncView }) {
  const id = useId();
  const entries = useLoggedEntries(database);
  const [isTaken, setTaken] = useState(false);
  const [problem, setProblem] = useState<string>();
  if (entries === 0) return null;

  async function save(): Promise<void> {
    setTaken(true);
    setProblem(undefined);
    try {
      const { exportLog } = await import('@howdah/sync/devtools');
      const text = await exportLog(database);
      saveAs(logFileName(database, Date.now()), text);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setTaken(false);
    }
  }

  return (
    <div className="log-export">
      <Button
        variant="default"
        leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
        disabled={isTaken}
        aria-describedby={id}
        onClick={save}
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
  const [entries, setEntries] = useState(0);
  useEffect(() => {
    let isShown = true;
    const look = async () => {
      const { loggedEntries } = await import('@howdah/sync/devtools');
      const found = await loggedEntries(database);
      if (isShown) setEntries(found);
    };
    void look();
    const timer = setInterval(look, lookEvery);
    return () => {
      isShown = false;
      clearInterval(timer);
    };
  }, [database]);
  return entries;
}

function saveAs(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
