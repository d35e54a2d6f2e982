import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { handLockTo, takeLock } from './held-lock.ts';

let folder: string;
let lock: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'held-lock-'));
});
beforeEach(async () => {
  lock = join(folder, 'lock');
  await rm(lock, { force: true });
});
afterAll(() => rm(folder, { recursive: true }));

it('is taken once', () => {
  expect(takeLock(lock)).toBeUndefined();
  expect(takeLock(lock)).toBe(process.pid);
});

it('is free again when its holder has died', async () => {
  const holder = spawn('sleep', ['60']);
  takeLock(lock);
  handLockTo(lock, holder.pid ?? 0);
  expect(takeLock(lock)).toBe(holder.pid);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  expect(takeLock(lock)).toBeUndefined();
});

it.runIf(process.platform === 'linux')(
  'is free when its holder died and the pid went to another',
  async () => {
    takeLock(lock);
    const [pid, began] = (await readFile(lock, 'utf8')).split(' ');
    await writeFile(lock, `${pid} ${Number(began) - 1}`);
    expect(takeLock(lock)).toBeUndefined();
  },
);

it('is free when nothing can be read from it', async () => {
  await writeFile(lock, 'nonsense');
  expect(takeLock(lock)).toBeUndefined();
});
