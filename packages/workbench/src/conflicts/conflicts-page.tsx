import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowLeft, IconChecks } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { countOf } from '../databases/sync-summary.ts';
import { EmptyState } from '../shell/empty-state.tsx';
import { ConflictList } from './conflict-list.tsx';
import { ConflictResolver } from './conflict-resolver.tsx';
import { type Resolved, ResolvedNote } from './resolved-note.tsx';
import { SettleAll } from './settle-all.tsx';
import { useConflicts } from './use-conflicts.ts';
import './conflicts-page.css';

export function ConflictsPage() {
  const conflicts = useConflicts();
  const { open } = useSearch({ from: '/conflicts' });
  const navigate = useNavigate({ from: '/conflicts' });
  const isWide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const [resolved, setResolved] = useState<Resolved>();
  const [settledAll, setSettledAll] = useState<string>();

  const show = (id: string | undefined) => {
    setResolved(undefined);
    setSettledAll(undefined);
    navigate({ search: id === undefined ? {} : { open: id } });
  };
  const waiting = conflicts?.filter(({ id }) => id !== resolved?.id) ?? [];
  const chosen =
    waiting.find(({ id }) => id === open) ??
    (isWide && resolved === undefined && open === undefined ? waiting[0] : undefined);
  const isListShown = waiting.length > 0 && (isWide || (chosen === undefined && resolved === undefined));

  return (
    <>
      <header className="page-heading">
        <h1>Conflicts</h1>
        {waiting.length > 0 && (
          <p className="dimmed">{countOf(waiting.length, 'row')} changed here and in Oozie</p>
        )}
      </header>
      {!isWide && (chosen !== undefined || resolved !== undefined) && (
        <Link className="conflicts-back" to="/conflicts" search={{}} onClick={() => setResolved(undefined)}>
          <IconArrowLeft size={18} aria-hidden /> All conflicts
        </Link>
      )}
      {waiting.length > 1 && (
        <SettleAll
          conflicts={waiting}
          onSettled={(words) => {
            show(undefined);
            setSettledAll(words);
          }}
        />
      )}
      {settledAll !== undefined && (
        <p className="card settled-all" role="status">
          <IconChecks size={22} stroke={1.75} aria-hidden /> {settledAll}
        </p>
      )}
      <div className="conflicts" data-list={isListShown}>
        {isListShown && <ConflictList conflicts={waiting} chosenId={chosen?.id} onChoose={show} />}
        <div className="conflicts-main" aria-live="polite">
          {resolved !== undefined && (
            <ResolvedNote resolved={resolved}>
              {waiting[0] !== undefined && (
                <Button variant="default" onClick={() => show(waiting[0]?.id)}>
                  Next conflict
                </Button>
              )}
            </ResolvedNote>
          )}
          {chosen !== undefined && (
            <ConflictResolver
              key={`${chosen.id} ${chosen.conflict.since}`}
              found={chosen}
              onResolved={(words) =>
                setResolved({
                  id: chosen.id,
                  database: chosen.view.database,
                  conflict: chosen.conflict,
                  words,
                })
              }
            />
          )}
          {chosen === undefined &&
            resolved === undefined &&
            open !== undefined &&
            conflicts !== undefined && (
              <EmptyState icon={IconChecks} title="This conflict is settled">
                <p>It was resolved, here or in another tab.</p>
                <Button variant="default" onClick={() => show(undefined)}>
                  Show all conflicts
                </Button>
              </EmptyState>
            )}
          {waiting.length === 0 && resolved === undefined && open === undefined && <NoConflicts />}
        </div>
      </div>
    </>
  );
}

function NoConflicts() {
  return (
    <EmptyState icon={IconChecks} title="No conflicts">
      <p>
        When the same field of a row is changed in an app of this browser and in Oozie, and no rule of the app
        settles it, the row waits here until you decide. Everything else goes on syncing meanwhile.
      </p>
    </EmptyState>
  );
}
