import {
  filterPairs,
  filterTime,
  listOf,
  type OneOrMore,
  oneOrMore,
  onlyValue,
  parsePairs,
  printFrom,
  printUntil,
  valuesByName,
} from './filter-grammar.ts';
import { refusedInput } from './refused-input.ts';

/** How a job stands to its SLA as a whole. */
export type SlaStatus = 'NOT_STARTED' | 'IN_PROCESS' | 'MET' | 'MISS';

/** How a job stands to one part of its SLA. */
export type SlaEventStatus =
  | 'START_MET'
  | 'START_MISS'
  | 'DURATION_MET'
  | 'DURATION_MISS'
  | 'END_MET'
  | 'END_MISS';

/**
 * Which jobs' and actions' SLAs to show; everything that is given must hold, but for `id` and `parentId`, of which
 * one is enough. Times are epoch milliseconds, the minute that they are in included; durations are milliseconds. Of
 * a text, `%` and `_` are SQL wildcards where so noted.
 */
export interface SlaFilter {
  /** With wildcards. */
  appName?: string | undefined;
  /** With wildcards; e.g. `WORKFLOW_JOB`, `COORDINATOR_ACTION`. */
  appType?: string | undefined;
  /** With wildcards. */
  userName?: string | undefined;
  /** With wildcards; e.g. `SUCCEEDED`. */
  jobStatus?: string | undefined;
  nominalAfter?: number | undefined;
  nominalBefore?: number | undefined;
  createdAfter?: number | undefined;
  createdBefore?: number | undefined;
  expectedStartAfter?: number | undefined;
  expectedStartBefore?: number | undefined;
  expectedEndAfter?: number | undefined;
  expectedEndBefore?: number | undefined;
  actualStartAfter?: number | undefined;
  actualStartBefore?: number | undefined;
  actualEndAfter?: number | undefined;
  actualEndBefore?: number | undefined;
  actualDurationMin?: number | undefined;
  actualDurationMax?: number | undefined;
  expectedDurationMin?: number | undefined;
  expectedDurationMax?: number | undefined;
  /** One of these. */
  slaStatus?: OneOrMore<SlaStatus> | undefined;
  /** One of these. */
  eventStatus?: OneOrMore<SlaEventStatus> | undefined;
  /** Of the job or action itself. */
  id?: string | undefined;
  /** Of the job that it is part of. */
  parentId?: string | undefined;
  /** Actions of the coordinators of this bundle, by its name or id. */
  bundle?: string | undefined;
}

const texts = {
  appName: 'app_name',
  appType: 'app_type',
  userName: 'user_name',
  jobStatus: 'job_status',
  id: 'id',
  parentId: 'parent_id',
  bundle: 'bundle',
} as const;
const lowerTimes = {
  nominalAfter: 'nominal_after',
  createdAfter: 'created_after',
  expectedStartAfter: 'expectedstart_after',
  expectedEndAfter: 'expectedend_after',
  actualStartAfter: 'actualstart_after',
  actualEndAfter: 'actualend_after',
} as const;
const upperTimes = {
  nominalBefore: 'nominal_before',
  createdBefore: 'created_before',
  expectedStartBefore: 'expectedstart_before',
  expectedEndBefore: 'expectedend_before',
  actualStartBefore: 'actualstart_before',
  actualEndBefore: 'actualend_before',
} as const;
const durations = {
  actualDurationMin: 'actual_duration_min',
  actualDurationMax: 'actual_duration_max',
  expectedDurationMin: 'expected_duration_min',
  expectedDurationMax: 'expected_duration_max',
} as const;
const slaStatuses: readonly SlaStatus[] = ['NOT_STARTED', 'IN_PROCESS', 'MET', 'MISS'];
const eventStatuses: readonly SlaEventStatus[] = [
  'START_MET',
  'START_MISS',
  'DURATION_MET',
  'DURATION_MISS',
  'END_MET',
  'END_MISS',
];

/** The pairs of which the first may not be greater than the second. */
const spans = [
  ['nominalAfter', 'nominalBefore'],
  ['createdAfter', 'createdBefore'],
  ['expectedStartAfter', 'expectedStartBefore'],
  ['expectedEndAfter', 'expectedEndBefore'],
  ['actualStartAfter', 'actualStartBefore'],
  ['actualEndAfter', 'actualEndBefore'],
  ['actualDurationMin', 'actualDurationMax'],
  ['expectedDurationMin', 'expectedDurationMax'],
] as const;

/** The keys of an object, typed as such. */
function keysOf<Key extends string>(object: Readonly<Record<Key, string>>): Key[] {
  const isKey = (key: string): key is Key => key in object;
  return Object.keys(object).filter(isKey);
}

/**
 * Prints a filter of SLAs, e.g. `app_name=nightly%;sla_status=MISS`.
 * @throws {OozieError} `invalid-request` for a filter of nothing, which Oozie does not take, for a value that the
 * grammar cannot carry, and for a span that ends before it begins
 * @see org.apache.oozie.executor.jpa.sla.SLASummaryGetForFilterJPAExecutor
 */
export function printSlaFilter(filter: SlaFilter): string {
  for (const [from, to] of spans) {
    const [least, most] = [filter[from], filter[to]];
    if (least !== undefined && most !== undefined && least > most) {
      throw refusedInput(`The filter's ${from} is greater than its ${to}, so nothing could match it.`);
    }
  }
  const conditions = [
    ...keysOf(texts).flatMap((key) => filterPairs(texts[key], filter[key])),
    ...keysOf(lowerTimes).flatMap((key) => filterPairs(lowerTimes[key], printFrom(filter[key]))),
    ...keysOf(upperTimes).flatMap((key) => filterPairs(upperTimes[key], printUntil(filter[key]))),
    ...keysOf(durations).flatMap((key) => filterPairs(durations[key], printDuration(key, filter[key]))),
    ...filterPairs('sla_status', printStatuses('slaStatus', filter.slaStatus)),
    ...filterPairs('event_status', printStatuses('eventStatus', filter.eventStatus)),
  ];
  if (conditions.length === 0) {
    throw refusedInput('A filter of SLAs needs a condition: give app_name=% for all of them.');
  }
  return conditions.join(';');
}

/** Oozie keeps it as a Java int. */
function printDuration(name: string, value: number | undefined): number | undefined {
  if (value === undefined || (Number.isInteger(value) && Math.abs(value) < 2 ** 31)) return value;
  throw refusedInput(`The filter's ${name} ${value} is no whole number of milliseconds below 2147483648.`);
}

function printStatuses(name: string, values: OneOrMore<string> | undefined): string | undefined {
  if (values === undefined) return undefined;
  const list = listOf(values);
  if (list.length === 0 || !list.every((value) => /^\w+$/.test(value))) {
    throw refusedInput(`The filter's ${name} "${list.join(',')}" is no status.`);
  }
  return list.join(',');
}

/** Names that Oozie keeps for older clients. */
const formerNames: ReadonlyMap<string, string> = new Map([
  ['nominal_start', 'nominal_after'],
  ['nominal_end', 'nominal_before'],
]);

/**
 * Reads a filter of SLAs as one types it, e.g. `user_name=alice;event_status=START_MISS,END_MISS`.
 * @throws {OozieError} `invalid-request` for what Oozie would refuse (E0401), or read otherwise than it is written
 */
export function parseSlaFilter(text: string): SlaFilter {
  const pairs = parsePairs(text).map(([name, value]) => [formerNames.get(name) ?? name, value] as const);
  const names = [texts, lowerTimes, upperTimes, durations].flatMap((group): string[] => Object.values(group));
  const valuesOf = valuesByName(pairs, [...names, 'sla_status', 'event_status']);
  const only = (name: string) => onlyValue(name, valuesOf(name));
  const filter: SlaFilter = {
    slaStatus: readStatuses('sla_status', only('sla_status'), slaStatuses),
    eventStatus: readStatuses('event_status', only('event_status'), eventStatuses),
  };
  for (const key of keysOf(texts)) filter[key] = only(texts[key]);
  for (const key of keysOf(lowerTimes)) filter[key] = readTime(lowerTimes[key], only(lowerTimes[key]));
  for (const key of keysOf(upperTimes)) filter[key] = readTime(upperTimes[key], only(upperTimes[key]));
  for (const key of keysOf(durations)) {
    const value = only(durations[key]);
    if (value !== undefined) filter[key] = /^[+-]?\d+$/.test(value) ? Number(value) : Number.NaN;
  }
  printSlaFilter(filter);
  return filter;
}

function readTime(name: string, value: string | undefined): number | undefined {
  return value === undefined ? undefined : filterTime(name, value);
}

function readStatuses<Status extends string>(
  name: string,
  value: string | undefined,
  known: readonly Status[],
): OneOrMore<Status> | undefined {
  const written = value?.split(',') ?? [];
  const statuses = written.flatMap((each) => known.filter((status) => status === each));
  if (statuses.length < written.length) {
    throw refusedInput(`The filter's ${name} "${value}" is none of ${known.join(', ')}.`);
  }
  return oneOrMore(statuses);
}

/** Which SLA events to read: those of one of the ids, and of one of the names. */
export interface SlaEventFilter {
  jobId?: OneOrMore<string> | undefined;
  /** The application's name, exactly. */
  appName?: OneOrMore<string> | undefined;
}

/**
 * Prints a filter of SLA events, e.g. `jobid=<id>;appname=nightly`; undefined for one that lets everything through.
 * @throws {OozieError} `invalid-request` for a value that the grammar cannot carry
 * @see org.apache.oozie.servlet.SLAServlet
 */
export function printSlaEventFilter(filter: SlaEventFilter): string | undefined {
  const conditions = [...filterPairs('jobid', filter.jobId), ...filterPairs('appname', filter.appName)];
  return conditions.length > 0 ? conditions.join(';') : undefined;
}

/**
 * Reads a filter of SLA events as one types it.
 * @throws {OozieError} `invalid-request` for what Oozie would refuse (E0401)
 */
export function parseSlaEventFilter(text: string): SlaEventFilter {
  const valuesOf = valuesByName(parsePairs(text), ['jobid', 'appname']);
  return { jobId: oneOrMore(valuesOf('jobid')), appName: oneOrMore(valuesOf('appname')) };
}
