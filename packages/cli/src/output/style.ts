import { styleText } from 'node:util';
import type { Surroundings } from '../surroundings.ts';

type Format = Parameters<typeof styleText>[0];

/** Puts colours around text, or leaves it as it is. */
export interface Style {
  readonly colours: boolean;
  /** In the colour of the status, whatever job or action it belongs to. */
  status(status: string, text?: string): string;
  strong(text: string): string;
  faint(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  warning(text: string): string;
}

const ofStatus: Readonly<Record<string, Format>> = {
  SUCCEEDED: 'green',
  OK: 'green',
  DONE: 'green',
  RUNNING: 'cyan',
  RUNNINGWITHERROR: ['cyan', 'underline'],
  PREP: 'gray',
  PREMATER: 'gray',
  READY: 'gray',
  SUBMITTED: 'gray',
  WAITING: 'gray',
  SUSPENDED: 'magenta',
  PAUSED: 'magenta',
  PREPSUSPENDED: 'magenta',
  PREPPAUSED: 'magenta',
  SUSPENDEDWITHERROR: ['magenta', 'underline'],
  PAUSEDWITHERROR: ['magenta', 'underline'],
  USER_RETRY: 'yellow',
  START_RETRY: 'yellow',
  END_RETRY: 'yellow',
  START_MANUAL: 'yellow',
  END_MANUAL: 'yellow',
  DONEWITHERROR: 'yellow',
  TIMEDOUT: 'yellow',
  FAILED: ['red', 'bold'],
  ERROR: ['red', 'bold'],
  KILLED: 'red',
  SKIPPED: 'gray',
  IGNORED: 'gray',
};

export function createStyle(colours: boolean): Style {
  const paint = (format: Format) => (text: string) =>
    // Whether the stream has colours is decided already, not by Node.
    colours ? styleText(format, text, { validateStream: false }) : text;
  return {
    colours,
    status: (status, text = status) => paint(ofStatus[status] ?? 'reset')(text),
    strong: paint('bold'),
    faint: paint('dim'),
    good: paint('green'),
    bad: paint('red'),
    warning: paint('yellow'),
  };
}

/**
 * Whether to use colours: as the user says, else as NO_COLOR and FORCE_COLOR say, else when a person looks at a
 * terminal that has some.
 * @see https://no-color.org, https://force-color.org
 */
export function wantsColours(
  when: 'auto' | 'always' | 'never',
  { env, stdout }: Pick<Surroundings, 'env' | 'stdout'>,
): boolean {
  if (when !== 'auto') return when === 'always';
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return !['0', 'false'].includes(env.FORCE_COLOR);
  return stdout.isTerminal && env.TERM !== 'dumb';
}
