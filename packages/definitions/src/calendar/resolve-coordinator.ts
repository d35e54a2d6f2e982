import { evaluateText } from '../el/evaluate.ts';
import type { JobProperties } from '../el/workflow-scope.ts';
import { parseOozieDate, processingInUtc } from '../time/oozie-date.ts';
import { type TimeZone, timeZone } from '../time/time-zone.ts';
import type {
  CalendarPlace,
  CalendarProblem,
  CoordinatorPlan,
  DatasetPlan,
  MaterializeOptions,
  ResolvedControls,
} from './coordinator-plan.ts';
import { type CoordinatorPhase, coordinatorScope, type KnownCoordinator } from './coordinator-scope.ts';
import type { ResolvedDataset } from './dataset.ts';
import { type Frequency, readFrequency } from './frequency.ts';
import { nominalTimes, type Schedule } from './nominal-times.ts';

/** A coordinator as Oozie keeps it when it was submitted. */
export interface ResolvedCoordinator {
  readonly schedule: Schedule;
  /** By name. */
  readonly datasets: ReadonlyMap<string, ResolvedDataset>;
  readonly controls: ResolvedControls;
}

/**
 * Resolves what Oozie resolves when a coordinator is submitted. Adds what it refuses to `problems`; undefined when
 * that is anything.
 * @see org.apache.oozie.command.coord.CoordSubmitXCommand#resolveInitial
 */
export function resolveCoordinator(
  plan: CoordinatorPlan,
  properties: JobProperties,
  options: MaterializeOptions,
  problems: CalendarProblem[],
): ResolvedCoordinator | undefined {
  const reader = new Reader(properties, options, problems);
  const frequency = reader.frequency(plan.frequency, { part: 'coordinator', field: 'frequency' }, true);
  const start = reader.date(plan.start, { part: 'coordinator', field: 'start' });
  const end = reader.date(plan.end, { part: 'coordinator', field: 'end' });
  const zone = reader.zone(plan.timezone, { part: 'coordinator', field: 'timezone' });
  const controls = reader.controls(plan.controls ?? {});
  const datasets = new Map<string, ResolvedDataset>();
  for (const dataset of plan.datasets ?? []) {
    const resolved = reader.dataset(dataset);
    if (resolved !== undefined) datasets.set(dataset.name, resolved);
  }
  if (start === undefined || end === undefined || zone === undefined) return undefined;
  if (frequency === undefined || controls === undefined) return undefined;
  const { processing = processingInUtc, weekStart = 0, atOnce = false } = options;
  const schedule = { frequency, start, end, zone, processing, weekStart, atOnce };
  checkWindow(schedule, problems);
  return problems.length > 0 ? undefined : { schedule, datasets, controls };
}

function checkWindow(schedule: Schedule, problems: CalendarProblem[]): void {
  const report = (field: string, message: string) =>
    problems.push({ kind: 'error', place: { part: 'coordinator', field }, message });
  if (schedule.start >= schedule.end) report('end', 'The coordinator ends before it starts.');
  else if (schedule.frequency.kind === 'cron') {
    const [first] = nominalTimes(schedule);
    if (first === undefined) report('frequency', 'The frequency makes no action between start and end.');
  }
}

/** Reads texts by the properties, and notes what is wrong with them. */
class Reader {
  private readonly known: KnownCoordinator;

  constructor(
    properties: JobProperties,
    private readonly options: MaterializeOptions,
    private readonly problems: CalendarProblem[],
  ) {
    const { moreProperties = false, processing } = options;
    this.known = { properties, moreProperties, ...(processing && { processing }) };
  }

  text(source: string, phase: CoordinatorPhase, place: CalendarPlace): string | undefined {
    const outcome = evaluateText(source, coordinatorScope(phase, this.known));
    if (outcome.kind === 'value') return outcome.text;
    const message = outcome.kind === 'unknown' ? outcome.because : outcome.message;
    this.problems.push({ kind: outcome.kind, place, message });
    return undefined;
  }

  refuse(place: CalendarPlace, message: string): undefined {
    this.problems.push({ kind: 'error', place, message });
    return undefined;
  }

  frequency(source: string, place: CalendarPlace, cron: boolean): Frequency | undefined {
    const found = readFrequency(source, coordinatorScope('coord-job-submit-freq', this.known), { cron });
    if (found.kind === 'calendar' || found.kind === 'cron') return found;
    const message = found.kind === 'unknown' ? found.because : found.message;
    this.problems.push({ kind: found.kind, place, message });
    return undefined;
  }

  date(
    source: string,
    place: CalendarPlace,
    phase: CoordinatorPhase = 'coord-job-submit-nofuncs',
  ): number | undefined {
    const text = this.text(source, phase, place);
    if (text === undefined) return undefined;
    const { processing = processingInUtc } = this.options;
    const instant = parseOozieDate(text, processing);
    return (
      instant ?? this.refuse(place, `"${text}" is no time such as 2026-03-29T02:30${processing.suffix}.`)
    );
  }

  zone(source: string, place: CalendarPlace): TimeZone | undefined {
    const text = this.text(source, 'coord-job-submit-nofuncs', place);
    if (text === undefined) return undefined;
    return timeZone(text) ?? this.refuse(place, `"${text}" is no time zone such as Europe/Berlin.`);
  }

  dataset(plan: DatasetPlan): ResolvedDataset | undefined {
    const at = (field: string): CalendarPlace => ({ part: 'dataset', name: plan.name, field });
    const frequency = this.frequency(plan.frequency, at('frequency'), false);
    const initialInstance = this.date(
      plan.initialInstance,
      at('initial-instance'),
      'coord-job-submit-initial-instance',
    );
    const zone = this.zone(plan.timezone, at('timezone'));
    const uriTemplate = this.text(plan.uriTemplate, 'coord-job-submit-nofuncs', at('uri-template'));
    const doneFlag = this.text(plan.doneFlag ?? '_SUCCESS', 'coord-job-submit-nofuncs', at('done-flag'));
    if (initialInstance !== undefined && initialInstance < 0) {
      return this.refuse(at('initial-instance'), 'A dataset cannot start before 1970-01-01T00:00Z.');
    }
    if (frequency?.kind !== 'calendar' || initialInstance === undefined) return undefined;
    if (zone === undefined || uriTemplate === undefined || doneFlag === undefined) return undefined;
    const { amount, unit, endOf } = frequency;
    const { weekStart = 0 } = this.options;
    return { name: plan.name, amount, unit, endOf, initialInstance, zone, uriTemplate, doneFlag, weekStart };
  }

  controls(plan: NonNullable<CoordinatorPlan['controls']>): ResolvedControls | undefined {
    const nofuncs = 'coord-job-submit-nofuncs';
    const timeout = this.timeout(plan.timeout ?? '');
    const concurrency = this.number(plan.concurrency ?? '', 'concurrency', 1);
    const throttle = this.number(plan.throttle ?? '', 'throttle', 12);
    const execution = this.text(plan.execution ?? '', nofuncs, { part: 'controls', field: 'execution' });
    if (timeout === undefined || concurrency === undefined || throttle === undefined) return undefined;
    if (execution === undefined) return undefined;
    if (!['', 'FIFO', 'LIFO', 'LAST_ONLY', 'NONE'].includes(execution)) {
      const message = `The execution is FIFO, LIFO, LAST_ONLY or NONE, not "${execution}".`;
      return this.refuse({ part: 'controls', field: 'execution' }, message);
    }
    return {
      timeout: timeout < 0 || timeout > mostTimeout ? mostTimeout : timeout,
      concurrency,
      throttle: throttle < 1 || throttle > mostThrottle ? mostThrottle : throttle,
      execution: execution || 'FIFO',
    };
  }

  private timeout(source: string): number | undefined {
    const place: CalendarPlace = { part: 'controls', field: 'timeout' };
    if (source === '') return 120;
    const scope = coordinatorScope('coord-job-wait-timeout', this.known);
    if (!source.includes('{')) return this.number(source, 'timeout', 120);
    const found = readFrequency(source, scope, { cron: false });
    if (found.kind !== 'calendar') {
      const message =
        found.kind === 'unknown'
          ? found.because
          : found.kind === 'error'
            ? found.message
            : 'It is no number.';
      this.problems.push({ kind: found.kind === 'unknown' ? 'unknown' : 'error', place, message });
      return undefined;
    }
    const days = found.unit === 'MONTH' ? 30 : found.unit === 'WEEK' ? 1 / 1440 : 1;
    return found.unit === 'MINUTE' ? found.amount : Math.round(found.amount * 1440 * days);
  }

  private number(source: string, field: string, absent: number): number | undefined {
    const place: CalendarPlace = { part: 'controls', field };
    const text = this.text(source, 'coord-job-submit-nofuncs', place);
    if (text === undefined) return undefined;
    if (text === '') return absent;
    if (/^[+-]?\d+$/.test(text) && Number(text) >= -(2 ** 31) && Number(text) < 2 ** 31) return Number(text);
    return this.refuse(place, `The ${field} is a whole number, not "${text}".`);
  }
}

/** Minutes, on a server that has no other limit. */
const mostTimeout = 86_400;
const mostThrottle = 500;
