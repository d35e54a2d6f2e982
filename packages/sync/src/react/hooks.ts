import { dequal } from 'dequal';
import { useMemo, useState } from 'react';
import type { Collection, Row } from '../collection/collection.ts';
import type {
  Activity,
  Conflict,
  JobsQuery,
  MirroredJob,
  OpenStep,
  ParkedRow,
  RowsQuery,
  SyncedRow,
  SyncStatus,
  SyncView,
  Undoable,
} from '../view/view-types.ts';
import { useHowdah } from './howdah-context.ts';
import { useLive } from './use-live.ts';

/** The first of the values that equal each other, so that a query written in the render isn't a new one each time. */
function useSame<T>(value: T): T {
  const [kept, keep] = useState(value);
  if (dequal(kept, value)) return kept;
  keep(value);
  return value;
}

/**
 * The rows of a collection, live, each with how it stands towards Oozie: in the order of an index of the app's store,
 * at most 100 unless `limit` says so. Undefined until they were read. A row that didn't change keeps its identity, so
 * `memo` components of the other rows aren't rendered again.
 *
 * @example
 * const surveys = useRows(surveyRuns, { index: 'recordedAt', descending: true, limit: 20 });
 *
 * @throws {HowdahError} `store-unknown`, `no-key-path`, `index-unknown`
 */
export function useRows<R extends Row>(
  collection: Collection<R>,
  query: RowsQuery = {},
): readonly SyncedRow<R>[] | undefined {
  const view = useHowdah();
  const { store } = collection;
  const same = useSame(query);
  return useLive(useMemo(() => view.rows<R>(store, same), [view, store, same]));
}

/** One row, live; null when there is none under this key, undefined until it was read. */
export function useRow<R extends Row>(
  collection: Collection<R>,
  rowKey: IDBValidKey,
): SyncedRow<R> | null | undefined {
  const rows = useRows(collection, { equals: rowKey, limit: 1 });
  return rows === undefined ? undefined : (rows[0] ?? null);
}

/** How the database stands towards Oozie; undefined until it was read. */
export function useStatus(): SyncStatus | undefined {
  return useLive(useHowdah().status);
}

/** What both sides changed and a person has to settle. */
export function useConflicts(): readonly Conflict[] | undefined {
  return useLive(useHowdah().conflicts);
}

/** The rows that can't go on until a person acts. */
export function useParked(): readonly ParkedRow[] | undefined {
  return useLive(useHowdah().parked);
}

/** The steps towards Oozie that aren't done: queued, on their way, of unknown outcome, or parked. */
export function useOutbox(): readonly OpenStep[] | undefined {
  return useLive(useHowdah().outbox);
}

/** What wasn't sent yet and can be taken back. */
export function useUndoable(): readonly Undoable[] | undefined {
  return useLive(useHowdah().undoable);
}

/** What the engine did, the newest first. */
export function useActivity(): readonly Activity[] | undefined {
  return useLive(useHowdah().activity);
}

/** The jobs that the mirror knows, newest first. */
export function useJobs(query: JobsQuery = {}): readonly MirroredJob[] | undefined {
  const view = useHowdah();
  const same = useSame(query);
  return useLive(useMemo(() => view.jobs(same), [view, same]));
}

/** What a person can decide or ask. */
export type Commands = Pick<
  SyncView,
  'ask' | 'undo' | 'resolve' | 'resolveAll' | 'retry' | 'pause' | 'resume'
>;

/** What a person can decide or ask; the same object in each render. */
export function useCommands(): Commands {
  return useHowdah();
}
