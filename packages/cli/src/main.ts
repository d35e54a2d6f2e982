import { CommanderError } from 'commander';
import { complete } from './completion/complete.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { failureOf, printFailure } from './failure.ts';
import { runOozieCommand } from './oozie-spelling/run-oozie-command.ts';
import { createProgram } from './program.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Runs one command line and answers how it ended. It neither ends the process nor touches anything of it that
 * `surroundings` does not pass in.
 * @param argv the command line, without the program's own name
 */
export async function main(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  if (argv[0] === 'oozie') return runOozieCommand(argv.slice(1), surroundings);
  try {
    let ended: ExitCode = exitCode.ok;
    const { program, printed } = createProgram(surroundings, (code) => {
      ended = code;
    });
    if (argv[0] === '__complete') {
      await complete(program, argv.slice(1), surroundings);
      return exitCode.ok;
    }
    try {
      await program.parseAsync([...argv], { from: 'user' });
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error;
      // commander's own numbers: 0 for help and the version that somebody asked for, 1 for everything else.
      ended = error.exitCode === 0 ? exitCode.ok : exitCode.usage;
    }
    await printed();
    return ended;
  } catch (error) {
    const interrupted = surroundings.signal.aborted;
    const failure = failureOf(error);
    if (interrupted) {
      // Below the ^C that the terminal shows, and what was on its line.
      if (surroundings.stderr.isTerminal) await surroundings.stderr.write('\n');
      return exitCode.interrupted;
    }
    await surroundings.stderr.write(printFailure(failure));
    return failure.exitCode;
  }
}
