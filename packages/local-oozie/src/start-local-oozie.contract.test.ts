import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { readJob, runWorkflow } from './run-workflow.ts';
import { type LocalOozie, startLocalOozie } from './start-local-oozie.ts';

const emptyWorkflow =
  '<workflow-app xmlns="uri:oozie:workflow:0.5" name="empty"><start to="end"/><end name="end"/></workflow-app>';

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'local-oozie-test-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

async function writeEmptyWorkflow(oozie: LocalOozie): Promise<string> {
  const folder = `${oozie.definitionRoot}/empty`;
  await mkdir(fileURLToPath(folder), { recursive: true });
  await writeFile(join(fileURLToPath(folder), 'workflow.xml'), emptyWorkflow);
  return folder;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function untilGone(pid: number): Promise<void> {
  for (let i = 0; i < 100 && isAlive(pid); i++) await sleep(50);
}

describe('two at once', () => {
  it('have ports, files and jobs of their own, and leave nothing behind', async () => {
    const [one, two] = await Promise.all([startLocalOozie(), startLocalOozie()]);
    try {
      expect(one.url).not.toBe(two.url);
      const job = await runWorkflow(one.url, await writeEmptyWorkflow(one));
      expect(job.status).toBe('SUCCEEDED');
      await expect(readJob(two.url, job.id)).rejects.toThrow('E0604');
    } finally {
      await Promise.all([one.stop(), two.stop()]);
    }
    await two.stop();
    for (const { pid, dataDir } of [one, two]) {
      expect(isAlive(pid)).toBe(false);
      expect(existsSync(dataDir)).toBe(false);
    }
  });
});

describe('a data folder', () => {
  it('brings the jobs back on the same port, and lets one Oozie at a time use it', async () => {
    const dataDir = join(scratch, 'kept');
    const first = await startLocalOozie({ dataDir });
    const job = await runWorkflow(first.url, await writeEmptyWorkflow(first));
    await expect(startLocalOozie({ dataDir })).rejects.toMatchObject({
      code: 'data-dir-in-use',
      message: expect.stringContaining(dataDir),
    });
    await first.stop();

    const second = await startLocalOozie({ dataDir });
    try {
      expect(second.url).toBe(first.url);
      expect(await readJob(second.url, job.id)).toMatchObject({ id: job.id, status: 'SUCCEEDED' });
      expect((await runWorkflow(second.url, `${second.definitionRoot}/empty`)).status).toBe('SUCCEEDED');
    } finally {
      await second.stop();
    }
  });

  it("is refused when it holds somebody else's files", async () => {
    const dataDir = join(scratch, 'strange');
    await mkdir(join(dataDir, 'hadoop'), { recursive: true });
    await expect(startLocalOozie({ dataDir, keepData: false })).rejects.toMatchObject({
      code: 'data-dir-in-use',
    });
    expect(existsSync(join(dataDir, 'hadoop'))).toBe(true);
  });
});

describe('the end of the parent', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  async function startByCommand(): Promise<{ parent: ChildProcess; pid: number; dataDir: string }> {
    const parent = spawn(
      process.execPath,
      ['--import', 'tsx', fileURLToPath(new URL('./cli.ts', import.meta.url)), '--json'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    children.push(parent);
    if (parent.stdout === null) throw new Error('no output to read');
    const [line] = await once(createInterface({ input: parent.stdout }), 'line');
    const { pid, dataDir } = JSON.parse(String(line)) as { pid: number; dataDir: string };
    expect(isAlive(pid)).toBe(true);
    return { parent, pid, dataDir };
  }

  it.each(['SIGKILL', 'SIGINT'] as const)('by %s is the end of Oozie and its files', async (signal) => {
    const { parent, pid, dataDir } = await startByCommand();
    const exited = once(parent, 'exit');
    parent.kill(signal);
    await exited;
    if (signal === 'SIGKILL') await untilGone(pid);
    expect(isAlive(pid)).toBe(false);
    for (let i = 0; i < 40 && existsSync(dataDir); i++) await sleep(50);
    expect(existsSync(dataDir)).toBe(false);
  });
});

describe('a start that cannot be', () => {
  it('says which port is taken', async () => {
    const port = Number(new URL(inject('oozieUrl')).port);
    await expect(startLocalOozie({ port })).rejects.toMatchObject({
      code: 'port-taken',
      message: expect.stringContaining(String(port)),
    });
  });

  it('says how to install Java when there is none', async () => {
    vi.stubEnv('PATH', scratch);
    vi.stubEnv('JAVA_HOME', undefined);
    await expect(startLocalOozie()).rejects.toMatchObject({
      code: 'java-missing',
      message: expect.stringContaining('apt-get install openjdk-17'),
    });
  });

  it('says how to install Maven when it is needed and there is none', async () => {
    const java = process.env.PATH?.split(':')
      .map((folder) => join(folder, 'java'))
      .find(existsSync);
    if (java === undefined) throw new Error('this test needs Java');
    const home = dirname(dirname(realpathSync(java)));
    vi.stubEnv('JAVA_HOME', home);
    vi.stubEnv('PATH', scratch);
    vi.stubEnv('XDG_CACHE_HOME', join(scratch, 'no-cache'));
    await expect(startLocalOozie()).rejects.toMatchObject({
      code: 'maven-missing',
      message: expect.stringContaining('apt-get install maven'),
    });
  });

  it('hands on what Oozie said last when it gives up', async () => {
    const start = startLocalOozie({ oozieSite: { 'oozie.services': 'no.such.Service' } });
    await expect(start).rejects.toMatchObject({
      code: 'start-failed',
      message: expect.stringContaining('no.such.Service'),
    });
  });

  it('notices a port that is taken meanwhile', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    // Given as a site property the port escapes the check beforehand, as one lost in a race does.
    const start = startLocalOozie({ oozieSite: { 'oozie.http.port': String(port) } });
    await expect(start).rejects.toMatchObject({ code: 'port-taken' });
    other.close();
  });

  it('says what is wrong with a data folder that can not be made', async () => {
    const file = join(scratch, 'a-file');
    await writeFile(file, '');
    await expect(startLocalOozie({ dataDir: join(file, 'data') })).rejects.toMatchObject({
      code: 'start-failed',
      message: expect.stringContaining(file),
    });
  });

  it('can be cancelled', async () => {
    const cancel = new AbortController();
    const start = startLocalOozie({ signal: cancel.signal });
    setTimeout(() => cancel.abort(), 500);
    await expect(start).rejects.toMatchObject({ code: 'aborted' });
  });

  it('gives up in the time it was given', async () => {
    await expect(startLocalOozie({ startTimeoutMs: 300 })).rejects.toMatchObject({ code: 'start-timeout' });
  });
});
