import type { CoordinatorJob, CoordinatorSpec } from '@howdah/sync';
import type { Schedule } from './database.ts';

/** `endTime` and `concurrency` are set by Howdah, `workflowPath` is where it stored the workflow. */
const inspectionRounds = `<coordinator-app name="\${jobName}" frequency="\${frequency}" start="\${start}" end="\${endTime}"
    timezone="UTC" xmlns="uri:oozie:coordinator:0.4">
  <controls>
    <concurrency>\${concurrency}</concurrency>
  </controls>
  <action>
    <workflow>
      <app-path>\${workflowPath}</app-path>
    </workflow>
  </action>
</coordinator-app>
`;

/** One round: opens a folder for it, beside the stored definition. */
const inspectionRound = `<workflow-app name="round-of-\${jobName}" xmlns="uri:oozie:workflow:1.0">
  <start to="open-folder"/>
  <action name="open-folder">
    <fs><mkdir path="\${replaceAll(wf:appPath(), 'workflow.xml', 'rounds')}/\${wf:id()}"/></fs>
    <ok to="end"/>
    <error to="failed"/>
  </action>
  <kill name="failed">
    <message>No folder for this round: \${wf:errorMessage(wf:lastErrorNode())}</message>
  </kill>
  <end name="end"/>
</workflow-app>
`;

/** The coordinator that a schedule asks for. */
export function scheduleToCoordinator(schedule: Readonly<Schedule>): CoordinatorSpec {
  return {
    name: `schedule-${schedule.id}`,
    definition: inspectionRounds,
    workflows: { workflowPath: inspectionRound },
    properties: {
      jobName: `schedule-${schedule.id}`,
      frequency: schedule.frequencyMinutes,
      start: oozieMinute(schedule.start),
    },
    endTime: schedule.end,
    pauseTime: schedule.pause,
    concurrency: schedule.concurrency,
  };
}

/** What the coordinator tells about its schedule. */
export function coordinatorToSchedule(
  coordinator: CoordinatorJob,
  schedule: Readonly<Schedule>,
): Partial<Schedule> {
  return {
    jobId: coordinator.coordJobId,
    jobStatus: coordinator.status,
    nextRun: coordinator.nextMaterializedTime,
    end: coordinator.endTime ?? schedule.end,
    pause: coordinator.pauseTime,
    concurrency: coordinator.concurrency,
    onServer: !coordinator.gone,
  };
}

/** Oozie's way to write a minute: `2026-05-01T08:30Z`. */
function oozieMinute(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 16)}Z`;
}
