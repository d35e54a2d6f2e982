import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { assembleJars, oozieJars } from './jars.ts';
import { findJava, javaQuickStart } from './java.ts';

/** What a command of Oozie's own command line printed, and how it ended. */
export interface CommandOutcome {
  /** 0, or 255 when the command failed. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface OozieCommandLineOptions {
  /** The folder that it takes for the user's home; it keeps credentials there. */
  home: string;
  /** Environment variables, e.g. `OOZIE_URL`; no others are passed on. */
  env?: Readonly<Record<string, string>>;
  /** Java's own time zone. Default `UTC`. */
  zone?: string;
  /** Gets a line of progress while jars are fetched the first time. */
  log?: (line: string) => void;
}

/**
 * Oozie's own command line (`org.apache.oozie.cli.OozieCLI`), to compare with and to try servers with: returns what
 * runs a command of it, each in a Java of its own.
 * @example
 * const oozie = await oozieCommandLine({ home: folder });
 * const { stdout } = await oozie(['admin', '-version', '-oozie', url]);
 * @throws LocalOozieError when Java or Maven is missing
 */
export async function oozieCommandLine(
  options: OozieCommandLineOptions,
): Promise<(argv: readonly string[]) => Promise<CommandOutcome>> {
  const { home, env = {}, zone = 'UTC', log = () => {} } = options;
  const { command: java } = await findJava();
  const jars = await assembleJars(oozieJars, { log });
  const flags = [...javaQuickStart, '-Dfile.encoding=UTF-8'];
  const settings = [`-Duser.home=${home}`, `-Duser.timezone=${zone}`, '-cp', join(jars, 'lib', '*')];
  return (argv) =>
    new Promise((resolve, reject) => {
      const command = [...flags, ...settings, 'org.apache.oozie.cli.OozieCLI', ...argv];
      const given = {
        env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', ...env },
        cwd: home,
        maxBuffer: 64 << 20,
      };
      execFile(java, command, given, (error, stdout, stderr) => {
        const code = error === null ? 0 : error.code;
        if (typeof code === 'number') resolve({ code, stdout, stderr });
        else reject(error);
      });
    });
}
