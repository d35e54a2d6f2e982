import * as made from './side-by-side.fixture.ts';

/** The id of a job. */
export const id = /\d{7}-\d{15}-[\w.-]+?-[WCB]\b/g;
/** Commands that change something: each of the two gets a job of its own, made alike, and both must end alike. */
export const changing: [
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
