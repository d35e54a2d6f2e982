import type { Workflow, WorkflowAction } from '@howdah/oozie-client';
import type { Output } from '../output/output.ts';
import { type Column, printFields, printTable } from '../output/table.ts';
import { printable } from '../output/text-width.ts';
import { isOver } from './any-job.ts';

/** Nodes of a workflow that do no work: start, end, fork, join, kill and decisions. */
export function isControlNode({ type }: WorkflowAction): boolean {
  return type.startsWith(':') || type === 'switch';
}

export function workflowActionColumns({ style, times }: Output): Column<WorkflowAction>[] {
  return [
    { title: 'Node', value: (action) => action.name, leaveOut: 'end', least: 12 },
    { title: 'Type', value: (action) => action.type.replaceAll(':', '').toLowerCase(), drop: 3 },
    {
      title: 'Status',
      value: (action) => action.status,
      paint: (text, action) => style.status(action.status, text),
    },
    { title: 'Started', value: (action) => times.at(action.startTime), drop: 1 },
    {
      title: 'Took',
      value: (action) => duration(action, times),
      align: 'right',
      drop: 2,
    },
    {
      title: 'Next',
      value: (action) => (action.transition === '*' ? '(fork)' : (action.transition ?? '')),
      leaveOut: 'end',
      least: 6,
      drop: 4,
    },
    { title: 'External id', value: externalId, leaveOut: 'middle', least: 12, drop: 5 },
  ];
}

/** Oozie gives what was killed no end. */
function duration({ status, startTime, endTime }: WorkflowAction, times: Output['times']): string {
  if (endTime === null && isOver({ kind: 'workflow', action: '' }, status)) return '-';
  return times.duration(startTime, endTime);
}

/** Control nodes have `-`, which says nothing. */
function externalId({ externalId }: WorkflowAction): string {
  return externalId === null || externalId === '-' ? '' : externalId;
}

export function errorOf(at: {
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
}): string | undefined {
  return [at.errorCode, at.errorMessage].filter(Boolean).join(': ') || undefined;
}

/** What `howdah job info` says about a workflow. */
export function workflowText(job: Workflow, out: Output, { verbose = false, actions = true } = {}): string {
  const { times, style } = out;
  const fields = printFields(
    [
      ['Workflow', style.strong(job.id)],
      ['Name', printable(job.appName)],
      ['Status', style.status(job.status)],
      ['Run', job.run > 0 ? `${job.run} (rerun)` : undefined],
      ['User', [job.user, job.group ?? job.acl].filter(Boolean).join(', ')],
      ['Parent', job.parentId ?? undefined],
      ['External id', job.externalId ?? undefined],
      ['Created', times.both(job.createdTime)],
      ['Started', times.both(job.startTime)],
      ['Ended', times.both(job.endTime)],
      ['Took', times.duration(job.startTime, job.endTime)],
      ['Changed', verbose ? times.both(job.lastModTime) : undefined],
      ['Path', job.appPath === null ? undefined : printable(job.appPath)],
      ['Console', verbose ? (job.consoleUrl ?? undefined) : undefined],
    ],
    style.faint,
  );
  if (!actions) return fields;
  const inOrder = job.actions.toSorted(byStart);
  const shown = verbose ? inOrder : inOrder.filter((action) => !isControlNode(action) || errorOf(action));
  const table = printTable(workflowActionColumns(out), shown, out);
  const rest = verbose ? inOrder.filter((action) => !isControlNode(action)) : [];
  const details = rest.map((action) => `\n${workflowActionText(action, out)}`).join('');
  return `${fields}${table && `\n${table}`}${errors(verbose ? [] : shown, out)}${details}`;
}

/** Oozie's times are to the second, and nodes take less; so what must come first or last breaks the tie. */
function byStart(one: WorkflowAction, other: WorkflowAction): number {
  const rank = ({ type }: WorkflowAction) => (type === ':START:' ? 0 : /^:(END|KILL):$/.test(type) ? 2 : 1);
  return (one.startTime ?? Infinity) - (other.startTime ?? Infinity) || rank(one) - rank(other);
}

/** Errors in full, for which a table has no room. */
function errors(actions: readonly WorkflowAction[], { style }: Output): string {
  const failed = actions.flatMap((action) => {
    const error = errorOf(action);
    return error === undefined ? [] : [`${action.name}: ${style.bad(printable(error, { lines: true }))}\n`];
  });
  return failed.length === 0 ? '' : `\n${failed.join('')}`;
}

/** What `howdah job info` says about one node of a workflow. */
export function workflowActionText(action: WorkflowAction, { style, times }: Output): string {
  const text = (value: string | null) => (value === null ? undefined : printable(value, { lines: true }));
  return printFields(
    [
      ['Node', style.strong(action.id)],
      ['Type', action.type],
      ['Status', style.status(action.status)],
      ['Started', times.both(action.startTime)],
      ['Ended', times.both(action.endTime)],
      ['Took', duration(action, times)],
      ['Next', text(action.transition)],
      ['Retries', action.userRetryMax > 0 ? `${action.userRetryCount} of ${action.userRetryMax}` : undefined],
      ['Credentials', action.cred === 'null' ? undefined : text(action.cred)],
      ['External id', text(externalId(action))],
      ['External status', text(action.externalStatus)],
      ['Child jobs', text(action.externalChildIDs)],
      ['Console', text(action.consoleUrl === '-' ? null : action.consoleUrl)],
      ['Tracker', text(action.trackerUri === '-' ? null : action.trackerUri)],
      ['Error', errorOf(action) && style.bad(printable(errorOf(action) ?? '', { lines: true }))],
      ['Output', text(action.data)],
      ['Stats', text(action.stats)],
    ],
    style.faint,
  );
}
