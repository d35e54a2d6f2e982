import type { Live, SyncStatus, SyncView } from '@howdah/sync';
import { joinLive } from '@howdah/sync';
import { useLive } from '@howdah/sync/react';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Databases } from './watch-databases.ts';

const none: Databases = { own: undefined, problem: null, apps: [] };

const DatabasesContext = createContext<Databases>(none);

export function DatabasesProvider({
  databases,
  children,
}: {
  databases: Live<Databases>;
  children: ReactNode;
}) {
  return <DatabasesContext value={useLive(databases) ?? none}>{children}</DatabasesContext>;
}

export const useDatabases = (): Databases => useContext(DatabasesContext);

/** Every database that Howdah syncs here, the workbench's own last: it has no rows to decide about. */
export function useViews(): readonly SyncView[] {
  const { own, apps } = useDatabases();
  return useMemo(() => (own === undefined ? apps : [...apps, own]), [own, apps]);
}

export function useStatuses(): readonly (SyncStatus | undefined)[] {
  const views = useViews();
  const joined = useMemo(() => joinLive(views.map(({ status }) => status)), [views]);
  return useLive(joined) ?? [];
}

const neverRead: Live<never> = { current: undefined, subscribe: () => () => {} };

/** How the workbench's own engine stands; undefined until it was read. */
export function useOwnStatus(): SyncStatus | undefined {
  const { own } = useDatabases();
  return useLive<SyncStatus>(own?.status ?? neverRead);
}
