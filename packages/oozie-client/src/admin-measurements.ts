import * as z from 'zod/mini';
import { number, orNull, text } from './json-fields.ts';

/** How often something was, and how its sizes or durations were spread. */
export interface Spread {
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly stddev: number;
  /** The median. */
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
  readonly p98: number;
  readonly p99: number;
  readonly p999: number;
}

/** How often something happened in a time; rates are in `rate_units`. */
export interface Rates {
  readonly m1_rate: number;
  readonly m5_rate: number;
  readonly m15_rate: number;
  readonly mean_rate: number;
  /** e.g. `calls/millisecond` */
  readonly rate_units: string;
}

/** Durations are in `duration_units`. */
export interface MetricsTimer extends Spread, Rates {
  /** e.g. `milliseconds` */
  readonly duration_units: string;
}

/** What Oozie 5 measures of itself, by name, e.g. `timers['commands.SubmitXCommand.call.timer']`. */
export interface Metrics {
  readonly version: string;
  /** The present value: a number, or for settings a text. */
  readonly gauges: Readonly<Record<string, { readonly value: unknown }>>;
  readonly counters: Readonly<Record<string, { readonly count: number }>>;
  readonly histograms: Readonly<Record<string, Spread>>;
  readonly meters: Readonly<Record<string, Rates & { readonly count: number }>>;
  readonly timers: Readonly<Record<string, MetricsTimer>>;
}

const spread = {
  count: number,
  min: number,
  max: number,
  mean: number,
  stddev: number,
  p50: number,
  p75: number,
  p95: number,
  p98: number,
  p99: number,
  p999: number,
};
/** Oozie prints the unit of a meter as `units`, and that of a timer as `rate_units`. */
const rates = { m1_rate: number, m5_rate: number, m15_rate: number, mean_rate: number };
const meter = z.pipe(
  z.object({ ...rates, count: number, units: text }),
  z.transform(({ units, ...measured }) => ({ ...measured, rate_units: units })),
);

export const metricsAnswer: z.ZodMiniType<Metrics> = z.object({
  version: text,
  gauges: z.record(z.string(), z.object({ value: z.unknown() })),
  counters: z.record(z.string(), z.object({ count: number })),
  histograms: z.record(z.string(), z.object(spread)),
  meters: z.record(z.string(), meter),
  timers: z.record(z.string(), z.object({ ...spread, ...rates, rate_units: text, duration_units: text })),
});

/** Durations in milliseconds; `own` without, `total` with the time spent in what has a timer of its own. */
export interface InstrumentationTimer {
  readonly name: string;
  readonly ticks: number;
  readonly ownTimeAvg: number;
  readonly totalTimeAvg: number;
  readonly ownTimeStdDev: number;
  readonly totalTimeStdDev: number;
  readonly ownMinTime: number;
  readonly ownMaxTime: number;
  readonly totalMinTime: number;
  readonly totalMaxTime: number;
}

/** A measured value: a number, or for settings a text; null for what is no number. */
export interface InstrumentationValue {
  readonly name: string;
  readonly value: unknown;
}

export interface InstrumentationGroup<Data> {
  readonly group: string;
  readonly data: readonly Data[];
}

/** What Oozie before 5.0, or one that runs InstrumentationService, measures of itself. */
export interface Instrumentation {
  readonly variables: readonly InstrumentationGroup<InstrumentationValue>[];
  readonly samplers: readonly InstrumentationGroup<InstrumentationValue>[];
  readonly counters: readonly InstrumentationGroup<InstrumentationValue>[];
  readonly timers: readonly InstrumentationGroup<InstrumentationTimer>[];
}

const groups = <T>(data: z.ZodMiniType<T>): z.ZodMiniType<InstrumentationGroup<T>[]> =>
  z.array(z.object({ group: text, data: z.array(data) }));
const value = z.object({ name: text, value: orNull(z.unknown()) });
const timer = z.object({
  name: text,
  ticks: number,
  ownTimeAvg: number,
  totalTimeAvg: number,
  ownTimeStdDev: number,
  totalTimeStdDev: number,
  ownMinTime: number,
  ownMaxTime: number,
  totalMinTime: number,
  totalMaxTime: number,
});

export const instrumentationAnswer: z.ZodMiniType<Instrumentation> = z.object({
  variables: groups(value),
  samplers: groups(value),
  counters: groups(value),
  timers: groups(timer),
});
