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

const withSla = (fields: string, version = '0.2') =>
  coordinatorOf().replace(
    '</workflow></action>',
    `</workflow><info xmlns="uri:oozie:sla:${version}">${fields}</info></action>`,
  );
const oldSla = (more: string) =>
  `<app-name>a</app-name><nominal-time>x</nominal-time><should-start>1</should-start><should-end>2</should-end><alert-contact>a</alert-contact><dev-contact>a</dev-contact><qa-contact>a</qa-contact><se-contact>a</se-contact>${more}`;

const slaRows: readonly (readonly [string, string, string, string, string])[] = [
  [
    'an SLA with a property that the job doesn’t give',
    'el-unknown-variable',
    'E0803',
    'due',
    withSla(`<nominal-time>\${due}</nominal-time><should-end>10</should-end>`),
  ],
  [
    'an SLA with a function of workflows',
    'el-function-of-other-phase',
    'E0803',
    'wf:id',
    withSla(`<nominal-time>\${wf:id()}</nominal-time><should-end>10</should-end>`),
  ],
  [
    'an old SLA that alerts at no known time',
    'sla-value',
    'E0803',
    'often',
    withSla(oldSla('<alert-frequency>often</alert-frequency>'), '0.1'),
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
  ...slaRows.map(
    ([title, code, oozieCode, at, xml]): RefusedJob => ({
      title,
      kind: 'coordinator',
      code,
      oozieCode,
      at,
      xml,
    }),
  ),
  ...bundleRows.map(
    ([title, code, oozieCode, at, xml]): RefusedJob => ({ title, kind: 'bundle', code, oozieCode, at, xml }),
  ),
];

const withLogic = (logic: string) =>
  coordinatorOf(withInput(instance(now))).replace(
    '</input-events>',
    `</input-events><input-logic>${logic}</input-logic>`,
  );
const input = '<data-in dataset="in"/>';

/** A coordinator that Oozie takes, and of which it can make no action; a dry run refuses it. */
export interface JobWithoutActions {
  readonly title: string;
  readonly xml: string;
  readonly code: string;
  readonly at: string;
}

export const jobsWithoutActions: readonly JobWithoutActions[] = [
  {
    title: 'an output that is picked from the future',
    code: 'action-data-out-instance',
    at: `\${coord:future(0, 2)}`,
    xml: coordinatorOf({
      datasets: dataset('logs'),
      outputs: `<data-out name="out" dataset="logs">${instance(`\${coord:future(0, 2)}`)}</data-out>`,
    }),
  },
  {
    title: 'a range of different functions',
    code: 'action-data-in-start-instance',
    at: now,
    xml: coordinatorOf(
      withInput(`<start-instance>${now}</start-instance><end-instance>\${coord:latest(0)}</end-instance>`),
    ),
  },
  {
    title: 'input logic on no input',
    code: 'action-input-logic',
    at: 'im',
    xml: withLogic('<and name="a"><data-in dataset="im"/></and>'),
  },
  {
    title: 'two conditions at the top of input logic',
    code: 'action-input-logic',
    at: 'or',
    xml: withLogic(`<and>${input}</and><or>${input}</or>`),
  },
  {
    title: 'an empty condition',
    code: 'action-input-logic',
    at: 'or',
    xml: withLogic(`<and><or/>${input}</and>`),
  },
  {
    title: 'a wait of less than nothing',
    code: 'action-input-logic',
    at: '-1',
    xml: withLogic(`<and wait="-1">${input}</and>`),
  },
  {
    title: 'half an instance',
    code: 'action-input-logic',
    at: '1.5',
    xml: withLogic(`<and min="1.5">${input}</and>`),
  },
  {
    title: 'a least number that the job doesn’t give',
    code: 'el-unknown-variable',
    at: 'least',
    xml: withLogic(`<and min="\${least}">${input}</and>`),
  },
];
