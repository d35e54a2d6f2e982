import { checkDefinition } from '../check/check-definition.ts';
import type { Definition } from '../definition/definition.ts';
import type { XmlElement } from '../tree/xml-tree.ts';

/**
 * Why a definition can't be built:
 * - `empty`: a workflow or a branch without a step, a bundle without a coordinator
 * - `illegal-name`, `duplicate-name`, `unknown-dependency`, `circle`: of the steps, datasets or events named
 * - `illegal-time`: an instant that is no whole minute
 * - `not-nested`: the dependencies can't be expressed by forks and joins within each other; `barrier` says what would do
 * - `refused`: Oozie would refuse it for another reason, told in the message
 */
export type BuildProblem =
  | 'empty'
  | 'illegal-name'
  | 'duplicate-name'
  | 'unknown-dependency'
  | 'circle'
  | 'illegal-time'
  | 'not-nested'
  | 'refused';

/** All steps of `behind` would wait for all of `before`. */
export interface Barrier {
  readonly before: readonly string[];
  readonly behind: readonly string[];
}

/** What was described is nothing that Oozie would take. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
  readonly problem: BuildProblem;
  /** The names that it is about: of steps, datasets, events. */
  readonly steps: readonly string[];
  readonly barrier: Barrier | undefined;

  constructor(problem: BuildProblem, message: string, steps: readonly string[], barrier?: Barrier) {
    super(message);
    this.problem = problem;
    this.steps = steps;
    this.barrier = barrier;
  }
}

/**
 * @param unknown elements that only the server can judge
 * @throws BuildError `refused`, with what Oozie would say
 */
export function refuseRefused(
  definition: Definition,
  name: string,
  unknown: readonly XmlElement[] = [],
): void {
  const errors = checkDefinition(definition).filter(
    ({ severity, range }) =>
      severity === 'error' &&
      !unknown.some(({ start, end }) => range.start.offset >= start && range.end.offset <= end),
  );
  if (errors.length === 0) return;
  const messages = errors.map(({ message }) => message).join(' ');
  throw new BuildError('refused', `Oozie would refuse the ${definition.kind} ${name}: ${messages}`, []);
}
