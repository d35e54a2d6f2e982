import type { Conflict, SyncView } from '@howdah/sync';
import { joinLive } from '@howdah/sync';
import { useLive } from '@howdah/sync/react';
import { useMemo } from 'react';
import { useViews } from '../databases/databases-context.tsx';
import { conflictId } from './compare-fields.ts';

export interface FoundConflict {
  id: string;
  view: SyncView;
  conflict: Conflict;
}

/** The conflicts of all databases, the oldest first; undefined until all were read. */
export function useConflicts(): readonly FoundConflict[] | undefined {
  const views = useViews();
  const joined = useMemo(() => joinLive(views.map(({ conflicts }) => conflicts)), [views]);
  const lists = useLive(joined);
  return useMemo(() => {
    if (lists === undefined || lists.length !== views.length || lists.includes(undefined)) return undefined;
    return views
      .flatMap((view, at) =>
        (lists[at] ?? []).map((conflict) => ({ id: conflictId(view.database, conflict), view, conflict })),
      )
      .sort((one, other) => one.conflict.since - other.conflict.since);
  }, [views, lists]);
}
