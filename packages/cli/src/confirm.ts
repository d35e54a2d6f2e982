import { exitCode } from './exit-code.ts';
import { Failure, usageFailure } from './failure.ts';
import type { Surroundings } from './surroundings.ts';

export interface Question {
  /** What would be done to what and how many, as a question: `Kill workflow 0000001-…-W "nightly" (RUNNING)?` */
  readonly ask: string;
  /** What comes of it, and whether it can be undone. */
  readonly effect: string;
}

/**
 * Goes on only if the user agrees. A program cannot be asked, so without a terminal it has to say `--yes`.
 * @throws {Failure} `usage` when nobody can be asked, `interrupted` when the user does not agree
 */
export async function confirm(
  question: Question,
  yes: boolean,
  { stdin, stderr, signal }: Pick<Surroundings, 'stdin' | 'stderr' | 'signal'>,
): Promise<void> {
  if (yes) return;
  if (!stdin.isTerminal || !stderr.isTerminal) {
    throw usageFailure(
      `Not done without a confirmation: ${question.ask}`,
      'Add --yes to agree beforehand.',
      `${question.effect} There is no terminal to ask at.`,
    );
  }
  await stderr.write(`${question.ask}\n${question.effect} [y/N] `);
  const answer = await stdin.line(signal);
  if (/^\s*y(es)?\s*$/i.test(answer ?? '')) return;
  throw new Failure(answer === undefined ? '\nNothing was done.' : 'Nothing was done.', {
    exitCode: exitCode.interrupted,
  });
}
