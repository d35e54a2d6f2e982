import type { Activity, SyncView } from '@howdah/sync';
import { useLive } from '@howdah/sync/react';
import { Link } from '@tanstack/react-router';
import { keyWords } from '../conflicts/compare-fields.ts';
import { Moment } from '../time/moment.tsx';
import { groupBySteps } from './step-groups.ts';

/** How many activities of a step are shown when it is opened. */
const shownPerStep = 25;

/** What the engine did lately, by the six steps of a row's way. */
export function ActivityFeed({ view }: { view: SyncView }) {
  const activities = useLive(view.activity);
  if (activities === undefined) return null;
  return (
    <div className="activity">
      <h3>Recent activity</h3>
      <ol className="activity-steps">
        {groupBySteps(activities).map(({ step, words, activities: ofStep }) => {
          const [newest] = ofStep;
          return (
            <li key={step}>
              {newest === undefined ? (
                <div className="activity-step" data-empty>
                  <StepName step={step} words={words} />
                  <span className="small dimmed">nothing lately</span>
                </div>
              ) : (
                <details>
                  <summary className="activity-step">
                    <StepName step={step} words={words} />
                    <span className="activity-newest">{newest.message}</span>
                    <span className="activity-at small dimmed">
                      <Moment at={newest.at} />
                    </span>
                  </summary>
                  <Activities activities={ofStep.slice(0, shownPerStep)} />
                </details>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function StepName({ step, words }: { step: string; words: string }) {
  return (
    <span className="activity-name" title={words}>
      {step}
    </span>
  );
}

function Activities({ activities }: { activities: readonly Activity[] }) {
  return (
    <ul className="activity-list">
      {activities.map((activity, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an activity has no name of its own, and holds no state
        <li key={`${activity.at}-${at}`} className="activity-entry">
          <span className="activity-message">
            {activity.message}
            {activity.rowKey !== null && (
              <span className="small dimmed">
                {' '}
                {activity.collection} {keyWords(activity.rowKey)}
              </span>
            )}
            {activity.jobId !== null && (
              <>
                {' '}
                <Link className="mono" to="/jobs" search={{ job: activity.jobId }}>
                  {activity.jobId}
                </Link>
              </>
            )}
          </span>
          <span className="activity-at small dimmed">
            <Moment at={activity.at} />
          </span>
        </li>
      ))}
    </ul>
  );
}
