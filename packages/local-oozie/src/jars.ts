import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { takeLock } from './held-lock.ts';
import { LocalOozieError, throwIfAborted } from './local-oozie-error.ts';
import { downloadProgress } from './maven-output.ts';
import { shippedFile } from './shipped-file.ts';
import { startWatchdog, type Watchdog } from './watchdog.ts';

/** A set of jars that Maven assembles from one of our poms. */
export interface JarSet {
  pom: 'oozie.pom.xml' | 'hadoop.pom.xml' | 'definitions.pom.xml';
  /** For people: `Oozie 5.2.1`. */
  title: string;
  /** How many jars that is, so that progress has an end. */
  jars: number;
}

export const oozieJars: JarSet = { pom: 'oozie.pom.xml', title: 'Oozie 5.2.1', jars: 271 };
export const hadoopJars: JarSet = { pom: 'hadoop.pom.xml', title: 'Hadoop 3.3.6', jars: 197 };

interface Telling {
  log: (line: string) => void;
  signal?: AbortSignal | undefined;
}

/** Where jars are kept for all projects of this user. */
function jarCache(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'howdah', 'local-oozie');
}

/**
 * The folder with `lib/*.jar` (and `classes/webapp`, for Oozie) of a jar set: from the cache, or fetched by
 * Maven the first time. Several processes may ask at once: one fetches, the others wait for it.
 * @throws LocalOozieError `maven-missing`, `maven-failed`, `aborted`
 */
export async function assembleJars(set: JarSet, { log, signal }: Telling): Promise<string> {
  const pom = fileURLToPath(shippedFile(set.pom));
  const key = createHash('sha256')
    .update(await readFile(pom))
    .digest('hex')
    .slice(0, 16);
  const cache = jarCache();
  const target = join(cache, `${set.pom.replace('.pom.xml', '')}-${key}`);
  if (existsSync(target)) return target;

  await mkdir(cache, { recursive: true });
  const lock = `${target}.lock`;
  for (let waited = false; ; waited = true) {
    throwIfAborted(signal);
    const holder = takeLock(lock);
    if (holder === undefined) break;
    if (!waited) log(`Waiting for process ${holder}, which is fetching ${set.title} already`);
    await sleep(500);
  }
  try {
    // Another process may have finished between our look and our lock.
    if (existsSync(target)) return target;
    await requireMaven();
    const folder = await mkdtemp(`${target}.part-`);
    const watchdog = startWatchdog({ graceMs: 0, remove: [folder], removeIfEmpty: [] });
    try {
      await runMaven(watchdog, set, pom, folder, { log, signal });
      await rename(folder, target);
    } finally {
      await watchdog.close();
    }
    return target;
  } finally {
    await rm(lock, { force: true });
  }
}

async function requireMaven(): Promise<void> {
  const missing = await new Promise<boolean>((resolve) => {
    execFile('mvn', ['--version'], (error) => resolve(error?.code === 'ENOENT'));
  });
  if (missing) {
    throw new LocalOozieError(
      'maven-missing',
      'Oozie is fetched by Maven the first time, and there is no "mvn" on the PATH. ' +
        'Install it: sudo apt-get install maven',
    );
  }
}

async function runMaven(
  watchdog: Watchdog,
  set: JarSet,
  pom: string,
  folder: string,
  { log, signal }: Telling,
): Promise<void> {
  const output = join(folder, 'maven.log');
  log(`Fetching ${set.title} from Maven: starting`);
  const maven = await watchdog.start({
    command: 'mvn',
    args: ['--batch-mode', '-f', pom, `-Dhowdah.out=${folder}`, 'generate-resources'],
    cwd: folder,
    env: process.env,
    log: output,
  });
  let told = '';
  const exit = maven.exited.then((how) => how.code ?? 1);
  for (;;) {
    const code = await Promise.race([exit, sleep(500, undefined)]);
    throwIfAborted(signal);
    const text = await readFile(output, 'utf8').catch(() => '');
    if (code !== undefined && code !== 0) throw mavenFailed(set, text);
    if (code === 0) break;
    const { jars, bytes } = downloadProgress(text);
    const line = `Fetching ${set.title} from Maven: ${jars} of ~${set.jars} jars, ${Math.round(bytes / 1e6)} MB`;
    if (jars > 0 && line !== told) log(line);
    told = line;
  }
  log(`Fetched ${set.title}`);
}

function mavenFailed(set: JarSet, output: string): LocalOozieError {
  const errors = output
    .split('\n')
    .filter((line) => /^\[ERROR\] (?!To see|Re-run|For more|\[Help)\S/.test(line));
  const shown = (errors.length > 0 ? errors.slice(0, 4) : output.trimEnd().split('\n').slice(-4)).join('\n');
  return new LocalOozieError(
    'maven-failed',
    `Maven could not fetch ${set.title}. If this machine reaches the network through a proxy or a mirror, ` +
      `say so in ~/.m2/settings.xml; then try again (what has arrived is kept). Maven said:\n${shown}`,
  );
}
