import { parseMinuteZ } from './dates.ts';
import type { CoordinatorAction } from './oozie-state.ts';
import { refuse } from './refusal.ts';

const comparators = ['>=', '>', '<=', '<', '!=', '='] as const;
type Comparator = (typeof comparators)[number];

const statuses = [
  'WAITING',
  'READY',
  'SUBMITTED',
  'RUNNING',
  'SUSPENDED',
  'TIMEDOUT',
  'SUCCEEDED',
  'KILLED',
  'FAILED',
  'IGNORED',
  'SKIPPED',
];

/**
 * Reads a filter of a coordinator's actions: `status=WAITING;nominaltime>=2026-11-23T00:00Z`.
 * @see org.apache.oozie.CoordinatorEngine#parseJobFilter
 * @throws {Refusal} E0421 for what can't be read, E0603 for a bound that is given twice
 */
export function parseActionFilter(filter: string | null): (action: CoordinatorAction) => boolean {
  const conditions = new Map<string, { name: string; comparator: Comparator; values: (string | number)[] }>();
  for (const token of (filter ?? '').split(';').filter(Boolean)) {
    const { name, comparator, value } = readCondition(token.trim(), filter ?? '');
    const key = `${name}${comparator}`;
    const known = conditions.get(key) ?? { name, comparator, values: [] };
    conditions.set(key, { ...known, values: [...known.values, value] });
  }
  const checks = [...conditions.values()].map(({ name, comparator, values }) => {
    if (comparator !== '=' && comparator !== '!=' && values.length > 1) {
      throw refuse('E0603', `${name}${comparator} can't be given twice`);
    }
    const actual = (action: CoordinatorAction) => (name === 'status' ? action.status : action.nominalTime);
    return (action: CoordinatorAction) => compare(actual(action), comparator, values);
  });
  return (action) => checks.every((check) => check(action));
}

function readCondition(token: string, filter: string) {
  const comparator = comparators.find((sign) => token.includes(sign));
  if (comparator === undefined) throw refuse('E0421', `the filter [${filter}] is not made of comparisons`);
  const at = token.indexOf(comparator);
  const name = token.slice(0, at).toLowerCase();
  const text = token.slice(at + comparator.length);
  if (name === 'status') {
    const status = text.toUpperCase();
    if (!statuses.includes(status)) throw refuse('E0421', `[${text}] is no status of an action`);
    if (comparator !== '=' && comparator !== '!=') {
      throw refuse('E0421', `a status can't be compared by ${comparator}`);
    }
    return { name, comparator, value: status };
  }
  const time = name === 'nominaltime' ? parseMinuteZ(text) : undefined;
  if (time === undefined) throw refuse('E0421', `[${token}] compares neither a status nor a nominal time`);
  return { name, comparator, value: time };
}

function compare(
  actual: string | number,
  comparator: Comparator,
  values: readonly (string | number)[],
): boolean {
  const [value = 0] = values;
  switch (comparator) {
    case '=':
      return values.includes(actual);
    case '!=':
      return !values.includes(actual);
    case '>=':
      return actual >= value;
    case '>':
      return actual > value;
    case '<=':
      return actual <= value;
    case '<':
      return actual < value;
  }
}
