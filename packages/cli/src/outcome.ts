import type { Confirmation } from '@howdah/oozie-client';
import { type ExitCode, exitCode } from './exit-code.ts';
import type { Style } from './output/style.ts';

/** How a command ends by what came of the change that it asked for. */
export function outcomeCode({ outcome }: Pick<Confirmation<string>, 'outcome'>): ExitCode {
  if (outcome === 'ignored') return exitCode.refused;
  return outcome === 'pending' ? exitCode.pending : exitCode.ok;
}

/** What came of a change, in a sentence with its line end. */
export function printOutcome(
  change: string,
  id: string,
  { outcome, from, status }: Confirmation<string>,
  style: Style,
): string {
  const now = style.status(status);
  switch (outcome) {
    case 'done':
      return `${id}: ${change} done, ${from === status ? 'still' : 'now'} ${now}\n`;
    case 'already':
      return `${id}: nothing to ${change}, it is ${now} already\n`;
    case 'ignored':
      return `${id}: Oozie ignored the ${change}, since it is ${now}\n`;
    case 'pending':
      return `${id}: Oozie took the ${change}, but it doesn’t show yet; still ${now}\n`;
  }
}
