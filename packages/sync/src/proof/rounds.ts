import { bundles, type Collection } from '../collection/collection.ts';
import { assessingWorkflow, roundsCoordinator } from './inspection.ts';

/** A row of the app that becomes a bundle. Times are epoch ms. */
export interface Round {
  id: string;
  end: number;
  pause: number | null;
  wanted?: 'RUNNING' | 'SUSPENDED' | 'KILLED';
  jobId?: string;
  jobStatus?: string;
}

/** Its first coordinator has the bundle's own name, by which it is counted how often a row's bundle began. */
const dayAndNight = `<bundle-app name="rounds" xmlns="uri:oozie:bundle:0.2">
  <coordinator name="\${jobName}"><app-path>\${dayPath}</app-path></coordinator>
  <coordinator name="night-\${jobName}"><app-path>\${nightPath}</app-path></coordinator>
</bundle-app>`;

export const rounds: Collection<Round> = bundles<Round>({
  store: 'rounds',
  toOozie: ({ id, end, pause, wanted }) => ({
    name: id,
    definition: dayAndNight,
    coordinators: { dayPath: roundsCoordinator, nightPath: `${roundsCoordinator}<!-- night -->` },
    workflows: { workflowPath: assessingWorkflow },
    properties: { jobName: id, concurrency: 1 },
    endTime: end,
    pauseTime: pause,
    ...(wanted === undefined ? {} : { state: wanted }),
  }),
  fromOozie: ({ bundleJobId, status, gone, endTime, pauseTime }) => ({
    jobId: bundleJobId,
    jobStatus: gone ? 'GONE' : status,
    ...(endTime === null ? {} : { end: endTime }),
    pause: pauseTime,
  }),
});
