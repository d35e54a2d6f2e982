import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { facts, howdah, until } from '../real-oozie.fixture.ts';
import { client, coordinator, failing, prepared, quick, running } from '../submitted-jobs.fixture.ts';

interface Listed {
  kind: string;
  id: string;
  status: string;
  createdTime: string;
}

test('jobs are found by name, user, status and age, newest first', async () => {
  const { id, name } = await prepared();
  const [row, ...others] = await facts<Listed[]>(['jobs', '--name', name]);
  expect(others).toEqual([]);
  expect(row).toMatchObject({ kind: 'workflow', id, appName: name, status: 'PREP', user: 'alice' });
  expect(row?.createdTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

  const found = async (...more: string[]) =>
    (await facts<Listed[]>(['jobs', '--name', name, ...more])).map((each) => each.id);
  expect(await found('--status', 'prep', '--user', 'alice', '--since', '1h')).toEqual([id]);
  expect(await found('--active')).toEqual([id]);
  expect(await found('--failed')).toEqual([]);
  expect(await found('--running')).toEqual([]);
  expect(await found('--until', '1h')).toEqual([]);
  expect(await found('--user', 'nobody')).toEqual([]);
  expect(await found('--filter', 'status=PREP')).toEqual([id]);
  expect(await found('--filter', 'status=RUNNING')).toEqual([]);
});

test('jobs of all kinds are one list, newest first', async () => {
  const { id } = await coordinator();
  const older = await prepared();
  const rows = await facts<Listed[]>(['jobs', '--kind', 'all', '--limit', '60', '--user', 'alice']);
  const at = (wanted: string) => rows.findIndex((row) => row.id === wanted);
  expect(at(older.id)).toBeGreaterThanOrEqual(0);
  expect(at(id)).toBeGreaterThan(at(older.id));
  const times = rows.map((row) => row.createdTime);
  expect(times).toEqual(times.toSorted().reverse());
});

test('a list goes on where its page ended, or is shown as a whole', async () => {
  const made = [await quick(), await quick(), await quick()];
  const names = made.flatMap(({ name }) => ['--name', name]);
  const rows = await facts<Listed[]>(['jobs', ...names]);
  expect(rows).toHaveLength(3);

  const page = await howdah(['jobs', ...names, '--limit', '2']);
  expect(page.stdout.split('\n')).toHaveLength(2 + 2);
  expect(page.stderr).toContain('1 to 2 of 3; more: --offset 3, or --all');
  const rest = await facts<Listed[]>(['jobs', ...names, '--limit', '2', '--offset', '3']);
  expect(rest).toEqual(rows.slice(2));

  const all = await howdah(['jobs', ...names, '--all', '--jsonl', '--limit', '1']);
  expect(
    all.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id),
  ).toEqual(rows.map(({ id }) => id));
});

test('a list of nothing says so beside the facts', async () => {
  const nothing = ['jobs', '--user', 'nobody-at-all'];
  expect(await howdah(nothing)).toMatchObject({
    code: 0,
    stdout: '',
    stderr: expect.stringMatching(/^No jobs/),
  });
  expect(await howdah([...nothing, '--json'])).toMatchObject({ code: 0, stdout: '[]\n', stderr: '' });
  expect(await howdah([...nothing, '--jsonl'])).toMatchObject({ code: 0, stdout: '', stderr: '' });
});

test('a status that no job of the kind can have is refused before Oozie is asked', async () => {
  const { code, stderr } = await howdah(['jobs', '--status', 'WAITING']);
  expect(code).toBe(2);
  expect(stderr).toContain('Statuses are PREP, RUNNING');
  expect(
    await facts(['jobs', '--kind', 'all', '--status', 'PREMATER', '--user', 'alice', '--limit', '1']),
  ).toEqual([]);
});

test('on a terminal, a list keeps to its width and is coloured; in a pipe it is neither', async () => {
  const { name, id } = await failing();
  await until(
    () => client.workflows.status(id),
    (status) => status === 'KILLED',
  );
  const terminal = await howdah(['jobs', '--name', name], { terminal: true, columns: 80 });
  expect(terminal.stdout).toContain('\u001b[31mKILLED');
  for (const line of terminal.stdout.split('\n')) {
    expect(stripVTControlCharacters(line).length).toBeLessThanOrEqual(80);
  }
  const pipe = await howdah(['jobs', '--name', name]);
  expect(pipe.stdout).toContain(name);
  expect(pipe.stdout).not.toContain('\u001b');
});

test('a watched list is drawn again in its place until Ctrl-C', async () => {
  const { id, name } = await running();
  const interrupt = new AbortController();
  let drawn = '';
  const onStdout = (text: string) => {
    drawn += text;
    if (drawn.includes('KILLED')) interrupt.abort();
  };
  const watching = howdah(['jobs', '--name', name, '--watch', '0.2'], {
    terminal: true,
    signal: interrupt.signal,
    onStdout,
  });
  await until(
    async () => drawn,
    (text) => text.includes('RUNNING'),
  );
  await client.workflows.kill(id);
  expect((await watching).code).toBe(130);
  // Up over the heading and the row, and on from there; the cursor is hidden meanwhile.
  expect(drawn.startsWith('\u001b[?25l')).toBe(true);
  expect(drawn).toContain('\u001b[2A\r');
  expect(drawn.endsWith('\u001b[?25h')).toBe(true);
});

test('a watched list in a pipe is told of as it changes', async () => {
  const { id, name } = await running();
  const interrupt = new AbortController();
  let told = '';
  const onStdout = (text: string) => {
    told += text;
    if (told.includes('KILLED')) interrupt.abort();
  };
  const watching = howdah(['jobs', '--name', name, '--watch', '0.2', '--jsonl'], {
    signal: interrupt.signal,
    onStdout,
  });
  await until(
    async () => told,
    (text) => text.includes('RUNNING'),
  );
  await client.workflows.kill(id);
  await watching;
  const lines = told.trimEnd().split('\n');
  // A running job's row may change in other fields, too, but the same is never told twice.
  expect(new Set(lines).size).toBe(lines.length);
  expect([...new Set(lines.map((line) => JSON.parse(line).status))]).toEqual(['RUNNING', 'KILLED']);
});
