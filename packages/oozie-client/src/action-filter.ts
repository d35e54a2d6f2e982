import { filterTime, listOf, type OneOrMore, oneOrMore, onlyValue } from './filter-grammar.ts';
import type { CoordinatorActionStatus } from './job-status.ts';
import { printOozieDate } from './oozie-date.ts';
import { refusedInput } from './refused-input.ts';

/** Which of a coordinator's actions to show. Everything that is given must hold. */
export interface CoordinatorActionFilter {
  /** One of these. */
  status?: OneOrMore<CoordinatorActionStatus> | undefined;
  /** None of these. */
  notStatus?: OneOrMore<CoordinatorActionStatus> | undefined;
  /** By nominal time, e.g. `{ '>=': from, '<': to }`. */
  nominalTime?: NominalTimes | undefined;
}

/** Epoch milliseconds by comparator; of those after `=` one must be equal, and of those after `!=` none. */
export interface NominalTimes {
  '>='?: number | undefined;
  '>'?: number | undefined;
  '<='?: number | undefined;
  '<'?: number | undefined;
  '='?: OneOrMore<number> | undefined;
  '!='?: OneOrMore<number> | undefined;
}

/**
 * Prints a filter of a coordinator's actions, e.g. `status=WAITING;nominaltime>=2026-11-23T00:00Z`; undefined for one
 * that lets everything through. Nominal times are whole minutes: bounds between two of them are moved to the one
 * that lets the same actions through.
 * @throws {OozieError} `invalid-request` for what is no status or no time, a time between two minutes to be equal to,
 * and an empty list
 * @see org.apache.oozie.CoordinatorEngine#parseJobFilter
 */
export function printActionFilter(filter: CoordinatorActionFilter): string | undefined {
  const { status, notStatus, nominalTime = {} } = filter;
  const conditions = [
    ...statuses('=', status),
    ...statuses('!=', notStatus),
    ...bound('>=', nominalTime['>='], Math.ceil),
    ...bound('>', nominalTime['>'], Math.floor),
    ...bound('<=', nominalTime['<='], Math.floor),
    ...bound('<', nominalTime['<'], Math.ceil),
    ...equal('=', nominalTime['=']),
    ...equal('!=', nominalTime['!=']),
  ];
  return conditions.length > 0 ? conditions.join(';') : undefined;
}

function statuses(comparator: string, values: OneOrMore<string> | undefined): string[] {
  return several(`status${comparator}`, values).map((value) => {
    if (!/^\w+$/.test(value)) throw refusedInput(`"${value}" is no status of a coordinator's action.`);
    return `status${comparator}${value}`;
  });
}

function bound(comparator: string, time: number | undefined, round: (minutes: number) => number): string[] {
  if (time === undefined) return [];
  return [`nominaltime${comparator}${printOozieDate(round(time / 60_000) * 60_000)}`];
}

function equal(comparator: string, times: OneOrMore<number> | undefined): string[] {
  return several(`nominaltime${comparator}`, times).map((time) => {
    if (time % 60_000 !== 0) {
      throw refusedInput(`No nominal time is ${time}: they are whole minutes, in epoch milliseconds.`);
    }
    return `nominaltime${comparator}${printOozieDate(time)}`;
  });
}

function several<T extends string | number>(name: string, values: OneOrMore<T> | undefined): readonly T[] {
  if (values === undefined) return [];
  const list = listOf(values);
  if (list.length === 0) throw refusedInput(`The filter's ${name} has no values, so it means nothing.`);
  return list;
}

/** In the order in which Oozie looks for them. */
const condition = /^(.*?)(>=|>|<=|<|!=|=)(.*)$/s;

/**
 * Reads a filter of a coordinator's actions as one types it, e.g. `status=FAILED;nominaltime<2026-11-23T00:00Z`.
 * Names and statuses are read without regard to case.
 * @throws {OozieError} `invalid-request` for what Oozie would refuse (E0421)
 */
export function parseActionFilter(text: string): CoordinatorActionFilter {
  const values = new Map<string, string[]>();
  for (const written of text.split(';').filter(Boolean)) {
    const [, name = '', comparator = '', value = ''] = condition.exec(written.trim()) ?? [];
    const key = `${name.toLowerCase()} ${comparator}`;
    if (!/^(status !?=|nominaltime (>=?|<=?|!?=))$/.test(key)) {
      throw refusedInput(
        `"${written}" is no condition on a coordinator's actions: write status=FAILED or status!=FAILED, or nominaltime with one of >= > <= < = != and a time such as 2026-11-23T05:00Z.`,
      );
    }
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  const status = (comparator: string) =>
    oneOrMore((values.get(`status ${comparator}`) ?? []).map((value) => value.toUpperCase()));
  const times = (comparator: string) =>
    (values.get(`nominaltime ${comparator}`) ?? []).map((value) => filterTime('nominaltime', value));
  const onlyTime = (comparator: string) => {
    onlyValue(`nominaltime${comparator}`, values.get(`nominaltime ${comparator}`) ?? []);
    return times(comparator)[0];
  };
  const filter: CoordinatorActionFilter = {
    status: status('='),
    notStatus: status('!='),
    nominalTime: {
      '>=': onlyTime('>='),
      '>': onlyTime('>'),
      '<=': onlyTime('<='),
      '<': onlyTime('<'),
      '=': oneOrMore(times('=')),
      '!=': oneOrMore(times('!=')),
    },
  };
  printActionFilter(filter);
  return filter;
}
