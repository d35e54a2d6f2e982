import type {
  Coordinator,
  CoordinatorAction,
  CoordinatorRow,
  MissingDependencies,
} from '@howdah/oozie-client';
import { inColumns, jobRowLines, masked, type OozieTimes, ruler, tabs } from './layout.ts';

const actionWidths = [43, 10, 37, 10, 21, 21];

/** @see org.apache.oozie.cli.OozieCLI#printCoordJob */
export function coordinatorLines(job: Coordinator, times: OozieTimes, verbose: boolean): string[] {
  return [
    `Job ID : ${job.coordJobId}`,
    ruler,
    `Job Name    : ${masked(job.coordJobName)}`,
    `App Path    : ${masked(job.coordJobPath)}`,
    `Status      : ${job.status}`,
    `Start Time  : ${times.minutes(job.startTime)}`,
    `End Time    : ${times.minutes(job.endTime)}`,
    `Pause Time  : ${times.minutes(job.pauseTime)}`,
    `Concurrency : ${job.concurrency}`,
    ruler,
    ...(verbose ? verboseActions(job.actions, times) : briefActions(job.actions, times)),
  ];
}

function briefActions(actions: readonly CoordinatorAction[], { minutes }: OozieTimes): string[] {
  return [
    // Seven titles for six columns: the last one has no width of its own.
    inColumns(actionWidths, ['ID', 'Status', 'Ext ID', 'Err Code', 'Created', 'Nominal Time']),
    ...actions.flatMap((action) => [
      inColumns(actionWidths, [
        masked(action.id),
        action.status,
        masked(action.externalId),
        masked(action.errorCode),
        minutes(action.createdTime),
        minutes(action.nominalTime),
      ]),
      ruler,
    ]),
  ];
}

const verboseHeading = tabs(
  'ID',
  'Action Number',
  'Console URL',
  'Error Code',
  'Error Message',
  'External ID',
  'External Status',
  'Job ID',
  'Tracker URI',
  'Created',
  'Nominal Time',
  'Status',
  'Last Modified',
  'Missing Dependencies',
);

function verboseActions(actions: readonly CoordinatorAction[], { seconds }: OozieTimes): string[] {
  return [
    verboseHeading,
    ruler,
    ...actions.flatMap((action) => [
      tabs(
        masked(action.id),
        String(action.actionNumber),
        masked(action.consoleUrl),
        masked(action.errorCode),
        masked(action.errorMessage),
        masked(action.externalId),
        masked(action.externalStatus),
        masked(action.coordJobId),
        masked(action.trackerUri),
        seconds(action.createdTime),
        seconds(action.nominalTime),
        action.status,
        seconds(action.lastModifiedTime),
        masked(firstMissing(action)),
      ),
      ruler,
    ]),
  ];
}

/** @see org.apache.oozie.cli.OozieCLI#printCoordAction */
export function coordinatorActionLines(action: CoordinatorAction, { minutes }: OozieTimes): string[] {
  return [
    `ID : ${masked(action.id)}`,
    ruler,
    `Action Number        : ${action.actionNumber}`,
    `Console URL          : ${masked(action.consoleUrl)}`,
    `Error Code           : ${masked(action.errorCode)}`,
    `Error Message        : ${masked(action.errorMessage)}`,
    `External ID          : ${masked(action.externalId)}`,
    `External Status      : ${masked(action.externalStatus)}`,
    `Job ID               : ${masked(action.coordJobId)}`,
    `Tracker URI          : ${masked(action.trackerUri)}`,
    `Created              : ${minutes(action.createdTime)}`,
    `Nominal Time         : ${minutes(action.nominalTime)}`,
    `Status               : ${action.status}`,
    `Last Modified        : ${minutes(action.lastModifiedTime)}`,
    `First Missing Dependency : ${masked(firstMissing(action))}`,
    ruler,
  ];
}

/** The first of each kind of data that is missing. */
function firstMissing({ missingDependencies, pushMissingDependencies }: CoordinatorAction): string {
  return [missingDependencies, pushMissingDependencies]
    .map((all) => all?.split('#')[0])
    .filter(Boolean)
    .join('#');
}

/** The actions that a rerun or kill named. @see org.apache.oozie.cli.OozieCLI#printCoordActions */
export function namedActionLines(actions: readonly CoordinatorAction[], local: OozieTimes): string[] {
  if (actions.length === 0) return ['No Actions match your criteria!'];
  return [
    tabs('Action ID', 'Nominal Time'),
    ruler,
    ...actions.map((action) => tabs(masked(action.id), local.minutes(action.nominalTime))),
  ];
}

/** @see org.apache.oozie.cli.OozieCLI#printCoordActionsStatus */
export function ignoredActionLines(actions: readonly CoordinatorAction[], local: OozieTimes): string[] {
  if (actions.length === 0) return [];
  return [
    tabs('Action ID', 'Nominal Time', 'Status'),
    ruler,
    ...actions.map((action) => tabs(masked(action.id), local.minutes(action.nominalTime), action.status)),
  ];
}

/** @see org.apache.oozie.client.OozieClient.CoordActionMissingDependencies */
export function missingLines(missing: readonly MissingDependencies[]): string[] {
  return missing.flatMap(({ id, blockedOn, dataSets }) => [
    '',
    `CoordAction : ${id}`,
    ...(blockedOn === null ? [] : [`Blocked on  : ${blockedOn}`]),
    ...dataSets.flatMap(({ dataSet, missingDependencies }) => [
      `Dataset     : ${dataSet}`,
      'Pending Dependencies : ',
      ...missingDependencies.map((uri) => `\t  ${uri}`),
      '',
    ]),
  ]);
}

/** @see org.apache.oozie.cli.OozieCLI#printCoordJobs */
export function coordinatorRowLines(
  jobs: readonly CoordinatorRow[],
  { minutes, seconds }: OozieTimes,
  verbose: boolean,
): string[] {
  return jobRowLines(
    jobs,
    verbose,
    {
      widths: [41, 15, 10, 5, 13, 24, 24],
      titles: ['Job ID', 'App Name', 'Status', 'Freq', 'Unit', 'Started', 'Next Materialized'],
      row: (job) => [
        masked(job.coordJobId),
        masked(job.coordJobName),
        job.status,
        job.frequency,
        job.timeUnit,
        minutes(job.startTime),
        minutes(job.nextMaterializedTime),
      ],
    },
    {
      titles: [
        'Job ID',
        'App Name',
        'App Path',
        'Console URL',
        'User',
        'Group',
        'Concurrency',
        'Frequency',
        'Time Unit',
        'Time Zone',
        'Time Out',
        'Started',
        'Next Materialize',
        'Status',
        'Last Action',
        'Ended',
      ],
      row: (job) => [
        masked(job.coordJobId),
        masked(job.coordJobName),
        masked(job.coordJobPath),
        masked(job.consoleUrl),
        masked(job.user),
        masked(job.group),
        String(job.concurrency),
        job.frequency,
        job.timeUnit,
        masked(job.timeZone),
        String(job.timeOut),
        seconds(job.startTime),
        seconds(job.nextMaterializedTime),
        job.status,
        seconds(job.lastAction),
        seconds(job.endTime),
      ],
    },
  );
}
