import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { openProfile, type Profile } from '../../e2e/browser.ts';

export const rivalNames = ['howdah', 'raw', 'rxdb', 'pouchdb'] as const;
export type RivalName = (typeof rivalNames)[number];

const pages = [...rivalNames, 'outbox', 'live'];

/** Where browsers keep IndexedDB. */
export type Backend = 'leveldb' | 'sqlite';

const flagsOf: Record<Backend, readonly string[]> = {
  leveldb: ['--disable-features=IdbSqliteBackingStore'],
  sqlite: ['--enable-features=IdbSqliteBackingStore'],
};

/** A process that serves jobs and the rivals' pages, and browsers to open them in. */
export interface Stage {
  /** Where jobs are served: `${url}/20000/oozie`. */
  readonly url: string;
  readonly backend: Backend;
  /** A browser on a profile of its own; with `dir` on one that there is. */
  profile(dir?: string): Promise<Profile>;
}

/** Builds the rivals' pages, each in a bundle of its own, and starts the source. */
export async function startStage(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = resolve('node_modules/.cache/howdah-bench/sync-pages');
  mkdirSync(folder, { recursive: true });
  for (const name of pages) {
    await build({
      configFile: false,
      logLevel: 'error',
      resolve: { conditions: ['howdah-source', 'browser'] },
      define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
      build: {
        outDir: folder,
        emptyOutDir: false,
        minify: true,
        lib: {
          entry: resolve('bench/sync/pages', `${name}.ts`),
          formats: ['es'],
          fileName: () => `${name}.js`,
        },
      },
    });
    const script = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="${name}.js"></script>`;
    writeFileSync(join(folder, `${name}.html`), script);
  }
  const source = spawn(process.execPath, ['--import', 'tsx', 'bench/sync/source.ts', folder], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (source.stdout === null) throw new Error('The source has no output.');
  const [url] = await once(createInterface(source.stdout), 'line');
  return {
    url: String(url),
    async stop() {
      const ended = once(source, 'exit');
      source.kill();
      await ended;
    },
  };
}

export function stageOn(url: string, backend: Backend): Stage {
  return {
    url,
    backend,
    profile: (dir) => openProfile({ ...(dir === undefined ? {} : { dir }), flags: flagsOf[backend] }),
  };
}

/** Opens one of the pages in a new tab of a profile. */
export async function openTab(stage: Stage, profile: Profile, name: string): Promise<Page> {
  const page = await profile.newPage();
  await page.goto(`${stage.url}/pages/${name}.html`);
  return page;
}

/** Opens a rival's page in a new tab of a profile. */
export async function openRival(stage: Stage, profile: Profile, name: RivalName): Promise<Page> {
  const page = await openTab(stage, profile, name);
  await page.waitForFunction(() => window.rival !== undefined);
  return page;
}

/** Mirrors a source; gives how long it took, in ms. The jobs are made before, and tasks before it don't count. */
export async function mirrorIn(page: Page, source: string): Promise<number> {
  await fetch(`${source}/v2/jobs?len=1`);
  return page.evaluate((from) => {
    window.longestTask = 0;
    return window.rival?.mirror(from) ?? Number.NaN;
  }, source);
}

/** Brings a number of jobs to a new profile; gives what it took, and the longest task meanwhile, in ms. */
export async function mirrorOnce(
  stage: Stage,
  name: RivalName,
  jobs: number,
): Promise<{ time: number; longestTask: number }> {
  const profile = await stage.profile();
  try {
    const page = await openRival(stage, profile, name);
    const time = await mirrorIn(page, `${stage.url}/${jobs}/oozie`);
    const longestTask = await page.evaluate(() => window.longestTask ?? Number.NaN);
    return { time, longestTask };
  } finally {
    await profile.close();
  }
}

/** Profiles that hold a rival's mirror, made once and kept until the bench ends. */
export function keptProfiles(stage: Stage): {
  dirOf(name: RivalName, jobs: number): Promise<string>;
  remove(): void;
} {
  const dirs = new Map<string, Promise<string>>();
  const made: string[] = [];
  async function make(name: RivalName, jobs: number): Promise<string> {
    const dir = mkdtempSync(join(tmpdir(), 'howdah-bench-'));
    made.push(dir);
    const profile = await stage.profile(dir);
    const page = await openRival(stage, profile, name);
    await mirrorIn(page, `${stage.url}/${jobs}/oozie`);
    await profile.close();
    return dir;
  }
  return {
    dirOf(name, jobs) {
      const key = `${name} ${jobs}`;
      const known = dirs.get(key) ?? make(name, jobs);
      dirs.set(key, known);
      return known;
    },
    remove() {
      for (const dir of made) rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
