import type { Conflict } from '@howdah/sync';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useIsSynced } from '../databases/use-is-synced.ts';
import { keyWords } from './compare-fields.ts';

export interface Resolved {
  id: string;
  database: string;
  conflict: Conflict;
  /** What was decided. */
  words: string;
}

/** After a decision: what becomes of it. */
export function ResolvedNote({ resolved, children }: { resolved: Resolved; children: ReactNode }) {
  const { database, conflict, words } = resolved;
  const isSynced = useIsSynced(database);
  return (
    <section className="card resolved-note" data-testid="resolved-note">
      <IconCircleCheck size={28} stroke={1.6} aria-hidden />
      <div>
        <h2>{isSynced === false ? 'Resolved' : 'Resolved, being sent'}</h2>
        <p>
          {conflict.collection} <strong>{keyWords(conflict.rowKey)}</strong>: {words}
        </p>
        {isSynced === false && (
          <p className="dimmed">
            No tab of <strong>{database}</strong> is open in this browser. The decision is kept, and is sent
            as soon as that app is opened.
          </p>
        )}
      </div>
      {children}
    </section>
  );
}
