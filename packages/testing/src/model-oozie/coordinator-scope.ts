import { withoutEmptyEnd } from './change-value.ts';
import { parseMinuteZ } from './dates.ts';
import type { CoordinatorAction, CoordinatorJob } from './oozie-state.ts';
import { refuse } from './refusal.ts';

const active: ReadonlySet<string> = new Set(['WAITING', 'READY', 'SUBMITTED', 'RUNNING', 'SUSPENDED']);
const terminated: ReadonlySet<string> = new Set(['TIMEDOUT', 'SUCCEEDED', 'KILLED', 'FAILED', 'IGNORED']);

/**
 * The actions of a coordinator that a scope names: `1,3-5` by number, or times and ranges of times.
 * @param which of a range of times, those that are over or those that are not; times by themselves, and numbers, name
 * actions whatever their state
 * @see org.apache.oozie.coord.CoordUtils#getCoordActions
 * @throws {Refusal} E0302, E0308 for a scope that can't be read, E0605 for a time at which no action is due
 */
export function actionsInScope(
  job: CoordinatorJob,
  type: string,
  scope: string,
  which: 'active' | 'terminated',
): CoordinatorAction[] {
  const found = new Map<number, CoordinatorAction>();
  for (const piece of withoutEmptyEnd(scope.split(','))) {
    const actions = type === 'date' ? byTime(job, piece.trim(), which) : byNumber(job, piece.trim());
    for (const action of actions) found.set(action.number, action);
  }
  return [...found.values()];
}

/** The numbers in a scope, whether there are such actions or not. @throws {Refusal} E0302 */
export function numbersInScope(scope: string): number[] {
  return withoutEmptyEnd(scope.split(',')).flatMap((piece) => numbersOf(piece.trim()));
}

function numbersOf(piece: string): number[] {
  const ends = piece.includes('-') ? withoutEmptyEnd(piece.split('-')) : [piece];
  const [first = Number.NaN, last = first] = ends.map((end) =>
    /^[+-]?\d+$/.test(end.trim()) ? Number(end.trim()) : Number.NaN,
  );
  if (ends.length > 2 || Number.isNaN(first) || Number.isNaN(last) || first > last) {
    throw refuse('E0302', `"${piece}" is no number of an action, and no range of them`);
  }
  if (piece.includes('-') && ends.length !== 2) throw refuse('E0302', `"${piece}" is no range of actions`);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function byNumber(job: CoordinatorJob, piece: string): CoordinatorAction[] {
  const numbers = new Set(numbersOf(piece));
  return job.actions.filter(({ number }) => numbers.has(number));
}

function byTime(job: CoordinatorJob, piece: string, which: 'active' | 'terminated'): CoordinatorAction[] {
  if (!piece.includes('::')) {
    const time = parseMinuteZ(piece);
    if (time === undefined) throw refuse('E0302', `"${piece}" is no time`);
    const action = job.actions.find(({ nominalTime }) => nominalTime === time);
    if (action === undefined) throw refuse('E0605', `no action is due at [${piece}]`);
    return [action];
  }
  const [from, to, ...more] = withoutEmptyEnd(piece.split('::')).map((end) => parseMinuteZ(end.trim()));
  if (from === undefined || to === undefined || more.length > 0 || from > to) {
    throw refuse('E0308', `"${piece}" is no range of times`);
  }
  const wanted = which === 'active' ? active : terminated;
  return job.actions.filter(
    ({ nominalTime, status }) => nominalTime >= from && nominalTime <= to && wanted.has(status),
  );
}
