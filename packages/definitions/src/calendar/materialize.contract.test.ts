import { mkdirSync } from 'node:fs';
import { type LocalOozie, startLocalOozie } from '@howdah/local-oozie';
import { createOozieClient, type OozieClient, OozieError, prepareDefinition } from '@howdah/oozie-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { timeZone } from '../time/time-zone.ts';
import type { CoordinatorPlan } from './coordinator-plan.ts';
import { generateCoordinators, printCoordinator, zones } from './generated-coordinators.fixture.ts';
import { materialize } from './materialize.ts';
import { actionText, readDryRun } from './oozie-actions.fixture.ts';

const properties = { root: 'file:///nowhere', 'user.name': 'alice' };

/** Frequencies, and functions alone and in ranges. */
const shown = [
  ...['cron', 'days', 'end of days', 'end of months', 'end of weeks', 'hours', 'minutes', 'months'],
  ...['current', 'latest', 'future', 'offset', 'absolute'].map((name) => `a range of ${name}`),
  ...['endOfDays', 'endOfWeeks', 'endOfMonths'].map((name) => `a range of ${name}`),
  ...['current', 'latest', 'future', 'offset', 'a time', 'none'],
];

function theMissing(counts: ReadonlyMap<string, number>, least: number): string[] {
  return shown.filter((kind) => (counts.get(kind) ?? 0) < least);
}

function clocksChange(zoneName: string, actions: readonly { readonly nominalTime: number }[]): boolean {
  const zone = timeZone(zoneName);
  const offsets = actions.map(({ nominalTime }) => zone?.offsetAt(nominalTime));
  return new Set(offsets).size > 1;
}

describe('what a coordinator will do', () => {
  let local: LocalOozie;
  let oozie: OozieClient;

  // A dry run makes the actions of one window, an hour on most servers; this one has the longest that Oozie can take.
  beforeAll(async () => {
    const window = { 'oozie.service.CoordMaterializeTriggerService.materialization.window': '2147000' };
    local = await startLocalOozie({
      oozieSite: { ...window, 'oozie.service.coord.check.maximum.frequency': 'false' },
    });
    oozie = createOozieClient({ url: local.url, user: 'alice' });
  });

  afterAll(() => local?.stop());

  /** What Oozie answers to a dry run; undefined when it refuses. */
  async function dryRun(plan: CoordinatorPlan): Promise<string | undefined> {
    const { xml, path } = prepareDefinition({
      kind: 'coordinator',
      xml: printCoordinator(plan),
      root: local.definitionRoot,
    });
    const inline = { 'oozie.jobs.api.generated.xml': xml, 'oozie.coord.application.path': path };
    try {
      return (await oozie.dryrun({ ...properties, ...inline }, { timeoutMs: 60_000 })).id;
    } catch (error) {
      if (error instanceof OozieError && error.httpStatus === 400) return undefined;
      throw error;
    }
  }

  test('is what Oozie does, for coordinators of every kind around days on which clocks change', async () => {
    const generated = generateCoordinators(20_261_123, 380);
    const found = { accepted: 0, refused: 0, actions: 0 };
    // With actions, by what they show; and those of them between whose actions clocks change.
    const kinds = new Map<string, number>();
    const acrossChange = new Map<string, number>();
    const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
    const queue = generated.entries();
    const worker = async () => {
      for (const [index, { plan, kind, instances }] of queue) {
        const ours = materialize(plan, properties, { limit: 8, atOnce: true });
        const answer = await dryRun(plan);
        const what = `coordinator ${index} (${kind}, ${instances}):\n${printCoordinator(plan)}\n`;
        if (answer === undefined) {
          expect(ours.problems.length, `${what} Oozie refuses it`).toBeGreaterThan(0);
          found.refused += 1;
          continue;
        }
        const theirs = readDryRun(answer);
        expect(ours.problems, what).toEqual([]);
        expect(ours.actions.map(actionText), what).toEqual(
          theirs.map(({ configuration: _, ...action }) => action),
        );
        // With inputs that are missing, Oozie leaves the configuration for later.
        if (plan.inputs?.length === 0) {
          const values = ours.actions.map(({ configuration }) =>
            Object.fromEntries(configuration.map(({ name, value }) => [name, value])),
          );
          expect(values, what).toEqual(theirs.map(({ configuration }) => configuration));
        }
        found.accepted += 1;
        found.actions += theirs.length;
        if (theirs.length === 0) continue;
        count(kinds, kind);
        for (const shape of instances.split(' and ')) count(kinds, shape);
        if (clocksChange(plan.timezone, ours.actions)) {
          count(acrossChange, kind);
          count(acrossChange, plan.timezone);
        }
      }
    };
    await Promise.all([worker(), worker(), worker()]);
    const told = (counts: Map<string, number>) => [...counts].map(([key, n]) => `${key} ${n}`).join(', ');
    console.log(
      `${found.accepted} coordinators with ${found.actions} actions as on Oozie, ${found.refused} refused by both\nwith actions: ${told(kinds)}\nclocks change between the actions: ${told(acrossChange)}`,
    );
    expect(found.accepted).toBeGreaterThanOrEqual(300);
    expect(theMissing(kinds, 6)).toEqual([]);
    expect([...acrossChange.keys()]).toEqual(
      expect.arrayContaining(['cron', 'days', 'end of days', 'minutes']),
    );
    expect(zones.filter((zone) => acrossChange.has(zone)).length).toBeGreaterThanOrEqual(4);
  }, 240_000);

  test('has the URIs of inputs that are there in the configuration', async () => {
    const data = local.definitionRoot.replace(/^file:\/\//, '');
    for (const hour of ['00', '01'])
      mkdirSync(`${data}/data/2026-03-29-${hour}/_SUCCESS`, { recursive: true });
    const plan: CoordinatorPlan = {
      name: 'with inputs',
      frequency: `\${coord:hours(1)}`,
      start: '2026-03-29T01:00Z',
      end: '2026-03-29T02:00Z',
      timezone: 'Europe/Berlin',
      datasets: [
        {
          name: 'data',
          frequency: `\${coord:hours(1)}`,
          initialInstance: '2026-01-01T00:00Z',
          timezone: 'UTC',
          uriTemplate: `${local.definitionRoot}/data/\${YEAR}-\${MONTH}-\${DAY}-\${HOUR}`,
        },
      ],
      inputs: [
        {
          name: 'in',
          dataset: 'data',
          startInstance: `\${coord:current(-1)}`,
          endInstance: `\${coord:current(0)}`,
        },
      ],
      appPath: 'file:///nowhere/workflow.xml',
      configuration: [{ name: 'in', value: `\${coord:dataIn('in')}` }],
    };
    const [theirs] = readDryRun((await dryRun(plan)) ?? '');
    const [ours] = materialize(plan, properties).actions;
    expect(theirs?.configuration.in).toContain('/data/2026-03-29-01,');
    expect(ours?.configuration).toEqual([{ name: 'in', value: theirs?.configuration.in }]);
  });

  const throttle = 30;

  const overPast = (start: string, end: string, timezone: string, frequency: string): CoordinatorPlan => ({
    name: `past ${start} ${timezone}`,
    frequency,
    start,
    end,
    timezone,
    controls: { timeout: '100000', throttle: String(throttle) },
    datasets: [
      {
        name: 'data',
        frequency: `\${coord:days(1)}`,
        initialInstance: '2015-01-31T22:30Z',
        timezone,
        uriTemplate: `\${root}/\${YEAR}/\${MONTH}/\${DAY}/\${HOUR}\${MINUTE}`,
      },
      {
        name: 'months',
        frequency: `\${coord:endOfMonths(1)}`,
        initialInstance: '2015-01-31T22:30Z',
        timezone,
        uriTemplate: `\${root}/\${YEAR}-\${MONTH}`,
        doneFlag: '',
      },
    ],
    inputs: [
      {
        name: 'in',
        dataset: 'data',
        startInstance: `\${coord:current(-2)}`,
        endInstance: `\${coord:current(0)}`,
      },
      { name: 'latest', dataset: 'months', instances: [`\${coord:latest(-1)}`] },
      { name: 'month', dataset: 'months', instances: [`\${coord:current(0)}`] },
    ],
    appPath: 'file:///nowhere/workflow.xml',
  });

  test('is what Oozie really makes of times that are past', async () => {
    const plans = [
      overPast('2019-01-31T09:30Z', '2020-12-01T00:00Z', 'America/Los_Angeles', `\${coord:months(1)}`),
      overPast('2019-10-20T01:30Z', '2019-11-10T00:00Z', 'Europe/Berlin', `\${coord:days(1)}`),
      overPast('2021-03-20T15:30Z', '2021-04-18T00:00Z', 'Australia/Lord_Howe', `\${coord:days(1)}`),
      overPast('2022-03-01T10:00Z', '2022-03-25T00:00Z', 'America/New_York', `\${coord:endOfDays(1)}`),
      overPast('2018-08-31T10:00Z', '2020-10-01T00:00Z', 'Europe/Berlin', `\${coord:endOfMonths(1)}`),
      overPast('2021-09-30T18:00Z', '2022-01-31T00:00Z', 'Australia/Lord_Howe', `\${coord:endOfWeeks(1)}`),
      overPast('2023-01-01T00:00Z', '2023-01-02T00:00Z', 'Asia/Kolkata', '60'),
      overPast('2020-03-01T00:00Z', '2020-11-20T00:00Z', 'America/Los_Angeles', '15 10 ? * 2#1'),
      overPast('2020-03-05T00:00Z', '2020-03-30T00:00Z', 'America/Los_Angeles', '0 10 * * *'),
      overPast('2019-01-01T00:00Z', '2021-01-01T00:00Z', 'Europe/Berlin', '30 1 LW * ?'),
    ];
    await Promise.all(plans.map(compareWithMade));
  }, 120_000);

  async function compareWithMade(plan: CoordinatorPlan): Promise<void> {
    const expected = materialize(plan, properties, { limit: throttle, atOnce: true });
    expect(expected.problems).toEqual([]);
    expect(expected.more).toBe(false);
    const definition = {
      kind: 'coordinator',
      xml: printCoordinator(plan),
      root: local.definitionRoot,
    } as const;
    const { xml, path } = prepareDefinition(definition);
    const { id } = await oozie.submit({
      ...properties,
      'oozie.jobs.api.generated.xml': xml,
      'oozie.coord.application.path': path,
    });
    const actions = await untilMade(id, expected.actions.length);
    expect(
      actions.map(({ actionNumber, nominalTime, missingDependencies }) => ({
        number: actionNumber,
        nominalTime,
        missing: missingDependencies,
      })),
      plan.name,
    ).toEqual(
      expected.actions.map(({ number, nominalTime, inputs }) => ({
        number,
        nominalTime,
        missing: [
          inputs.flatMap(({ instances }) => instances.map(({ awaited }) => awaited)).join('#'),
          inputs.flatMap(({ waiting }) => waiting.map(({ text }) => text)).join('#'),
        ].join('!!'),
      })),
    );
  }

  async function untilMade(id: string, count: number) {
    const deadline = Date.now() + 45_000;
    for (;;) {
      const { actions } = await oozie.coordinators.info(id, { len: -1 });
      if (actions.length >= count) return actions;
      if (Date.now() > deadline) expect.fail(`${actions.length} of ${count} actions were made`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
});
