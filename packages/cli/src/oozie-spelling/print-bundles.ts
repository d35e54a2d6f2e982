import type { BulkRow, Bundle, BundleRow } from '@howdah/oozie-client';
import { inColumns, jobRowLines, masked, type OozieTimes, ruler } from './layout.ts';

const childWidths = [41, 15, 5, 13, 24, 24];

/** @see org.apache.oozie.cli.OozieCLI#printBundleJob */
export function bundleLines(job: Bundle, times: OozieTimes, verbose: boolean): string[] {
  const at = verbose ? times.seconds : times.minutes;
  return [
    `Job ID : ${job.bundleJobId}`,
    ruler,
    `Job Name : ${masked(job.bundleJobName)}`,
    `App Path : ${masked(job.bundleJobPath)}`,
    `Status   : ${job.status}`,
    `Kickoff time   : ${times.asJava(job.kickoffTime)}`,
    ruler,
    inColumns(childWidths, ['Job ID', 'Status', 'Freq', 'Unit', 'Started', 'Next Materialized']),
    ruler,
    ...job.bundleCoordJobs.flatMap((coordinator) => [
      inColumns(childWidths, [
        masked(coordinator.coordJobId),
        coordinator.status,
        coordinator.frequency,
        coordinator.timeUnit,
        at(coordinator.startTime),
        at(coordinator.nextMaterializedTime),
      ]),
      ruler,
    ]),
  ];
}

/** @see org.apache.oozie.cli.OozieCLI#printBundleJobs */
export function bundleRowLines(
  jobs: readonly BundleRow[],
  { minutes, seconds }: OozieTimes,
  verbose: boolean,
): string[] {
  return jobRowLines(
    jobs,
    verbose,
    {
      widths: [41, 15, 10, 20, 20, 13, 13],
      titles: ['Job ID', 'Bundle Name', 'Status', 'Kickoff', 'Created', 'User', 'Group'],
      row: (job) => [
        masked(job.bundleJobId),
        masked(job.bundleJobName),
        job.status,
        minutes(job.kickoffTime),
        minutes(job.createdTime),
        masked(job.user),
        masked(job.group),
      ],
    },
    {
      titles: [
        'Job ID',
        'Bundle Name',
        'Bundle Path',
        'User',
        'Group',
        'Status',
        'Kickoff',
        'Pause',
        'Created',
        'Console URL',
      ],
      row: (job) => [
        masked(job.bundleJobId),
        masked(job.bundleJobName),
        masked(job.bundleJobPath),
        masked(job.user),
        masked(job.group),
        job.status,
        seconds(job.kickoffTime),
        seconds(job.pauseTime),
        seconds(job.createdTime),
        masked(job.consoleUrl),
      ],
    },
  );
}

const bulkWidths = [13, 38, 13, 41, 10, 38, 21, 38];

/** @see org.apache.oozie.cli.OozieCLI#printBulkJobs */
export function bulkLines(rows: readonly BulkRow[], { minutes }: OozieTimes, verbose: boolean): string[] {
  if (rows.length === 0) return ['Bulk request criteria did not match any coordinator actions'];
  return rows.flatMap(({ bulkbundle, bulkcoord, bulkaction }) =>
    verbose
      ? [
          '',
          `Bundle Name : ${masked(bulkbundle.bundleJobName)}`,
          ruler,
          `Bundle ID        : ${masked(bulkbundle.bundleJobId)}`,
          `Coordinator Name : ${masked(bulkcoord.coordJobName)}`,
          `Coord Action ID  : ${masked(bulkaction.id)}`,
          `Action Status    : ${bulkaction.status}`,
          `External ID      : ${masked(bulkaction.externalId)}`,
          `Created Time     : ${minutes(bulkaction.createdTime)}`,
          `User             : ${masked(bulkbundle.user)}`,
          `Error Message    : ${masked(bulkaction.errorMessage)}`,
          ruler,
        ]
      : [
          inColumns(bulkWidths, [
            'Bundle Name',
            'Bundle ID',
            'Coord Name',
            'Coord Action ID',
            'Status',
            'External ID',
            'Created Time',
            'Error Message',
          ]),
          ruler,
          inColumns(bulkWidths, [
            masked(bulkbundle.bundleJobName),
            masked(bulkbundle.bundleJobId),
            masked(bulkcoord.coordJobName),
            masked(bulkaction.id),
            bulkaction.status,
            masked(bulkaction.externalId),
            minutes(bulkaction.createdTime),
            masked(bulkaction.errorMessage),
          ]),
          ruler,
        ],
  );
}
