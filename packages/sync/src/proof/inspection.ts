import type { Collection } from '../collection/collection.ts';
import { coordinators, workflowRuns } from '../collection/collection.ts';

/** A row of the app that becomes a workflow run. */
export interface Survey {
  id: string;
  severity: number;
  status: 'draft' | 'finished';
  wanted?: 'RUNNING' | 'SUSPENDED' | 'KILLED';
  jobId?: string;
  jobStatus?: string;
}

/** A row of the app that becomes a coordinator. Times are epoch ms. */
export interface Schedule {
  id: string;
  end: number;
  pause: number | null;
  concurrency: number;
  /** Of its definition. */
  revision?: number;
  wanted?: 'RUNNING' | 'SUSPENDED' | 'KILLED';
  jobId?: string;
  jobStatus?: string;
}

export const assessingWorkflow = `<workflow-app name="\${jobName}" xmlns="uri:oozie:workflow:1.0">
  <start to="assess"/>
  <action name="assess">
    <java><resource-manager>rm</resource-manager><name-node>nn</name-node><main-class>Assess</main-class></java>
    <ok to="end"/>
    <error to="fail"/>
  </action>
  <kill name="fail"><message>failed</message></kill>
  <end name="end"/>
</workflow-app>`;

export const roundsCoordinator = `<coordinator-app name="\${jobName}" frequency="600" start="2026-03-28T22:59Z" end="\${endTime}" timezone="UTC" xmlns="uri:oozie:coordinator:0.5">
  <controls><concurrency>\${concurrency}</concurrency></controls>
  <action><workflow><app-path>\${workflowPath}</app-path></workflow></action>
</coordinator-app>`;

export const surveys: Collection<Survey> = workflowRuns<Survey>({
  store: 'surveys',
  outgoing: { index: 'status', equals: 'finished' },
  toOozie: ({ id, severity, wanted }) => ({
    definition: assessingWorkflow,
    properties: { jobName: id, severity },
    ...(wanted === undefined ? {} : { state: wanted }),
  }),
  fromOozie: ({ id, status, gone }) => ({ jobId: id, jobStatus: gone ? 'GONE' : status }),
});

export const schedules: Collection<Schedule> = coordinators<Schedule>({
  store: 'schedules',
  onFixedChange: 'update',
  toOozie: ({ id, end, pause, concurrency, revision, wanted }) => ({
    name: id,
    definition: roundsCoordinator,
    workflows: { workflowPath: assessingWorkflow },
    properties: { jobName: id, revision: revision ?? 0 },
    endTime: end,
    pauseTime: pause,
    concurrency,
    ...(wanted === undefined ? {} : { state: wanted }),
  }),
  fromOozie: ({ coordJobId, status, gone, endTime, pauseTime, concurrency }) => ({
    jobId: coordJobId,
    jobStatus: gone ? 'GONE' : status,
    end: endTime ?? 0,
    pause: pauseTime,
    concurrency,
  }),
});

/** The app's stores, with their indexes. */
export const inspectionStores = { surveys: ['status'], schedules: [] } as const;
