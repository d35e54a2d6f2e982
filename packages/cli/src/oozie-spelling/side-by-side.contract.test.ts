import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandOutcome, type OozieCommandLine, oozieCommandLine } from '@howdah/local-oozie';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { until } from '../real-oozie.fixture.ts';
import { emptyHome, run } from '../surroundings.fixture.ts';
import { changing, id } from './commands-that-change.fixture.ts';
import { failing } from './commands-that-fail.fixture.ts';
import { asIs, looking } from './commands-that-look.fixture.ts';
import { subCommands } from './option-table.ts';
import * as made from './side-by-side.fixture.ts';

let jobs: made.Jobs;
let oozie: OozieCommandLine;
const java = (argv: readonly string[]) => oozie.run(argv);

const home = emptyHome();
const howdah = async (argv: readonly string[]): Promise<CommandOutcome> =>
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
  oozie = await oozieCommandLine({ home: folder, env: { OOZIE_URL: made.oozieUrl } });
});
afterAll(() => oozie?.close());

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

describe('both command lines tell the same of', () => {
  it.each(looking(() => jobs))('%s', async (_, argv, facts = asIs) => {
    const command = noting(argv());
    const [theirs, ours] = await Promise.all([java(command), howdah(command)]);
    expect({ ...ours, stderr: '' }, ours.stderr).toMatchObject({ code: 0 });
    expect(theirs, theirs.stderr).toMatchObject({ code: 0 });
    expect(facts(ours.stdout)).toBe(facts(theirs.stdout));
  });
});

describe('both command lines refuse', () => {
  it.each(failing(() => jobs))('%s', async (_, argv, code) => {
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

const anyId = (text: string) => text.replace(id, 'ID').replace(/\d{4}-\d\d-\d\d \d\d:\d\d \S+/g, 'TIME');

describe('both command lines', () => {
  it.each(changing)('%s', async (_, make, argv, state, end) => {
    const [one, other] = await Promise.all([make(), make()]);
    // What was just killed is still being so for a moment.
    const whenSettled = (carryOut: () => Promise<CommandOutcome>) =>
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
  const script = () => ['-config', `${jobs.folder}/cluster.properties`, '-file', `${jobs.folder}/script.pig`];

  it.each([
    ['pig', () => [...script(), '-Pin=x', '-X', '-Dm=1', '-v']],
    ['hive', () => [...script(), '-Pin=x', '-Da=b', '-X', '-v']],
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
