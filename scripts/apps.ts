/** The browser applications of this repository: where they are, and how they are built when they have to be. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('..', import.meta.url));

/** An application, and where the gateway serves it. */
export interface App {
  name: string;
  at: string;
  folder: string;
}

export const workbench: App = {
  name: 'the workbench',
  at: '/',
  folder: join(repository, 'packages/workbench'),
};

export const fieldSurvey: App = {
  name: 'the field survey example',
  at: '/examples/field-survey/',
  folder: join(repository, 'examples/field-survey'),
};

/** What the gateway serves of these applications. */
export const staticFolders = (apps: readonly App[]) =>
  apps.map(({ at, folder }) => ({ at, folder: join(folder, 'dist') }));

/** An application could not be built; the message holds what the build printed. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
}

const builtIntoApps = [
  'packages/sync',
  'packages/oozie-client',
  'packages/definitions',
  'package-lock.json',
  'tsconfig.base.json',
];

/**
 * Builds the applications whose sources are newer than what was built of them.
 * @throws {BuildError}
 */
export async function buildApps(apps: readonly App[], log: (line: string) => void): Promise<void> {
  for (const app of apps) {
    if (isBuilt(app)) continue;
    log(`Building ${app.name} …`);
    await build(app);
  }
}

/** Whether nothing that an application is made of changed since it was built. */
function isBuilt(app: App): boolean {
  const built = join(app.folder, 'dist/index.html');
  if (!existsSync(built)) return false;
  const sources = [app.folder, ...builtIntoApps.map((path) => join(repository, path))];
  return Math.max(...sources.map(newestChange)) <= statSync(built).mtimeMs;
}

const ignored = new Set(['dist', 'node_modules']);

/** When a file, or anything in a folder, was last changed: epoch ms. */
function newestChange(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  const children = readdirSync(path).filter((name) => !ignored.has(name));
  return Math.max(0, ...children.map((name) => newestChange(join(path, name))));
}

function build(app: App): Promise<void> {
  const vite = join(repository, 'node_modules/vite/bin/vite.js');
  const child = spawn(process.execPath, [vite, 'build'], {
    cwd: app.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Run by a test, Vite would build for testing.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  child.stderr.on('data', (chunk) => {
    printed += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new BuildError(`Building ${app.name} (${app.folder}) failed:\n${printed.trim()}`));
    });
  });
}
