import type { SyncStatus, SyncView } from '@howdah/sync';
import { useLive } from '@howdah/sync/react';
import { IconCircleCheck, IconCloudOff, IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useIsSynced } from '../databases/use-is-synced.ts';
import { Moment } from '../time/moment.tsx';
import { ActivityFeed } from './activity-feed.tsx';
import { connectionAdvice, connectionNames, countWords, roleWords } from './connection-advice.ts';
import { LogExport } from './log-export.tsx';
import { ParkedRows } from './parked-rows.tsx';
import { PauseSwitch } from './pause-switch.tsx';
import { UnsentRows } from './unsent-rows.tsx';
import { WaitingRows } from './waiting-rows.tsx';

/** One database: who syncs it, whether Oozie is reached, what waits, what happened. */
export function DatabaseCard({ view, isOwn }: { view: SyncView; isOwn: boolean }) {
  const status = useLive(view.status);
  const isSynced = useIsSynced(view.database);
  return (
    <section className="card sync-card" aria-label={view.database} data-database={view.database}>
      <header className="sync-card-heading">
        <h2>{view.database}</h2>
        <p className="dimmed">
          {isOwn ? 'The workbench’s own copy of all jobs. ' : 'An app’s database. '}
          {status !== undefined && roleWords(status.role, isSynced)}
        </p>
      </header>
      {status === undefined ? (
        <p className="dimmed">Reading …</p>
      ) : (
        <>
          <ConnectionLine status={status} isPast={!isOwn && isSynced === false} />
          {!isOwn && <Counts status={status} />}
        </>
      )}
      {!isOwn && <PauseSwitch view={view} />}
      <ParkedRows view={view} />
      <WaitingRows view={view} />
      <UnsentRows view={view} />
      <ActivityFeed view={view} />
      <LogExport view={view} />
    </section>
  );
}

/** A closed app's connection is what it was when its last tab closed, and is told as such. */
function ConnectionLine({ status, isPast }: { status: SyncStatus; isPast: boolean }) {
  const { connection, connectionProblem, lastContactAt } = status;
  const isGood = connection === 'online';
  const Icon = isGood ? IconCircleCheck : connection === 'signed-out' ? IconLock : IconCloudOff;
  return (
    <p className="sync-connection" data-good={isPast ? undefined : isGood}>
      <Icon size={18} aria-hidden />
      <span>
        <strong>
          {isPast ? `${connectionNames[connection]} when last open` : connectionNames[connection]}.
        </strong>{' '}
        {!isPast && connectionAdvice[connection]}{' '}
        <span className="dimmed">
          {lastContactAt === null ? (
            'No contact known so far.'
          ) : (
            <>
              Last contact <Moment at={lastContactAt} />.
            </>
          )}
        </span>
        {!isPast && connectionProblem !== null && (
          <span className="sync-cause small dimmed">{connectionProblem}</span>
        )}
      </span>
    </p>
  );
}

function Counts({ status }: { status: SyncStatus }) {
  return (
    <dl className="sync-counts">
      {countWords.map(({ count, name, words }) => (
        <div key={count} data-zero={status[count] === 0}>
          <dt>
            {count === 'conflicts' && status.conflicts > 0 ? <Link to="/conflicts">{name}</Link> : name}
          </dt>
          <dd className="sync-count">{status[count]}</dd>
          <dd className="small dimmed">{words}</dd>
        </div>
      ))}
    </dl>
  );
}
