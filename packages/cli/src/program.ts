import type { Act } from './cli.ts';
import { allCommands } from './commands/all-commands.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { helpLook } from './help.ts';
import { createSession } from './session.ts';
import { programWithGlobalOptions } from './settings/global-options.ts';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';

/** The tree of commands, and what it takes to run one of them. */
export function createProgram(surroundings: Surroundings, ended: (code: ExitCode) => void) {
  const { stdout, stderr } = surroundings;
  const program = programWithGlobalOptions();
  const writes: Promise<void>[] = [];
  program
    .description('Apache Oozie from the command line, for people and for scripts')
    .addHelpText('after', '\nCommand lines of Oozie’s own command work, too: howdah oozie job -info ID')
    .version(version, '-V, --version', 'print the version')
    .configureHelp(helpLook)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void writes.push(stdout.write(text)),
      writeErr: (text) => void writes.push(stderr.write(text)),
      getOutHelpWidth: () => stdout.columns() ?? 100,
      getErrHelpWidth: () => stderr.columns() ?? 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      outputError: (text, write) => write(text.replace(/^error: /, 'howdah: ')),
    })
    .showHelpAfterError('(--help tells more)');

  const act: Act =
    (work) =>
    async (...args) => {
      const session = await createSession(program.opts(), surroundings);
      const code = await work(session, ...args);
      ended(code || exitCode.ok);
    };

  for (const add of allCommands) add(program, act);

  return {
    program,
    /** Resolves when help and the like are written. */
    async printed() {
      await Promise.all(writes);
    },
  };
}
