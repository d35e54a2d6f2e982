import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Instrumentation, Metrics } from '@howdah/oozie-client';
import { type Act, examples } from '../../cli.ts';
import type { Output } from '../../output/output.ts';
import { hasPart } from './facts.ts';

/** One thing that Oozie measures. */
interface Measurement {
  readonly type: string;
  readonly name: string;
  /** In a line, for people. */
  readonly shown: string;
  /** As Oozie told it. */
  readonly measured: unknown;
}

/** `howdah admin metrics` and `instrumentation`: what Oozie measures of itself. */
export function addMeasurementCommands(parent: CommandUnknownOpts, act: Act): void {
  parent
    .command('metrics')
    .description('what Oozie measures of itself: gauges, counters, meters, histograms, timers')
    .argument('[part]', 'only names that have this in them, in any case')
    .addHelpText('after', examples(['howdah admin metrics'], ['howdah admin metrics submit']))
    .action(
      act(async ({ out, oozie, signal }, part) =>
        print(out, ofMetrics(await (await oozie()).admin.metrics({ signal })), part),
      ),
    );
  parent
    .command('instrumentation')
    .description('what Oozie measures of itself, on servers that do it as Oozie 4 did')
    .argument('[part]', 'only names that have this in them, in any case')
    .addHelpText('after', examples(['howdah admin instrumentation'], ['howdah admin instrumentation jpa']))
    .action(
      act(async ({ out, oozie, signal }, part) =>
        print(out, ofInstrumentation(await (await oozie()).admin.instrumentation({ signal })), part),
      ),
    );
}

async function print(out: Output, all: readonly Measurement[], part: string | undefined): Promise<void> {
  await out.rows(
    all.filter(({ name }) => hasPart(name, part)),
    {
      columns: [
        { title: 'Type', value: (row) => row.type },
        { title: 'Name', value: (row) => row.name, leaveOut: 'middle', least: 24 },
        { title: 'Measured', value: (row) => row.shown, leaveOut: 'end', least: 16 },
      ],
      none: part === undefined ? 'Oozie measured nothing so far.' : `No name has "${part}" in it.`,
      json: ({ type, name, measured }) => ({ type, name, measured }),
    },
  );
}

const rounded = (value: number) => String(Math.round(value * 1000) / 1000);

function ofMetrics({ gauges, counters, meters, histograms, timers }: Metrics): Measurement[] {
  const each = <T>(type: string, all: Readonly<Record<string, T>>, show: (measured: T) => string) =>
    Object.entries(all).map(([name, measured]) => ({ type, name, shown: show(measured), measured }));
  return [
    ...each('gauge', gauges, ({ value }) => String(value)),
    ...each('counter', counters, ({ count }) => String(count)),
    ...each('meter', meters, (meter) => `${meter.count}, ${rounded(meter.m1_rate)} ${meter.rate_units}`),
    ...each('histogram', histograms, ({ count, mean, p95, max }) =>
      [`${count}`, `mean ${rounded(mean)}`, `p95 ${rounded(p95)}`, `max ${rounded(max)}`].join(', '),
    ),
    ...each('timer', timers, ({ count, mean, p95, max, duration_units }) =>
      [
        `${count}`,
        `mean ${rounded(mean)}`,
        `p95 ${rounded(p95)}`,
        `max ${rounded(max)} ${duration_units}`,
      ].join(', '),
    ),
  ];
}

function ofInstrumentation(all: Instrumentation): Measurement[] {
  const values = (['variables', 'samplers', 'counters'] as const).flatMap((type) =>
    all[type].flatMap(({ group, data }) =>
      data.map((measured) => ({
        type: type.slice(0, -1),
        name: `${group}.${measured.name}`,
        shown: String(measured.value ?? '-'),
        measured,
      })),
    ),
  );
  const timers = all.timers.flatMap(({ group, data }) =>
    data.map((measured) => ({
      type: 'timer',
      name: `${group}.${measured.name}`,
      shown: `${measured.ticks}, mean ${rounded(measured.totalTimeAvg)}, max ${rounded(measured.totalMaxTime)} ms`,
      measured,
    })),
  );
  return [...values, ...timers];
}
