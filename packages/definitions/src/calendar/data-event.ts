import { evaluateText } from '../el/evaluate.ts';
import type { ElText } from '../el/syntax.ts';
import { ElFault } from '../el/value.ts';
import { formatOozieDate, parseOozieDate, processingInUtc } from '../time/oozie-date.ts';
import { add, startOfDay, startOfMonth, startOfWeek } from '../time/zoned-calendar.ts';
import type { MaterializedEvent, MaterializedInstance, WaitingInstances } from './coordinator-plan.ts';
import { coordinatorScope, type KnownCoordinator } from './coordinator-scope.ts';
import { currentInstance, type ResolvedDataset, stepsBetween } from './dataset.ts';
import {
  absoluteRange,
  currentRange,
  instanceSeparator,
  offset,
  refuseTooMany,
} from './instance-functions.ts';
import { unitOf } from './units.ts';

/** A data-in or data-out whose texts are parsed. */
export interface PreparedEvent {
  readonly name: string;
  readonly dataset: ResolvedDataset;
  readonly instances: readonly ElText[];
  readonly range?: { readonly start: ElText; readonly end: ElText };
  readonly uriTemplate: ElText;
}

/** What keeps an event from being resolved. */
export interface EventProblem {
  readonly kind: 'error' | 'unknown';
  readonly field: 'instance' | 'start-instance' | 'end-instance' | 'uri-template';
  readonly index?: number;
  readonly message: string;
}

/** What is known of the action. */
export type KnownAction = KnownCoordinator & {
  readonly nominalTime: number;
  readonly dataset: ResolvedDataset;
};

/**
 * Resolves the instances of an event for an action.
 * @see org.apache.oozie.command.coord.CoordCommandUtils#materializeInputDataEvents
 */
export function materializeEvent(event: PreparedEvent, known: KnownAction): MaterializedEvent | EventProblem {
  const texts: string[] = [];
  for (const [index, text] of event.instances.entries()) {
    const outcome = evaluateText(text, coordinatorScope('coord-action-create', known));
    if (outcome.kind !== 'value') return problem('instance', outcome, index);
    texts.push(outcome.text);
  }
  if (event.range !== undefined) {
    const range = resolveRange(event.range, known);
    if (typeof range !== 'string') return range;
    texts.push(range);
  }
  return splitInstances(texts.join(instanceSeparator), event, known);
}

type Refusal = { kind: 'error'; message: string } | { kind: 'unknown'; because: string };

function problem(field: EventProblem['field'], outcome: Refusal, index?: number): EventProblem {
  const message = outcome.kind === 'unknown' ? outcome.because : outcome.message;
  return { kind: outcome.kind, field, message, ...(index !== undefined && { index }) };
}

/** The functions that a range's ends may be, in the order in which Oozie looks for them in a text. */
const functions = [
  'current',
  'latest',
  'future',
  'offset',
  'absolute',
  'endOfMonths',
  'endOfWeeks',
  'endOfDays',
] as const;
type RangeFunction = (typeof functions)[number];

function functionIn(text: string): RangeFunction | undefined {
  return functions.find((name) => text.includes(name));
}

/** @see org.apache.oozie.command.coord.CoordCommandUtils#resolveInstanceRange */
function resolveRange(range: NonNullable<PreparedEvent['range']>, known: KnownAction): string | EventProblem {
  const scope = coordinatorScope('coord-action-create-inst', known);
  const start = evaluateText(range.start, scope);
  if (start.kind !== 'value') return problem('start-instance', start);
  const end = evaluateText(range.end, scope);
  if (end.kind !== 'value') return problem('end-instance', end);
  try {
    return instancesOfRange(start.text, end.text, known);
  } catch (fault) {
    if (!(fault instanceof ElFault)) throw fault;
    return { kind: 'error', field: 'start-instance', message: fault.message };
  }
}

function instancesOfRange(start: string, end: string, known: KnownAction): string {
  const { dataset, nominalTime, processing = processingInUtc } = known;
  const [kind, endKind] = [functionIn(start), functionIn(end)];
  if (kind !== endKind && !(isAnchor(kind) && endKind === 'current')) {
    throw new ElFault(
      'A range starts and ends with the same function; only absolute, endOfDays, endOfWeeks and endOfMonths go with current.',
    );
  }
  const last = endOf(end, endKind);
  switch (kind) {
    case undefined:
      throw new ElFault('A range starts and ends with a function such as coord:current.');
    case 'absolute':
      return absoluteRange(dataset, nominalTime, argumentText(start), last.count, processing);
    case 'endOfDays':
    case 'endOfWeeks':
    case 'endOfMonths': {
      const from = formatOozieDate(anchor(kind, endOf(start, kind).count, known), processing);
      return absoluteRange(dataset, nominalTime, from, last.count, processing);
    }
    case 'offset':
      return offsetRange(endOf(start, kind), last, known);
    case 'current':
    case 'latest':
    case 'future': {
      const first = endOf(start, kind).count;
      if (first > last.count) throw new ElFault('The range starts after its end.');
      if (kind === 'current') return currentRange(dataset, nominalTime, first, last.count, processing);
      const limit = kind === 'future' ? `,'${last.rest}'` : '';
      return `\${coord:${kind}Range(${first},${last.count}${limit})}`;
    }
  }
}

function isAnchor(kind: RangeFunction | undefined): boolean {
  return kind === 'absolute' || kind === 'endOfDays' || kind === 'endOfWeeks' || kind === 'endOfMonths';
}

/** The number in a function that is one end of a range, and what comes behind the last comma. */
interface RangeEnd {
  readonly count: number;
  readonly rest: string;
}

function endOf(text: string, kind: RangeFunction | undefined): RangeEnd {
  if (kind === 'absolute') return { count: 0, rest: '' };
  const inside = argumentText(text);
  const comma = kind === 'future' || kind === 'offset' || kind === undefined ? inside.lastIndexOf(',') : -1;
  const count = Number(comma < 0 ? inside : inside.slice(0, comma).trim());
  if (inside === '' || Number.isNaN(count) || ((kind === 'future' || kind === 'offset') && comma < 0)) {
    throw new ElFault(`Oozie finds no number in ${text}.`);
  }
  return { count: Math.trunc(count), rest: comma < 0 ? '' : inside.slice(comma + 1).trim() };
}

function argumentText(text: string): string {
  const [open, close] = [text.indexOf('('), text.lastIndexOf(')')];
  if (open < 0 || close <= open) throw new ElFault(`Oozie finds no arguments in ${text}.`);
  return text.slice(open + 1, close).trim();
}

/** @see org.apache.oozie.command.coord.CoordCommandUtils.StartInstanceFinder */
function anchor(
  kind: 'endOfDays' | 'endOfWeeks' | 'endOfMonths',
  count: number,
  { nominalTime, dataset: { zone, weekStart } }: KnownAction,
): number {
  switch (kind) {
    case 'endOfDays':
      return add(startOfDay(nominalTime, zone), zone, 'DAY', count + 1);
    case 'endOfWeeks':
      return add(startOfWeek(nominalTime, zone, weekStart), zone, 'WEEK', count + 1);
    case 'endOfMonths':
      return add(startOfMonth(nominalTime, zone), zone, 'MONTH', count + 1);
  }
}

/** What Java numbers the units by; Oozie multiplies with it to tell which of two offsets is the earlier. */
const javaUnits = { YEAR: 1, MONTH: 2, WEEK: 3, DAY: 5, HOUR: 10, MINUTE: 12 } as const;

function offsetRange(start: RangeEnd, end: RangeEnd, known: KnownAction): string {
  const { dataset, nominalTime, processing = processingInUtc } = known;
  const [startUnit, endUnit] = [unitOf(start.rest), unitOf(end.rest)];
  if (javaUnits[startUnit] * start.count > javaUnits[endUnit] * end.count) {
    throw new ElFault('Oozie takes the start of the range for later than its end.');
  }
  const current = currentInstance(dataset, nominalTime);
  if (current === undefined) return '';
  const from = add(current.at, dataset.zone, startUnit, start.count);
  const to = add(current.at, dataset.zone, endUnit, end.count);
  const found: string[] = [];
  const range = stepsBetween(dataset, current.at, from, to);
  refuseTooMany(range.length);
  for (const steps of range.toReversed()) {
    const instance = offset(dataset, nominalTime, steps, dataset.unit, processing);
    if (instance === '') break;
    found.push(instance);
  }
  return found.join(instanceSeparator);
}

/** @see org.apache.oozie.command.coord.CoordCommandUtils#createEarlyURIs */
function splitInstances(
  texts: string,
  event: PreparedEvent,
  known: KnownAction,
): MaterializedEvent | EventProblem {
  const { processing = processingInUtc } = known;
  const instances: MaterializedInstance[] = [];
  const waiting: WaitingInstances[] = [];
  for (const text of texts.split(instanceSeparator)) {
    if (text.trim() === '') continue;
    const kind = functionIn(text);
    if (kind === 'latest' || kind === 'future') {
      waiting.push(waitingFor(kind, text));
      continue;
    }
    const time = parseOozieDate(text, processing);
    if (time === undefined) {
      return { kind: 'error', field: 'instance', message: `"${text}" is no time such as 2026-03-29T02:30Z.` };
    }
    const uri = uriAt(event.uriTemplate, time, known);
    if (typeof uri !== 'string') return uri;
    const { doneFlag } = event.dataset;
    const awaited = doneFlag === '' || uri.startsWith('hcat:') ? uri : `${uri}/${doneFlag}`;
    instances.push({ time, uri, awaited });
  }
  return { name: event.name, dataset: event.dataset.name, instances, waiting };
}

function waitingFor(kind: 'latest' | 'future', text: string): WaitingInstances {
  const numbers = [...text.matchAll(/-?\d+/g)].map(Number);
  const isRange = text.includes('Range');
  const start = numbers[0] ?? 0;
  const end = isRange ? (numbers[1] ?? start) : start;
  const limit = kind === 'future' ? numbers.at(-1) : undefined;
  return { kind, start, end, text, ...(limit !== undefined && { limit }) };
}

/** @see org.apache.oozie.coord.CoordELEvaluator#createURIELEvaluator */
function uriAt(
  template: ElText,
  time: number,
  { processing = processingInUtc }: KnownAction,
): string | EventProblem {
  const local = new Date(time + processing.zone.offsetAt(time));
  const two = (value: number) => String(value).padStart(2, '0');
  const fields: ReadonlyMap<string, string> = new Map([
    ['YEAR', String(local.getUTCFullYear())],
    ['MONTH', two(local.getUTCMonth() + 1)],
    ['DAY', two(local.getUTCDate())],
    ['HOUR', two(local.getUTCHours())],
    ['MINUTE', two(local.getUTCMinutes())],
  ]);
  const scope = {
    phase: 'job-submit',
    variable: (name: string) => fields.get(name),
    functions: new Map(),
  } as const;
  const outcome = evaluateText(template, scope);
  if (outcome.kind !== 'value') return problem('uri-template', outcome);
  if (!/[\s<>"{}|\\^`]|%(?![\dA-Fa-f]{2})/.test(outcome.text)) return outcome.text;
  return { kind: 'error', field: 'uri-template', message: `${outcome.text} is no URI.` };
}
