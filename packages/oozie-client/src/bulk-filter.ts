import {
  carried,
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
import { javaTrim } from './java-trim.ts';
import type { CoordinatorActionStatus } from './job-status.ts';
import { refusedInput } from './refused-input.ts';

/**
 * Which coordinator actions of which bundles to show. Fields are combined with AND, the values of one field with OR.
 * Oozie's grammar cannot carry values that have `=`, `;` or `,`, or white space at an end.
 */
export interface BulkFilter {
  /** Names of bundles or ids of bundles, not both: Oozie takes all of them for what the first one is. */
  bundle: OneOrMore<string>;
  /** Names of coordinators or their ids, not both. */
  coordinators?: OneOrMore<string> | undefined;
  /** Default: KILLED and FAILED. */
  actionStatus?: OneOrMore<CoordinatorActionStatus> | undefined;
  /** Actions made at this time (epoch milliseconds) or later; the time's own minute is included. */
  startCreatedTime?: number | undefined;
  /** Actions made at this time (epoch milliseconds) or earlier, rounded up to minutes. */
  endCreatedTime?: number | undefined;
  /** Actions whose nominal time is this (epoch milliseconds) or later; the time's own minute is included. */
  startScheduledTime?: number | undefined;
  /** Actions whose nominal time is this (epoch milliseconds) or earlier, rounded up to minutes. */
  endScheduledTime?: number | undefined;
}

/** A page of the actions that match; Oozie counts `offset` and `len` for each bundle anew. */
export interface BulkQuery extends BulkFilter {
  /** Rank of the first action of each bundle, from 1. Default 1. */
  offset?: number;
  /** How many actions of each bundle at most. Default 50. */
  len?: number;
}

/**
 * Prints a filter for `bulk=`, e.g. `bundle=nightly;actionstatus=FAILED,KILLED`.
 * @throws {OozieError} `invalid-request` for a value that the grammar cannot carry, for an empty list of values, and
 * for names mixed with ids
 * @see org.apache.oozie.BundleEngine#parseBulkFilter, org.apache.oozie.executor.jpa.BulkJPAExecutor
 */
export function printBulkFilter(filter: BulkFilter): string {
  return [
    printList('bundle', filter.bundle, bundleId),
    printList('coordinators', filter.coordinators, coordinatorId),
    printList('actionstatus', filter.actionStatus),
    ...filterPairs('startcreatedtime', printFrom(filter.startCreatedTime)),
    ...filterPairs('endcreatedtime', printUntil(filter.endCreatedTime)),
    ...filterPairs('startscheduledtime', printFrom(filter.startScheduledTime)),
    ...filterPairs('endscheduledtime', printUntil(filter.endScheduledTime)),
  ]
    .filter((part) => part !== undefined)
    .join(';');
}

/** What Oozie takes for an id; everything else is a name to it. */
const bundleId = /^\d{7}-\d{15}-.+-B$/;
const coordinatorId = /^\d{7}-\d{15}-.+-C$/;

function printList(name: string, values: OneOrMore<string> | undefined, id?: RegExp): string | undefined {
  if (values === undefined) return undefined;
  const list = listOf(values);
  if (list.length === 0) throw refusedInput(`The filter's ${name} has no values, so nothing could match it.`);
  for (const value of list) {
    if (carried(name, value).includes(',') || javaTrim(value) !== value) {
      throw refusedInput(
        `The filter's ${name} "${value}" has a comma, or white space at an end, which this filter cannot carry. Give the id instead.`,
      );
    }
  }
  if (id && new Set(list.map((value) => id.test(value))).size > 1) {
    throw refusedInput(`The filter's ${name} mixes names with ids: ask for each in a request of its own.`);
  }
  return `${name}=${list.join(',')}`;
}

const names = [
  'bundle',
  'coordinators',
  'actionstatus',
  'startcreatedtime',
  'endcreatedtime',
  'startscheduledtime',
  'endscheduledtime',
  'filterlevel',
] as const;

/**
 * Reads a filter as one types it after `bulk=`, e.g. `bundle=nightly;actionstatus=FAILED`. Names are read without
 * regard to case; `filterlevel` is read and left out, as it means nothing to Oozie.
 * @throws {OozieError} `invalid-request` for what Oozie would refuse or read otherwise than it is written
 */
export function parseBulkFilter(text: string): BulkFilter {
  const pairs = parsePairs(text).map(([name, value]) => [name.toLowerCase(), value] as const);
  const valuesOf = valuesByName(pairs, names);
  const several = (name: (typeof names)[number]) =>
    oneOrMore(valuesOf(name).flatMap((value) => value.split(',').map(javaTrim)));
  const time = (name: (typeof names)[number]) => {
    const value = onlyValue(name, valuesOf(name));
    return value === undefined ? undefined : filterTime(name, value);
  };
  const bundle = several('bundle');
  if (bundle === undefined) throw refusedInput('The filter names no bundle, e.g. bundle=nightly.');
  const filter: BulkFilter = {
    bundle,
    coordinators: several('coordinators'),
    actionStatus: several('actionstatus'),
    startCreatedTime: time('startcreatedtime'),
    endCreatedTime: time('endcreatedtime'),
    startScheduledTime: time('startscheduledtime'),
    endScheduledTime: time('endscheduledtime'),
  };
  printBulkFilter(filter);
  return filter;
}
