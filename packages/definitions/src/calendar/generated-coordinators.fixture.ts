import { formatOozieDate, processingInUtc } from '../time/oozie-date.ts';
import { timeZone } from '../time/time-zone.ts';
import { day, hour, minute, startOfDay } from '../time/zoned-calendar.ts';
import type { CoordinatorPlan, DataEventPlan, DatasetPlan } from './coordinator-plan.ts';

/** Numbers from 0 to 1 that a seed decides. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface GeneratedCoordinator {
  readonly plan: CoordinatorPlan;
  /** What its frequency is: the figures of a test name it. */
  readonly kind: string;
  /** What its instances are. */
  readonly instances: string;
}

export const zones = [
  'America/Los_Angeles',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'UTC',
  'America/New_York',
  'America/Sao_Paulo',
  'GMT+05:30',
] as const;

/** Coordinators around the days on which clocks change, as a seed decides. */
export function generateCoordinators(seed: number, count: number): GeneratedCoordinator[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, index) => generate(new Choices(random), index));
}

class Choices {
  constructor(private readonly random: () => number) {}

  int(least: number, most: number): number {
    return least + Math.floor(this.random() * (most - least + 1));
  }

  one<Value>(values: readonly [Value, ...Value[]]): Value {
    return values[this.int(0, values.length - 1)] ?? values[0];
  }

  chance(part: number): boolean {
    return this.random() < part;
  }
}

const el = (expression: string) => `\${${expression}}`;
const date = (instant: number) => formatOozieDate(instant, processingInUtc);

function generate(choose: Choices, index: number): GeneratedCoordinator {
  const zone = choose.one(zones);
  const start = startNearChange(choose, zone);
  const end = start + choose.one([2 * day, 8 * day, 20 * day, 23 * day]);
  const [kind, frequency] = generateFrequency(choose);
  const withInputs = choose.chance(0.75);
  const datasets = [
    generateDataset(choose, 'one', start),
    generateDataset(choose, 'two', start),
    { ...generateDataset(choose, 'sparse', start), frequency: el(`coord:months(${choose.int(1, 2)})`) },
    alignedDataset(zone, start),
  ];
  const inputs = withInputs ? [generateEvent(choose, 'in', 'one', start, zone)] : [];
  if (withInputs && choose.chance(0.4)) inputs.push(generateEvent(choose, 'more', 'two', start, zone));
  const outputs: DataEventPlan[] = [
    {
      name: 'out',
      dataset: choose.one(['one', 'two']),
      instances: [el(`coord:current(${choose.int(-1, 1)})`)],
    },
  ];
  const plan: CoordinatorPlan = {
    name: `generated ${index}`,
    frequency,
    start: date(start),
    end: date(end),
    timezone: zone,
    controls: { timeout: '10', concurrency: '1', execution: 'FIFO', throttle: '8' },
    datasets,
    inputs,
    outputs,
    appPath: 'file:///nowhere/workflow.xml',
    configuration: [
      { name: 'nominal', value: el('coord:nominalTime()') },
      { name: 'out', value: el("coord:dataOut('out')") },
      ...(withInputs ? [{ name: 'in', value: `x ${el("coord:dataIn('in')")} y` }] : []),
      ...generateProperties(choose),
    ],
  };
  return { plan, kind, instances: inputs.map(shapeOf).join(' and ') || 'none' };
}

function generateProperties(choose: Choices): { name: string; value: string }[] {
  const unit = choose.one(['MINUTE', 'HOUR', 'DAY', 'MONTH', 'YEAR']);
  const format = choose.one(['yyyy-MM-dd', "yyyyMMdd'T'HHmm", 'EEE d MMM yy', 'D w u k', 'hh:mm a Z']);
  return [
    { name: 'moved', value: el(`coord:dateOffset(coord:nominalTime(), ${choose.int(-40, 40)}, '${unit}')`) },
    { name: 'local', value: el(`coord:dateTzOffset(coord:nominalTime(), '${choose.one(zones)}')`) },
    { name: 'formatted', value: el(`coord:formatTime(coord:nominalTime(), "${format}")`) },
    { name: 'epoch', value: el(`coord:epochTime(coord:nominalTime(), '${choose.one(['true', 'false'])}')`) },
  ];
}

/** A minute in the days before clocks change in a zone; anywhere in a year where they don't. */
function startNearChange(choose: Choices, zoneName: string): number {
  const zone = timeZone(zoneName);
  const from = Date.UTC(choose.int(2012, 2030), choose.int(0, 11), choose.int(1, 28));
  for (let at = from; zone !== undefined && at < from + 366 * day; at += hour) {
    if (zone.offsetAt(at) !== zone.offsetAt(at + hour)) {
      return at + hour - choose.int(0, 6 * 24 * 12) * 5 * minute;
    }
  }
  return from + choose.int(0, 24 * 60 - 1) * minute;
}

function generateFrequency(choose: Choices): [kind: string, text: string] {
  const n = choose.int(1, 3);
  switch (choose.int(0, 9)) {
    case 0:
      return ['minutes', String(choose.one([15, 60, 90, 360, 1440]))];
    case 1:
      return ['hours', el(`coord:hours(${n * 4})`)];
    case 2:
      return ['minutes', el(`coord:minutes(${n * 45})`)];
    case 3:
    case 4:
      return ['days', el(`coord:days(${n})`)];
    case 5:
      return ['months', el(`coord:months(${n})`)];
    case 6:
      return ['end of days', el(`coord:endOfDays(${n})`)];
    case 7:
      return choose.chance(0.5)
        ? ['end of weeks', el(`coord:endOfWeeks(${n})`)]
        : ['end of months', el(`coord:endOfMonths(${n})`)];
    default:
      return ['cron', generateCron(choose)];
  }
}

function generateCron(choose: Choices): string {
  const minutes = choose.one(['0', '30', '*/20', '5,35', '10-50/20']);
  const hours = choose.one(['*', '2', '0', '1-3', '*/6', '22-2', '8/5']);
  const days = choose.one(['*', '?', 'L', 'LW', '15W', '1-10', '*/3', 'L-2', '29']);
  const months = choose.one(['*', '*', '*', '3-11', 'MAR,APR,OCT,NOV', '*/2']);
  const weekdays = choose.one(['*', '?', 'MON-FRI', 'SUN', '1', '6L', '2#1', 'SAT,SUN', '7-2']);
  const both = days === '?' && weekdays === '?';
  return [minutes, hours, days, months, both ? '*' : weekdays].join(' ');
}

function generateDataset(choose: Choices, name: string, start: number): DatasetPlan {
  const n = choose.int(1, 3);
  const frequency = choose.one([
    String(n * 30),
    el(`coord:hours(${n})`),
    el(`coord:hours(${n * 6})`),
    el(`coord:days(${n})`),
    el(`coord:days(1)`),
    el(`coord:months(${n})`),
    el(`coord:endOfDays(${n})`),
    el(`coord:endOfWeeks(1)`),
    el(`coord:endOfMonths(1)`),
  ]);
  const age = choose.one([0, 3 * day, 40 * day, 400 * day, 2000 * day, -3 * day]);
  return {
    name,
    frequency,
    initialInstance: date(start - age - choose.int(0, 48) * 30 * minute),
    timezone: choose.one(zones),
    uriTemplate: choose.one([
      `file:///nowhere/${name}/${el('YEAR')}/${el('MONTH')}/${el('DAY')}/${el('HOUR')}${el('MINUTE')}`,
      `file:///nowhere/${name}/dt=${el('YEAR')}-${el('MONTH')}-${el('DAY')}-${el('HOUR')}`,
      `${el('root')}/${name}/${el('YEAR')}${el('MONTH')}${el('DAY')}${el('HOUR')}${el('MINUTE')}`,
    ]),
    ...(choose.chance(0.6) && { doneFlag: choose.one(['', '_DONE', 'trigger.dat']) }),
  };
}

/** With an instance at each midnight: a range that starts at the end of a day is refused where none is. */
function alignedDataset(zone: string, start: number): DatasetPlan {
  return {
    name: 'aligned',
    frequency: el('coord:days(1)'),
    initialInstance: date(midnightBefore(start - 200 * day, zone)),
    timezone: zone,
    uriTemplate: `file:///nowhere/aligned/${el('YEAR')}${el('MONTH')}${el('DAY')}${el('HOUR')}${el('MINUTE')}`,
  };
}

function midnightBefore(instant: number, zoneName: string): number {
  const zone = timeZone(zoneName);
  return zone === undefined ? instant : startOfDay(instant, zone);
}

function generateEvent(
  choose: Choices,
  name: string,
  dataset: string,
  start: number,
  zone: string,
): DataEventPlan {
  const [from, to] = [choose.int(-6, 2), choose.int(0, 6)];
  const unit = choose.one(['MINUTE', 'HOUR', 'DAY', 'MONTH', 'YEAR']);
  const instance = (expression: string): DataEventPlan => ({ name, dataset, instances: [el(expression)] });
  const range = (first: string, last: string): DataEventPlan => {
    return { name, dataset, startInstance: el(first), endInstance: el(last) };
  };
  // To find the latest, Oozie looks at every instance up to now, which takes it long where there are many.
  const onSparse = (event: DataEventPlan): DataEventPlan => ({ ...event, dataset: 'sparse' });
  const onAligned = (event: DataEventPlan): DataEventPlan => ({ ...event, dataset: 'aligned' });
  switch (choose.int(0, 15)) {
    case 0:
      return instance(`coord:current(${from})`);
    case 1:
      return { name, dataset, instances: [el('coord:current(0)'), el(`coord:current(${from})`)] };
    case 2:
    case 3:
    case 4:
      return range(`coord:current(${from})`, `coord:current(${from + to})`);
    case 5:
      return instance(`coord:offset(${from * 2}, '${unit}')`);
    case 6:
      // Oozie steps to each instance of such a range from the first one, which takes it long where there are many.
      return (unit === 'MONTH' || unit === 'YEAR' ? onSparse : (event: DataEventPlan) => event)(
        range(`coord:offset(${from - 4}, '${unit}')`, `coord:offset(${from - 4 + to}, '${unit}')`),
      );
    case 7:
      return onSparse(instance(`coord:latest(${-to})`));
    case 8:
      return onSparse(range(`coord:latest(${-to})`, 'coord:latest(0)'));
    case 9:
      return onSparse(instance(`coord:future(${to}, ${to + 3})`));
    case 10:
      return onSparse(range('coord:future(0, 7)', `coord:future(${to}, 7)`));
    case 11:
      return instance(`coord:current(0 - coord:hoursInDay(${from}))`);
    case 12:
      return range(`coord:current(-(coord:daysInMonth(${from}) - 1))`, 'coord:current(0)');
    case 13:
      return instance(`coord:current(coord:tzOffset() / 60)`);
    case 14:
      return onAligned(
        range(
          `coord:${choose.one(['endOfDays', 'endOfWeeks', 'endOfMonths'])}(${choose.int(-2, -1)})`,
          'coord:current(0)',
        ),
      );
    default:
      return choose.chance(0.5)
        ? { name, dataset, instances: [date(start - choose.int(0, 100) * day)] }
        : onAligned(
            range(`coord:absolute('${date(midnightBefore(start - 2 * day, zone))}')`, `coord:current(${to})`),
          );
  }
}

function shapeOf({ instances = [], startInstance }: DataEventPlan): string {
  const text = startInstance ?? instances[0] ?? '';
  const [, name = 'a time'] = /coord:(\w+)/.exec(text) ?? [];
  return startInstance === undefined ? name : `a range of ${name}`;
}

/** The definition of a coordinator, as Oozie reads it. */
export function printCoordinator(plan: CoordinatorPlan): string {
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const attributes = (values: Readonly<Record<string, string>>) =>
    Object.entries(values)
      .map(([name, value]) => ` ${name}="${escaped(value)}"`)
      .join('');
  const element = (name: string, text: string | undefined) =>
    text === undefined ? '' : `<${name}>${escaped(text)}</${name}>`;
  const events = (kind: 'in' | 'out', list: readonly DataEventPlan[] = []) => {
    const printed = list.map(({ name, dataset, instances = [], startInstance, endInstance }) => {
      const inside = [
        ...instances.map((instance) => element('instance', instance)),
        element('start-instance', startInstance),
        element('end-instance', endInstance),
      ];
      return `<data-${kind}${attributes({ name, dataset })}>${inside.join('')}</data-${kind}>`;
    });
    return list.length === 0 ? '' : `<${kind}put-events>${printed.join('')}</${kind}put-events>`;
  };
  const datasets = (plan.datasets ?? []).map(
    ({ name, frequency, initialInstance, timezone, uriTemplate, doneFlag }) =>
      `<dataset${attributes({ name, frequency, 'initial-instance': initialInstance, timezone })}>${element('uri-template', uriTemplate)}${element('done-flag', doneFlag)}</dataset>`,
  );
  const properties = (plan.configuration ?? []).map(
    (property) => `<property>${element('name', property.name)}${element('value', property.value)}</property>`,
  );
  const { timeout, concurrency, execution, throttle } = plan.controls ?? {};
  const { name, frequency, start, end, timezone } = plan;
  return [
    `<coordinator-app${attributes({ name, frequency, start, end, timezone })} xmlns="uri:oozie:coordinator:0.4">`,
    `<controls>${element('timeout', timeout)}${element('concurrency', concurrency)}${element('execution', execution)}${element('throttle', throttle)}</controls>`,
    datasets.length === 0 ? '' : `<datasets>${datasets.join('')}</datasets>`,
    events('in', plan.inputs),
    events('out', plan.outputs),
    `<action><workflow>${element('app-path', plan.appPath)}`,
    properties.length === 0 ? '' : `<configuration>${properties.join('')}</configuration>`,
    '</workflow></action></coordinator-app>',
  ].join('');
}
