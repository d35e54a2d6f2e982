/** Oozie's own Java command line, for the contract test. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const pom = fileURLToPath(new URL('./test-java-cli/pom.xml', import.meta.url));

/** What a command of Oozie's command line printed and exited with. */
export interface CliOutcome {
  readonly code: number;
  readonly output: string;
}

/**
 * Fetches the command line with Maven the first time and returns what runs a command of it.
 * Rejects with a message that says what is missing: `java`, `mvn`, or the network.
 *
 * @param home folder that the command line takes for the user's home; it keeps credentials there
 */
export async function oozieJavaCli(home: string): Promise<(...args: string[]) => Promise<CliOutcome>> {
  await requireCommand('java', ['-version'], 'sudo apt-get install openjdk-17-jdk-headless');
  const classPath = [join(await jars(), '*')].join(delimiter);
  return async (...args) => {
    const java = ['-XX:TieredStopAtLevel=1', `-Duser.home=${home}`, '-Duser.timezone=UTC', '-cp', classPath];
    try {
      const { stdout } = await run('java', [...java, 'org.apache.oozie.cli.OozieCLI', ...args]);
      return { code: 0, output: stdout };
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || !('stderr' in error)) throw error;
      return { code: Number(error.code), output: String(error.stderr) };
    }
  };
}

async function jars(): Promise<string> {
  const key = createHash('sha256')
    .update(await readFile(pom))
    .digest('hex')
    .slice(0, 16);
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'howdah', 'gateway-test');
  const target = join(cache, `oozie-java-cli-${key}`);
  if (existsSync(target)) return target;
  await requireCommand('mvn', ['--version'], 'sudo apt-get install maven');
  await mkdir(cache, { recursive: true });
  const part = await mkdtemp(`${target}.part-`);
  try {
    await run('mvn', ['--batch-mode', '-q', '-f', pom, `-Dhowdah.out=${part}`, 'generate-resources']);
    // Another run may have been faster; its jars are the same.
    await rename(part, target).catch((error: unknown) => {
      if (!existsSync(target)) throw error;
    });
  } catch (error) {
    throw new Error(`Maven could not fetch Oozie's Java command line: ${outputOf(error)}`, { cause: error });
  } finally {
    await rm(part, { recursive: true, force: true });
  }
  return target;
}

function outputOf(error: unknown): string {
  const stdout = typeof error === 'object' && error !== null ? Reflect.get(error, 'stdout') : undefined;
  return String(stdout || error).slice(0, 1000);
}

async function requireCommand(command: string, args: string[], install: string): Promise<void> {
  await run(command, args).catch((error: unknown) => {
    const what = `This test runs Oozie's own Java command line and needs a working "${command}". Install it: ${install}`;
    throw new Error(what, { cause: error });
  });
}
