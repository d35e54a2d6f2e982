import type {
  ActionRetry,
  CoordinatorRun,
  Workflow,
  WorkflowAction,
  WorkflowRow,
} from '@howdah/oozie-client';
import { inColumns, jobRowLines, masked, type OozieTimes, ruler } from './layout.ts';

/** @see org.apache.oozie.cli.OozieCLI#printJob */
export function workflowLines(job: Workflow, times: OozieTimes, verbose: boolean): string[] {
  const at = verbose ? times.seconds : times.minutes;
  return [
    `Job ID : ${masked(job.id)}`,
    ruler,
    `Workflow Name : ${masked(job.appName)}`,
    `App Path      : ${masked(job.appPath)}`,
    `Status        : ${job.status}`,
    `Run           : ${job.run}`,
    `User          : ${masked(job.user)}`,
    `Group         : ${masked(job.group)}`,
    `Created       : ${at(job.createdTime)}`,
    `Started       : ${at(job.startTime)}`,
    `Last Modified : ${at(job.lastModTime)}`,
    `Ended         : ${at(job.endTime)}`,
    `CoordAction ID: ${masked(job.parentId)}`,
    ...(job.actions.length === 0
      ? [ruler]
      : ['', 'Actions', ruler, ...(verbose ? verboseActions(job.actions, at) : briefActions(job.actions))]),
    '',
  ];
}

const actionWidths = [78, 10, 23, 11, 10];

function briefActions(actions: readonly WorkflowAction[]): string[] {
  return [
    inColumns(actionWidths, ['ID', 'Status', 'Ext ID', 'Ext Status', 'Err Code']),
    ruler,
    ...actions.flatMap((action) => [
      inColumns(actionWidths, [
        masked(action.id),
        action.status,
        masked(action.externalId),
        masked(action.externalStatus),
        masked(action.errorCode),
      ]),
      ruler,
    ]),
  ];
}

const verboseHeading = [
  'ID',
  'Console URL',
  'Error Code',
  'Error Message',
  'External ID',
  'External Status',
  'Name',
  'Retries',
  'Tracker URI',
  'Type',
  'Started',
  'Status',
  'Ended',
];

function verboseActions(actions: readonly WorkflowAction[], at: OozieTimes['seconds']): string[] {
  return [
    verboseHeading.join('\t'),
    ruler,
    ...actions.flatMap((action) => [
      [
        masked(action.id),
        masked(action.consoleUrl),
        masked(action.errorCode),
        masked(action.errorMessage),
        masked(action.externalId),
        masked(action.externalStatus),
        masked(action.name),
        String(action.retries),
        masked(action.trackerUri),
        masked(action.type),
        at(action.startTime),
        action.status,
        at(action.endTime),
      ].join('\t'),
      ruler,
    ]),
  ];
}

/** @see org.apache.oozie.cli.OozieCLI#printWorkflowAction */
export function workflowActionLines(action: WorkflowAction, times: OozieTimes, verbose: boolean): string[] {
  const at = verbose ? times.seconds : times.minutes;
  return [
    `ID : ${masked(action.id)}`,
    ruler,
    `Console URL       : ${masked(action.consoleUrl)}`,
    `Error Code        : ${masked(action.errorCode)}`,
    `Error Message     : ${masked(action.errorMessage)}`,
    `External ID       : ${masked(action.externalId)}`,
    `External Status   : ${masked(action.externalStatus)}`,
    `Name              : ${masked(action.name)}`,
    `Retries           : ${action.userRetryCount}`,
    `Tracker URI       : ${masked(action.trackerUri)}`,
    `Type              : ${masked(action.type)}`,
    `Started           : ${at(action.startTime)}`,
    `Status            : ${action.status}`,
    `Ended             : ${at(action.endTime)}`,
    ...(verbose
      ? [`External Stats    : ${action.stats}`, `External ChildIDs : ${action.externalChildIDs}`]
      : []),
    ruler,
  ];
}

/** @see org.apache.oozie.cli.OozieCLI#printWorkflowActionRetries */
export function retryLines(id: string, retries: readonly ActionRetry[]): string[] {
  const at = (time: number | null) => (time === null ? 'null' : new Date(time).toUTCString());
  return [
    `ID : ${masked(id)}`,
    ...(retries.length === 0 ? ['No Retries'] : []),
    ...retries.flatMap((retry) => [
      ruler,
      `Attempt        : ${retry.attempt}`,
      `Start Time     : ${at(retry.startTime)}`,
      `End Time       : ${at(retry.endTime)}`,
      ...(retry.consoleUrl === null ? [] : [`Console URL    : ${retry.consoleUrl}`]),
      ...(retry.externalChildIDs === null ? [] : [`Child URL      : ${retry.externalChildIDs}`]),
    ]),
    ruler,
  ];
}

/** @see org.apache.oozie.cli.OozieCLI#printJobs */
export function workflowRowLines(
  jobs: readonly WorkflowRow[],
  { minutes, seconds }: OozieTimes,
  verbose: boolean,
): string[] {
  return jobRowLines(
    jobs,
    verbose,
    {
      widths: [41, 13, 10, 10, 10, 24, 24],
      titles: ['Job ID', 'App Name', 'Status', 'User', 'Group', 'Started', 'Ended'],
      row: (job) => [
        masked(job.id),
        masked(job.appName),
        job.status,
        masked(job.user),
        masked(job.group),
        minutes(job.startTime),
        minutes(job.endTime),
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
        'Run',
        'Created',
        'Started',
        'Status',
        'Last Modified',
        'Ended',
      ],
      row: (job) => [
        masked(job.id),
        masked(job.appName),
        // Lists do not tell it.
        '-',
        masked(job.consoleUrl),
        masked(job.user),
        masked(job.group),
        String(job.run),
        seconds(job.createdTime),
        seconds(job.startTime),
        job.status,
        seconds(job.lastModTime),
        seconds(job.endTime),
      ],
    },
  );
}

const runWidths = [41, 10, 24, 24];

/** @see org.apache.oozie.cli.OozieCLI#printWfsForCoordAction */
export function runLines(runs: readonly CoordinatorRun[], times: OozieTimes): string[] {
  if (runs.length === 0) return [];
  return [
    inColumns(runWidths, ['Job ID', 'Status', 'Started', 'Ended']),
    ruler,
    ...runs.flatMap((run) => [
      inColumns(runWidths, [
        masked(run.id),
        run.status,
        times.minutes(run.startTime),
        times.minutes(run.endTime),
      ]),
      ruler,
    ]),
  ];
}
