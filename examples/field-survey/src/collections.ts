import { coordinators, workflowRuns } from '@howdah/sync';
import { stepLog } from '@howdah/sync/devtools';
import type { Schedule, Survey } from './database.ts';
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

export const collections = [surveyRuns, scheduleCoordinators];

export const oozie = { url: '/oozie', user: 'inspector' };

/** What the engine decides and does, to be exported on the workbench's page Sync. */
export const log = stepLog();
