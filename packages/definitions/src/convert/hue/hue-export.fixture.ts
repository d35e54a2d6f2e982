/** A document as Hue exports it. */
export function exported(type: string, uuid: string, name: string, data: unknown): object {
  return {
    pk: 1,
    model: 'desktop.document2',
    fields: { type, uuid, name, data: JSON.stringify(data), dependencies: [], version: 1 },
  };
}

export interface HueNode {
  type: string;
  name: string;
  properties?: Record<string, unknown>;
  /** Names of the nodes behind it. */
  to?: string[];
  error?: string;
  conditions?: string[];
}

/** A workflow document of Hue's from nodes that know each other by name. */
export function hueWorkflowOf(
  name: string,
  nodes: readonly HueNode[],
  properties: Record<string, unknown> = {},
): object {
  const id = (node: string) => `id-of-${node}`;
  const workflow = {
    name,
    properties: {
      deployment_dir: `/user/hue/${name}`,
      schema_version: 'uri:oozie:workflow:0.5',
      ...properties,
    },
    nodes: nodes.map((node) => ({
      id: id(node.name),
      name: node.name,
      type: `${node.type}-widget`,
      properties: node.properties ?? {},
      children: [
        ...(node.to ?? []).map((to, index) => ({ to: id(to), condition: node.conditions?.[index] })),
        ...(node.error === undefined ? [] : [{ error: id(node.error) }]),
      ],
    })),
  };
  return exported('oozie-workflow2', `uuid-of-${name}`, name, { layout: [], workflow });
}

/** An action between start, end and failure. */
export function hueWorkflowWith(
  type: string,
  properties: Record<string, unknown>,
  own: Record<string, unknown> = {},
): object {
  return hueWorkflowOf(
    type,
    [
      { type: 'start', name: 'Start', to: ['it'] },
      { type: 'end', name: 'End' },
      { type: 'kill', name: 'Kill', properties: { message: 'failed' } },
      { type, name: 'it', properties, to: ['End'], error: 'Kill' },
    ],
    own,
  );
}

const values = (...texts: string[]) => texts.map((value) => ({ value }));

const shared = {
  prepares: [
    { type: 'mkdir', value: '/made' },
    { type: 'delete', value: 'old' },
  ],
  job_properties: [{ name: 'a', value: '1 < 2' }],
  job_xml: '',
  archives: [{ name: 'x.zip' }],
  files: values('/lib/f.txt'),
  credentials: [],
  retry_max: values('2'),
  retry_interval: values('5'),
  sla: [
    { key: 'enabled', value: true },
    { key: 'nominal-time', value: '${nominal_time}' },
    { key: 'should-start', value: '' },
    { key: 'should-end', value: '${30 * MINUTES}' },
    { key: 'max-duration', value: '' },
    { key: 'alert-events', value: '' },
    { key: 'alert-contact', value: '' },
    { key: 'notification-msg', value: '' },
    { key: 'upstream-apps', value: '' },
  ],
};

/** Every type of action that Hue's editor has, with all that it asks for. */
export const hueActions: Readonly<Record<string, Record<string, unknown>>> = {
  pig: { ...shared, script_path: 's.pig', parameters: values('a=1'), arguments: values('-v') },
  java: {
    ...shared,
    main_class: 'Main',
    jar_path: '/lib/main.jar',
    arguments: values('a'),
    java_opts: values('-Xmx1g', '-Da=b'),
    capture_output: true,
  },
  hive: { ...shared, script_path: 's.sql', parameters: values('a=1'), hive_xml: 'hive-site.xml' },
  hive2: {
    ...shared,
    script_path: 's.sql',
    parameters: values('a=1'),
    arguments: values('x'),
    jdbc_url: '',
    password: '',
  },
  sqoop: { ...shared, command: 'import --connect x', arguments: [] },
  mapreduce: { ...shared, jar_path: '/lib/mr.jar' },
  streaming: { ...shared, mapper: 'cat', reducer: 'wc' },
  shell: {
    ...shared,
    shell_command: '/scripts/run.sh',
    arguments: values('a'),
    env_var: values('A=1'),
    capture_output: false,
  },
  ssh: { host: 'u@h', ssh_command: 'ls', arguments: values('-l'), capture_output: true, sla: [] },
  fs: {
    deletes: values('/a'),
    mkdirs: values('b'),
    moves: [{ source: '/c', destination: '/d' }],
    chmods: [{ value: '/e', permissions: '755', dir_files: true, recursive: true }],
    touchzs: values('/f'),
    chgrps: [{ value: '/g', group: 'users', dir_files: false, recursive: false }],
  },
  email: { to: 'a@b', cc: '', bcc: '', subject: 's', body: 'b', content_type: 'text/plain', attachment: '' },
  distcp: { ...shared, files: [], archives: [], distcp_parameters: values('/a', '/b'), java_opts: '-Xmx1g' },
  spark: {
    ...shared,
    spark_master: 'yarn',
    mode: 'cluster',
    app_name: 'app',
    class: 'Main',
    jars: 'main.jar',
    spark_opts: '--conf a=b',
    spark_arguments: values('x'),
  },
  subworkflow: {
    workflow: 'uuid-of-shell',
    propagate_configuration: true,
    job_properties: [{ name: 'a', value: '1' }],
  },
  generic: {
    xml: '<shell xmlns="uri:oozie:shell-action:0.1"><job-tracker>j</job-tracker><name-node>n</name-node><exec>x</exec></shell>',
  },
  impala: { ...shared, script_path: 's.sql', impalad_host: 'h', key_tab_path: '/k', user_principal: 'p' },
  altus: { service: 's', command: 'c', parameters: [], capture_output: '' },
  'hive-document': { ...shared, uuid: 'query', jdbc_url: 'jdbc:hive2://h', parameters: [], arguments: [] },
  'pig-document': { ...shared, uuid: 'query', parameters: [] },
  'sqoop-document': { ...shared, uuid: 'query' },
  'distcp-document': { uuid: 'query', prepares: [], job_properties: [] },
  'shell-document': { ...shared, uuid: 'query' },
  'java-document': { ...shared, uuid: 'query', arguments: [] },
  'spark2-document': { ...shared, uuid: 'query', spark_master: 'yarn', mode: 'client', spark_arguments: [] },
  'mapreduce-document': { ...shared, uuid: 'query' },
  'impala-document': { uuid: 'query', impalad_host: 'h' },
};

/** What the saved queries of `hueActions` run. */
export const savedQuery = exported('query-hive', 'query', 'Saved', {
  snippets: [
    {
      statement_raw: 'sqoop import',
      variables: [{ name: 'v', value: '1' }],
      properties: {
        class: 'Main',
        app_jar: '/lib/app.jar',
        files: [{ path: '/f/one' }],
        arguments: ['a'],
        jars: ['/lib/a.jar', '/lib/b.jar'],
        spark_opts: ['-v'],
        spark_arguments: ['x'],
        command_path: '/s/run.sh',
        env_var: ['A=1'],
        source_path: '/from',
        destination_path: '/to',
      },
    },
  ],
});

const dataset = (dataset_type: string, workflow_variable: string, more: object = {}) => ({
  dataset_type,
  workflow_variable,
  dataset_variable: '/data/${YEAR}-${MONTH}',
  same_frequency: true,
  same_start: true,
  same_timezone: true,
  use_done_flag: false,
  done_flag: '_SUCCESS',
  instance_choice: 'default',
  start_instance: '0',
  end_instance: '0',
  ...more,
});

export const hueCoordinatorDocument = exported('oozie-coordinator2', 'uuid-of-daily', 'daily', {
  name: 'daily',
  variables: [
    dataset('input_path', 'input'),
    dataset('input_path', 'range', { instance_choice: 'range', start_instance: '-2' }),
    dataset('output_path', 'output', { same_frequency: false, frequency_number: 2, frequency_unit: 'hours' }),
    dataset('parameter', 'who', { dataset_variable: 'ann' }),
  ],
  properties: {
    cron_frequency: '0 0 * * *',
    timezone: 'America/Los_Angeles',
    start: '${start_date}',
    end: '${end_date}',
    workflow: 'uuid-of-shell',
    deployment_dir: '/user/hue/daily',
    timeout: null,
    concurrency: 2,
    throttle: '',
    parameters: [
      { name: 'oozie.use.system.libpath', value: true },
      { name: 'start_date', value: '2026-01-01T00:00' },
      { name: 'end_date', value: '2026-07-01T00:00' },
    ],
    sla: shared.sla,
  },
});

export const hueBundleDocument = exported('oozie-bundle2', 'uuid-of-all', 'all', {
  name: 'all',
  coordinators: [{ coordinator: 'uuid-of-daily', properties: [{ name: 'who', value: 'bob' }] }],
  properties: {
    kickoff: '2026-01-01T15:22:31',
    parameters: [{ name: 'oozie.use.system.libpath', value: 'true' }],
    schema_version: 'uri:oozie:bundle:0.2',
  },
});
