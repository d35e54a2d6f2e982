import { type CoordinatorPiece, coordinatorOf, dataset, property } from './advice/advice.fixture.ts';

/** A coordinator or bundle that Oozie refuses, and how. */
export interface RefusedJob {
  /** What is wrong with it. */
  readonly title: string;
  readonly kind: 'coordinator' | 'bundle';
  readonly xml: string;
  readonly code: string;
  readonly oozieCode: string;
  /** The text that the diagnostic points at. */
  readonly at: string;
}

/** What the job of each of them is given. */
export const properties: Readonly<Record<string, string>> = { nameNode: 'file:///nowhere' };

type Row = readonly [title: string, code: string, oozieCode: string, at: string, piece: CoordinatorPiece];

const now = `\${coord:current(0)}`;
const hourly = `\${coord:hours(1)}`;
const reading = (instances: string, read = 'logs') =>
  `<data-in name="in" dataset="${read}">${instances}</data-in>`;
const instance = (text: string) => `<instance>${text}</instance>`;
const withInput = (instances: string, read = 'logs'): CoordinatorPiece => ({
  datasets: dataset('logs'),
  inputs: reading(instances, read),
});
const withDataset = (attributes: Readonly<Record<string, string>>, uri?: string): CoordinatorPiece => ({
  datasets: dataset('logs', attributes, uri),
});

const rows: readonly Row[] = [
  [
    'a start that is no time',
    'coordinator-start',
    'E1003',
    '2030-01-01',
    { attributes: { start: '2030-01-01' } },
  ],
  [
    'an end that is no time',
    'coordinator-end',
    'E1003',
    '2031-13-01T00:00Z',
    { attributes: { end: '2031-13-01T00:00Z' } },
  ],
  [
    'an end before the start',
    'coordinator-end',
    'E1003',
    '2029-01-01T00:00Z',
    { attributes: { end: '2029-01-01T00:00Z' } },
  ],
  [
    'a time zone that there isn’t',
    'coordinator-timezone',
    'E1003',
    'Europe/Hamburg',
    { attributes: { timezone: 'Europe/Hamburg' } },
  ],
  ['a frequency of 0', 'coordinator-frequency', 'E1003', '0', { attributes: { frequency: '0' } }],
  [
    'a frequency of less than 5 minutes',
    'coordinator-too-frequent',
    'E1003',
    '4',
    { attributes: { frequency: '4' } },
  ],
  [
    'a frequency of 0 days',
    'coordinator-frequency',
    'E1004',
    `\${coord:days(0)}`,
    { attributes: { frequency: `\${coord:days(0)}` } },
  ],
  [
    'a cron frequency with a minute 60',
    'coordinator-frequency',
    'E1003',
    '60 * * * *',
    { attributes: { frequency: '60 * * * *' } },
  ],
  [
    'a cron frequency that is never due',
    'coordinator-frequency',
    'E1003',
    '0 0 31 2 *',
    { attributes: { frequency: '0 0 31 2 *' } },
  ],
  [
    'a start that the job doesn’t give',
    'coordinator-start',
    'E1004',
    `\${begin}`,
    { attributes: { start: `\${begin}` } },
  ],
  [
    'a concurrency that is no number',
    'controls-concurrency',
    'E1003',
    'many',
    { controls: '<concurrency>many</concurrency>' },
  ],
  ['a throttle that is no number', 'controls-throttle', 'E1003', 'x', { controls: '<throttle>x</throttle>' }],
  [
    'a timeout that is no number',
    'controls-timeout',
    'E1003',
    'long',
    { controls: '<timeout>long</timeout>' },
  ],
  [
    'an execution that there isn’t',
    'controls-execution',
    'E1003',
    'FILO',
    { controls: '<execution>FILO</execution>' },
  ],
  [
    'a dataset from before 1970',
    'dataset-initial-instance',
    'E1021',
    '1969-01-01T00:00Z',
    withDataset({ 'initial-instance': '1969-01-01T00:00Z' }),
  ],
  [
    'a dataset whose initial instance is no time',
    'dataset-initial-instance',
    'E1003',
    'yesterday',
    withDataset({ 'initial-instance': 'yesterday' }),
  ],
  [
    'a dataset as often as cron',
    'dataset-frequency',
    'E1003',
    '0 * * * *',
    withDataset({ frequency: '0 * * * *' }),
  ],
  [
    'a dataset in no time zone',
    'dataset-timezone',
    'E1003',
    'Mars',
    withDataset({ frequency: hourly, timezone: 'Mars' }),
  ],
  [
    'a dataset whose URI needs a property that the job doesn’t give',
    'dataset-uri-template',
    'E1004',
    `\${home}/\${YEAR}`,
    withDataset({}, `\${home}/\${YEAR}`),
  ],
  ['a data-in of no dataset', 'data-in-dataset', 'E0803', 'log', withInput(instance(now), 'log')],
  [
    'two data-ins of one name',
    'data-in-name',
    'E0803',
    'in',
    { datasets: dataset('logs'), inputs: reading(instance(now)).repeat(2) },
  ],
  [
    'an instance of a function that there isn’t',
    'data-in-instance',
    'E1004',
    `\${coord:curent(0)}`,
    withInput(instance(`\${coord:curent(0)}`)),
  ],
  ['an empty instance', 'empty-instance', 'E1021', 'instance', withInput(instance(''))],
  [
    'two instances in one element',
    'several-instances',
    'E1021',
    `${now},${now}`,
    withInput(instance(`${now},${now}`)),
  ],
  [
    'an app-path that the job doesn’t give',
    'coordinator-app-path',
    'E1004',
    `\${apps}`,
    { attributes: { name: 'without-apps' } },
  ],
  [
    'a property that names no data-in',
    'configuration-value',
    'E1004',
    `\${coord:dataIn('out')}`,
    { properties: property('path', `\${coord:dataIn('out')}`) },
  ],
];

const bundle = (body: string) => `<bundle-app name="b" xmlns="uri:oozie:bundle:0.2">${body}</bundle-app>`;
const part = (name: string, path = `\${nameNode}/c`) =>
  `<coordinator name="${name}"><app-path>${path}</app-path></coordinator>`;

const bundleRows: readonly (readonly [string, string, string, string, string])[] = [
  [
    'two coordinators of one name',
    'duplicate-coordinator-name',
    'E1310',
    'one',
    bundle(part('one') + part('one')),
  ],
  [
    'a kick-off that is no time',
    'bundle-kick-off-time',
    'E1310',
    'soon',
    bundle(`<controls><kick-off-time>soon</kick-off-time></controls>${part('one')}`),
  ],
  [
    'a path that the job doesn’t give',
    'el-unknown-variable',
    'E1310',
    'apps',
    bundle(part('one', `\${apps}/c`)),
  ],
  [
    'a parameter that has no value',
    'missing-parameter',
    'E0738',
    'queue',
    bundle(`<parameters><property><name>queue</name></property></parameters>${part('one')}`),
  ],
];

const withoutApps = (xml: string) => xml.replace(`\${nameNode}/apps/w`, `\${apps}`);

/** A coordinator or bundle for each thing that Oozie refuses beyond the schema. */
export const refusedJobs: readonly RefusedJob[] = [
  ...rows.map(([title, code, oozieCode, at, piece]): RefusedJob => {
    const xml = coordinatorOf(piece);
    const isAboutPath = code === 'coordinator-app-path';
    return { title, kind: 'coordinator', code, oozieCode, at, xml: isAboutPath ? withoutApps(xml) : xml };
  }),
  ...bundleRows.map(
    ([title, code, oozieCode, at, xml]): RefusedJob => ({ title, kind: 'bundle', code, oozieCode, at, xml }),
  ),
];
