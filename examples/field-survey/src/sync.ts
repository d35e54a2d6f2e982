import { coordinators, type Howdah, startHowdah, workflowRuns } from '@howdah/sync';
import { database, type Schedule, type Survey } from './database.ts';
import { coordinatorToSchedule, scheduleToCoordinator } from './schedule-coordinator.ts';
import { runToSurvey, surveyToRun } from './survey-workflow.ts';

/** Every finished survey becomes one workflow run. */
const surveyRuns = workflowRuns<Survey>({
  store: 'surveys',
  outgoing: { index: 'status', equals: 'finished' },
  toOozie: surveyToRun,
  fromOozie: runToSurvey,
});

/** Every schedule becomes one coordinator. Different fields are merged; the same field changed twice asks the user. */
const scheduleCoordinators = coordinators<Schedule>({
  store: 'schedules',
  toOozie: scheduleToCoordinator,
  fromOozie: coordinatorToSchedule,
  conflict: 'merge',
});

/** Keeps this device's database and Oozie in step from now on. */
export function startSync(): Promise<Howdah> {
  return startHowdah({
    database,
    collections: [surveyRuns, scheduleCoordinators],
    oozie: { url: '/oozie', user: 'inspector' },
  });
}
