import { type CoordinatorPhase, coordinatorScope } from '../calendar/coordinator-scope.ts';
import { type Frequency, readFrequency } from '../calendar/frequency.ts';
import { withDefaults } from '../calendar/plan-of-coordinator.ts';
import type { Dataset } from '../coordinator/coordinator.ts';
import type { CoordinatorDefinition } from '../definition/definition.ts';
import { evaluateText } from '../el/evaluate.ts';
import { parseOozieDate, processingInUtc } from '../time/oozie-date.ts';
import { type TimeZone, timeZone } from '../time/time-zone.ts';
import { day, minute } from '../time/zoned-calendar.ts';
import type { Value } from '../tree/value.ts';
import type { Checking } from './rule.ts';

/** What is known of a coordinator's times before it is submitted: what its properties, if given, make of it. */
export interface KnownTimes {
  /** Epoch milliseconds. */
  readonly start: number | undefined;
  /** Epoch milliseconds. */
  readonly end: number | undefined;
  readonly zone: TimeZone | undefined;
  readonly frequency: Frequency | undefined;
  /** Of those that are known at all. */
  readonly datasets: ReadonlyMap<Dataset, KnownDataset>;
  /** A text as Oozie has it once the job is submitted. */
  text(value: Value | undefined, phase?: CoordinatorPhase): string | undefined;
}

export interface KnownDataset {
  readonly initialInstance: number | undefined;
  readonly frequency: (Frequency & { kind: 'calendar' }) | undefined;
}

const known = new WeakMap<CoordinatorDefinition, { properties: Checking['properties']; times: KnownTimes }>();

/** What is known of a coordinator's times, read once for all rules. */
export function knownTimes({ definition, properties }: Checking<CoordinatorDefinition>): KnownTimes {
  const before = known.get(definition);
  if (before !== undefined && before.properties === properties) return before.times;
  const times = read(definition, properties);
  known.set(definition, { properties, times });
  return times;
}

function read({ model }: CoordinatorDefinition, properties: Checking['properties']): KnownTimes {
  const given = {
    properties: withDefaults(properties ?? {}, model.parameters),
    moreProperties: properties === undefined,
  };
  const text: KnownTimes['text'] = (value, phase = 'coord-job-submit-nofuncs') => {
    if (value === undefined) return undefined;
    const outcome = evaluateText(value.text, coordinatorScope(phase, given));
    return outcome.kind === 'value' ? outcome.text : undefined;
  };
  const time = (value: Value | undefined, phase?: CoordinatorPhase) => {
    const written = text(value, phase);
    return written === undefined ? undefined : parseOozieDate(written, processingInUtc);
  };
  const frequency = (value: Value | undefined, cron: boolean): Frequency | undefined => {
    if (value === undefined) return undefined;
    const found = readFrequency(value.text, coordinatorScope('coord-job-submit-freq', given), { cron });
    return found.kind === 'calendar' || found.kind === 'cron' ? found : undefined;
  };
  const zone = text(model.timezone);
  const datasets = (model.datasets?.datasets ?? []).map((dataset): [Dataset, KnownDataset] => {
    const often = frequency(dataset.frequency, false);
    return [
      dataset,
      {
        initialInstance: time(dataset.initialInstance, 'coord-job-submit-initial-instance'),
        frequency: often?.kind === 'calendar' ? often : undefined,
      },
    ];
  });
  return {
    start: time(model.start),
    end: time(model.end),
    zone: zone === undefined ? undefined : timeZone(zone),
    frequency: frequency(model.frequency, true),
    datasets: new Map(datasets),
    text,
  };
}

/** About how long it is from one time of a frequency to the next, in milliseconds; months have 30 days. */
export function stepOf({ amount, unit }: Frequency & { kind: 'calendar' }): number {
  const lengths = {
    MINUTE: minute,
    HOUR: 60 * minute,
    DAY: day,
    WEEK: 7 * day,
    MONTH: 30 * day,
    YEAR: 360 * day,
  };
  return amount * lengths[unit];
}
