import type { Bundle, CoordinatorDetails } from '@howdah/oozie-client';
import type { Output } from '../output/output.ts';
import { type Column, printFields, printTable } from '../output/table.ts';
import { printable } from '../output/text-width.ts';
import { frequencyText } from './coordinator-text.ts';

function coordinatorColumns({ style, times }: Output): Column<CoordinatorDetails>[] {
  return [
    { title: 'Coordinator', value: (job) => job.coordJobId },
    { title: 'Name', value: (job) => job.coordJobName, leaveOut: 'end', least: 10 },
    { title: 'Status', value: (job) => job.status, paint: (text, job) => style.status(job.status, text) },
    { title: 'Frequency', value: frequencyText, drop: 2 },
    { title: 'Next', value: (job) => times.at(job.nextMaterializedTime), drop: 1 },
    { title: 'To', value: (job) => times.at(job.endTime), drop: 3 },
  ];
}

/** What `howdah job info` says about a bundle. */
export function bundleText(job: Bundle, out: Output, { verbose = false } = {}): string {
  const { times, style } = out;
  const fields = printFields(
    [
      ['Bundle', style.strong(job.bundleJobId)],
      ['Name', printable(job.bundleJobName)],
      ['Status', style.status(job.status)],
      ['User', [job.user, job.group ?? job.acl].filter(Boolean).join(', ')],
      ['External id', job.bundleExternalId ?? undefined],
      ['Kick-off', times.both(job.kickoffTime)],
      ['Started', times.both(job.startTime)],
      ['Ends', times.both(job.endTime)],
      ['Paused at', times.both(job.pauseTime)],
      ['Created', times.both(job.createdTime)],
      ['Path', job.bundleJobPath === null ? undefined : printable(job.bundleJobPath)],
      ['Console', verbose ? (job.consoleUrl ?? undefined) : undefined],
    ],
    style.faint,
  );
  const table = printTable(coordinatorColumns(out), job.bundleCoordJobs, out);
  return `${fields}${table && `\n${table}`}`;
}
