import type { ElArguments } from '../el/arguments.ts';
import type { Phase } from '../el/phases.ts';
import type { ElFunction, ElScope } from '../el/scope.ts';
import { ElFault, ElUnknown } from '../el/value.ts';
import { type JobProperties, propertyReader } from '../el/workflow-scope.ts';
import { formatByPattern } from '../time/java-date-format.ts';
import { formatOozieDate, type ProcessingZone, parseOozieDate, processingInUtc } from '../time/oozie-date.ts';
import { type TimeZone, timeZone } from '../time/time-zone.ts';
import { add, daysInMonthOf, hoursInDay, type WeekStart } from '../time/zoned-calendar.ts';
import { firstInstance, type ResolvedDataset } from './dataset.ts';
import { absoluteRange, currentRange, offset } from './instance-functions.ts';
import { unitOf } from './units.ts';

/** What is known of a coordinator and its action while a text of it is evaluated. What isn't given is not known. */
export interface KnownCoordinator {
  /** The properties of the job with the defaults of its definition. */
  readonly properties: JobProperties;
  /** Whether the job may have more properties than those. Default: no, so that others are an error. */
  readonly moreProperties?: boolean;
  readonly name?: string;
  readonly zone?: TimeZone;
  /** Epoch milliseconds. */
  readonly nominalTime?: number;
  /** When the action was made, as epoch milliseconds. */
  readonly actualTime?: number;
  readonly actionId?: string;
  /** The dataset of the event that the text belongs to. */
  readonly dataset?: ResolvedDataset;
  /** The URIs of each data-in, by its name. */
  readonly inputUris?: EventUris;
  /** The URIs of each data-out, by its name. */
  readonly outputUris?: EventUris;
  /** What each name of an event stands for. */
  readonly events?: ReadonlyMap<string, 'data-in' | 'data-out'>;
  readonly processing?: ProcessingZone;
  readonly weekStart?: WeekStart;
}

/** The URIs of events; undefined for one that waits for what lies on the cluster. */
export type EventUris = ReadonlyMap<string, readonly string[] | undefined>;

/** The phases in which a coordinator's texts are evaluated. */
export type CoordinatorPhase = Exclude<Phase, 'workflow' | 'wf-sla-submit' | 'bundle-submit'>;

/**
 * A scope for the texts of a coordinator in one of its phases.
 * @see org.apache.oozie.coord.CoordELEvaluator
 */
export function coordinatorScope(phase: CoordinatorPhase, known: KnownCoordinator): ElScope {
  const property = propertyReader(known.properties, known.moreProperties);
  return {
    phase,
    variable: (name) => {
      const event = /^oozie\.dataname\.(.*)$/s.exec(name)?.[1];
      return event === undefined ? property(name) : known.events?.get(event);
    },
    functions: coordinatorFunctions(known, property),
  };
}

function coordinatorFunctions(
  known: KnownCoordinator,
  property: (name: string) => string | undefined,
): ReadonlyMap<string, ElFunction> {
  const processing = known.processing ?? processingInUtc;
  const time = (instant: number | undefined, what: string): string =>
    formatOozieDate(given(instant, what), processing);
  const dataset = () => given(known.dataset, 'The dataset');
  const nominalTime = () => given(known.nominalTime, 'The nominal time');
  const uris = (events: EventUris | undefined): ElFunction => {
    return (args) => {
      const name = args.text(0);
      if (events !== undefined && !events.has(name)) return '';
      const found = events?.get(name);
      if (found !== undefined) return found.join(',');
      throw new ElUnknown('only-on-the-cluster', `${name} depends on what lies on the cluster.`);
    };
  };
  const elsewhere: ElFunction = () => {
    throw new ElUnknown('only-on-the-cluster', 'It depends on what lies on the cluster.');
  };
  return new Map<string, ElFunction>([
    ['coord:conf', (args) => property(args.text(0)) ?? null],
    ['coord:user', () => property('user.name') ?? null],
    ['hadoop:conf', elsewhere],
    ['coord:name', () => given(known.name, "The coordinator's name")],
    ['coord:actionId', () => given(known.actionId, "The action's id")],
    ['coord:nominalTime', () => time(known.nominalTime, 'The nominal time')],
    ['coord:actualTime', () => time(known.actualTime, 'The actual time')],
    ['coord:dataIn', uris(known.inputUris)],
    ['coord:dataOut', uris(known.outputUris)],
    ['coord:current', (args) => currentRange(dataset(), nominalTime(), args.int(0), args.int(0), processing)],
    [
      'coord:currentRange',
      (args) => currentRange(dataset(), nominalTime(), args.int(0), args.int(1), processing),
    ],
    ['coord:offset', (args) => offset(dataset(), nominalTime(), args.int(0), args.text(1), processing)],
    [
      'coord:absoluteRange',
      (args) => absoluteRange(dataset(), nominalTime(), args.text(0), args.int(1), processing),
    ],
    ['coord:hoursInDay', (args) => BigInt(measured(dataset(), nominalTime(), args.int(0), hoursInDay))],
    ['coord:daysInMonth', (args) => BigInt(measured(dataset(), nominalTime(), args.int(0), daysInMonthOf))],
    [
      'coord:tzOffset',
      () => {
        const zone = given(known.zone, "The coordinator's time zone");
        const ahead = dataset().zone.offsetAt(nominalTime()) - zone.offsetAt(nominalTime());
        return BigInt(Math.trunc(ahead / 60_000));
      },
    ],
    ['coord:dateOffset', (args) => dateOffset(args, processing)],
    ['coord:dateTzOffset', (args) => dateTzOffset(args, processing)],
    [
      'coord:formatTime',
      (args) => {
        const format = args.text(1);
        const printed = formatByPattern(dateOf(args, processing), format, processing.zone, known.weekStart);
        if (printed === undefined) throw new ElFault(`"${format}" is no format of SimpleDateFormat.`);
        return printed;
      },
    ],
    [
      'coord:epochTime',
      (args) => {
        const instant = dateOf(args, processing);
        return String(args.text(1).toLowerCase() === 'true' ? instant : Math.trunc(instant / 1000));
      },
    ],
  ]);
}

function given<Value>(value: Value | undefined, what: string): Value {
  if (value !== undefined) return value;
  throw new ElUnknown('only-at-run-time', `${what} is known when the action is made.`);
}

function dateOf(args: ElArguments, processing: ProcessingZone): number {
  const text = args.text(0);
  const instant = parseOozieDate(text, processing);
  if (instant === undefined) throw new ElFault(`"${text}" is no time such as 2026-03-29T02:30Z.`);
  return instant;
}

function dateOffset(args: ElArguments, processing: ProcessingZone): string {
  const instant = add(dateOf(args, processing), processing.zone, unitOf(args.text(2)), args.int(1));
  return formatOozieDate(instant, processing);
}

function dateTzOffset(args: ElArguments, processing: ProcessingZone): string {
  const zone = timeZone(args.text(1));
  if (zone === undefined) throw new ElFault(`${args.text(1)} is no time zone.`);
  return formatOozieDate(dateOf(args, processing), processing, zone);
}

function measured(
  dataset: ResolvedDataset,
  nominalTime: number,
  steps: number,
  measure: (instant: number, zone: TimeZone) => number,
): number {
  if (firstInstance(dataset) > nominalTime) return -1;
  const { zone, unit, amount } = dataset;
  return measure(add(nominalTime, zone, unit, amount * steps), zone);
}
