import { withoutEmptyEnd } from './change-value.ts';
import { parseMinuteZ } from './dates.ts';
import type { BundleJob, CoordinatorJob, WorkflowJob } from './oozie-state.ts';
import { refuse } from './refusal.ts';

export type AnyJob = WorkflowJob | CoordinatorJob | BundleJob;

/** A filter of a list, read. */
export interface JobFilter {
  readonly matches: (job: AnyJob) => boolean;
  readonly sortBy: 'createdTime' | 'lastModifiedTime';
}

export type ListKind = 'wf' | 'coord' | 'bundle';

const common = [
  'text',
  'user',
  'name',
  'group',
  'status',
  'id',
  'startcreatedtime',
  'endcreatedtime',
  'sortby',
];
const names: Readonly<Record<ListKind, readonly string[]>> = {
  wf: common,
  coord: [...common, 'frequency', 'unit'],
  bundle: common,
};

const workflowStatuses = ['PREP', 'RUNNING', 'SUCCEEDED', 'KILLED', 'FAILED', 'SUSPENDED'];
const jobStatuses = [
  ...workflowStatuses,
  'PREMATER',
  'PAUSED',
  'PREPPAUSED',
  'PREPSUSPENDED',
  'RUNNINGWITHERROR',
  'SUSPENDEDWITHERROR',
  'PAUSEDWITHERROR',
  'DONEWITHERROR',
  'IGNORED',
];

const onlyOnce = ['startcreatedtime', 'endcreatedtime', 'text'];

/**
 * Reads a list's filter: `status=RUNNING;status=PREP;name=nightly`.
 * @see org.apache.oozie.DagEngine#parseFilter, org.apache.oozie.store.StoreStatusFilter
 * @throws {Refusal} E0420 for what can't be read, E0603 around E0302 for a time that is none
 */
export function parseJobFilter(filter: string | null, kind: ListKind, now: number): JobFilter {
  const given = readPairs(filter ?? '', kind);
  const values = (name: string) => given.get(name) ?? [];
  const isOneOf = (name: string, actual: (job: AnyJob) => string) => {
    const wanted = values(name);
    return (job: AnyJob) => wanted.length === 0 || wanted.includes(actual(job));
  };
  const checks = [
    isOneOf('user', ({ user }) => user),
    isOneOf('name', ({ appName }) => appName),
    isOneOf('status', ({ status }) => status),
    isOneOf('id', ({ id }) => id),
    ...frequencyChecks(values('frequency')[0], values('unit')[0]),
    ...createdChecks(given, now),
    ...values('text').map((text) => textCheck(text)),
  ];
  const sortBy =
    values('sortby')[0]?.toLowerCase() === 'lastmodifiedtime' ? 'lastModifiedTime' : 'createdTime';
  return { matches: (job) => checks.every((check) => check(job)), sortBy };
}

function readPairs(filter: string, kind: ListKind): Map<string, string[]> {
  const given = new Map<string, string[]>();
  for (const token of filter.split(';').filter(Boolean)) {
    const pair = withoutEmptyEnd(token.split('='));
    const [name = '', value = ''] = [pair[0]?.toLowerCase(), pair[1]];
    if (pair.length !== 2) throw refuse('E0420', `the filter [${filter}] is not made of name=value`);
    if (!names[kind].includes(name)) throw refuse('E0420', `the filter [${filter}] has no use for [${name}]`);
    const statuses = kind === 'wf' ? workflowStatuses : jobStatuses;
    if (name === 'status' && !statuses.includes(value)) {
      throw refuse('E0420', `the filter [${filter}] has the status [${value}], which there is not`);
    }
    if (name === 'frequency' && Number.isNaN(Number.parseFloat(value))) {
      throw refuse('E0420', `the filter [${filter}] has a frequency that is no number`);
    }
    if (name === 'unit' && !['months', 'days', 'hours', 'minutes'].includes(value.toLowerCase())) {
      throw refuse('E0420', `the filter [${filter}] has the unit [${value}], which there is not`);
    }
    given.set(name, [...(given.get(name) ?? []), value]);
  }
  for (const name of onlyOnce) {
    if ((given.get(name)?.length ?? 0) > 1) throw refuse('E0603', `E0302: [${name}] is given twice`);
  }
  if (given.has('unit') && !given.has('frequency')) {
    throw refuse('E0420', `the filter [${filter}] has a unit without a frequency`);
  }
  return given;
}

function frequencyChecks(frequency: string | undefined, unit = 'minutes'): ((job: AnyJob) => boolean)[] {
  if (frequency === undefined) return [];
  const perUnit = unit.toLowerCase() === 'hours' ? 60 : 1;
  const number = String(Math.trunc(Number.parseFloat(frequency)) * perUnit);
  const timeUnit = { months: 'MONTH', days: 'DAY' }[unit.toLowerCase()] ?? 'MINUTE';
  return [(job) => 'frequency' in job && job.frequency === number && job.timeUnit === timeUnit];
}

function createdChecks(given: ReadonlyMap<string, readonly string[]>, now: number) {
  const bound = (name: string) => {
    const text = given.get(name)?.[0];
    return text === undefined ? undefined : createdTime(text, now);
  };
  const [from, to] = [bound('startcreatedtime'), bound('endcreatedtime')];
  return [
    (job: AnyJob) => from === undefined || job.createdTime >= from,
    (job: AnyJob) => to === undefined || job.createdTime <= to,
  ];
}

const unitMs: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000 };

function createdTime(text: string, now: number): number {
  const [, offset, unit = ''] = /^([+-]?\d+)([dhm])$/.exec(text) ?? [];
  const ago = Number(offset) * (unitMs[unit] ?? Number.NaN);
  const time = offset === undefined ? parseMinuteZ(text) : Number(offset) > 0 ? undefined : now + ago;
  if (time === undefined) throw refuse('E0603', `SQL error in operation, E0302: "${text}" is no time`);
  return time;
}

/** As SQL's LIKE has it: `%` and `_` stand for others. */
function textCheck(text: string): (job: AnyJob) => boolean {
  const pattern = text
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.');
  const like = new RegExp(pattern, 's');
  return (job) => like.test(job.appName) || like.test(job.user) || job.id === text;
}
