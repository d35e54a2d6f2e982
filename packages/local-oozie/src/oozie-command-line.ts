import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { assembleJars, oozieJars } from './jars.ts';
import { findJava, javaQuickStart } from './java.ts';
import { LocalOozieError } from './local-oozie-error.ts';
import { shippedFile } from './shipped-file.ts';

/** What a command of Oozie's own command line printed, and how it ended. */
export interface CommandOutcome {
  /** 0, or 255 when the command failed. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface OozieCommandLineOptions {
  /** The folder that it takes for the user's home; it keeps credentials there. Relative paths start there, too. */
  home: string;
  /** Environment variables, e.g. `OOZIE_URL`; no others are passed on. */
  env?: Readonly<Record<string, string>>;
  /** System properties, as people give them by OOZIE_CLIENT_OPTS. */
  properties?: Readonly<Record<string, string>>;
  /** Java's own time zone. Default `UTC`. */
  zone?: string;
  /** Gets a line of progress while jars are fetched the first time. */
  log?: (line: string) => void;
}

/** Oozie's own command line, ready to run commands. */
export interface OozieCommandLine {
  /** Runs one command; several wait for each other. */
  run(argv: readonly string[]): Promise<CommandOutcome>;
  /** Ends its Java, which ends with this process in any case. */
  close(): Promise<void>;
}

/**
 * Oozie's own command line (`org.apache.oozie.cli.OozieCLI`), to compare with and to try servers with. All commands
 * run in one Java.
 * @example
 * const oozie = await oozieCommandLine({ home: folder });
 * const { stdout } = await oozie.run(['admin', '-version', '-oozie', url]);
 * await oozie.close();
 * @throws LocalOozieError when Java or Maven is missing; `run` rejects with `start-failed` when Java ended
 */
export async function oozieCommandLine(options: OozieCommandLineOptions): Promise<OozieCommandLine> {
  const { home, env = {}, properties = {}, zone = 'UTC', log = () => {} } = options;
  const { command } = await findJava();
  const jars = await assembleJars(oozieJars, { log });
  const given = Object.entries({ ...properties, 'user.home': home, 'user.timezone': zone });
  const flags = [...javaQuickStart, '-Dfile.encoding=UTF-8', ...given.map((pair) => `-D${pair.join('=')}`)];
  const java = spawn(
    command,
    [...flags, '-cp', join(jars, 'lib', '*'), fileURLToPath(shippedFile('OozieCommands.java'))],
    { cwd: home, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', ...env } },
  );
  let complaint = '';
  java.stderr.setEncoding('utf8').on('data', (text) => {
    complaint += text;
  });
  const ended = new Promise<void>((resolve) => java.once('close', () => resolve()));
  // Java ended before it read the command; `ended` tells of it.
  java.stdin.on('error', () => {});
  const answers = createInterface({ input: java.stdout })[Symbol.asyncIterator]();
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(argv) {
      const outcome = last.then(async () => {
        java.stdin.write(`${argv.map((word) => `,${Buffer.from(word).toString('base64')}`).join('')}\n`);
        const { value, done } = await answers.next();
        if (!done) return outcomeOf(value);
        await ended;
        throw new LocalOozieError('start-failed', `Oozie's own command line ended: ${complaint.trim()}`);
      });
      last = outcome.catch(() => {});
      return outcome;
    },
    async close() {
      java.stdin.end();
      await ended;
    },
  };
}

function outcomeOf(line: string): CommandOutcome {
  const [code, ...written] = line.split(',');
  const [stdout = '', stderr = ''] = written.map((text) => Buffer.from(text, 'base64').toString('utf8'));
  return { code: Number(code), stdout, stderr };
}
