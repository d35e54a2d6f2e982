import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startWatchdog } from './watchdog.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchdog-'));
});
afterAll(() => rm(folder, { recursive: true }));

const shell = (script: string) => ({
  command: 'sh',
  args: ['-c', script],
  cwd: folder,
  env: process.env,
  log: join(folder, 'out.log'),
});

/** Dead is also a process that init, its parent since, has not taken away yet. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

it.runIf(process.platform === 'linux')(
  'ends a process with all that it has started, even in sessions of their own',
  async () => {
    const watchdog = startWatchdog({ graceMs: 0, remove: [], removeIfEmpty: [] });
    const { pid } = await watchdog.start(shell('setsid sleep 61 & echo $! >child; wait'));
    const file = join(folder, 'child');
    while (!existsSync(file) || (await readFile(file, 'utf8')) === '') await sleep(20);
    const child = Number(await readFile(file, 'utf8'));
    expect(isAlive(child)).toBe(true);
    await watchdog.close();
    expect(isAlive(pid)).toBe(false);
    await vi.waitFor(() => expect(isAlive(child)).toBe(false));
  },
);

it('lets a process end in its own way while the grace lasts, and no longer', async () => {
  const watchdog = startWatchdog({ graceMs: 300, remove: [], removeIfEmpty: [] });
  const polite = await watchdog.start(
    shell("trap 'exit 7' TERM; echo ready >>ready; while :; do sleep 0.02; done"),
  );
  const deaf = await watchdog.start(shell("trap '' TERM; echo ready >>ready; while :; do sleep 0.02; done"));
  const file = join(folder, 'ready');
  while (!existsSync(file) || (await readFile(file, 'utf8')) !== 'ready\nready\n') await sleep(20);
  await watchdog.close();
  expect(await polite.exited).toEqual({ code: 7, signal: null });
  expect(await deaf.exited).toEqual({ code: null, signal: 'SIGKILL' });
});

it('deletes what it was told to, and a folder only when nothing else is in it', async () => {
  const [mine, shared] = [join(folder, 'mine'), join(folder, 'shared')];
  for (const path of [mine, shared]) {
    await mkdir(join(path, 'oozie'), { recursive: true });
    await writeFile(join(path, 'oozie', 'file'), '');
  }
  await writeFile(join(shared, 'letter.txt'), '');
  const remove = [join(mine, 'oozie'), join(shared, 'oozie')];
  await startWatchdog({ graceMs: 0, remove, removeIfEmpty: [mine, shared] }).close();
  expect(existsSync(mine)).toBe(false);
  expect(existsSync(join(shared, 'oozie'))).toBe(false);
  expect(existsSync(join(shared, 'letter.txt'))).toBe(true);
});

it('says why a command can not be run, and that one has ended', async () => {
  const watchdog = startWatchdog({ graceMs: 0, remove: [], removeIfEmpty: [] });
  await expect(watchdog.start({ ...shell(''), command: 'no-such-command' })).rejects.toThrow('ENOENT');
  const ended = await watchdog.start(shell('exit 3'));
  expect(await ended.exited).toEqual({ code: 3, signal: null });
  await watchdog.close();
  await watchdog.close();
});
