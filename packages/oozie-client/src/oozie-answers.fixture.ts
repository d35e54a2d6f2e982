/** An answer as Oozie gives it. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  /** JSON, or text for what is none. */
  readonly body: unknown;
}

export const workflowId = '0000005-261123032920870-oozie-root-W';
export const coordinatorId = '0000008-261123032920870-oozie-root-C';
export const bundleId = '0000009-261123032920870-oozie-root-B';

const time = 'Mon, 23 Nov 2026 03:55:13 GMT';
const configuration =
  '<configuration><property><name>user.name</name><value>alice</value></property></configuration>';

const workflowRow = {
  id: workflowId,
  appName: 'a',
  status: 'SUCCEEDED',
  externalId: 'key',
  parentId: `${coordinatorId}@1`,
  run: 0,
  user: 'alice',
  group: null,
  acl: null,
  createdTime: time,
  startTime: time,
  endTime: time,
  lastModTime: time,
  consoleUrl: 'http://oozie/oozie?job=1',
};

const workflowAction = {
  id: `${workflowId}@node`,
  name: 'node',
  type: 'fs',
  status: 'OK',
  cred: 'null',
  conf: '<fs/>',
  retries: 0,
  userRetryCount: 1,
  userRetryInterval: 10,
  userRetryMax: 3,
  startTime: time,
  endTime: time,
  transition: 'end',
  data: null,
  stats: null,
  externalChildIDs: null,
  externalId: '-',
  externalStatus: 'OK',
  trackerUri: '-',
  consoleUrl: '-',
  errorCode: null,
  errorMessage: null,
};

const coordinatorAction = {
  id: `${coordinatorId}@1`,
  coordJobId: coordinatorId,
  actionNumber: 1,
  status: 'SUCCEEDED',
  externalId: workflowId,
  externalStatus: '',
  type: null,
  createdTime: time,
  nominalTime: time,
  lastModifiedTime: time,
  missingDependencies: '',
  pushMissingDependencies: null,
  createdConf: null,
  runConf: null,
  trackerUri: null,
  consoleUrl: null,
  errorCode: null,
  errorMessage: null,
};

const coordinator = {
  coordJobId: coordinatorId,
  coordJobName: 'c',
  coordJobPath: 'file:///definitions/coordinator.xml',
  coordExternalId: null,
  status: 'SUCCEEDED',
  user: 'alice',
  group: null,
  acl: null,
  bundleId,
  frequency: '60',
  timeUnit: 'MINUTE',
  timeZone: 'UTC',
  concurrency: 1,
  timeOut: 120,
  createdTime: time,
  startTime: time,
  endTime: time,
  lastAction: time,
  nextMaterializedTime: time,
  pauseTime: null,
  executionPolicy: 'FIFO',
  mat_throttling: 12,
  conf: configuration,
  consoleUrl: null,
  total: 1,
  actions: [coordinatorAction],
};

const bundleRow = {
  bundleJobId: bundleId,
  bundleJobName: 'b',
  bundleJobPath: 'file:///definitions/bundle.xml',
  bundleExternalId: null,
  status: 'SUCCEEDED',
  user: 'alice',
  group: null,
  acl: null,
  conf: configuration,
  timeUnit: 'NONE',
  timeOut: 0,
  kickoffTime: time,
  createdTime: time,
  startTime: time,
  endTime: time,
  pauseTime: null,
  consoleUrl: null,
};

const page = { total: 1, offset: 1, len: 50 };
const pages: Readonly<Record<string, unknown>> = {
  wf: { ...page, workflows: [workflowRow] },
  coord: { ...page, coordinatorjobs: [coordinator] },
  bundle: { ...page, bundlejobs: [bundleRow] },
};
const bulkPage = {
  ...page,
  bulkresponses: [{ bulkbundle: bundleRow, bulkcoord: coordinator, bulkaction: coordinatorAction }],
};

const logText = `2026-11-23 03:55:13,123  INFO SubmitXCommand:520 - SERVER[local] USER[alice] first\n2026-11-23 03:55:14,123  WARN StartXCommand:523 - SERVER[local] USER[alice] second\n\tat a.stack.Trace\n`;

const shown: Readonly<Record<string, unknown>> = {
  status: { status: 'SUCCEEDED' },
  allruns: { workflows: [{ id: workflowId, status: 'SUCCEEDED', startTime: time, endTime: time }] },
  retries: {
    retries: [{ attempt: '1', startTime: time, endTime: time, consoleUrl: '-', externalChildIDs: '-' }],
  },
  'missing-dependencies': {
    missingDependencies: [
      { id: 1, blockedOn: 'file:///a', dataSets: [{ dataSet: 'd', missingDependencies: ['file:///a'] }] },
    ],
  },
  'wf-actions': {
    coordJobId: coordinatorId,
    actions: [{ actionNumber: 1, action: workflowAction, nullReason: null }],
  },
  jmstopic: { jmsTopicName: 'alice' },
};

const spread = {
  count: 1,
  min: 1,
  max: 1,
  mean: 1,
  stddev: 0,
  p50: 1,
  p75: 1,
  p95: 1,
  p98: 1,
  p99: 1,
  p999: 1,
};
const rates = { m1_rate: 1, m5_rate: 1, m15_rate: 1, mean_rate: 1 };
const instrumentationTimer = {
  name: 't',
  ticks: 1,
  ownTimeAvg: 1,
  totalTimeAvg: 1,
  ownTimeStdDev: 1,
  totalTimeStdDev: 1,
  ownMinTime: 1,
  ownMaxTime: 1,
  totalMinTime: 1,
  totalMaxTime: 1,
};
const measured = [{ group: 'g', data: [{ name: 'n', value: 1 }] }];

const admin: Readonly<Record<string, unknown>> = {
  status: { systemMode: 'NORMAL' },
  'build-version': { buildVersion: '5.2.1', buildInfo: { 'build.time': '2021' } },
  configuration: { 'oozie.base.url': 'http://oozie/oozie' },
  'os-env': { HOME: '/root' },
  'java-sys-properties': { 'java.version': '17' },
  metrics: {
    version: '3.0.0',
    gauges: { g: { value: 1 } },
    counters: { c: { count: 1 } },
    histograms: { h: spread },
    meters: { m: { ...rates, count: 1, units: 'events/second' } },
    timers: { t: { ...spread, ...rates, rate_units: 'calls/millisecond', duration_units: 'milliseconds' } },
  },
  instrumentation: {
    variables: measured,
    samplers: measured,
    counters: measured,
    timers: [{ group: 'g', data: [instrumentationTimer] }],
  },
  'available-timezones': { 'available-timezones': [{ timezoneId: 'UTC', timezoneDisplayName: 'UTC (UTC)' }] },
  'queue-dump': { queueDump: [{ callableDump: 'a' }], uniqueMapDump: [{ uniqueEntryDump: 'b' }] },
  list_sharelib: { sharelib: [{ name: 'hive', files: ['hdfs://n/a.jar'] }] },
  update_sharelib: {
    sharelibUpdate: { host: 'http://oozie/oozie', status: 'Successful', sharelibDirNew: 'n' },
  },
  purge: { purge: 'Purge command executed successfully' },
  'available-oozie-servers': { local: 'http://oozie/oozie' },
  jmsinfo: {
    jmsTopicPattern: '{"WORKFLOW_JOB":"topic"}',
    jmsJNDIProps: '{"java.naming.provider.url":"tcp://mq"}',
    jmsTopicPrefix: 'oozie.',
  },
};

const slaSummary = {
  id: workflowId,
  parentId: null,
  appName: 'a',
  appType: 'WORKFLOW_JOB',
  user: 'alice',
  nominalTime: 1,
  expectedStart: 1,
  actualStart: 1,
  startDelay: 0,
  expectedEnd: 1,
  actualEnd: 1,
  endDelay: 0,
  expectedDuration: 1,
  actualDuration: 1,
  durationDelay: 0,
  jobStatus: 'SUCCEEDED',
  slaStatus: 'MET',
  eventStatus: 'START_MET',
  lastModified: 1,
  slaAlertStatus: 'Enabled',
};
const slaMessage = (after: number) =>
  after > 0
    ? '<sla-message><last-sequence-id>2</last-sequence-id></sla-message>'
    : `<sla-message><event><sequence-id>1</sequence-id><registration><sla-id>${workflowId}</sla-id><app-type>WORKFLOW_JOB</app-type><app-name>a</app-name><user>alice</user><group /><parent-sla-id>null</parent-sla-id><expected-start>2020-01-01T00:10Z</expected-start><expected-end>2020-01-01T00:30Z</expected-end><status-timestamp>2026-11-23T07:42Z</status-timestamp><job-status>CREATED</job-status></registration></event><event><sequence-id>2</sequence-id><status><sla-id>${workflowId}</sla-id><status-timestamp>2026-11-23T07:42Z</status-timestamp><job-status>STARTED</job-status></status></event><last-sequence-id>2</last-sequence-id></sla-message>`;

/** What an Oozie 5.2.1 that has one job of each kind, all of them over, answers to a request. */
export function oozieAnswer(method: string, url: URL): Answer {
  const query = url.searchParams;
  const [, kind = '', last = ''] =
    /\/(jobs|job|admin|sla|validate|versions|callback)(?:\/(.*))?$/.exec(url.pathname) ?? [];
  if (kind === 'versions') return json([0, 1, 2]);
  if (kind === 'callback') return empty;
  if (kind === 'validate') return json({ validate: 'Valid workflow-app' });
  if (kind === 'admin') return method === 'PUT' && last === 'status' ? empty : json(admin[last]);
  if (kind === 'sla') {
    if (url.pathname.includes('/v2/')) return json({ slaSummaryList: [slaSummary] });
    return text('text/xml; charset="UTF-8"', slaMessage(Number(query.get('gt-sequence-id'))));
  }
  if (kind === 'jobs') return aboutJobs(method, query);
  return method === 'PUT' ? changed(query) : read(decodeURIComponent(last), query);
}

function aboutJobs(method: string, query: URLSearchParams): Answer {
  if (method === 'POST')
    return { ...json({ id: query.get('action') === 'dryrun' ? 'OK' : workflowId }), status: 201 };
  if (query.has('external-id')) return json({ id: workflowId });
  if (query.has('bulk')) return json(bulkPage);
  return json(pages[query.get('jobtype') ?? 'wf']);
}

function changed(query: URLSearchParams): Answer {
  const action = query.get('action');
  if (action === 'update') return json({ update: { diff: '' } });
  if (action === 'coord-rerun' || query.has('scope')) return json({ actions: [coordinatorAction] });
  return empty;
}

function read(id: string, query: URLSearchParams): Answer {
  const show = query.get('show') ?? 'info';
  if (show.endsWith('log')) return text('text/plain; charset="UTF-8"', logText);
  if (show === 'definition') return text('application/xml; charset="UTF-8"', '<workflow-app name="a"/>');
  if (show === 'graph') {
    return query.get('format') === 'png' ? text('image/png', 'png') : text('text/plain', 'digraph {}');
  }
  if (show !== 'info') return json(shown[show]);
  if (id.includes('-W@')) return json(workflowAction);
  if (id.includes('-C@')) return json(coordinatorAction);
  if (id.endsWith('-C')) return json(coordinator);
  if (id.endsWith('-B')) return json({ ...bundleRow, bundleCoordJobs: [coordinator] });
  return json({ ...workflowRow, appPath: 'file:///a', conf: configuration, actions: [workflowAction] });
}

const empty: Answer = { status: 200, type: 'text/plain', body: '' };

function json(body: unknown): Answer {
  return { status: 200, type: 'application/json; charset="UTF-8"', body };
}

function text(type: string, body: string): Answer {
  return { status: 200, type, body };
}
