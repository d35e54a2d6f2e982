import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { ExitCode } from './exit-code.ts';
import type { Session } from './session.ts';

/** What a command does. Nothing returned means that all went well. */
export type Work<Args extends unknown[]> = (
  session: Session,
  ...args: Args
) => Promise<ExitCode | undefined> | Promise<void>;

/** Makes a command's action of its work: with a session, and with its exit code kept. */
export type Act = <Args extends unknown[]>(work: Work<Args>) => (...args: Args) => Promise<void>;

/** Adds commands to the one above them. */
export type AddCommands = (parent: CommandUnknownOpts, act: Act) => void;

/** Puts examples below a command's help: each a command line, and what it is for. */
export function examples(...lines: readonly (readonly [command: string, purpose?: string])[]): string {
  const room = Math.max(...lines.map(([command]) => command.length));
  const printed = lines.map(([command, purpose]) =>
    purpose === undefined ? `  $ ${command}` : `  $ ${command.padEnd(room)}  # ${purpose}`,
  );
  return `\nExamples:\n${printed.join('\n')}`;
}
