import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { oozieCommandLine } from '@howdah/local-oozie';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { until } from '../real-oozie.fixture.ts';
import { emptyHome, run } from '../surroundings.fixture.ts';
import { subCommands } from './option-table.ts';
import * as made from './side-by-side.fixture.ts';

/** What a command printed, and how it ended. */
interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** The jobs that commands only look at. */
interface Jobs {
  folder: string;
  done: string;
  failed: string;
  coordinator: string;
  going: string;
  waiting: string;
  bundle: { id: string; name: string };
  prepared: { id: string; name: string };
}

let jobs: Jobs;
let java: (argv: readonly string[]) => Promise<Outcome>;

const home = emptyHome();
const howdah = async (argv: readonly string[]): Promise<Outcome> =>
  run(['oozie', ...argv], {
    home,
    cwd: jobs.folder,
    osUser: made.user,
    env: { OOZIE_URL: made.oozieUrl, HOWDAH_DEFINITION_ROOT: inject('definitionRoot') },
  });

beforeAll(async () => {
  const [folder, done, failed, coordinator, going, waiting, bundle, prepared] = await Promise.all([
    made.files(),
    made.workflow('SUCCEEDED'),
    made.workflow('KILLED'),
    made.coordinator('over'),
    made.goingOn(),
    made.waiting(),
    made.bundle('SUCCEEDED'),
    made.bundle('PREP'),
  ]);
  jobs = { folder, done, failed, coordinator, going, waiting, bundle, prepared };
  const { conf } = await made.oozie.coordinators.info(going);
  writeFileSync(
    join(folder, 'update.xml'),
    conf?.replace(
      '</configuration>',
      '<property><name>added</name><value>now</value></property></configuration>',
    ) ?? '',
  );
  java = await oozieCommandLine({ home: folder, env: { OOZIE_URL: made.oozieUrl } });
});

const tried = new Set<string>();

/** Remembers which options were tried, so that none is forgotten. */
function noting(argv: readonly string[]): readonly string[] {
  const [name = '', ...words] = argv;
  for (const word of words) {
    const option = Object.keys(subCommands[name]?.options ?? {}).find((each) =>
      each === 'D' || each === 'P' ? word.startsWith(`-${each}`) : word === `-${each}`,
    );
    if (option !== undefined) tried.add(`${name} -${option}`);
  }
  tried.add(name);
  return argv;
}

/** Lines whose order says nothing. */
const unordered = (text: string) => text.split('\n').sort().join('\n');

type Facts = (text: string) => string;
const asIs: Facts = (text) => text;
/** What measures itself changes from one look to the next; what of Java is measured does not. */
const measured: Facts = (text) => (text.match(/^(?:[A-Z]+$|-+$|jvm\.\S+)/gm) ?? []).join('\n');

/** Commands that change nothing, and which of what they print is a fact. */
const looking: [what: string, argv: () => string[], facts?: Facts][] = [
  ['a workflow', () => ['job', '-info', jobs.done]],
  ['a workflow in full', () => ['job', '-info', jobs.failed, '-verbose']],
  ['a workflow in another zone', () => ['job', '-info', jobs.done, '-timezone', 'America/Los_Angeles']],
  ['a workflow in a zone in Europe', () => ['job', '-info', jobs.done, '-timezone', 'Europe/Berlin']],
  ['a workflow at an offset', () => ['job', '-info', jobs.done, '-timezone', 'GMT+05:30']],
  ['a workflow in a zone that there is not', () => ['job', '-info', jobs.done, '-timezone', 'Nowhere/None']],
  ['some of a workflow’s actions', () => ['job', '-info', jobs.done, '-offset', '2', '-len', '1']],
  ['a workflow’s action', () => ['job', '-info', `${jobs.failed}@move`]],
  ['a workflow’s action in full', () => ['job', '-info', `${jobs.failed}@move`, '-verbose']],
  ['a coordinator', () => ['job', '-info', jobs.coordinator]],
  ['a coordinator in full', () => ['job', '-info', jobs.waiting, '-verbose']],
  [
    'some of a coordinator’s actions',
    () => ['job', '-info', jobs.coordinator, '-len', '1', '-offset', '2', '-order', 'desc'],
  ],
  [
    'a coordinator’s actions by status',
    () => ['job', '-info', jobs.coordinator, '-filter', 'status=SUCCEEDED'],
  ],
  ['a coordinator’s action', () => ['job', '-info', `${jobs.coordinator}@1`]],
  ['a coordinator’s action that waits', () => ['job', '-info', `${jobs.waiting}@1`]],
  ['all runs of an action', () => ['job', '-info', `${jobs.coordinator}@1`, '-allruns']],
  ['a bundle', () => ['job', '-info', jobs.bundle.id]],
  ['a bundle that waits', () => ['job', '-info', jobs.prepared.id, '-verbose']],
  ['a definition', () => ['job', '-definition', jobs.done]],
  ['a coordinator’s definition', () => ['job', '-definition', jobs.coordinator]],
  ['a workflow’s configuration', () => ['job', '-configcontent', jobs.done]],
  ['a coordinator’s configuration', () => ['job', '-configcontent', jobs.coordinator]],
  ['a bundle’s configuration', () => ['job', '-configcontent', jobs.bundle.id]],
  ['a log', () => ['job', '-log', jobs.done]],
  ['a filtered log', () => ['job', '-log', jobs.failed, '-logfilter', 'loglevel=WARN;limit=3']],
  ['the log of some actions', () => ['job', '-log', jobs.coordinator, '-action', '1-2']],
  [
    'the log of a day’s actions',
    () => ['job', '-log', jobs.coordinator, '-date', '2020-01-01T00:00Z::2020-01-01T02:00Z'],
  ],
  ['an error log', () => ['job', '-errorlog', jobs.failed]],
  ['an audit log', () => ['job', '-auditlog', jobs.done]],
  ['no retries', () => ['job', '-retries', `${jobs.failed}@move`]],
  ['what an action waits for', () => ['job', '-missingdeps', `${jobs.waiting}@1`]],
  ['what actions wait for', () => ['job', '-missingdeps', jobs.waiting, '-action', '1-2']],
  [
    'a job that is over, polled',
    () => ['job', '-poll', jobs.done, '-verbose', '-interval', '1', '-timeout', '1'],
  ],
  ['a dry run', () => ['job', '-dryrun', '-config', `${jobs.folder}/job.properties`]],
  ['a dry run by a configuration', () => ['job', '-dryrun', '-config', `${jobs.folder}/job.xml`, '-Dmore=x']],
  [
    'an update tried out',
    () => ['job', '-update', jobs.going, '-dryrun', '-config', `${jobs.folder}/update.xml`],
  ],
  [
    'an update without a diff',
    () => ['job', '-update', jobs.going, '-config', `${jobs.folder}/update.xml`, '-dryrun', '-diff', 'false'],
  ],
  [
    'workflows',
    () => ['jobs', '-filter', `user=${made.user};status=KILLED`, '-len', '3', '-oozie', made.oozieUrl],
  ],
  ['workflows from the second on', () => ['jobs', '-offset', '2', '-len', '2', '-localtime']],
  ['workflows in full', () => ['jobs', '-len', '3', '-verbose', '-timezone', 'UTC']],
  ['no workflows', () => ['jobs', '-filter', 'name=nobody has this name']],
  ['coordinators', () => ['jobs', '-jobtype', 'coordinator', '-len', '3']],
  ['coordinators in full', () => ['jobs', '-jobtype', 'coord', '-len', '3', '-verbose']],
  ['bundles', () => ['jobs', '-jobtype', 'bundle', '-len', '3']],
  ['bundles in full', () => ['jobs', '-jobtype', 'bundle', '-len', '3', '-verbose']],
  ['a bundle’s actions', () => ['jobs', '-bulk', `bundle=${jobs.bundle.id};actionstatus=SUCCEEDED`]],
  [
    'a bundle’s actions in full',
    () => ['jobs', '-bulk', `bundle=${jobs.bundle.name};actionstatus=SUCCEEDED`, '-verbose'],
  ],
  ['a bundle without failed actions', () => ['jobs', '-bulk', `bundle=${jobs.bundle.name}`]],
  ['nothing killed', () => ['jobs', '-kill', '-filter', 'name=nobody has this name']],
  [
    'nothing suspended',
    () => ['jobs', '-suspend', '-filter', 'name=nobody has this name', '-jobtype', 'coord'],
  ],
  [
    'nothing resumed',
    () => ['jobs', '-resume', '-filter', 'name=nobody has this name', '-jobtype', 'bundle'],
  ],
  ['the status', () => ['admin', '-status']],
  ['the version', () => ['admin', '-version']],
  ['the mode that it has', () => ['admin', '-systemmode', 'normal']],
  ['the servers', () => ['admin', '-servers']],
  ['the configuration', () => ['admin', '-configuration']],
  ['the environment', () => ['admin', '-osenv']],
  ['Java’s properties', () => ['admin', '-javasysprops']],
  ['the metrics', () => ['admin', '-metrics'], measured],
  ['no instrumentation', () => ['admin', '-instrumentation']],
  [
    'the queue',
    () => ['admin', '-queuedump'],
    (text) =>
      text
        .split('\n')
        .filter((line) => /\*|^\[Server/.test(line))
        .join('\n'),
  ],
  ['the libraries', () => ['admin', '-shareliblist']],
  ['the libraries, read anew', () => ['admin', '-sharelibupdate'], unordered],
  ['a valid definition', () => ['validate', `${jobs.folder}/valid.xml`]],
  ['events of SLAs', () => ['sla', '-len', '5', '-offset', '0']],
  ['events of one job’s SLA', () => ['sla', '-filter', `jobid=${jobs.done}`, '-oozie', made.oozieUrl]],
  ['with simple authentication', () => ['admin', '-status', '-auth', 'SIMPLE', '-oozie', made.oozieUrl]],
  [
    'a purge of what is not there',
    () => ['admin', '-purge', 'wf=20000;coord=20000;bundle=20000;limit=1;oldCoordAction=false'],
  ],
  ['as somebody else', () => ['job', '-info', jobs.done, '-doas', 'bob']],
  ['jobs as somebody else', () => ['jobs', '-filter', `id=${jobs.done}`, '-doas', 'bob', '-auth', 'simple']],
  ['the status as somebody else', () => ['admin', '-status', '-doas', 'bob']],
];

describe('both command lines tell the same of', () => {
  it.each(looking)('%s', async (_, argv, facts = asIs) => {
    const command = noting(argv());
    const [theirs, ours] = await Promise.all([java(command), howdah(command)]);
    expect({ ...ours, stderr: '' }, ours.stderr).toMatchObject({ code: 0 });
    expect(theirs, theirs.stderr).toMatchObject({ code: 0 });
    expect(facts(ours.stdout)).toBe(facts(theirs.stdout));
  });
});

const missing = (letter: string) => `9999999-200101000000000-oozie-none-${letter}`;

/** Commands that fail, and what must be in both errors. */
const failing: [what: string, argv: () => string[], code?: RegExp][] = [
  ['a workflow that is not there', () => ['job', '-info', missing('W')], /E0604/],
  ['a coordinator that is not there', () => ['job', '-info', missing('C')], /E0604/],
  ['killing what is not there', () => ['job', '-kill', missing('W')], /E0605/],
  ['starting what runs no more', () => ['job', '-start', missing('W')], /E0605/],
  ['a change of nothing', () => ['job', '-change', jobs.going]],
  ['an end that is none', () => ['job', '-change', jobs.going, '-value', 'endtime=never']],
  ['a rerun of no actions', () => ['job', '-rerun', jobs.coordinator]],
  [
    'a rerun of actions that are not there',
    () => ['job', '-rerun', jobs.coordinator, '-action', '77'],
    /E1018/,
  ],
  ['ignoring an action that succeeded', () => ['job', '-ignore', jobs.going, '-action', '1'], /E1024/],
  ['an SLA that is not there', () => ['job', '-slaenable', jobs.going, '-action', '1'], /E\d{4}/],
  [
    'another SLA that is not there',
    () => ['job', '-sladisable', jobs.going, '-date', '2020-01-01T00:00Z'],
    /E\d{4}/,
  ],
  [
    'a changed SLA that is not there',
    () => ['job', '-slachange', jobs.bundle.id, '-value', 'sla-should-end=10', '-coordinator', 'part'],
    /E\d{4}/,
  ],
  ['a submission without properties', () => ['job', '-submit']],
  ['a submission with a file of another kind', () => ['job', '-run', '-config', `${jobs.folder}/job.txt`]],
  ['a submission without an application', () => ['job', '-run', '-Dx=y']],
  ['a filter that is none', () => ['jobs', '-filter', 'colour=red']],
  ['a mode that is none', () => ['admin', '-systemmode', 'SLEEPY']],
  ['a purge of nonsense', () => ['admin', '-purge', 'dust=3']],
  ['two questions at once', () => ['admin', '-status', '-version']],
  ['a job without a question', () => ['job', '-verbose']],
  ['an option that there is not', () => ['jobs', '-nonsense']],
  ['a sub-command that there is not', () => ['nonsense']],
  ['no sub-command', () => []],
  ['an option without its value', () => ['jobs', '-len']],
  ['a number that is none', () => ['jobs', '-len', 'many']],
  ['an invalid definition', () => ['validate', `${jobs.folder}/invalid.xml`], /E0701/],
  ['no definition', () => ['validate']],
  ['a file that is not there', () => ['validate', '/nowhere.xml']],
  ['a password without a name', () => ['admin', '-status', '-password', 'x']],
  ['a name without a password', () => ['sla', '-username', 'x']],
  ['basic authentication without a password', () => ['jobs', '-auth', 'basic']],
  ['a pig job without a script', () => ['pig', '-config', `${jobs.folder}/cluster.properties`]],
  ['a hive job without properties', () => ['hive', '-file', `${jobs.folder}/script.pig`]],
  ['a sqoop job without a command', () => ['sqoop', '-config', `${jobs.folder}/cluster.properties`]],
  ['a map-reduce job without classes', () => ['mapreduce', '-config', `${jobs.folder}/cluster.properties`]],
  ['a jar that is not there', () => ['job', '-validatejar', '/nowhere.jar']],
  [
    'a jar to submit',
    () => ['job', '-submitjar', '/nowhere.jar', '-config', `${jobs.folder}/job.properties`],
  ],
  ['a jar to run', () => ['job', '-runjar', '/nowhere.jar', '-config', `${jobs.folder}/job.properties`]],
];

describe('both command lines refuse', () => {
  it.each(failing)('%s', async (_, argv, code) => {
    const command = noting(argv());
    const [theirs, ours] = await Promise.all([java(command), howdah(command)]);
    expect(theirs, theirs.stdout).toMatchObject({ code: 255 });
    expect(ours, ours.stdout).toMatchObject({ code: 255, stdout: '' });
    expect(ours.stderr).not.toBe('');
    if (code !== undefined) {
      expect(theirs.stderr).toMatch(code);
      expect(ours.stderr).toMatch(code);
      expect(/E\d{4}/.exec(ours.stderr)?.[0]).toBe(/E\d{4}/.exec(theirs.stderr)?.[0]);
      expect(ours.stderr.split('\n')[0]).toMatch(/^Error: /);
    }
  });
});

const id = /\d{7}-\d{15}-[\w.-]+?-[WCB]\b/g;
const anyId = (text: string) => text.replace(id, 'ID').replace(/\d{4}-\d\d-\d\d \d\d:\d\d \S+/g, 'TIME');

/** Commands that change something: each of the two gets a job of its own, made alike, and both must end alike. */
const changing: [
  what: string,
  make: () => Promise<string>,
  argv: (id: string) => string[],
  state: (id: string, printed: string) => Promise<unknown>,
  end: unknown,
][] = [
  ['start', () => made.workflow('PREP'), (job) => ['job', '-start', job], workflowStatus, 'SUCCEEDED'],
  ['suspend', () => made.workflow('RUNNING'), (job) => ['job', '-suspend', job], workflowStatus, 'SUSPENDED'],
  ['resume', () => made.workflow('SUSPENDED'), (job) => ['job', '-resume', job], workflowStatus, 'RUNNING'],
  ['kill', () => made.workflow('RUNNING'), (job) => ['job', '-kill', job], workflowStatus, 'KILLED'],
  [
    'rerun a workflow',
    () => made.workflow('KILLED'),
    (job) => ['job', '-rerun', job, '-Doozie.wf.rerun.failnodes=true', '-D', 'again=yes'],
    async (job) => (await made.oozie.workflows.info(job)).run,
    1,
  ],
  [
    'submit',
    made.files,
    (folder) => ['job', '-submit', '-config', `${folder}/job.properties`, '-Dgiven=on the line'],
    async (_, printed) => {
      const { status, conf } = await made.oozie.workflows.info(printed.match(id)?.[0] ?? '');
      return [status, /<name>given<\/name>\s*<value>(.*)<\/value>/.exec(conf ?? '')?.[1]];
    },
    ['PREP', 'on the line'],
  ],
  [
    'run',
    made.files,
    (folder) => ['job', '-run', '-config', `${folder}/job.xml`, '-debug'],
    async (_, printed) => made.oozie.workflows.status(/job: (\S+)/.exec(printed)?.[1] ?? ''),
    'SUCCEEDED',
  ],
  [
    'change',
    () => made.coordinator('later'),
    (job) => [
      'job',
      '-change',
      job,
      '-value',
      'endtime=2098-05-01T00:00Z;concurrency=9;pausetime=2098-02-01T00:00Z',
    ],
    async (job) => {
      const { endTime, concurrency, pauseTime } = await made.oozie.coordinators.info(job);
      return [endTime, concurrency, pauseTime];
    },
    [Date.UTC(2098, 4), 9, Date.UTC(2098, 1)],
  ],
  [
    'suspend a coordinator',
    () => made.coordinator('later'),
    (job) => ['job', '-suspend', job],
    coordinatorStatus,
    'PREPSUSPENDED',
  ],
  [
    'kill a coordinator',
    () => made.coordinator('later'),
    (job) => ['job', '-kill', job],
    coordinatorStatus,
    'KILLED',
  ],
  [
    'kill a coordinator’s action',
    made.goingOn,
    (job) => ['job', '-kill', job, '-action', '1'],
    async (job) => (await made.oozie.coordinators.action(`${job}@1`)).status,
    'KILLED',
  ],
  [
    'rerun actions',
    () => made.coordinator('over'),
    (job) => ['job', '-rerun', job, '-action', '1-2', '-refresh', '-nocleanup'],
    async (job) => (await made.oozie.coordinators.allRuns(`${job}@2`)).length,
    2,
  ],
  [
    'rerun a date’s actions',
    () => made.coordinator('over'),
    (job) => ['job', '-rerun', job, '-date', '2020-01-01T00:00Z', '-failed'],
    async (job) => (await made.oozie.coordinators.action(`${job}@1`)).status,
    'SUCCEEDED',
  ],
  [
    'ignore a coordinator',
    async () => {
      const job = await made.coordinator('later');
      await made.oozie.coordinators.confirmed.kill(job);
      return job;
    },
    (job) => ['job', '-ignore', job],
    coordinatorStatus,
    'IGNORED',
  ],
  [
    'start a bundle',
    async () => (await made.bundle('PREP')).id,
    (job) => ['job', '-start', job],
    bundleStatus,
    'SUCCEEDED',
  ],
  [
    'rerun a bundle',
    async () => (await made.bundle('SUCCEEDED')).id,
    (job) => ['job', '-rerun', job, '-coordinator', 'part', '-date', '2020-01-01T00:00Z::2020-01-01T02:00Z'],
    async (job) => {
      const [part] = (await made.oozie.bundles.info(job)).bundleCoordJobs;
      return (await made.oozie.coordinators.allRuns(`${part?.coordJobId}@1`)).length;
    },
    2,
  ],
  [
    'kill by a filter',
    () => made.workflow('PREP'),
    (job) => ['jobs', '-kill', '-filter', `id=${job};status=PREP`],
    workflowStatus,
    'KILLED',
  ],
];

function workflowStatus(job: string) {
  return made.oozie.workflows.status(job);
}
function coordinatorStatus(job: string) {
  return made.oozie.coordinators.status(job);
}
function bundleStatus(job: string) {
  return made.oozie.bundles.status(job);
}

describe('both command lines', () => {
  it.each(changing)('%s', async (_, make, argv, state, end) => {
    const [one, other] = await Promise.all([make(), make()]);
    // What was just killed is still being so for a moment.
    const whenSettled = (carryOut: () => Promise<Outcome>) =>
      until(carryOut, ({ stderr }) => !stderr.includes('pending status is true'));
    const [theirs, ours] = await Promise.all([
      whenSettled(() => java(noting(argv(one)))),
      whenSettled(() => howdah(argv(other))),
    ]);
    expect(theirs, theirs.stderr).toMatchObject({ code: 0 });
    expect(ours, ours.stderr).toMatchObject({ code: 0 });
    // Theirs shows requests on stdout.
    const facts = (text: string) => anyId(text.replace(/^( Auth type|GET|PUT|POST|Connection|<).*\n/gm, ''));
    expect(facts(ours.stdout)).toBe(facts(theirs.stdout));
    await expect.poll(() => state(one, theirs.stdout), { timeout: 30_000 }).toEqual(end);
    await expect.poll(() => state(other, ours.stdout), { timeout: 30_000 }).toEqual(end);
  });
});

describe('what Oozie 5.2.1 always refuses', () => {
  it.each([
    [
      'pig',
      () => [
        '-config',
        `${jobs.folder}/cluster.properties`,
        '-file',
        `${jobs.folder}/script.pig`,
        '-Pin=x',
        '-X',
        '-Dm=1',
        '-v',
      ],
    ],
    [
      'hive',
      () => [
        '-config',
        `${jobs.folder}/cluster.properties`,
        '-file',
        `${jobs.folder}/script.pig`,
        '-Pin=x',
        '-Da=b',
        '-X',
        '-v',
      ],
    ],
    [
      'sqoop',
      () => ['-config', `${jobs.folder}/cluster.properties`, '-Da=b', '-command', 'import', '--connect', 'x'],
    ],
    ['mapreduce', () => ['-config', `${jobs.folder}/mapreduce.properties`, '-Da=b', '-oozie', made.oozieUrl]],
  ] as const)('runs as a workflow of one action: %s', async (kind, rest) => {
    const command = noting([kind, ...rest()]);
    const [theirs, ours] = await Promise.all([java(command), howdah(command)]);
    expect(theirs).toMatchObject({ code: 255 });
    expect(theirs.stderr).toMatch(/E0808/);
    expect(ours, ours.stderr).toMatchObject({ code: 0, stderr: expect.stringContaining('E0808') });
    const job = await made.oozie.workflows.info(ours.stdout.match(id)?.[0] ?? '');
    expect(job).toMatchObject({ appName: `oozie-${kind}` });
    await made.oozie.workflows.kill(job.id);
  });
});

it('help and the zones are there in both', async () => {
  for (const command of [['help'], ['help', 'job'], ['version'], ['info', '-timezones']]) {
    const [theirs, ours] = await Promise.all([java(noting(command)), howdah(command)]);
    expect(theirs.code, command.join(' ')).toBe(0);
    expect(ours).toMatchObject({ code: 0, stderr: '' });
    expect(ours.stdout.length).toBeGreaterThan(20);
  }
  const listed = (text: string) => new Set(text.match(/\((\S+\/\S+)\)/g));
  const theirs = listed((await java(['info', '-timezones'])).stdout);
  const ours = listed((await howdah(['info', '-timezones'])).stdout);
  expect([...ours].filter((zone) => !theirs.has(zone)).length / ours.size).toBeLessThan(0.05);
});

it('every sub-command and option was tried', () => {
  // The same for every sub-command, and each tried with at least one.
  const shared = new Set([
    'oozie',
    'doas',
    'auth',
    'username',
    'password',
    'timezone',
    'localtime',
    'config',
    'D',
  ]);
  // Oozie has it since 5.3 only.
  const later = new Set(['insecure']);
  const untried = Object.entries(subCommands).flatMap(([name, { options }]) => [
    ...(tried.has(name) ? [] : [name]),
    ...Object.keys(options)
      .filter((option) => !shared.has(option) && !later.has(option))
      .map((option) => `${name} -${option}`)
      .filter((option) => !tried.has(option)),
  ]);
  expect(untried).toEqual([]);
  for (const option of shared) {
    expect(
      [...tried].some((each) => each.endsWith(` -${option}`)),
      option,
    ).toBe(true);
  }
});
