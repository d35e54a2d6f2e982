import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { abandonDataDir, openDataDir } from './data-dir.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'data-dir-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("leaves the user's own files alone when a start on their folder comes to nothing", async () => {
  await writeFile(join(folder, 'letter.txt'), '');
  abandonDataDir(openDataDir(folder, false));
  expect(existsSync(join(folder, 'letter.txt'))).toBe(true);
  expect(existsSync(join(folder, 'howdah'))).toBe(false);
});

it('deletes a temporary folder whole', () => {
  const { path, ...rest } = openDataDir(undefined, false);
  expect(existsSync(path)).toBe(true);
  abandonDataDir({ path, ...rest });
  expect(existsSync(path)).toBe(false);
});

it('remembers the ports from one start to the next, and what it kept', () => {
  const first = openDataDir(folder, true);
  first.remember({ ooziePort: 1234 });
  abandonDataDir(first);
  expect(openDataDir(folder, true).remembered).toEqual({ ooziePort: 1234 });
  expect(existsSync(join(folder, 'howdah'))).toBe(true);
});

it('refuses a folder in use, and one with things that are not ours', async () => {
  openDataDir(folder, true);
  expect(() => openDataDir(folder, true)).toThrow(/Another Oozie runs on/);
  const strange = join(folder, 'strange');
  await mkdir(join(strange, 'oozie'), { recursive: true });
  expect(() => openDataDir(strange, false)).toThrow(/no local Oozie made/);
});
