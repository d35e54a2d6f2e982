import type { IdKind, Operation } from './recorded.ts';

const kinds = ['wf', 'coord', 'bundle'] as const;
const jobs: readonly IdKind[] = ['workflow', 'coordinator', 'bundle'];

const submissions: readonly Operation[] = [
  ...kinds.map(
    (makes): Operation => ({
      method: 'POST',
      path: '/jobs',
      makes,
      query: { action: false, jobtype: false },
      status: 201,
    }),
  ),
  ...kinds.map(
    (makes): Operation => ({
      method: 'POST',
      path: '/jobs',
      makes,
      query: { action: 'start' },
      status: 201,
    }),
  ),
  ...kinds.map(
    (makes): Operation => ({
      method: 'POST',
      path: '/jobs',
      makes,
      query: { action: 'dryrun' },
      status: 201,
    }),
  ),
  ...['mapreduce', 'pig', 'hive', 'sqoop'].map(
    (jobtype): Operation => ({
      method: 'POST',
      path: '/jobs',
      query: { jobtype },
      status: 400,
      why: 'Oozie 5.2.1 refuses the user.name that it puts in itself',
    }),
  ),
];

const lists: readonly Operation[] = [
  ...kinds.map(
    (jobtype): Operation => ({
      method: 'GET',
      path: '/jobs',
      query: { jobtype, 'external-id': false },
    }),
  ),
  { method: 'GET', path: '/jobs', query: { 'external-id': true } },
  { method: 'GET', path: '/jobs', query: { bulk: true } },
  ...['suspend', 'resume', 'kill'].flatMap((action) =>
    kinds.map((jobtype): Operation => ({ method: 'PUT', path: '/jobs', query: { action, jobtype } })),
  ),
];

const change = (id: IdKind, query: NonNullable<Operation['query']>): Operation => ({
  method: 'PUT',
  path: '/job',
  id,
  query,
});

const changes: readonly Operation[] = [
  change('workflow', { action: 'start' }),
  change('bundle', { action: 'start' }),
  ...['suspend', 'resume'].flatMap((action) => jobs.map((id) => change(id, { action }))),
  change('workflow', { action: 'kill' }),
  change('bundle', { action: 'kill' }),
  change('coordinator', { action: 'kill', scope: false }),
  change('coordinator', { action: 'kill', type: 'action', scope: true }),
  change('coordinator', { action: 'kill', type: 'date', scope: true }),
  change('coordinator', { action: 'change', value: true }),
  change('bundle', { action: 'change', value: true }),
  change('workflow', { action: 'rerun' }),
  // The same, but that one takes properties.
  change('coordinator', { action: 'rerun' }),
  change('coordinator', { action: 'coord-rerun', type: 'action' }),
  change('coordinator', { action: 'coord-rerun', type: 'date' }),
  // Two names for the same.
  change('bundle', { action: ['bundle-rerun', 'rerun'] }),
  change('coordinator', { action: 'update', dryrun: false }),
  change('coordinator', { action: 'update', dryrun: 'true' }),
  change('coordinator', { action: 'ignore', scope: false }),
  change('coordinator', { action: 'ignore', type: 'action', scope: true }),
  ...['sla-enable', 'sla-disable', 'sla-change'].flatMap((action) => [
    change('coordinator', { action }),
    change('bundle', { action }),
  ]),
];

const show = (id: IdKind, what: string, more: Partial<Operation> = {}): Operation => ({
  method: 'GET',
  path: '/job',
  id,
  ...more,
  query: { show: what, ...more.query },
});
const info = (id: IdKind): Operation => ({ method: 'GET', path: '/job', id, query: { show: false } });
const noScriptEngine = 'Oozie draws it with a JavaScript engine that Java 17 does not have';

const reads: readonly Operation[] = [
  ...jobs.map(info),
  info('workflow action'),
  info('coordinator action'),
  ...['definition', 'log', 'errorlog', 'auditlog', 'status', 'jmstopic'].flatMap((what) =>
    jobs.map((id) => show(id, what)),
  ),
  show('coordinator action', 'status'),
  show('coordinator', 'log', { query: { type: 'action', scope: true } }),
  show('coordinator', 'log', { query: { type: 'date', scope: true } }),
  show('workflow', 'log', { query: { logfilter: true } }),
  show('workflow', 'graph', { query: { format: 'dot' } }),
  show('workflow', 'graph', { query: { format: 'svg' }, status: [200, 404], why: noScriptEngine }),
  show('workflow', 'graph', { query: { format: 'png' }, status: [200, 404], why: noScriptEngine }),
  show('workflow action', 'retries'),
  show('coordinator action', 'allruns'),
  show('coordinator', 'missing-dependencies'),
  show('coordinator action', 'missing-dependencies'),
  show('coordinator', 'wf-actions', { query: { 'action-name': true } }),
];

const admin = (resource: string, more: Partial<Operation> = {}): Operation => ({
  method: 'GET',
  path: `/admin/${resource}`,
  ...more,
});

const administration: readonly Operation[] = [
  { method: 'GET', path: '/versions' },
  admin('status'),
  admin('status', { method: 'PUT', query: { systemmode: true } }),
  admin('configuration'),
  admin('os-env'),
  admin('java-sys-properties'),
  admin('metrics'),
  admin('instrumentation'),
  admin('build-version'),
  admin('available-timezones'),
  admin('queue-dump'),
  admin('available-oozie-servers'),
  admin('jmsinfo'),
  admin('list_sharelib', { query: { lib: false } }),
  admin('list_sharelib', { query: { lib: true } }),
  admin('update_sharelib', { query: { allservers: false } }),
  admin('update_sharelib', { query: { allservers: 'false' } }),
  admin('purge', { method: 'PUT' }),
];

const others: readonly Operation[] = [
  { method: 'GET', path: '/sla', query: { 'gt-sequence-id': true } },
  { method: 'GET', path: '/sla', query: { 'gt-sequence-id': false, filter: true } },
  { method: 'POST', path: '/validate' },
  { method: 'GET', path: '/callback' },
  { method: 'POST', path: '/callback' },
];

/** Every operation of the REST of Oozie 5.2.1: endpoint, action or what to show, and kind of job where it matters. */
export const surface: readonly Operation[] = [
  ...submissions,
  ...lists,
  ...changes,
  ...reads,
  ...administration,
  ...others,
];
