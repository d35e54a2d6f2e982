import { type Instrumentation, type Metrics, OozieError, type Spread } from '@howdah/oozie-client';
import { BadCommandLine, optionValue } from './command-line.ts';
import type { OozieCommand } from './oozie-command.ts';
import { parsePurge } from './pairs.ts';

const asterisks = '*'.repeat(42);

/** `oozie admin …` @see org.apache.oozie.cli.OozieCLI#adminCommand */
export async function adminCommand({ line, client, signal, print, note }: OozieCommand): Promise<void> {
  const { admin } = client;
  const given = (name: string) => line.options.has(name);
  const mode = optionValue(line, 'systemmode');
  const purge = optionValue(line, 'purge');
  const sorted = async (facts: Promise<Readonly<Record<string, string>>>) =>
    print(...inOrder(await facts).map(([name, value]) => `${name} : ${value}`));
  if (given('version')) {
    const { buildInfo } = await admin.buildVersion({ signal });
    return print(`Oozie server build version: ${JSON.stringify(buildInfo)}`);
  }
  if (mode !== undefined) {
    const wanted = (['NORMAL', 'NOWEBSERVICE', 'SAFEMODE'] as const).find(
      (each) => each === mode.toUpperCase(),
    );
    if (wanted === undefined)
      throw new BadCommandLine(`-systemmode is NORMAL, NOWEBSERVICE or SAFEMODE, not ${mode}`);
    await admin.setSystemMode(wanted, { signal });
    return print(`System mode: ${wanted}`);
  }
  if (given('status')) return print(`System mode: ${await admin.systemMode({ signal })}`);
  if (given('sharelibupdate')) {
    const updates = await admin.updateShareLib({ signal });
    return print(
      '[ShareLib update status]',
      ...updates.flatMap(({ host, status, details }) => [
        ...Object.entries({ ...details, host, status }).map(([name, value]) => `\t${name} = ${value}`),
        '',
      ]),
      '',
    );
  }
  if (given('shareliblist')) {
    const libraries = await admin.shareLib(line.words[0], { signal });
    return print(
      '[Available ShareLib]',
      ...libraries.flatMap(({ name, files }) => [name, ...(files ?? []).map((file) => `\t${file}`)]),
      '',
    );
  }
  if (given('queuedump')) {
    const { callables, uniqueKeys } = await admin.queueDump({ signal });
    return print(
      asterisks,
      '[Server Queue Dump]:',
      ...(callables.length > 0 ? callables : ['The queue dump is empty, nothing to display.']),
      asterisks,
      '[Server Uniqueness Map Dump]:',
      ...(uniqueKeys.length > 0 ? uniqueKeys : ['The uniqueness map dump is empty, nothing to display.']),
      asterisks,
    );
  }
  if (given('servers')) return sorted(admin.servers({ signal }));
  if (given('configuration')) return sorted(admin.configuration({ signal }));
  if (given('osenv')) return sorted(admin.environment({ signal }));
  if (given('javasysprops')) return sorted(admin.javaProperties({ signal }));
  if (given('metrics')) {
    const metrics = await unlessSwitchedOff(admin.metrics({ signal }));
    return metrics
      ? print(...metricsLines(metrics))
      : print('Metrics are unavailable.  Try Instrumentation (-instrumentation) instead');
  }
  if (given('instrumentation')) {
    const measured = await unlessSwitchedOff(admin.instrumentation({ signal }));
    return measured
      ? print(...instrumentationLines(measured))
      : print('Instrumentation is unavailable.  Try Metrics (-metrics) instead');
  }
  if (purge !== undefined) return print((await admin.purge(parsePurge(purge), { signal })).result);
  await note('Nothing was asked: see howdah oozie help admin.');
}

async function unlessSwitchedOff<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof OozieError && error.kind === 'invalid-request' && error.httpStatus === 503)
      return undefined;
    throw error;
  }
}

function inOrder<T>(facts: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(facts).sort(([one], [other]) => (one < other ? -1 : 1));
}

const spreadLines = (spread: Spread) => [
  `\t999th percentile : ${spread.p999}`,
  `\t99th percentile : ${spread.p99}`,
  `\t98th percentile : ${spread.p98}`,
  `\t95th percentile : ${spread.p95}`,
  `\t75th percentile : ${spread.p75}`,
  `\t50th percentile : ${spread.p50}`,
  `\tmean : ${spread.mean}`,
  `\tmax : ${spread.max}`,
  `\tmin : ${spread.min}`,
  `\tcount : ${spread.count}`,
  `\tstandard deviation : ${spread.stddev}`,
];

function metricsLines({ counters, gauges, timers, histograms }: Metrics): string[] {
  return [
    'COUNTERS',
    '--------',
    ...inOrder(counters).map(([name, { count }]) => `${name} : ${count}`),
    '',
    'GAUGES',
    '------',
    ...inOrder(gauges).map(([name, { value }]) => `${name} : ${value}`),
    '',
    'TIMERS',
    '------',
    ...inOrder(timers).flatMap(([name, timer]) => [
      name,
      ...spreadLines(timer),
      `\t15 minute rate : ${timer.m15_rate}`,
      `\t5 minute rate : ${timer.m5_rate}`,
      `\t1 minute rate : ${timer.m1_rate}`,
      `\tmean rate : ${timer.mean_rate}`,
      `\tduration units : ${timer.duration_units}`,
      `\trate units : ${timer.rate_units}`,
    ]),
    '',
    'HISTOGRAMS',
    '----------',
    ...inOrder(histograms).flatMap(([name, histogram]) => [name, ...spreadLines(histogram)]),
  ];
}

function instrumentationLines({ counters, variables, samplers, timers }: Instrumentation): string[] {
  const values = (groups: Instrumentation['counters']) =>
    groups.flatMap(({ group, data }) => data.map(({ name, value }) => `${group}.${name} : ${value}`)).sort();
  return [
    'COUNTERS',
    '--------',
    ...values(counters),
    '',
    'VARIABLES',
    '---------',
    ...values(variables),
    '',
    'SAMPLERS',
    '---------',
    ...values(samplers),
    '',
    'TIMERS',
    '---------',
    ...timers.flatMap(({ group, data }) =>
      data.flatMap((timer) => [
        `${group}.${timer.name}`,
        `\town time standard deviation : ${timer.ownTimeStdDev}`,
        `\town average time : ${timer.ownTimeAvg}`,
        `\town max time : ${timer.ownMaxTime}`,
        `\town min time : ${timer.ownMinTime}`,
        `\ttotal time standard deviation : ${timer.totalTimeStdDev}`,
        `\ttotal average time : ${timer.totalTimeAvg}`,
        `\ttotal max time : ${timer.totalMaxTime}`,
        `\ttotal min time : ${timer.totalMinTime}`,
        `\tticks : ${timer.ticks}`,
      ]),
    ),
  ];
}
