import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LocalOozieError } from './local-oozie-error.ts';

/** The oldest Java that Oozie's command line here is made for (`--add-opens` and friends). */
export const oldestJava = 17;

export interface Java {
  /** What to run: a path, or `java` to be found on the PATH. */
  command: string;
  /** Feature release: 17, 21 … */
  release: number;
  /** The whole version, for people and cache keys: `17.0.15`. */
  version: string;
}

/** Reads `java -version`'s output. @returns undefined when it is not Java speaking */
export function parseJavaVersion(output: string): { version: string; release: number } | undefined {
  const version = /version "([^"]+)"/.exec(output)?.[1];
  if (version === undefined) return undefined;
  const numbers = /^(?:1\.)?(\d+)/.exec(version)?.[1];
  return numbers === undefined ? undefined : { version, release: Number(numbers) };
}

/**
 * Finds Java: JAVA_HOME's when that is set and has one, else the PATH's.
 * @throws LocalOozieError `java-missing`, `java-too-old`
 */
export async function findJava(env: NodeJS.ProcessEnv = process.env): Promise<Java> {
  const fromHome = env.JAVA_HOME ? join(env.JAVA_HOME, 'bin', 'java') : undefined;
  const command = fromHome !== undefined && existsSync(fromHome) ? fromHome : 'java';
  const output = await new Promise<string | undefined>((resolve) => {
    execFile(command, ['-version'], { env }, (error, stdout, stderr) => {
      resolve(error && !stderr ? undefined : stdout + stderr);
    });
  });
  const found = output === undefined ? undefined : parseJavaVersion(output);
  if (found === undefined) {
    throw new LocalOozieError(
      'java-missing',
      `Oozie needs Java ${oldestJava}, and there is no working "java" on the PATH (nor under JAVA_HOME). ` +
        `Install it: sudo apt-get install openjdk-${oldestJava}-jdk-headless`,
    );
  }
  if (found.release < oldestJava) {
    throw new LocalOozieError(
      'java-too-old',
      `Oozie needs Java ${oldestJava} or later, and "${command}" is Java ${found.version}. ` +
        `Install a newer one (sudo apt-get install openjdk-${oldestJava}-jdk-headless) or point JAVA_HOME at it.`,
    );
  }
  return { command, ...found };
}

/** Opens what Hadoop and Oozie reach into; JDK 17 keeps these packages shut otherwise. */
export const javaOpens: readonly string[] = [
  'java.base/java.lang',
  'java.base/java.util',
  'java.base/java.net',
  'java.base/java.io',
  'java.base/java.math',
  'java.base/java.text',
  'java.base/sun.nio.ch',
  'java.sql/java.sql',
].map((name) => `--add-opens=${name}=ALL-UNNAMED`);

/** A server that lives minutes gains nothing from the optimizing compiler or a parallel collector. */
export const javaQuickStart: readonly string[] = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
