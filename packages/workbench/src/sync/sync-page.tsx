import { IconDatabaseOff } from '@tabler/icons-react';
import { useDatabases, useViews } from '../databases/databases-context.tsx';
import { ownDatabase } from '../databases/watch-databases.ts';
import { EmptyState } from '../shell/empty-state.tsx';
import { DatabaseCard } from './database-card.tsx';
import { GatewayCard } from './gateway-card.tsx';
import './sync-page.css';

/** How every database of this browser stands towards Oozie, and what holds it up. */
export function SyncPage() {
  const { problem } = useDatabases();
  const views = useViews();
  return (
    <div className="sync-page">
      <header className="page-heading">
        <h1>Sync</h1>
        <p className="dimmed">What this browser keeps in step with Oozie</p>
      </header>
      <div className="sync-cards">
        {problem !== null && (
          <EmptyState icon={IconDatabaseOff} title="The workbench can’t sync in this browser">
            <p>{problem}</p>
          </EmptyState>
        )}
        {views.map((view) => (
          <DatabaseCard key={view.database} view={view} isOwn={view.database === ownDatabase} />
        ))}
        <GatewayCard />
      </div>
    </div>
  );
}
