import { printOozieDate } from './oozie-date.ts';
import { refusedInput } from './refused-input.ts';

/** An age: `-3d` days, `-12h` hours or `-30m` minutes before now, by Oozie's clock. */
export type RelativeTime = `-${number}${'d' | 'h' | 'm'}`;

/**
 * Which jobs to list. Fields are combined with AND, the values of one field with OR. Oozie's grammar cannot carry
 * values that have `=` or `;`.
 */
export interface JobFilter {
  user?: string | readonly string[];
  /** The application's name, exactly. */
  name?: string | readonly string[];
  status?: string | readonly string[];
  id?: string | readonly string[];
  /** Part of the name or of the user, or the whole id; `%` and `_` are SQL wildcards. */
  text?: string;
  /** Created at this time (epoch milliseconds) or later; Oozie compares minutes, so the time's own minute is included. */
  startCreatedTime?: number | RelativeTime;
  /** Created at this time (epoch milliseconds) or earlier; Oozie compares minutes, so the time is rounded up. */
  endCreatedTime?: number | RelativeTime;
}

/** Which coordinators to list. */
export interface CoordinatorFilter extends JobFilter {
  frequency?: number | readonly number[];
  /** The unit of `frequency`, without which Oozie refuses it. */
  unit?: 'months' | 'days' | 'hours' | 'minutes';
}

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
  const parts = [
    ...Object.entries(exact).flatMap(([name, values]) => print(name, values)),
    ...print('startcreatedtime', createdTime(startCreatedTime, Math.floor)),
    ...print('endcreatedtime', createdTime(endCreatedTime, Math.ceil)),
    ...print('frequency', frequency),
    ...print('unit', unit),
    ...print('sortby', sortBy),
  ];
  return parts.length > 0 ? parts.join(';') : undefined;
}

function print(name: string, values: string | number | readonly (string | number)[] | undefined): string[] {
  if (values === undefined) return [];
  const list = typeof values === 'string' || typeof values === 'number' ? [values] : values;
  if (list.length === 0) throw refusedInput(`The filter's ${name} has no values, so no job could match it.`);
  return list.map((value) => {
    if (value === '' || /[=;]/.test(String(value))) {
      throw refusedInput(
        `The filter's ${name} "${value}" is empty or has = or ;, which Oozie's filters cannot carry. Filter by something else, and compare ${name} in what comes back.`,
      );
    }
    return `${name}=${value}`;
  });
}

function createdTime(
  time: number | RelativeTime | undefined,
  round: (minutes: number) => number,
): string | undefined {
  if (typeof time !== 'number') return time;
  return printOozieDate(round(time / 60_000) * 60_000);
}
