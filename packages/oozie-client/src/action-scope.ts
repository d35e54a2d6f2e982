import { parseOozieDate, printOozieDate } from './oozie-date.ts';
import { refusedInput } from './refused-input.ts';

/** Actions by number: `1,3-5`, or `[1, [3, 5]]`. A range has both its ends, and may name actions that there are not. */
export type ActionNumbers = string | readonly (number | readonly [first: number, last: number])[];

/**
 * Actions by nominal time: `2009-01-01T00:00Z,2009-02-01T00:00Z::2009-03-01T00:00Z`, or the same in epoch
 * milliseconds, `[time, [first, last]]`. A single time must be an action's own; a range has both its ends.
 */
export type ActionDates = string | readonly (number | readonly [first: number, last: number])[];

/** Which actions of a coordinator are meant: by number, or by nominal time. */
export type ActionScope =
  | { readonly actions: ActionNumbers; readonly dates?: never }
  | { readonly dates: ActionDates; readonly actions?: never };

/** Oozie reads the numbers as Java's int. */
const largestNumber = 2 ** 31 - 1;

/**
 * Prints the numbers of actions, e.g. `1,3-5`.
 * @throws {OozieError} `invalid-request` for none, for what is no number from 1 on, and for a range that runs back
 * @see org.apache.oozie.coord.CoordUtils#getActionsIds
 */
export function printActionNumbers(actions: ActionNumbers): string {
  const pieces = typeof actions === 'string' ? actions.split(',') : actions.map(printRange('-', String));
  return printPieces(pieces, '-', 'action', (text) => {
    const number = /^[1-9]\d*$/.test(text) ? Number(text) : undefined;
    return number === undefined || number > largestNumber ? undefined : number;
  });
}

/**
 * Prints nominal times, e.g. `2009-01-01T00:00Z::2009-02-01T00:00Z`.
 * @throws {OozieError} `invalid-request` for none, for what is no time, and for a range that runs back
 * @see org.apache.oozie.coord.CoordUtils#getCoordActionsFromDates
 */
export function printActionDates(dates: ActionDates): string {
  const pieces = typeof dates === 'string' ? dates.split(',') : dates.map(printRange('::', printOozieDate));
  return printPieces(pieces, '::', 'nominal time', parseOozieDate);
}

/** The parameters by which `rerun`, `kill`, `ignore` and the log name actions. */
export function typedScope(scope: ActionScope): { type: 'action' | 'date'; scope: string } {
  return scope.actions === undefined
    ? { type: 'date', scope: printActionDates(scope.dates) }
    : { type: 'action', scope: printActionNumbers(scope.actions) };
}

/** More would make a request too long for Oozie. */
const mostActions = 2000;

/**
 * Prints the numbers of actions one by one, e.g. `1,3,4,5`: Oozie 5.2.1 takes a range in which alerts are switched for
 * all actions that it makes later.
 * @throws {OozieError} `invalid-request` as {@link printActionNumbers}, and for more than 2000 actions
 * @see org.apache.oozie.coord.CoordUtils#getCoordActionSLAAlertStatus
 */
export function printEachActionNumber(actions: ActionNumbers): string {
  const ranges = printActionNumbers(actions)
    .split(',')
    .map((piece) => piece.split('-').map(Number))
    .map(([first = 0, last = first]) => ({ first, length: last - first + 1 }));
  if (ranges.reduce((sum, { length }) => sum + length, 0) > mostActions) {
    throw refusedInput(`More than ${mostActions} actions are named: name fewer at once, or the whole job.`);
  }
  return ranges.flatMap(({ first, length }) => Array.from({ length }, (_, n) => first + n)).join(',');
}

/** The parameters by which missing dependencies and SLA changes name actions; none for the whole job. */
export function listedScope(
  scope: { readonly actions?: ActionNumbers | undefined; readonly dates?: ActionDates | undefined } = {},
): { 'action-list'?: string; date?: string } {
  return {
    ...(scope.actions === undefined ? {} : { 'action-list': printActionNumbers(scope.actions) }),
    ...(scope.dates === undefined ? {} : { date: printActionDates(scope.dates) }),
  };
}

/**
 * Prints the names of a bundle's coordinators, separated by commas.
 * @throws {OozieError} `invalid-request` for none, and for a name that has a comma or white space at its ends
 */
export function printCoordinatorNames(names: readonly string[]): string {
  if (names.length === 0) throw refusedInput('No coordinator is named, so there would be nothing to act on.');
  for (const name of names) {
    if (name === '' || name.includes(',') || name !== name.trim()) {
      throw refusedInput(
        `The coordinator's name "${name}" is empty, has a comma, or white space at its ends, with which Oozie cannot be told of it. Act on the coordinator by its own id.`,
      );
    }
  }
  return names.join(',');
}

function printRange(separator: string, print: (value: number) => string) {
  return (piece: number | readonly [number, number]) =>
    typeof piece === 'number' ? print(piece) : piece.map(print).join(separator);
}

function printPieces(
  pieces: readonly string[],
  separator: string,
  what: string,
  read: (text: string) => number | undefined,
): string {
  if (pieces.length === 0) throw refusedInput(`No ${what} is named, so there would be nothing to act on.`);
  return pieces
    .map((piece) => {
      const ends = piece.split(separator).map((end) => end.trim());
      const values = ends.map(read);
      const [first, last = first] = values;
      if (values.length > 2 || values.includes(undefined) || first === undefined || last === undefined) {
        const example =
          separator === '-' ? '1,3-5' : '2009-01-01T00:00Z,2009-02-01T00:00Z::2009-03-01T00:00Z';
        throw refusedInput(`"${piece}" is no ${what} or range of them; they look like ${example}.`);
      }
      if (first > last) throw refusedInput(`The range "${piece}" runs back: give its first ${what} first.`);
      return ends.join(separator);
    })
    .join(',');
}
