import type { Coordinator, CoordinatorAction, CoordinatorDetails } from '@howdah/oozie-client';
import { coordinatorActionColumns } from '../coordinator-actions.ts';
import type { Output } from '../output/output.ts';
import { printFields, printTable } from '../output/table.ts';
import { printable } from '../output/text-width.ts';
import { errorOf } from './workflow-text.ts';

/** `every 10 minutes`, or the cron expression. */
export function frequencyText({
  frequency,
  timeUnit,
}: Pick<CoordinatorDetails, 'frequency' | 'timeUnit'>): string {
  if (!/^\d+$/.test(frequency)) return `by cron: ${frequency}`;
  const unit = timeUnit.toLowerCase();
  return frequency === '1' ? `every ${unit}` : `every ${frequency} ${unit}s`;
}

/** What `howdah job info` says about a coordinator. */
export function coordinatorText(job: Coordinator, out: Output, { verbose = false } = {}): string {
  const { times, style } = out;
  const fields = printFields(
    [
      ['Coordinator', style.strong(job.coordJobId)],
      ['Name', printable(job.coordJobName)],
      ['Status', style.status(job.status)],
      ['User', [job.user, job.group ?? job.acl].filter(Boolean).join(', ')],
      ['Bundle', job.bundleId ?? undefined],
      ['External id', job.coordExternalId ?? undefined],
      ['Frequency', `${frequencyText(job)}${job.timeZone === null ? '' : `, ${job.timeZone}`}`],
      ['From', times.at(job.startTime)],
      ['To', times.at(job.endTime)],
      ['Paused at', times.both(job.pauseTime)],
      ['Next action', times.both(job.nextMaterializedTime)],
      ['Last action', verbose ? times.both(job.lastAction) : undefined],
      ['Concurrency', job.concurrency < 0 ? 'no limit' : String(job.concurrency)],
      ['Order', job.executionPolicy ?? undefined],
      ['Throttle', verbose ? String(job.mat_throttling) : undefined],
      ['Timeout', job.timeOut < 0 ? 'none' : `${job.timeOut} min`],
      ['Created', times.both(job.createdTime)],
      ['Path', job.coordJobPath === null ? undefined : printable(job.coordJobPath)],
      ['Console', verbose ? (job.consoleUrl ?? undefined) : undefined],
    ],
    style.faint,
  );
  const table = printTable(coordinatorActionColumns(out), job.actions, out);
  const left = job.total - job.actions.length;
  const more =
    left > 0 && table ? `${style.faint(`… ${left} more: howdah coord actions ${job.coordJobId}`)}\n` : '';
  return `${fields}${table && `\n${table}`}${more}`;
}

/** What `howdah job info` says about one action of a coordinator. */
export function coordinatorActionText(action: CoordinatorAction, { style, times }: Output): string {
  const text = (value: string | null) => (value === null ? undefined : printable(value, { lines: true }));
  const missing = [action.missingDependencies, action.pushMissingDependencies].filter(Boolean).join('#');
  return printFields(
    [
      ['Action', style.strong(action.id)],
      ['Status', style.status(action.status)],
      ['Nominal time', times.both(action.nominalTime)],
      ['Created', times.both(action.createdTime)],
      ['Changed', times.both(action.lastModifiedTime)],
      ['Workflow', text(action.externalId)],
      ['Workflow status', text(action.externalStatus)],
      ['Type', text(action.type)],
      ['Waits for', text(missing.replaceAll('#', '\n             '))],
      ['Tracker', text(action.trackerUri)],
      ['Error', errorOf(action) && style.bad(printable(errorOf(action) ?? '', { lines: true }))],
    ],
    style.faint,
  );
}
