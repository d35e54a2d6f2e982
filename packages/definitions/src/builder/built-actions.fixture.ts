import type { LaunchedOptions, LauncherOptions } from './action-options.ts';
import { newSla } from './new-sla.ts';
import { type WorkflowBuilder, type WorkflowOptions, workflow } from './workflow-builder.ts';

const servers = { resourceManager: '${resourceManager}', nameNode: '${nameNode}' };
const launcher: LauncherOptions = {
  memoryMb: 1024,
  vcores: 2,
  javaOpts: '-Xmx512m',
  env: 'A=1',
  queue: '${queue}',
  sharelib: 'x',
  viewAcl: '*',
  modifyAcl: 'howdah',
};

/** Of each type of action, one that says all it can in a version. Oozie looks for `jobXmls` when it takes a job. */
export function addsEveryAction(
  version: '0.5' | '1.0',
  jobXmls: readonly string[],
): readonly ((w: WorkflowBuilder) => WorkflowBuilder)[] {
  const launched: LaunchedOptions = {
    ...servers,
    prepare: { delete: ['${nameNode}/tmp/a'], mkdir: ['${nameNode}/tmp/b'] },
    configuration: { 'mapred.job.queue.name': '${queue}' },
    ...(version === '1.0' && { launcher }),
  };
  const settings = { ...launched, jobXmls, files: ['a.txt#b'], archives: ['a.zip'] };
  const { launcher: _, ...git } = launched;
  return [
    (w) => w.mapReduce('mr', { ...settings, configClass: 'org.example.Config' }),
    (w) =>
      w.mapReduce('streaming', {
        ...settings,
        streaming: {
          mapper: 'm',
          reducer: 'r',
          recordReader: 'x',
          recordReaderMappings: ['a=b'],
          env: ['c=d'],
        },
      }),
    (w) =>
      w.mapReduce('pipes', {
        ...settings,
        pipes: { map: 'm', reduce: 'r', inputformat: 'i', partitioner: 'p', writer: 'w', program: 'x' },
      }),
    (w) => w.pig('pig', { ...settings, script: 'a.pig', params: ['A=1', 'B=2'], arguments: ['-v'] }),
    (w) =>
      w.java('java', {
        ...settings,
        mainClass: 'org.example.Main',
        javaOpts: '-Xmx1g',
        args: ['1', '2'],
        captureOutput: true,
      }),
    (w) =>
      w.fs('fs', {
        nameNode: '${nameNode}',
        operations: [
          { delete: '/tmp/a', ...(version === '0.5' && { skipTrash: true }) },
          { mkdir: '/tmp/b' },
          { touchz: '/tmp/c' },
          { move: '${nameNode}/tmp/c', to: '/tmp/d' },
          { chmod: '/tmp/b', permissions: '755', recursive: true },
          { chgrp: '/tmp/b', group: 'users' },
          ...(version === '0.5' ? [{ setrep: '/tmp/b', replicationFactor: 3 }] : []),
        ],
      }),
    (w) =>
      w.subWorkflow('sub', {
        appPath: '${nameNode}/apps/sub',
        propagateConfiguration: true,
        configuration: { a: '1' },
      }),
    (w) => w.hive('hive', { ...settings, script: 'a.q', params: ['A=1'], arguments: ['-v'] }),
    (w) => w.hive('hive-query', { ...settings, query: 'select 1' }),
    (w) =>
      w.hive2('hive2', {
        ...settings,
        jdbcUrl: 'jdbc:hive2://h:10000/default',
        password: '${password}',
        script: 'a.q',
        params: ['A=1'],
        arguments: ['-v'],
      }),
    (w) => w.hive2('hive2-query', { ...settings, jdbcUrl: 'jdbc:hive2://h/default', query: 'select 1' }),
    (w) =>
      w.shell('shell', {
        ...settings,
        exec: 'a.sh',
        arguments: ['${wf:id()}'],
        envVars: ['A=1'],
        captureOutput: true,
      }),
    (w) => w.sqoop('sqoop', { ...settings, command: 'import --table x' }),
    (w) => w.sqoop('sqoop-args', { ...settings, args: ['import', '--table', 'x'] }),
    (w) => w.distcp('distcp', { ...launched, javaOpts: '-Xmx1g', args: ['/a', '/b'] }),
    (w) =>
      w.spark('spark', {
        ...settings,
        master: 'yarn',
        mode: 'cluster',
        name: 'x',
        class: 'org.example.Main',
        jar: 'a.jar',
        sparkOpts: '--conf a=b',
        args: ['1'],
      }),
    (w) =>
      w.email('email', {
        to: 'a@b.c',
        cc: 'd@e.f',
        bcc: 'g@h.i',
        subject: 's',
        body: 'b',
        contentType: 'text/html',
        attachment: '/a',
      }),
    (w) => w.ssh('ssh', { host: 'a@b', command: 'ls', args: ['-l', '/tmp'], captureOutput: true }),
    (w) =>
      w.git('git', {
        ...git,
        nameNode: '${nameNode}',
        gitUri: 'https://example.org/a.git',
        branch: 'main',
        keyPath: '${nameNode}/key',
        destinationUri: '${nameNode}/code',
      }),
  ];
}

/** A workflow with all that there is beside actions. */
export function everythingElse(version: '0.5' | '1.0', jobXmls: readonly string[]): WorkflowBuilder {
  const sla = newSla({
    nominalTime: '${day}',
    shouldStart: '${5 * MINUTES}',
    shouldEnd: '${30 * MINUTES}',
    maxDuration: '${1 * HOURS}',
    alertEvents: ['start_miss', 'end_miss', 'duration_miss'],
    alertContact: 'a@b.c',
    notificationMsg: 'late',
    upstreamApps: 'other',
  });
  const options: WorkflowOptions = {
    version,
    parameters: { day: '2026-01-01T00:00Z', unset: 'x' },
    global: {
      ...servers,
      jobXmls,
      configuration: { a: '1' },
      ...(version === '1.0' && { launcher }),
    },
    credentials: { store: { type: 'hcat', properties: { 'hcat.metastore.uri': 'thrift://h' } } },
    sla,
    killNode: 'stop',
    failureMessage: '${wf:errorMessage(wf:lastErrorNode())}',
  };
  const mkdir = { operations: [{ mkdir: '${nameNode}/tmp/x' }] };
  return workflow('built', options)
    .shell(
      'first',
      { exec: 'a.sh', captureOutput: true },
      { cred: 'store', retryMax: 3, retryInterval: 1, retryPolicy: 'exponential', sla },
    )
    .decide(
      'which',
      [
        {
          when: "${wf:actionData('first')['x'] eq 1}",
          run: (steps) => steps.fs('a', mkdir).fs('b', mkdir, { after: [] }),
        },
        { when: '${day eq "x"}', run: 'fail' },
      ],
      'skip',
    )
    .fs('c', mkdir, { onError: 'continue' })
    .fs('d', mkdir, { after: 'which', onError: (steps) => steps.fs('tidy', mkdir) })
    .fs('last', mkdir, { after: ['c', 'd'], retryPolicy: 'periodic', retryMax: 1, retryInterval: 1 });
}
