import { describe, expect, test } from 'vitest';
import { formatOozieDate, processingInUtc, processingZone } from '../time/oozie-date.ts';
import type { CoordinatorPlan, Materialization } from './coordinator-plan.ts';
import { materialize } from './materialize.ts';

const daily: CoordinatorPlan = {
  name: 'daily',
  frequency: `\${coord:days(1)}`,
  start: '2026-03-27T23:30Z',
  end: '2026-04-01T00:00Z',
  timezone: 'Europe/Berlin',
};
const data = {
  name: 'data',
  frequency: '60',
  initialInstance: '2026-01-01T00:00Z',
  timezone: 'UTC',
  uriTemplate: `hdfs:///data/\${YEAR}/\${MONTH}/\${DAY}/\${HOUR}`,
};

const times = ({ actions }: Materialization) =>
  actions.map(({ nominalTime }) => formatOozieDate(nominalTime, processingInUtc));
const messages = ({ problems }: Materialization) => problems.map(({ message }) => message);

describe('a coordinator', () => {
  test('runs at the same time of day when clocks change', () => {
    expect(times(materialize(daily, {}))).toEqual([
      '2026-03-27T23:30Z',
      '2026-03-28T23:30Z',
      '2026-03-29T22:30Z',
      '2026-03-30T22:30Z',
      '2026-03-31T22:30Z',
    ]);
  });

  test('numbers its actions from the first, wherever one looks', () => {
    const hourly = { ...daily, frequency: '60', start: '2010-01-01T00:00Z', end: '2099-01-01T00:00Z' };
    const { actions, more } = materialize(hourly, {}, { from: Date.UTC(2026, 0, 1, 0, 1), limit: 2 });
    expect(actions.map(({ number }) => number)).toEqual([140_258, 140_259]);
    expect(more).toBe(true);
    const cron = materialize(
      { ...hourly, frequency: '0 * * * *' },
      {},
      { from: Date.UTC(2026, 0, 1, 0, 1), limit: 2 },
    );
    expect(cron.actions.map(({ number }) => number)).toEqual([140_258, 140_259]);
  });

  test('ends before its end, and before the end of what is asked for', () => {
    const hourly = { ...daily, frequency: '60', start: '2026-01-01T00:00Z', end: '2026-01-01T03:00Z' };
    expect(times(materialize(hourly, {}))).toHaveLength(3);
    const two = materialize(hourly, {}, { to: Date.UTC(2026, 0, 1, 2) });
    expect([times(two).length, two.more]).toEqual([2, false]);
  });

  test('takes its texts from the properties', () => {
    const plan = { ...daily, frequency: `\${n}`, end: `\${until}`, name: `\${name} job` };
    expect(times(materialize(plan, { n: '1440', until: '2026-03-29T00:00Z', name: 'a' }))).toHaveLength(2);
    expect(messages(materialize(plan, { n: '1440', name: 'a' }))).toEqual(['until has no value.']);
    const { problems } = materialize(plan, { n: '1440', name: 'a' }, { moreProperties: true });
    expect(problems).toEqual([
      {
        kind: 'unknown',
        place: { part: 'coordinator', field: 'end' },
        message: 'The property until was not given.',
      },
    ]);
  });

  test('has the instances and URIs of its inputs and outputs, and what waits for the cluster', () => {
    const plan: CoordinatorPlan = {
      ...daily,
      datasets: [{ ...data, doneFlag: '_DONE' }],
      inputs: [
        {
          name: 'in',
          dataset: 'data',
          startInstance: `\${coord:current(-1)}`,
          endInstance: `\${coord:current(0)}`,
        },
        {
          name: 'new',
          dataset: 'data',
          startInstance: `\${coord:latest(-2)}`,
          endInstance: `\${coord:latest(0)}`,
        },
        { name: 'next', dataset: 'data', instances: [`\${coord:future(1, 5)}`] },
      ],
      outputs: [{ name: 'out', dataset: 'data', instances: [`\${coord:current(0)}`] }],
      configuration: [
        { name: 'in', value: `\${coord:dataIn('in')}` },
        { name: 'new', value: `\${coord:dataIn('new')}` },
        { name: 'id', value: `\${coord:actionId()} of \${coord:name()}` },
      ],
    };
    const [action] = materialize(plan, {}, { jobId: '0000001-C', limit: 1 }).actions;
    expect(action?.inputs[0]?.instances).toEqual([
      {
        time: Date.UTC(2026, 2, 27, 23),
        uri: 'hdfs:///data/2026/03/27/23',
        awaited: 'hdfs:///data/2026/03/27/23/_DONE',
      },
      {
        time: Date.UTC(2026, 2, 27, 22),
        uri: 'hdfs:///data/2026/03/27/22',
        awaited: 'hdfs:///data/2026/03/27/22/_DONE',
      },
    ]);
    expect(action?.inputs.slice(1).map(({ waiting }) => waiting)).toEqual([
      [{ kind: 'latest', start: -2, end: 0, text: `\${coord:latestRange(-2,0)}` }],
      [{ kind: 'future', start: 1, end: 1, limit: 5, text: `\${coord:future(1, 5)}` }],
    ]);
    expect(action?.outputs[0]?.instances[0]?.uri).toBe('hdfs:///data/2026/03/27/23');
    expect(action?.configuration).toEqual([
      { name: 'in', value: 'hdfs:///data/2026/03/27/23,hdfs:///data/2026/03/27/22' },
      { name: 'new', value: undefined },
      { name: 'id', value: '0000001-C@1 of daily' },
    ]);
  });

  test('follows daylight saving by cron only when all actions are made at once', () => {
    const weekly = {
      ...daily,
      frequency: '0 12 ? * SAT',
      start: '2026-03-01T00:00Z',
      end: '2026-04-12T00:00Z',
    };
    const hours = (atOnce: boolean) =>
      materialize(weekly, {}, { atOnce }).actions.map(({ nominalTime }) =>
        new Date(nominalTime).getUTCHours(),
      );
    expect(hours(false)).toEqual([12, 12, 12, 12, 12, 12]);
    expect(hours(true)).toEqual([12, 12, 12, 12, 11, 11]);
    const often = {
      ...weekly,
      frequency: '0 0,12 * * *',
      start: '2026-03-28T00:00Z',
      end: '2026-03-30T13:00Z',
    };
    const both = [true, false].map((atOnce) => times(materialize(often, {}, { atOnce })));
    expect(both[0]).toEqual(both[1]);
  });

  test("has times in the server's processing zone", () => {
    const processing = processingZone('GMT+0530');
    const plan = { ...daily, start: '2026-03-28T00:00+0530', end: '2026-03-28T12:00+0530', frequency: '360' };
    const { actions, problems } = materialize(plan, {}, processing && { processing });
    expect(problems).toEqual([]);
    expect(actions[0]?.nominalTime).toBe(Date.UTC(2026, 2, 27, 18, 30));
  });

  test('has the controls that Oozie gives it', () => {
    expect(materialize(daily, {}).controls).toEqual({
      timeout: 120,
      concurrency: 1,
      throttle: 12,
      execution: 'FIFO',
    });
    const controls = {
      timeout: `\${coord:days(2)}`,
      concurrency: `\${n}`,
      execution: 'LIFO',
      throttle: '9999',
    };
    expect(materialize({ ...daily, controls }, { n: '3' }).controls).toEqual({
      timeout: 2880,
      concurrency: 3,
      throttle: 500,
      execution: 'LIFO',
    });
  });

  const input = (instance: string): Partial<CoordinatorPlan> => ({
    datasets: [data],
    inputs: [{ name: 'in', dataset: 'data', instances: [instance] }],
  });
  test.each<[string, Partial<CoordinatorPlan>, string]>([
    ['ends before it starts', { end: '2020-01-01T00:00Z' }, 'ends before'],
    ['has no such time zone', { timezone: 'Europe/Nowhere' }, 'no time zone'],
    ['has no such date', { start: '2026-02-30T00:00Z' }, 'no time such as'],
    ['has a frequency of nothing', { frequency: '0' }, 'greater than 0'],
    ['has days of nothing', { frequency: `\${coord:days(0)}` }, 'greater than 0'],
    ['has a wrong cron frequency', { frequency: '0 0 31 2 ?' }, 'no action'],
    ['names no dataset', { inputs: [{ name: 'in', dataset: 'none' }] }, 'no dataset none'],
    ['asks for a function of another phase', input(`\${coord:nominalTime()}`), 'no meaning here'],
    ['asks for too many arguments', input(`\${coord:current(1, 2)}`), '1 argument'],
    ['asks for what is no time', input('yesterday'), 'no time such as'],
    [
      'names data that it has not',
      { configuration: [{ name: 'x', value: `\${coord:dataIn('in')}` }] },
      'no data-in',
    ],
    ['has another execution', { controls: { execution: 'ANY' } }, 'FIFO'],
  ])('that %s is refused, with why', (_, change, why) => {
    const { actions, problems } = materialize({ ...daily, ...change }, {});
    expect(actions).toEqual([]);
    expect(problems[0]).toMatchObject({ kind: 'error', message: expect.stringContaining(why) });
  });
});
