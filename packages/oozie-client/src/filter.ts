import {
  filterPairs,
  filterTime,
  type OneOrMore,
  oneOrMore,
  onlyValue,
  parsePairs,
  printFrom,
  printUntil,
  valuesByName,
} from './filter-grammar.ts';
import { refusedInput } from './refused-input.ts';

/** An age: `-3d` days, `-12h` hours or `-30m` minutes before now, by Oozie's clock. */
export type RelativeTime = `-${number}${'d' | 'h' | 'm'}`;

/**
 * Which jobs to list. Fields are combined with AND, the values of one field with OR. Oozie's grammar cannot carry
 * values that have `=` or `;`.
 */
export interface JobFilter {
  user?: OneOrMore<string> | undefined;
  /** The application's name, exactly. */
  name?: OneOrMore<string> | undefined;
  status?: OneOrMore<string> | undefined;
  id?: OneOrMore<string> | undefined;
  /** Oozie 5 takes it and lets every group through; older ones compare it. */
  group?: OneOrMore<string> | undefined;
  /** Part of the name or of the user, or the whole id; `%` and `_` are SQL wildcards. */
  text?: string | undefined;
  /** Created at this time (epoch milliseconds) or later; Oozie compares minutes, so the time's own minute is included. */
  startCreatedTime?: number | RelativeTime | undefined;
  /** Created at this time (epoch milliseconds) or earlier; Oozie compares minutes, so the time is rounded up. */
  endCreatedTime?: number | RelativeTime | undefined;
}

/** Which coordinators to list. */
export interface CoordinatorFilter extends JobFilter {
  /** One number: of several Oozie would take the last. Schedules in cron syntax have no such number. */
  frequency?: number | undefined;
  /** The unit of `frequency`, without which Oozie refuses it. Default minutes. */
  unit?: FrequencyUnit | undefined;
}

export type FrequencyUnit = 'months' | 'days' | 'hours' | 'minutes';

export type SortBy = 'createdTime' | 'lastModifiedTime';

/**
 * Prints a filter in Oozie's grammar, e.g. `user=alice;status=PREP;status=RUNNING`; undefined for one that lets
 * everything through.
 * @throws {OozieError} `invalid-request` for a value that the grammar cannot carry, and for an empty list of values
 * @see org.apache.oozie.util.JobsFilterUtils, org.apache.oozie.DagEngine#parseFilter
 */
export function printFilter(filter: CoordinatorFilter, sortBy?: SortBy): string | undefined {
  const { startCreatedTime, endCreatedTime, unit, frequency, ...exact } = filter;
  if (unit !== undefined && frequency === undefined) {
    throw refusedInput('The filter has a unit but no frequency: Oozie takes them together only.');
  }
  if (frequency !== undefined && !Number.isSafeInteger(frequency)) {
    throw refusedInput(`The filter's frequency ${frequency} is no whole number, which Oozie cuts it to.`);
  }
  const parts = [
    ...Object.entries(exact).flatMap(([name, values]) => filterPairs(name, values)),
    ...filterPairs('startcreatedtime', createdTime(startCreatedTime, printFrom)),
    ...filterPairs('endcreatedtime', createdTime(endCreatedTime, printUntil)),
    ...filterPairs('frequency', frequency),
    ...filterPairs('unit', unit),
    ...filterPairs('sortby', sortBy),
  ];
  return parts.length > 0 ? parts.join(';') : undefined;
}

function createdTime(
  time: number | RelativeTime | undefined,
  print: (epochMs: number | undefined) => string | undefined,
): string | undefined {
  if (typeof time !== 'string') return print(time);
  if (!isRelativeTime(time)) throw refusedInput(`"${time}" is no age: write -3d, -12h or -30m.`);
  return time;
}

/** Oozie reads the number as a Java int. */
function isRelativeTime(text: string): text is RelativeTime {
  return /^-\d{1,9}[dhm]$/.test(text);
}

const jobNames = [
  'user',
  'name',
  'status',
  'id',
  'group',
  'text',
  'startcreatedtime',
  'endcreatedtime',
  'sortby',
] as const;
const coordinatorNames = [...jobNames, 'frequency', 'unit'] as const;

/**
 * Reads a filter as one types it, e.g. `user=alice;status=RUNNING`, into what {@link OozieClient} lists by. Names are
 * read without regard to case.
 * @throws {OozieError} `invalid-request` for what Oozie would refuse (E0420), and for what it would silently read
 * otherwise than it is written
 */
export function parseFilter(text: string): { filter: JobFilter; sortBy?: SortBy } {
  return read(text, jobNames);
}

/** {@link parseFilter} for coordinators, which are also filtered by `frequency` and `unit`. */
export function parseCoordinatorFilter(text: string): { filter: CoordinatorFilter; sortBy?: SortBy } {
  return read(text, coordinatorNames);
}

function read(
  text: string,
  names: readonly (typeof coordinatorNames)[number][],
): { filter: CoordinatorFilter; sortBy?: SortBy } {
  const pairs = parsePairs(text).map(([name, value]) => [name.toLowerCase(), value] as const);
  const valuesOf = valuesByName(pairs, names);
  const several = (name: (typeof coordinatorNames)[number]) => oneOrMore(valuesOf(name));
  const only = (name: (typeof coordinatorNames)[number]) => onlyValue(name, valuesOf(name));
  const filter: CoordinatorFilter = {
    user: several('user'),
    name: several('name'),
    status: several('status'),
    id: several('id'),
    group: several('group'),
    text: only('text'),
    startCreatedTime: readCreatedTime('startcreatedtime', only('startcreatedtime')),
    endCreatedTime: readCreatedTime('endcreatedtime', only('endcreatedtime')),
    frequency: readFrequency(only('frequency')),
    unit: readUnit(only('unit')),
  };
  const sortBy = readSortBy(only('sortby'));
  printFilter(filter, sortBy);
  return { filter, ...(sortBy === undefined ? {} : { sortBy }) };
}

function readCreatedTime(name: string, value: string | undefined): number | RelativeTime | undefined {
  return value === undefined || isRelativeTime(value) ? value : filterTime(name, value);
}

function readFrequency(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^-?\d{1,9}$/.test(value)) {
    throw refusedInput(`The filter's frequency "${value}" is no whole number.`);
  }
  return Number(value);
}

function readUnit(value: string | undefined): FrequencyUnit | undefined {
  const unit = value?.toLowerCase();
  if (unit === undefined || unit === 'months' || unit === 'days' || unit === 'hours' || unit === 'minutes') {
    return unit;
  }
  throw refusedInput(`The filter's unit "${value}" is none of months, days, hours and minutes.`);
}

/** Oozie passes over a field that it does not sort by, so that one would be sorted by something else. */
function readSortBy(value: string | undefined): SortBy | undefined {
  switch (value?.toLowerCase()) {
    case undefined:
      return undefined;
    case 'createdtime':
      return 'createdTime';
    case 'lastmodifiedtime':
      return 'lastModifiedTime';
    default:
      throw refusedInput(`Oozie sorts by createdTime and lastModifiedTime, not by "${value}".`);
  }
}
