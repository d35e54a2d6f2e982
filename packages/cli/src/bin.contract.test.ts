import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import { builtBin } from './built-bin.fixture.ts';
import { env, until } from './real-oozie.fixture.ts';
import { quick, running } from './submitted-jobs.fixture.ts';
import { emptyHome } from './surroundings.fixture.ts';
import { version } from './version.ts';

let bin: string;
beforeAll(async () => {
  bin = await builtBin();
});

function started(...argv: string[]): ChildProcess {
  const home = emptyHome();
  return spawn(process.execPath, [bin, ...argv], { env: { PATH: process.env.PATH, HOME: home, ...env } });
}

async function ran(...argv: string[]) {
  const child = started(...argv);
  child.stdin?.end();
  const [stdout, stderr] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    once(child, 'close'),
  ]);
  return { code: child.exitCode, stdout, stderr };
}

test('the program as it is published lists jobs, and ends by itself', async () => {
  const { id, name } = await quick();
  expect(await ran('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  const listed = await ran('jobs', '--name', name, '--json');
  expect(listed).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(listed.stdout)).toMatchObject([{ id }]);
  expect(await ran('job', 'info', 'nonsense')).toMatchObject({ code: 2, stdout: '' });
});

test('Ctrl-C ends it with 130', async () => {
  const { id } = await running();
  const child = started('wait', id);
  let said = '';
  child.stderr?.on('data', (piece) => (said += piece));
  await until(
    async () => said,
    (words) => words.includes('RUNNING'),
  );
  child.kill('SIGINT');
  await once(child, 'close');
  expect(child.exitCode).toBe(130);
});

test('a reader who has seen enough ends it without a word', async () => {
  await quick();
  const page = await (await fetch(`${env.OOZIE_URL}/v2/jobs?len=1`)).json();
  const [row] = page.workflows;
  let rows = 0;
  // More jobs than anybody reads.
  const endless = createServer((_, response) => {
    const workflows = Array.from({ length: 200 }, () => {
      rows += 1;
      return { ...row, id: `${rows}-oozie-W` };
    });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ workflows, total: 1_000_000, offset: rows - 199, len: 200 }));
  });
  endless.listen(0, '127.0.0.1');
  await once(endless, 'listening');
  const address = endless.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  try {
    const child = started('jobs', '--all', '--jsonl', '--server', `http://127.0.0.1:${port}/oozie`);
    let said = '';
    child.stderr?.on('data', (piece) => (said += piece));
    child.stdout?.once('data', () => child.stdout?.destroy());
    await once(child, 'close');
    expect({ code: child.exitCode, said }).toEqual({ code: 0, said: '' });
  } finally {
    endless.closeAllConnections();
    endless.close();
  }
});
