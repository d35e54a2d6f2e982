import { expect, test } from 'vitest';
import { facts, howdah, until } from '../../real-oozie.fixture.ts';
import {
  client,
  coordinator,
  failing,
  madeFolder,
  prepared,
  quick,
  running,
} from '../../submitted-jobs.fixture.ts';

const missing = '9999999-260101000000000-oozie-root-W';
const isOver = (status: string) => ['SUCCEEDED', 'KILLED', 'FAILED'].includes(status);
const over = (id: string) => until(() => client.workflows.status(id), isOver);

test('a workflow is shown with its nodes and what went wrong in them', async () => {
  const { id, name } = await failing();
  await over(id);
  const { stdout } = await howdah(['job', 'info', id]);
  expect(stdout).toMatch(new RegExp(`^Workflow +${id}\nName +${name}\nStatus +KILLED\n`));
  expect(stdout).toMatch(/^make +fs +OK .* open$/m);
  expect(stdout).toMatch(/^open: FS009: .*does not exist$/m);
  expect(stdout).not.toContain(':start:');
  expect((await howdah(['job', 'info', id, '--actions', '0'])).stdout).not.toContain('make');

  const job = await facts<{ id: string; actions: { name: string }[] }>(['job', 'info', id]);
  expect(job.actions.map((action) => action.name)).toEqual(
    expect.arrayContaining([':start:', 'make', 'open']),
  );
  expect((await howdah(['job', 'info', `${id}@open`])).stdout).toMatch(/^Status +ERROR|KILLED$/m);
  expect(await facts(['job', 'info', `${id}@make`])).toMatchObject({ name: 'make', status: 'OK' });
});

test('a coordinator is shown with its latest actions, and each of them by itself', async () => {
  const { id } = await coordinator();
  await until(
    () => client.coordinators.status(id),
    (status) => status === 'SUCCEEDED',
  );
  const { stdout } = await howdah(['job', 'info', id]);
  expect(stdout).toMatch(/^Frequency +every 60 minutes, UTC$/m);
  expect(stdout).toMatch(/^ ?2 +SUCCEEDED +2020-01-01 01:00 GMT.*\n ?1 +SUCCEEDED +2020-01-01 00:00 GMT/m);
  expect(await facts(['job', 'info', `${id}@2`])).toMatchObject({
    actionNumber: 2,
    status: 'SUCCEEDED',
    nominalTime: '2020-01-01T01:00:00Z',
  });
  const berlin = await howdah(['job', 'info', `${id}@2`, '--timezone', 'Europe/Berlin']);
  expect(berlin.stdout).toMatch(/^Nominal time +2020-01-01 02:00:00 GMT\+1 /m);
});

test('what is not there ends with 3, and what cannot be an id with 2', async () => {
  expect(await howdah(['job', 'info', missing])).toMatchObject({
    code: 3,
    stdout: '',
    stderr: expect.stringMatching(new RegExp(`^howdah: Oozie has no job ${missing}\\.\n  why: .*E0604`)),
  });
  expect(await howdah(['job', 'definition', missing])).toMatchObject({ code: 3 });
  expect(await howdah(['log', missing])).toMatchObject({ code: 3 });
  expect(await howdah(['job', 'info', '17'])).toMatchObject({ code: 2 });
});

test('definition, properties and graph are printed as they are', async () => {
  const { id, name } = await quick();
  await over(id);
  expect((await howdah(['job', 'definition', id])).stdout).toContain(`<workflow-app name="${name}"`);
  expect(await facts(['job', 'config', id])).toMatchObject({ greeting: 'a & <b>', 'user.name': 'alice' });
  expect((await howdah(['job', 'config', id])).stdout).toMatch(/^greeting +a & <b>$/m);
  expect((await howdah(['job', 'config', id, '--xml'])).stdout).toContain('<value>a &amp; &lt;b&gt;</value>');
  expect((await howdah(['job', 'graph', id])).stdout).toMatch(/^digraph \{/);
  expect(await howdah(['job', 'graph', id, '--format', 'png'], { terminal: true })).toMatchObject({
    code: 2,
  });
  expect(await howdah(['job', 'definition', `${id}@end`])).toMatchObject({ code: 2 });
});

test('several jobs are started, and each says what came of it', async () => {
  const [fresh, done] = [await prepared(), await quick()];
  await over(done.id);
  const { code, stdout } = await howdah(['job', 'start', fresh.id, missing, done.id, '--jsonl']);
  expect(code).toBe(3);
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    { id: fresh.id, outcome: 'done', from: 'PREP', status: 'RUNNING', error: null },
    { id: missing, outcome: 'failed', error: { code: expect.stringMatching(/^E060/) } },
    { id: done.id, outcome: 'ignored', status: 'SUCCEEDED' },
  ]);
});

test('a job is suspended, resumed and killed, and what Oozie ignores is no success', async () => {
  const { id } = await running();
  const outcome = async (...argv: string[]) => {
    const { code, stdout } = await howdah([...argv, '--jsonl']);
    const { outcome, status } = JSON.parse(stdout);
    return [code, outcome, status];
  };
  expect(await outcome('job', 'suspend', id)).toEqual([0, 'done', 'SUSPENDED']);
  expect(await outcome('job', 'suspend', id)).toEqual([0, 'already', 'SUSPENDED']);
  expect(await outcome('job', 'resume', id)).toEqual([0, 'done', 'RUNNING']);
  expect(await outcome('job', 'kill', id, '--yes')).toEqual([0, 'done', 'KILLED']);
  expect(await outcome('job', 'resume', id)).toEqual([4, 'ignored', 'KILLED']);
});

test('nothing is killed without a yes', async () => {
  const { id, name } = await running();
  const refused = await howdah(['job', 'kill', id]);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toMatch(
    new RegExp(`Kill workflow ${id} "${name}" \\(RUNNING, alice\\)\\?(.|\n)*--yes`),
  );
  expect(await howdah(['job', 'kill', id], { typed: ['no'] })).toMatchObject({ code: 130, stdout: '' });
  expect(await howdah(['job', 'kill', id], { typed: [''] })).toMatchObject({ code: 130 });
  expect(await client.workflows.status(id)).toBe('RUNNING');
  expect(await howdah(['job', 'kill', id], { typed: ['y'] })).toMatchObject({ code: 0 });
  expect(await client.workflows.status(id)).toBe('KILLED');
});

test('the jobs of a list are killed by piping it, and one wrong line keeps all of them', async () => {
  const [one, two] = [await running(), await running()];
  const listed = await howdah(['jobs', '--name', one.name, '--name', two.name, '--jsonl']);
  const wrong = await howdah(['job', 'kill', '-', '--yes'], { piped: `${listed.stdout}nonsense\n` });
  expect(wrong).toMatchObject({ code: 2, stdout: '' });
  expect(await client.workflows.status(one.id)).toBe('RUNNING');
  expect(await howdah(['job', 'kill', '-', '--yes'], { piped: listed.stdout })).toMatchObject({ code: 0 });
  expect(await client.workflows.status(one.id)).toBe('KILLED');
  expect(await client.workflows.status(two.id)).toBe('KILLED');
  expect(await howdah(['job', 'kill', '-', '--yes'], { piped: '' })).toMatchObject({ code: 2 });
});

test('coordinators cannot be started, nor actions suspended, and the user learns what can be done', async () => {
  const { id } = await coordinator();
  expect(await howdah(['job', 'start', id])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('resume'),
  });
  expect(await howdah(['job', 'kill', `${id}@1`, '--yes'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`howdah coord kill-actions ${id} --actions 1`),
  });
});

test('a failed workflow goes on where it failed, with another property', async () => {
  const { id } = await failing();
  await over(id);
  const before = await client.workflows.action(`${id}@make`);
  const rerun = await howdah(['job', 'rerun', id, '--failed', '-D', `folder=${madeFolder}`, '--json']);
  expect(rerun).toMatchObject({ code: 0 });
  expect(JSON.parse(rerun.stdout)).toMatchObject([{ id, outcome: 'done', from: 'KILLED' }]);
  await until(
    () => client.workflows.status(id),
    (status) => status === 'SUCCEEDED',
  );
  const job = await client.workflows.info(id);
  expect(job.run).toBe(1);
  // The same run of the node as before, which was skipped.
  expect(job.actions.find(({ name }) => name === 'make')?.startTime).toBe(before.startTime);

  expect(await howdah(['job', 'rerun', id])).toMatchObject({ code: 0 });
  await until(
    () => client.workflows.info(id),
    ({ run, status }) => run === 2 && status === 'SUCCEEDED',
  );
  expect(await howdah(['job', 'rerun', id, '--skip', 'make,open'])).toMatchObject({ code: 0 });
  await until(
    () => client.workflows.info(id),
    ({ run, status }) => run === 3 && status === 'SUCCEEDED',
  );
});

test('what runs cannot be rerun, nor nodes be skipped that are not there', async () => {
  const { id } = await running();
  expect(await howdah(['job', 'rerun', id])).toMatchObject({
    code: 4,
    stdout: expect.stringContaining('E0805'),
  });
  await client.workflows.kill(id);
  expect(await howdah(['job', 'rerun', id, '--skip', 'nowhere'])).toMatchObject({
    code: 2,
    stdout: expect.stringContaining('E0807'),
  });
  expect(await howdah(['job', 'rerun', id, '--skip', 'make', '--failed'])).toMatchObject({ code: 2 });
});

test('the log of a job is printed, by level, from the end, and of one node', async () => {
  const { id } = await failing();
  await over(id);
  const lines = async (...more: string[]) => {
    const { code, stdout, stderr } = await howdah(['log', id, ...more]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    return stdout.trimEnd().split('\n');
  };
  const whole = await until(
    () => lines(),
    (log) => log.some((line) => line.includes('ActionEndXCommand')),
  );
  expect(whole.length).toBeGreaterThan(10);
  const warnings = await lines('--level', 'warn');
  expect(warnings[0]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} {2}WARN /);
  expect((await lines('--tail', '3')).length).toBe(3);
  const node = await howdah(['log', `${id}@make`, '--jsonl']);
  for (const line of node.stdout.trim().split('\n')) expect(JSON.parse(line).text).toContain(`${id}@make`);
  expect(await howdah(['log', id, '--level', 'loud'])).toMatchObject({ code: 2 });
});

test('a log is followed until the job is over', async () => {
  const { id } = await running();
  let seen = '';
  const following = howdah(['log', id, '--follow'], { onStdout: (text) => (seen += text) });
  await until(
    async () => seen,
    (text) => text.includes(`${id}@open`),
  );
  await client.workflows.kill(id);
  const { code, stdout } = await following;
  expect(code).toBe(0);
  expect(stdout).toContain('KillXCommand');
  const lines = stdout.split('\n').filter((line) => line.includes('KillXCommand'));
  expect(new Set(lines).size).toBe(lines.length);
});

test('a watched job is drawn until it is over', async () => {
  const { id } = await running();
  let drawn = '';
  const watching = howdah(['job', 'info', id, '--watch', '0.2'], {
    terminal: true,
    onStdout: (text) => (drawn += text),
  });
  await until(
    async () => drawn,
    (text) => text.includes('RUNNING'),
  );
  await client.workflows.kill(id);
  expect((await watching).code).toBe(0);
  expect(drawn).toContain('KILLED');
});
